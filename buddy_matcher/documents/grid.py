"""A sheet as rows of text, whatever file it came from, and the limits that every sheet must keep.

What a cell means is not decided here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from buddy_matcher.domain.errors import UserError

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_INFLATED_BYTES: Final = 200 * 1024 * 1024
MOST_INFLATION: Final = 100
MOST_ROWS: Final = 20_000
"""Of answers."""

MOST_ROWS_ABOVE: Final = 30
"""Titles and headings above the answers."""

MOST_COLUMNS: Final = 300
MOST_CHARACTERS: Final = 32_767
"""In one cell: as many as Excel allows."""

MOST_SECONDS: Final = 30


class Flaw(StrEnum):
    """Why a cell's text can't be relied on; the value is the sentence for the coordinator."""

    NO_VALUE = "The cell holds a formula whose value was never worked out, so it was read as blank."
    ERROR = "The cell holds an Excel error, so it was read as blank."
    NUL = "The cell holds characters that are not text; they were left out."

    @property
    def advice(self) -> str:
        """What to do about it."""
        if self is Flaw.NO_VALUE:
            return "Open the sheet in Excel, save it there and import it again."
        return "Correct the cell and import the sheet again."


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of text: `number` as in the sheet (1 is the first row), `cells` from its first column on.

    `filed` are the cells as the file has them, where the coordinator wrote others since, otherwise empty.
    """

    number: int
    cells: tuple[str, ...]
    flaws: Mapping[int, Flaw] = field(default_factory=lambda: MappingProxyType({}))
    filed: tuple[str, ...] = ()

    def text(self, column: int) -> str:
        """Return the text of a column, counted from 0; "" beyond the end of the row."""
        return self.cells[column] if column < len(self.cells) else ""

    def check(self) -> None:
        """Raise UserError, naming the limit and the cell, when the row's number, width or texts break one."""
        if self.number > MOST_ROWS + MOST_ROWS_ABOVE:
            raise too_many_rows(self.number)
        for column, cell in enumerate(self.cells):
            if column >= MOST_COLUMNS and cell.strip():
                raise too_wide(self.number, column)
            if len(cell) > MOST_CHARACTERS:
                raise too_long(self.number, column)

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything but spaces."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a sheet that the coordinator should know, with the row that shows it, 0 for none."""

    message: str
    advice: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet that hold anything, in order; `name` is the sheet's, "" when it has none."""

    rows: tuple[TableRow, ...]
    name: str = ""
    remarks: tuple[Remark, ...] = ()


def cell_name(row: int, column: int) -> str:
    """Return what a spreadsheet calls a cell, such as "KO3"; the row is counted from 1, the column from 0."""
    letters = ""
    number = column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


_OUTSIDE: Final = "Remove what lies outside the answers, or split the sheet."


def too_many_rows(row: int = 0) -> UserError:
    """Return the error for a sheet with more rows than can be read; `row` is the first beyond them."""
    where = f", and row {row:,} holds something" if row else ""
    return UserError(
        f"The sheet is too large: at most {MOST_ROWS:,} rows can be read{where}. Nothing was imported.",
        _OUTSIDE,
    )


def too_wide(row: int, column: int) -> UserError:
    """Return the error for a cell beyond the columns that can be read."""
    return UserError(
        f"The sheet is too large: at most {MOST_COLUMNS} columns can be read, and cell"
        f" {cell_name(row, column)} "
        "holds something. Nothing was imported.",
        _OUTSIDE,
    )


def too_long(row: int, column: int) -> UserError:
    """Return the error for a cell with more text than can be read."""
    return UserError(
        f"The sheet is too large: at most {MOST_CHARACTERS:,} characters in a cell can be read, and cell "
        f"{cell_name(row, column)} holds more. Nothing was imported.",
        "Shorten that cell and import the sheet again.",
    )


def takes_too_long(seconds: int) -> UserError:
    """Return the error for a file whose reading did not end in time."""
    return UserError(
        f"The file is too large: it was not read within {seconds} seconds. Nothing was imported.",
        "Remove what lies outside the answers, split the sheet, or save it as CSV and import that.",
    )


def unreadable() -> UserError:
    """Return the error for a file that is damaged or is not what its name says."""
    return UserError(
        "The file can’t be read as a sheet; it may be damaged. Nothing was imported.",
        "Open it in Excel, save it as an Excel workbook (.xlsx) or as CSV, and import that.",
    )


def password_protected() -> UserError:
    """Return the error for a file that only its password opens."""
    return UserError("The file is protected by a password, so it can’t be read.", "Save a copy without one.")
