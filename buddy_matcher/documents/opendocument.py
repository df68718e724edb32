"""OpenDocument spreadsheets (.ods) as tables, read in a child process that may take no more than its share.

Such a file may be a few kilobytes and unfold to gigabytes: it says how often a cell or a row is repeated. So
it is read as a stream, by a process of its own with a limit of memory, which is ended when it takes too long.
"""

import zipfile
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import IO, Final
from xml.etree.ElementTree import Element, ParseError, iterparse

from buddy_matcher.documents.grid import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_ROWS_ABOVE,
    Remark,
    Table,
    TableRow,
    password_protected,
    takes_too_long,
    too_many_rows,
    too_wide,
    unreadable,
)
from buddy_matcher.documents.workbooks import refuse_entities, refuse_inflation
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.watching import Watch

MOST_SECONDS: Final = 10
_GLANCE: Final = 0.1
"""Seconds between two looks at the wish to cancel."""

_MOST_MEMORY: Final = 1 << 30
"""Bytes of the child's address space: 200 MB of text and what Python needs around it."""

_KIND: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS: Final = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_PARAGRAPHS: Final = frozenset({f"{_TEXT}p", f"{_TEXT}h"})


def is_opendocument(content: bytes) -> bool:
    """Return whether a zip file calls itself an OpenDocument spreadsheet."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive, archive.open("mimetype") as kind:
            return kind.read(len(_KIND)) == _KIND
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError):
        return False


def read_opendocument(content: bytes, watch: Watch) -> tuple[Table, ...]:
    """Return the sheets of an .ods file.

    Raises UserError when it is refused, damaged or takes too long, and WorkCancelledError.
    """
    context = get_context("spawn")
    mine, theirs = context.Pipe()
    child = context.Process(target=_read_in_child, args=(theirs, content), daemon=True)
    child.start()
    theirs.close()
    try:
        with closing(mine):
            answer = _answer(mine, watch)
    finally:
        child.kill()
        child.join()
        child.close()
    if isinstance(answer, UserError):
        raise answer
    return tuple(
        Table(tuple(TableRow(number, cells) for number, cells in rows), name, remarks)
        for name, rows, remarks in answer
    )


type _Sent = tuple[str, list[tuple[int, tuple[str, ...]]], tuple[Remark, ...]]
"""A table as it goes through the pipe: its name, the number and cells of its rows, and the remarks on it."""


def _answer(pipe: Connection, watch: Watch) -> list[_Sent] | UserError:
    for _ in range(round(MOST_SECONDS / _GLANCE)):
        watch.at(0.0)
        if pipe.poll(_GLANCE):
            try:
                answer: list[_Sent] | UserError = pipe.recv()
            except (EOFError, OSError) as error:
                # The child ended without an answer: it wanted more memory than it may have.
                raise unreadable() from error
            return answer
    raise takes_too_long(MOST_SECONDS)


def _read_in_child(pipe: Connection, content: bytes) -> None:
    _limit_memory()
    answer: list[_Sent] | UserError
    try:
        answer = [
            (t.name, [(row.number, row.cells) for row in t.rows], t.remarks) for t in tables_of(content)
        ]
    except UserError as error:
        answer = error
    except Exception:
        answer = unreadable()
    pipe.send(answer)
    pipe.close()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limit; the sizes that the file states are checked before it is read.
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def tables_of(content: bytes) -> tuple[Table, ...]:
    """Return the sheets of an .ods file, read in this process; raises UserError when it is refused."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        refuse_inflation(archive, len(content))
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise password_protected()
        refuse_entities(archive, "content.xml")
        with archive.open("content.xml") as stream:
            try:
                return tuple(_tables(stream))
            except ParseError as error:
                raise unreadable() from error


def _tables(stream: IO[bytes]) -> Iterator[Table]:
    name, rows, has_hidden, number = "", list[TableRow](), False, 0
    for event, element in iterparse(stream, events=("start", "end")):  # noqa: S314 - checked before, and in a process of its own
        if element.tag == f"{_TABLE}table" and event == "start":
            name, rows, has_hidden, number = element.get(f"{_TABLE}name", ""), [], False, 0
        elif element.tag == f"{_TABLE}table" and rows:
            yield Table(_of_one_width(rows), name, tuple(_remarks(has_hidden=has_hidden)))
            element.clear()
        elif element.tag == f"{_TABLE}table-row" and event == "end":
            repeated = _repeats(element, "number-rows-repeated")
            has_hidden = has_hidden or element.get(f"{_TABLE}visibility", "visible") != "visible"
            rows += _rows(element, number + 1, repeated)
            number += repeated
            element.clear()


def _of_one_width(rows: list[TableRow]) -> tuple[TableRow, ...]:
    # The blank cells at the end of a row are not in the file: an answer left blank makes no row narrower.
    width = max(len(row.cells) for row in rows)
    return tuple(TableRow(row.number, row.cells + ("",) * (width - len(row.cells))) for row in rows)


def _rows(element: Element, number: int, repeated: int) -> Iterator[TableRow]:
    cells = _row_cells(element, number)
    # Blank rows are repeated to the end of the sheet; those that hold something are rows of their own.
    if not any(cell.strip() for cell in cells):
        return
    for row in range(number, number + repeated):
        if row > MOST_ROWS + MOST_ROWS_ABOVE:
            raise too_many_rows(row)
        found = TableRow(row, cells)
        found.check()
        yield found


def _row_cells(element: Element, number: int) -> tuple[str, ...]:
    cells: list[str] = []
    blanks = 0
    for cell in element:
        if cell.tag not in _CELLS:
            continue
        text, repeated = _cell_text(cell), _repeats(cell, "number-columns-repeated")
        if not text.strip():
            blanks += repeated
            continue
        if len(cells) + blanks + repeated > MOST_COLUMNS:
            raise too_wide(number, len(cells) + blanks)
        cells += [""] * blanks + [text] * repeated
        blanks = 0
    return tuple(cells)


def _cell_text(cell: Element) -> str:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind == "date":
        return (cell.get(f"{_OFFICE}date-value") or "").replace("T", " ")
    if kind == "boolean":
        return "Yes" if cell.get(f"{_OFFICE}boolean-value") == "true" else "No"
    if kind == "float":
        value = cell.get(f"{_OFFICE}value") or ""
        return value.removesuffix(".0")
    return "\n".join(_paragraph(part) for part in cell if part.tag in _PARAGRAPHS)


def _paragraph(element: Element) -> str:
    text = element.text or ""
    for part in element:
        if part.tag == f"{_TEXT}s":
            text += " " * min(int(part.get(f"{_TEXT}c", "1")), MOST_COLUMNS)
        elif part.tag == f"{_TEXT}line-break":
            text += "\n"
        elif part.tag == f"{_TEXT}tab":
            text += "\t"
        elif not part.tag.endswith("}annotation"):
            text += _paragraph(part)
        text += part.tail or ""
    return text


def _repeats(element: Element, name: str) -> int:
    return max(1, int(element.get(f"{_TABLE}{name}", "1")))


def _remarks(*, has_hidden: bool) -> Iterator[Remark]:
    if has_hidden:
        yield Remark(
            "Rows are hidden in the sheet; what they hold was read like the rest.",
            "Show them to see what was imported, or remove them and import again.",
        )
