"""Excel workbooks as tables, read only after their inside was found to be safe.

openpyxl trusts what it opens, so archive sizes, entities and far-away cells are checked before it.
"""

import re
import time
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from types import MappingProxyType
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from buddy_matcher.documents.grid import (
    MOST_COLUMNS,
    MOST_INFLATED_BYTES,
    MOST_INFLATION,
    MOST_ROWS,
    MOST_SECONDS,
    Flaw,
    Table,
    TableRow,
    password_protected,
    too_large,
    unreadable,
)
from buddy_matcher.domain.errors import UserError

_CHUNK: Final = 1 << 20
_OVERLAP: Final = 1000
_CELL = re.compile(
    rb'<(?:\w{1,9}:)?c\b[^<>]{0,200}?\sr="([A-Z]{1,3})([0-9]{1,7})"[^<>]{0,200}>\s{0,9}<(?:\w{1,9}:)?[vif]'
)
_FORMULA = re.compile(rb"<(?:\w{1,9}:)?f\b")
_EXCEL_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)


def read_workbook(content: bytes) -> tuple[Table, ...]:
    """Return the visible sheets of an .xlsx file; raises UserError when it is refused or damaged."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _refuse_other_kinds(archive)
            _refuse_inflation(archive, len(content))
            has_formulas = _scan(archive)
        return _read_sheets(content, has_formulas=has_formulas)
    except UserError:
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


def _refuse_inflation(archive: zipfile.ZipFile, size: int) -> None:
    # zipfile reads no more of a member than the size that its header states, so the headers can be believed.
    inflated = sum(member.file_size for member in archive.infolist())
    if inflated > min(MOST_INFLATED_BYTES, max(MOST_INFLATION * size, _CHUNK)):
        raise UserError(
            "The file would unpack to far more than a form export holds, so it was not opened.",
            "Export the answers again from the form.",
        )


def _scan(archive: zipfile.ZipFile) -> bool:
    """Return whether a cell holds a formula; raises UserError when any member is unsafe."""
    has_formulas = False
    for member in archive.infolist():
        if member.filename.startswith("xl/media/"):
            continue
        for chunk in _chunks(archive, member):
            _refuse_entities(chunk)
            _refuse_far_cells(chunk)
            has_formulas = has_formulas or _FORMULA.search(chunk) is not None
    return has_formulas


def _refuse_entities(chunk: bytes) -> None:
    # Without its zero bytes UTF-16 reads as ASCII.
    if b"<!DOCTYPE" in chunk.replace(b"\0", b""):
        raise UserError(
            "The file defines entities of its own, which form exports never do, so it was not opened.",
            "Export the answers again from the form.",
        )


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    tail = b""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            yield tail + chunk
            tail = chunk[-_OVERLAP:]


def _refuse_far_cells(chunk: bytes) -> None:
    positions = _CELL.findall(chunk)
    columns = {column.decode() for column, _ in positions}
    if any(int(row) > MOST_ROWS for _, row in positions) or any(
        column_index_from_string(column) > MOST_COLUMNS for column in columns
    ):
        raise too_large()


def _read_sheets(content: bytes, *, has_formulas: bool) -> tuple[Table, ...]:
    deadline = time.monotonic() + MOST_SECONDS
    with warnings.catch_warnings():
        # openpyxl warns of styles and validations that it leaves out; neither matters to answers.
        warnings.simplefilter("ignore")
        unsolved = _cells_without_value(content) if has_formulas else set()
        workbook = load_workbook(BytesIO(content), read_only=True, data_only=True)
        visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        return tuple(_read_sheet(sheet, unsolved, deadline) for sheet in visible)


def _read_sheet(sheet: Any, unsolved: set[tuple[str, int, int]], deadline: float) -> Table:
    rows = []
    for number, values in enumerate(_values(sheet), start=1):
        if time.monotonic() > deadline:
            raise too_large()
        flaws = {i: Flaw.ERROR for i, value in enumerate(values) if value in _EXCEL_ERRORS}
        if unsolved:
            flaws |= {i: Flaw.NO_VALUE for i in range(len(values)) if (sheet.title, number, i) in unsolved}
        cells = tuple("" if i in flaws else cell_text(value) for i, value in enumerate(values))
        row = TableRow(number, cells, MappingProxyType(flaws))
        if flaws or not row.is_blank:
            if not row.is_within_limits:
                raise too_large()
            rows.append(row)
    return Table(_without_empty_columns(rows), sheet.title)


def _without_empty_columns(rows: list[TableRow]) -> tuple[TableRow, ...]:
    width = max(
        (i + 1 for row in rows for i, cell in enumerate(row.cells) if cell or i in row.flaws), default=0
    )
    return tuple(replace(row, cells=row.cells[:width]) for row in rows)


def _values(sheet: Any) -> Iterator[tuple[Any, ...]]:
    # One row and column beyond the limits, so that what lies outside is noticed, not dropped.
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(
        max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1, values_only=True
    )
    return rows


def _cells_without_value(content: bytes) -> set[tuple[str, int, int]]:
    """Return sheet, row and column (from 0) of each formula without a stored value."""
    formulas = load_workbook(BytesIO(content), read_only=True)
    values = load_workbook(BytesIO(content), read_only=True, data_only=True)
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
