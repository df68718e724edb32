"""Excel workbooks as tables, read only after their inside was found to be safe.

openpyxl trusts what it opens, so archive sizes, entities and far-away cells are checked before it.
"""

import re
import time
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from types import MappingProxyType
from typing import Any, Final

from buddy_matcher.documents.grid import (
    MOST_COLUMNS,
    MOST_INFLATED_BYTES,
    MOST_INFLATION,
    MOST_ROWS,
    MOST_ROWS_ABOVE,
    MOST_SECONDS,
    Flaw,
    Remark,
    Table,
    TableRow,
    password_protected,
    takes_too_long,
    too_many_rows,
    too_wide,
    unreadable,
)
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.text import counted, listed, listed_up_to
from buddy_matcher.domain.watching import Watch, WorkCancelledError

_CHUNK: Final = 1 << 20
_OVERLAP: Final = 1000
_CELL = re.compile(
    rb'<(?:\w{1,9}:)?c\b[^<>]{0,200}?\sr="([A-Z]{1,3})([0-9]{1,7})"[^<>]{0,200}>\s{0,9}<(?:\w{1,9}:)?[vif]'
)
_FORMULA = re.compile(rb"<(?:\w{1,9}:)?f\b")
_HIDDEN = re.compile(rb'<(?:\w{1,9}:)?(?:row|col)\b[^<>]{0,300}?\shidden="(?:1|true)"')
_MERGED = re.compile(
    rb'<(?:\w{1,9}:)?mergeCell\b[^<>]{0,99}?\sref="([A-Z]{1,3}([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7}))"'
)
_MOST_HEADING_ROWS: Final = 3
"""Headings may well be merged over so many rows."""
_MOST_NAMED: Final = 3
_EXCEL_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)


def read_workbook(content: bytes, watch: Watch | None = None) -> tuple[Table, ...]:
    """Return the visible sheets of an .xlsx file; raises UserError when it is refused or damaged."""
    watch = watch or Watch()
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _refuse_other_kinds(archive)
            refuse_inflation(archive, len(content))
            found = _scan(archive)
        return _read_sheets(content, found, watch)
    except (UserError, WorkCancelledError):
        raise
    except Exception as error:
        # openpyxl, zipfile and expat raise a dozen kinds of error over damaged files, none of them a bug.
        raise unreadable() from error


def _refuse_other_kinds(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if any(member.flag_bits & 1 for member in archive.infolist()):
        raise password_protected()
    if "xl/workbook.bin" in names:
        raise _other_kind("a binary workbook (.xlsb)")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise _other_kind("a workbook with macros (.xlsm), and programs inside a sheet are not let in")
    if "xl/workbook.xml" not in names:
        raise _other_kind("not an Excel workbook")


def _other_kind(what: str) -> UserError:
    return UserError(
        f"The file is {what}. Nothing was imported.",
        "Open it in Excel, save it as an Excel workbook (.xlsx), and import that.",
    )


def refuse_inflation(archive: zipfile.ZipFile, size: int) -> None:
    """Raise UserError when a zip file would unpack to more than any form export holds."""
    # zipfile reads no more of a member than the size that its header states, so the headers can be believed.
    inflated = sum(member.file_size for member in archive.infolist())
    if inflated > min(MOST_INFLATED_BYTES, max(MOST_INFLATION * size, _CHUNK)):
        raise UserError(
            "The file would unpack to far more than a form export holds, so it was not opened.",
            "Export the answers again from the form.",
        )


@dataclass(frozen=True, slots=True)
class _Scanned:
    """What the members of a workbook hold: formulas, and rows or columns that Excel does not show.

    `merged` are the cells below the headings that are one over several rows, such as "C2:C5".
    """

    has_formulas: bool = False
    has_hidden: bool = False
    merged: tuple[str, ...] = ()


def _scan(archive: zipfile.ZipFile) -> _Scanned:
    """Return what the cells hold; raises UserError when any member is unsafe."""
    has_formulas = has_hidden = False
    merged: dict[str, None] = {}
    for member in archive.infolist():
        if member.filename.startswith("xl/media/"):
            continue
        is_sheet = member.filename.startswith("xl/worksheets/")
        for chunk in _chunks(archive, member):
            _refuse_entities(chunk)
            if is_sheet:
                _refuse_far_cells(chunk)
                has_formulas = has_formulas or _FORMULA.search(chunk) is not None
                has_hidden = has_hidden or _HIDDEN.search(chunk) is not None
                merged |= dict.fromkeys(_merged_down(chunk))
    return _Scanned(has_formulas, has_hidden, tuple(merged))


def _merged_down(chunk: bytes) -> Iterator[str]:
    for cells, first, last in _MERGED.findall(chunk):
        if 1 < int(first) < int(last) and int(last) > _MOST_HEADING_ROWS:
            yield cells.decode()


def _refuse_entities(chunk: bytes) -> None:
    # Without its zero bytes UTF-16 reads as ASCII.
    if b"<!DOCTYPE" in chunk.replace(b"\0", b""):
        raise UserError(
            "The file defines entities of its own, which form exports never do, so it was not opened.",
            "Export the answers again from the form.",
        )


def refuse_entities(archive: zipfile.ZipFile, name: str) -> None:
    """Raise UserError when a member of a zip file defines entities of its own."""
    for chunk in _chunks(archive, archive.getinfo(name)):
        _refuse_entities(chunk)


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    tail = b""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            yield tail + chunk
            tail = chunk[-_OVERLAP:]


def _refuse_far_cells(chunk: bytes) -> None:
    from openpyxl.utils import column_index_from_string

    # A million cells have few different columns: each is worked out once.
    for column, row in {(column, len(row)): (column, row) for column, row in _CELL.findall(chunk)}.values():
        index = column_index_from_string(column.decode())
        if index > MOST_COLUMNS:
            raise too_wide(int(row), index - 1)
    last = max((int(row) for _, row in _CELL.findall(chunk[-_OVERLAP * 20 :])), default=0)
    if last > MOST_ROWS + MOST_ROWS_ABOVE:
        raise too_many_rows(last)


def _read_sheets(content: bytes, found: _Scanned, watch: Watch) -> tuple[Table, ...]:
    deadline = time.thread_time() + MOST_SECONDS  # of work: a busy computer makes no file too large
    with warnings.catch_warnings():
        # openpyxl warns of styles and validations that it leaves out; neither matters to answers.
        warnings.simplefilter("ignore")
        unsolved = _cells_without_value(content) if found.has_formulas else set()
        workbook = _opened(content, has_values=True)
        visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        hidden = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state != "visible"]
        tables = [_read_sheet(sheet, unsolved, deadline, watch) for sheet in visible]
    remarks = (*_about_hidden(found, hidden), *_about_merged(found.merged))
    return (replace(tables[0], remarks=remarks), *tables[1:]) if tables else ()


