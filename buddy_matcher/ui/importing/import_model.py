"""What an import would do or did, as rows of tables: what becomes of each answer, and what is to look at."""

from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar, override

from buddy_matcher.domain.import_report import (
    FoundValue,
    FoundWish,
    ImportReport,
    Outcome,
    Problem,
    RowOutcome,
)
from buddy_matcher.domain.text import listed
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel


class Column(IntEnum):
    """The columns of the answers."""

    ROW = 0
    PERSON = 1
    OUTCOME = 2
    NOTES = 3


class AnswersModel(RowsModel[RowOutcome]):
    """The answers in the order of the sheet."""

    headings: ClassVar = ("Row", "Person", "What happens", "Notes")

    @override
    def cell(self, row: RowOutcome, column: int) -> Cell:
        match Column(column):
            case Column.ROW:
                lines = (CellLine(str(row.row)), *_of_sheet(row.sheet))
                return Cell(lines=lines, sort_key=row.row)
            case Column.PERSON:
                return Cell(
                    lines=(CellLine(row.name, Tone.STRONG), CellLine(row.organisation, Tone.QUIET)),
                    tooltip=f"{row.name}, {row.organisation}",
                )
            case Column.OUTCOME:
                tone = Tone.WARNING if row.outcome is Outcome.NOT_IMPORTED else Tone.PLAIN
                return Cell(lines=(CellLine(row.outcome.label, tone),))
            case Column.NOTES:
                told = " ".join((*row.notes, *row.changes))
                return Cell(lines=(CellLine(told),), tooltip=told)

    @override
    def search_text(self, row: RowOutcome) -> str:
        return " | ".join((row.name, row.organisation, row.outcome.label, *row.notes, *row.changes))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the sheet to look at: where it stands, what was read there, what it means, what to do."""

    rows: tuple[int, ...]
    column: str
    value: str
    message: str
    advice: str = ""
    sheet: str = ""


class FindingColumn(IntEnum):
    """The columns of the findings."""

    ROW = 0
    COLUMN = 1
    VALUE = 2
    MESSAGE = 3


class FindingsModel(RowsModel[Finding]):
    """The findings in the order given."""

    headings: ClassVar = ("Row", "Column", "What it says", "What to know")

    @override
    def cell(self, row: Finding, column: int) -> Cell:
        match FindingColumn(column):
            case FindingColumn.ROW:
                told = ", ".join(str(number) for number in row.rows)
                lines = (CellLine(told), *_of_sheet(row.sheet))
                return Cell(lines=lines, tooltip=told, sort_key=row.rows[0] if row.rows else 0)
            case FindingColumn.COLUMN:
                return Cell(lines=(CellLine(row.column),), tooltip=row.column)
            case FindingColumn.VALUE:
                return Cell(lines=(CellLine(row.value),), tooltip=row.value)
            case FindingColumn.MESSAGE:
                told = f"{row.message} {row.advice}".strip()
                return Cell(lines=(CellLine(told),), tooltip=told)

    @override
    def search_text(self, row: Finding) -> str:
        return " | ".join((row.column, row.value, row.message, row.advice))


def _of_sheet(sheet: str) -> tuple[CellLine, ...]:
    return (CellLine(sheet, Tone.QUIET),) if sheet else ()


def findings(report: ImportReport) -> tuple[Finding, ...]:
    """Return everything in a sheet that the coordinator should look at, the problems first."""
    return (
        *(_from_problem(problem) for problem in report.problems),
        *(_from_wish(wish) for wish in report.possible_rules),
        *(_from_value(value) for value in report.unknown_values),
    )


def _from_problem(problem: Problem) -> Finding:
    return Finding(
        (problem.row,), problem.column, problem.value, problem.message, problem.advice, problem.sheet
    )


def _from_wish(wish: FoundWish) -> Finding:
    likely = f"This may mean {listed(wish.likely, 'or')}." if wish.likely else "It names nobody whom we know."
    message = f"{wish.person} would rather not be paired with someone. {likely}"
    advice = "Decide on it from the overview."
    return Finding((wish.row,), "Not to be paired", wish.text, message, advice, wish.sheet)


def _from_value(value: FoundValue) -> Finding:
    likely = f"It may mean “{value.suggestion}”." if value.suggestion else ""
    message = f"This is on no list of the scheme. {likely}".strip()
    return Finding(value.rows, value.column, value.value, message, "Decide on it from the overview.")
