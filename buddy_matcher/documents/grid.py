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
MOST_COLUMNS: Final = 200
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
    """A row of text: `number` as in the sheet (1 is the first row), `cells` from its first column on."""

    number: int
    cells: tuple[str, ...]
    flaws: Mapping[int, Flaw] = field(default_factory=lambda: MappingProxyType({}))

    def text(self, column: int) -> str:
        """Return the text of a column, counted from 0; "" beyond the end of the row."""
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def is_within_limits(self) -> bool:
        """Whether the row's number, width and texts keep the limits."""
        return (
            self.number <= MOST_ROWS
            and not any(cell.strip() for cell in self.cells[MOST_COLUMNS:])
            and all(len(cell) <= MOST_CHARACTERS for cell in self.cells)
        )

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything but spaces."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet that hold anything, in order; `name` is the sheet's, "" when it has none."""

    rows: tuple[TableRow, ...]
    name: str = ""


def too_large() -> UserError:
    """Return the error for a sheet beyond the limits."""
    return UserError(
        f"The sheet is too large: at most {MOST_ROWS:,} rows, {MOST_COLUMNS} columns and {MOST_CHARACTERS:,} "
        "characters in a cell can be read. Nothing was imported.",
        "Remove what lies outside the answers, or split the sheet.",
    )


def unreadable() -> UserError:
    """Return the error for a file that is damaged or is not what its name says."""
    return UserError(
        "The file can't be read as a sheet; it may be damaged. Nothing was imported.",
        "Open it in Excel, save it as an Excel workbook (.xlsx) or as CSV, and import that.",
    )


def password_protected() -> UserError:
    """Return the error for a file that only its password opens."""
    return UserError("The file is protected by a password, so it can't be read.", "Save a copy without one.")