def _about_hidden(found: _Scanned, sheets: list[str]) -> Iterator[Remark]:
    if sheets:
        named = listed([f"“{name}”" for name in sheets])
        were = counted(len(sheets), "sheet is hidden and was", "sheets are hidden and were")
        yield Remark(f"{were} not read: {named}.", "Show it in Excel and import again if it holds people.")
    if found.has_hidden:
        yield Remark(
            "Rows or columns are hidden in Excel; what they hold was read like the rest.",
            "Show them in Excel to see what was imported, or remove them and import again.",
        )


def _about_merged(cells: tuple[str, ...]) -> Iterator[Remark]:
    if cells:
        yield Remark(
            f"Cells are merged over several rows ({listed_up_to(cells, _MOST_NAMED)}); what they say "
            "was read in the first of these rows only.",
            "Unmerge them in Excel, fill in the rows below, and import the sheet again.",
        )


def _read_sheet(sheet: Any, unsolved: set[tuple[str, int, int]], deadline: float, watch: Watch) -> Table:
    rows = []
    for number, values in enumerate(watch.counting(_values(sheet)), start=1):
        if time.thread_time() > deadline:
            raise takes_too_long(MOST_SECONDS)
        values = values if unsolved else _without_blanks(values)  # noqa: PLW2901 - rows are filled up to the last column that may be read
        flaws = {i: Flaw.ERROR for i, value in enumerate(values) if value in _EXCEL_ERRORS}
        if unsolved:
            flaws |= {i: Flaw.NO_VALUE for i in range(len(values)) if (sheet.title, number, i) in unsolved}
        cells = tuple("" if i in flaws else cell_text(value) for i, value in enumerate(values))
        row = TableRow(number, cells, MappingProxyType(flaws)) if flaws else TableRow(number, cells)
        if flaws or not row.is_blank:
            row.check()
            rows.append(row)
    return Table(_without_empty_columns(rows), sheet.title)


def _without_blanks(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the cells of a row up to the last that holds anything."""
    width = len(values)
    while width and values[width - 1] is None:
        width -= 1
    return values[:width]


def _without_empty_columns(rows: list[TableRow]) -> tuple[TableRow, ...]:
    width = max(
        (i + 1 for row in rows for i, cell in enumerate(row.cells) if cell or i in row.flaws), default=0
    )
    return tuple(replace(row, cells=_to_width(row.cells, width)) for row in rows)


def _to_width(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells[:width] if len(cells) >= width else cells + ("",) * (width - len(cells))


def _values(sheet: Any) -> Iterator[tuple[Any, ...]]:
    # One row and column beyond the limits, so that what lies outside is noticed, not dropped.
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(
        max_row=MOST_ROWS + MOST_ROWS_ABOVE + 1, max_col=MOST_COLUMNS + 1, values_only=True
    )
    return rows


def _opened(content: bytes, *, has_values: bool = False) -> Any:
    """Return a workbook with the stored values of its formulas, or with the formulas."""
    from openpyxl import load_workbook

    return load_workbook(BytesIO(content), read_only=True, data_only=has_values)


def _cells_without_value(content: bytes) -> set[tuple[str, int, int]]:
    """Return sheet, row and column (from 0) of each formula without a stored value."""
    formulas, values = _opened(content), _opened(content, has_values=True)
    return {
        (sheet.title, number, i)
        for sheet in formulas.worksheets
        for number, (row, stored) in enumerate(
            zip(
                sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS),
                values[sheet.title].iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True),
                strict=True,
            ),
            start=1,
        )
        for i, cell in enumerate(row)
        if cell.data_type == "f" and stored[i] is None
    }


def cell_text(value: Any) -> str:
    """Return a cell's value as text: dates in ISO form, whole numbers without a point, Yes or No."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("_x000D_", "")
