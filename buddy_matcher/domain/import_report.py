"""What an import found and did, row by row, as the window and the command line show it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum

from buddy_matcher.domain.answers import Occasion
from buddy_matcher.domain.changes import Changes, Kind
from buddy_matcher.domain.rules import AnswerField
from buddy_matcher.domain.sheet_reading import Balance, ColumnGuess, FoundSheet, Shape, ToDecide


def row_in_words(row: int, sheet: str = "") -> str:
    """Return for example "row 3", or "row 3 of “VCSE”" of several sheets; row 0 is all of it."""
    if not row:
        return f"sheet “{sheet}”" if sheet else "the file"
    return f"row {row} of “{sheet}”" if sheet else f"row {row}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """A cell that the coordinator should look at; `row` and `column` as in the sheet.

    `count` is how many cells have the same problem; the place is that of the first.

    Here and below, `sheet` is "" unless there are several; `column` is "" where no single one is meant.
    """

    row: int
    column: str
    value: str
    message: str
    advice: str = ""
    sheet: str = ""
    count: int = 1

    @property
    def place(self) -> tuple[str, int]:
        """The sheet and the row: one row has one place."""
        return self.sheet, self.row

    @property
    def where(self) -> str:
        """The row and the column in words, such as "row 3, Sector"."""
        return ", ".join(filter(None, (row_in_words(self.row, self.sheet), self.column)))


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundValue:
    """An answer that is on no list of the scheme, with what it is probably a spelling of, if anything."""

    column: str
    field: AnswerField
    value: str
    suggestion: str | None
    rows: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundWish:
    """A wish about pairing in someone's own words; `likely` names the people it may mean."""

    row: int
    person: str
    text: str
    likely: tuple[str, ...]
    sheet: str = ""


