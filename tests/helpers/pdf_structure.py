"""Reads what a PDF tells a screen reader: its structure elements in order, each with the text it holds."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject


@dataclass(frozen=True)
class Element:
    """A structure element: its tag ("P", "H1"), its language if it names one, and what is in it."""

    tag: str
    language: str
    kids: list["Element"] = field(default_factory=list)
    marks: tuple[tuple[int, int], ...] = ()

    def all(self) -> Iterator["Element"]:
        """Yield the element and everything in it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.all()


def structure_of(pdf: bytes) -> Element:
    """Return the root of a tagged PDF's structure."""
    reader = PdfReader(io.BytesIO(pdf))
    pages = {
        page.indirect_reference.idnum: number
        for number, page in enumerate(reader.pages)
        if page.indirect_reference
    }
    return _element(reader.root_object["/StructTreeRoot"], pages, 0)


def tags_of(pdf: bytes) -> list[str]:
    """Return the tags of all elements in reading order, the root left out."""
    return [element.tag for element in structure_of(pdf).all()][1:]


def _element(raw: Any, pages: dict[int, int], page: int) -> Element:
    node = raw.get_object()
    if "/Pg" in node:
        page = pages[node.raw_get("/Pg").idnum]
    kids, marks = [], []
    children = node.get("/K", [])
    for child in children if isinstance(children, ArrayObject) else [children]:
        kid = child.get_object()
        if isinstance(kid, int):
            marks.append((page, int(kid)))
        elif isinstance(kid, DictionaryObject) and "/S" in kid:
            kids.append(_element(kid, pages, page))
        elif isinstance(kid, DictionaryObject) and kid.get("/Type") == "/MCR":
            on = pages[kid.raw_get("/Pg").idnum] if "/Pg" in kid else page
            marks.append((on, int(str(kid["/MCID"]))))
    return Element(str(node.get("/S", "/Root"))[1:], str(node.get("/Lang", "")), kids, tuple(marks))


def untagged_text(pdf: bytes) -> list[bytes]:
    """Return the operators that show text outside any mark: a screen reader would never say it."""
    reader = PdfReader(io.BytesIO(pdf))
    return [operator for page in reader.pages for operator in _unmarked(page, reader)]


def _unmarked(page: PageObject, reader: PdfReader) -> Iterator[bytes]:
    depth = 0
    content = page.get_contents()
    if content is None:
        return
    for _, operator in ContentStream(content, reader).operations:
        depth += operator in {b"BDC", b"BMC"}
        depth -= operator == b"EMC"
        if operator in {b"Tj", b"TJ", b"'", b'"'} and not depth:
            yield operator


def marks_on_pages(pdf: bytes) -> set[tuple[int, int]]:
    """Return page and id of every mark that content on the pages bears."""
    reader = PdfReader(io.BytesIO(pdf))
    found = set()
    for number, page in enumerate(reader.pages):
        content = page.get_contents()
        operations = ContentStream(content, reader).operations if content is not None else []
        for operands, operator in operations:
            if operator == b"BDC" and isinstance(operands[1], DictionaryObject) and "/MCID" in operands[1]:
                found.add((number, int(str(operands[1]["/MCID"]))))
    return found


_STANDS_IN = {
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
}
_KNOWN = {
    "Root",
    "Document",
    "P",
    "H1",
    "H2",
    "H3",
    "L",
    "Table",
    "Figure",
    "Link",
    "Div",
    "Strong",
} | _STANDS_IN.keys()


def faults_of(pdf: bytes) -> list[str]:
    """Return what a person who has a PDF read aloud would miss, by rules of ours; nothing if it is sound."""
    return [*_faults_of_document(pdf), *_faults_of_structure(structure_of(pdf))] + [
        f"{len(found)} {what}"
        for what, found in (
            ("texts in no tag", untagged_text(pdf)),
            ("marks outside the structure", marks_on_pages(pdf) ^ _marks(structure_of(pdf))),
        )
        if found
    ]


def _marks(root: Element) -> set[tuple[int, int]]:
    return {mark for element in root.all() for mark in element.marks}


def _faults_of_document(pdf: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(pdf))
    catalogue: Any = reader.root_object
    if catalogue.get("/Lang") != "en-GB":
        yield "no language"
    if not (reader.metadata and reader.metadata.title):
        yield "no title"
    if not catalogue.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the title is not shown"


def _faults_of_structure(root: Element) -> Iterator[str]:
    yield from _faults_inside(root)
    levels = [int(element.tag[1]) for element in root.all() if element.tag in {"H1", "H2", "H3"}]
    if not levels or levels[0] != 1:
        yield "it does not begin with a heading of the first level"
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield "a level of headings is left out"
    pages = [page for element in root.all() for page, _ in element.marks]
    if pages != sorted(pages):
        yield "it is not read page by page"


def _faults_inside(element: Element) -> Iterator[str]:
    if element.tag not in _KNOWN:
        yield f"an unknown tag, {element.tag}"
    if element.tag in {"P", "H1", "H2", "H3", "LI", "TH"} and not any(each.marks for each in element.all()):
        yield f"an empty {element.tag}"
    if element.tag == "Table" and not any(each.tag == "TH" for each in element.all()):
        yield "a table without headings"
    for kid in element.kids:
        if kid.tag in _STANDS_IN and element.tag not in _STANDS_IN[kid.tag]:
            yield f"{kid.tag} in {element.tag}"
        if element.tag == "L" and kid.tag != "LI":
            yield f"{kid.tag} in L"
        yield from _faults_inside(kid)
