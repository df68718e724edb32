"""The report of a round as one definition, from which Word, PDF and workbook are made alike.

What stands here is printed: small numbers are gone from it already.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from buddy_matcher.domain.disclosure import SmallNumbers

type Value = int | str | None
"""What a cell holds: a count, pence or minutes, words, or None for a number that is not shown."""

type Fill = float | None
"""How far a strip is filled, from 0 to 1; None where the number is not shown."""

ALL = "All"
"""The row that the others add to."""

NOT_SHOWN = "–"

STRIP = "Of the list"
"""The heading of the strip beside a table."""


class Part(StrEnum):
    """A section of the report; the value is kept with what the coordinator wrote under it."""

    REACH = "reach"
    HAPPENED = "happened"
    DIFFERENCE = "difference"
    LEARNING = "learning"
    MONEY = "money"
    DECIDED = "decided"

    @property
    def heading(self) -> str:
        """The section's heading."""
        return {
            Part.REACH: "Who took part",
            Part.HAPPENED: "What happened",
            Part.DIFFERENCE: "What difference it made",
            Part.LEARNING: "What people learnt",
            Part.MONEY: "Money to VCSE organisations",
            Part.DECIDED: "How it was decided",
        }[self]


class Sums(StrEnum):
    """What adds up in a table; the value is its name in JSON."""

    ROWS = "rows"
    COLUMNS = "columns"


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table: the first column has names, `counts` are the columns that count, `pence` those of money.

    `strip` is how far each row is filled where the table is drawn as a strip too. `sums` says whether rows
    add to the row “All”, or columns to the column “All”.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    counts: tuple[str, ...] = ()
    pence: tuple[str, ...] = ()
    sums: tuple[Sums, ...] = ()
    strip: tuple[Fill, ...] = ()

    @property
    def hidden(self) -> int:
        """How many counts are not shown."""
        return self._missing(self.counts)

    @property
    def hidden_pence(self) -> int:
        """How many sums of money are not shown."""
        return self._missing(self.pence)

    def _missing(self, columns: tuple[str, ...]) -> int:
        places = [place for place, column in enumerate(self.columns) if column in columns]
        return sum(row[place] is None for row in self.rows for place in places)

    @property
    def printed(self) -> tuple[tuple[str, ...], ...]:
        """The rows as words: money in pounds, and a dash for what is not shown."""
        return tuple(
            tuple(_printed(value, is_pence=column in self.pence) for column, value in row_of(self, row))
            for row in self.rows
        )


def row_of(table: Table, row: tuple[Value, ...]) -> tuple[tuple[str, Value], ...]:
    """Return the values of a row, each with its column."""
    return tuple(zip(table.columns, row, strict=True))


def _printed(value: Value, *, is_pence: bool) -> str:
    if value is None:
        return NOT_SHOWN
    if isinstance(value, str):
        return value
    return f"£{value // 100:,}.{value % 100:02}" if is_pence else f"{value:,}"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportSection:
    """A section: sentences of ours, tables, a list, and what the coordinator wrote."""

    part: Part
    sentences: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    bullets: tuple[str, ...] = ()
    quotations: tuple[str, ...] = ()
    own: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found of the numbers that are not shown: how many they are, and the narrowest range of one.

    The range is how far the largest value that a reader can't rule out is from the least; None where every
    number is shown. Sums of money that are not shown are counted apart.
    """

    hidden: int
    narrowest: int | None
    hidden_pence: int = 0

    @property
    def in_words(self) -> str:
        """What is hidden: “2 numbers are hidden: too few people.”, or that nothing is."""
        all_hidden = self.hidden + self.hidden_pence
        if not all_hidden:
            return "No number is hidden."
        numbers = "1 number is" if all_hidden == 1 else f"{all_hidden} numbers are"
        return f"{numbers} hidden: too few people."


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What is told of a round."""

    title: str
    subtitle: str
    sections: tuple[ReportSection, ...]
    rule: SmallNumbers
    audit: Audit

    @property
    def footnotes(self) -> tuple[str, ...]:
        """What a reader has to know of numbers that are not shown."""
        if not self.audit.hidden + self.audit.hidden_pence:
            return (f"{self.rule.label}.",)
        return (f"{self.rule.label}. {NOT_SHOWN} stands for a number that is not shown: too few people.",)

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables, in order."""
        return tuple(table for section in self.sections for table in section.tables)

    def with_own(self, texts: Mapping[Part, str]) -> "Report":
        """Return the report with what the coordinator wrote under each section."""
        sections = tuple(replace(each, own=texts.get(each.part, "")) for each in self.sections)
        return replace(self, sections=sections)