class Outcome(StrEnum):
    """What became of a row."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SUPERSEDED = "superseded"
    NOT_IMPORTED = "not_imported"

    @property
    def label(self) -> str:
        """The outcome as the screen names it."""
        return {
            "added": "New",
            "updated": "Update",
            "unchanged": "No change",
            "superseded": "Earlier answer",
            "not_imported": "Not imported",
        }[self]


_IN_WORDS = {
    Outcome.ADDED: "added",
    Outcome.UPDATED: "updated",
    Outcome.UNCHANGED: "with no change",
    Outcome.SUPERSEDED: "replaced by a later answer",
    Outcome.NOT_IMPORTED: "not imported",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class RowOutcome:
    """What became of one row and of whom it speaks.

    `notes` are sentences, such as a kept hand edit; `changes` say of an update what differs, field by field.
    """

    row: int
    name: str
    organisation: str
    outcome: Outcome
    notes: tuple[str, ...] = ()
    sheet: str = ""
    changes: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, int]:
        """The sheet and the row: one row has one place."""
        return self.sheet, self.row


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetRow:
    """A row as it stands under its headings; `reason` is why it was kept out, "" where it was not."""

    headings: tuple[str, ...]
    cells: tuple[str, ...]
    row: int
    sheet: str = ""
    reason: str = ""

    @property
    def place(self) -> tuple[str, int]:
        """The sheet and the row: one row has one place."""
        return self.sheet, self.row

    @property
    def in_words(self) -> str:
        """Where it stands."""
        return row_in_words(self.row, self.sheet)


@dataclass(frozen=True, slots=True)
class AnswersTaken:
    """What came of a form of a living round: how many of those who were asked answered it.

    `entries` are the contacts that it added, one for each new answer.
    """

    form: Occasion
    entries: int
    answered: int
    of: int

    @property
    def sentence(self) -> str:
        """How many answered, such as "41 of 58 answered"."""
        return f"{self.answered:,} of {self.of:,} answered"


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportReport:
    """Everything that an import tells the coordinator; each list is in the order of the sheet.

    `unread_columns` are headings whose answers were not read, `columns` what each is read as. `to_decide` is
    what the sheet leaves open. `sheet_rows` are the rows as they stand. `taken` is there when the sheet is a
    form of a living round. `sheets` are those that hold answers; with `asks_sheets` the
    coordinator is to say which of them are read. `changes` is empty for a preview.
    """

    looks_like: str
    outcomes: tuple[RowOutcome, ...]
    problems: tuple[Problem, ...]
    unknown_values: tuple[FoundValue, ...]
    possible_rules: tuple[FoundWish, ...]
    unread_columns: tuple[str, ...] = ()
    shape: Shape = Shape.LIST
    columns: tuple[ColumnGuess, ...] = ()
    to_decide: tuple[ToDecide, ...] = ()
    balance: Balance = field(default_factory=Balance)
    sheet_rows: tuple[SheetRow, ...] = ()
    taken: AnswersTaken | None = None
    sheets: tuple[FoundSheet, ...] = ()
    asks_sheets: bool = False
    changes: Changes = field(default_factory=Changes)

    @property
    def rows(self) -> int:
        """How many answers the sheet holds."""
        return len(self.outcomes)

    @property
    def problem_rows(self) -> tuple[SheetRow, ...]:
        """The rows that were kept out."""
        return tuple(row for row in self.sheet_rows if row.reason)

    def count(self, outcome: Outcome) -> int:
        """Return how many rows had an outcome."""
        return sum(row.outcome is outcome for row in self.outcomes)

    @property
    def sentence(self) -> str:
        """The counts in one sentence, such as "12 added, 3 updated, 33 with no change"."""
        counts = Counter(row.outcome for row in self.outcomes)
        told = [f"{counts[outcome]:,} {words}" for outcome, words in _IN_WORDS.items() if counts[outcome]]
        answered = f" {self.taken.sentence}." if self.taken else ""
        return f"{': '.join(filter(None, (self.looks_like, ', '.join(told))))}.{answered}"

    def as_json(self) -> dict[str, object]:
        """Return the report as what JSON can hold, under keys that stay."""
        counts = Counter(row.outcome for row in self.outcomes)
        found: dict[str, tuple[Problem | FoundValue | FoundWish, ...]] = {
            "problems": self.problems,
            "unknown_values": self.unknown_values,
            "possible_rules": self.possible_rules,
        }
        return {
            "rows": self.rows,
            **{outcome.value: counts[outcome] for outcome in Outcome},
            "unread_columns": list(self.unread_columns),
            "shape": self.shape.value,
            "sheets": [sheet.as_json() for sheet in self.sheets],
            "columns": [column.as_json() for column in self.columns],
            "to_decide": [each.as_json() for each in self.to_decide],
            "balance": self.balance.as_json(),
            **(asdict(self.taken) if self.taken else {"form": None}),
            **{key: [_as_json(item) for item in items] for key, items in found.items()},
        }


def joined(reports: Sequence[ImportReport]) -> ImportReport:
    """Return the report of several sheets that were imported one after the other."""
    if len(reports) == 1:
        return reports[0]
    return ImportReport(
        looks_like=" and ".join(report.looks_like for report in reports),
        outcomes=tuple(each for report in reports for each in report.outcomes),
        problems=tuple(each for report in reports for each in report.problems),
        unknown_values=tuple(each for report in reports for each in report.unknown_values),
        possible_rules=tuple(each for report in reports for each in report.possible_rules),
        unread_columns=tuple(dict.fromkeys(each for report in reports for each in report.unread_columns)),
        shape=reports[0].shape,
        columns=tuple(each for report in reports for each in report.columns),
        to_decide=tuple(dict.fromkeys(each for report in reports for each in report.to_decide)),
        balance=reports[-1].balance,
        sheet_rows=tuple(each for report in reports for each in report.sheet_rows),
        sheets=tuple(each for report in reports for each in report.sheets),
        taken=_taken_together([report.taken for report in reports if report.taken]),
        changes=Changes(frozenset[Kind]().union(*(report.changes.kinds for report in reports))),
    )


def _taken_together(taken: Sequence[AnswersTaken]) -> AnswersTaken | None:
    """Return what came of several sheets of one form; of other forms, each sheet tells for itself."""
    if not taken or len({each.form for each in taken}) > 1:
        return None
    return replace(taken[-1], entries=sum(each.entries for each in taken))


def _as_json(item: Problem | FoundValue | FoundWish) -> dict[str, object]:
    usual = {"sheet": "", "count": 1}
    return {
        key: value
        for key, value in asdict(item).items()
        if key != "field" and (key not in usual or value != usual[key])
    }
