"""Writes tables of values as an .xlsx workbook in which nothing that a person typed is live."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from buddy_matcher.documents.files import MARK

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

type Cell = str | int | float | bool | date | datetime | None

WIDEST_COLUMN = 60
NARROWEST_COLUMN = 8
_BAR_WIDTH = 24


@dataclass(frozen=True, slots=True)
class Sheet:
    """A named table: one heading a column, and rows of values; columns of `bars` hold shares from 0 to 1."""

    name: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    bars: tuple[int, ...] = ()


def workbook_of(sheets: Sequence[Sheet]) -> bytes:
    """Return an .xlsx workbook with frozen headings and filters; text is text even if it begins with "="."""
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "d mmmm yyyy",
    }
    import xlsxwriter

    with xlsxwriter.Workbook(stream, options) as workbook:
        workbook.set_properties({"author": MARK})
        heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        body = workbook.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            worksheet = workbook.add_worksheet(sheet.name)
            _write(worksheet, sheet, heading, body)
            for column in sheet.bars:
                worksheet.set_column(column, column, _BAR_WIDTH, workbook.add_format({"num_format": "0%"}))
                bar = {
                    "type": "data_bar",
                    "min_type": "num",
                    "max_type": "num",
                    "min_value": 0,
                    "max_value": 1,
                }
                worksheet.conditional_format(1, column, len(sheet.rows), column, bar)
    return stream.getvalue()


def _write(worksheet: "Worksheet", sheet: Sheet, heading: object, body: object) -> None:
    worksheet.write_row(0, 0, sheet.headings, heading)
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _write_cell(worksheet, number, column, value, body)
    worksheet.freeze_panes(1, 1)
    worksheet.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)
    for column in range(len(sheet.headings)):
        worksheet.set_column(column, column, _width(sheet, column))


def _write_cell(worksheet: "Worksheet", row: int, column: int, value: Cell, body: object) -> None:
    if isinstance(value, str):
        worksheet.write_string(row, column, value, body)
    elif isinstance(value, datetime):
        # A workbook knows no time zones.
        worksheet.write_datetime(row, column, value.replace(tzinfo=None))
    elif value is not None:
        worksheet.write(row, column, value)


def _width(sheet: Sheet, column: int) -> int:
    longest = max((len(str(row[column] or "")) for row in sheet.rows), default=0)
    wanted = max(longest, min(len(sheet.headings[column]), WIDEST_COLUMN // 3)) + 2
    return max(NARROWEST_COLUMN, min(WIDEST_COLUMN, wanted))
