"""Reads what a PDF tells a screen reader: its structure elements in order, each with the text it holds."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
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
