"""Sheets of people kept by hand: lists side by side, section and total rows, several rows of one person.

Each becomes plain lists with one row a person, and with what a title says of everybody below it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from buddy_matcher.documents.forms.columns import CHOICES, Column, Use
from buddy_matcher.documents.forms.headings import Layout
from buddy_matcher.documents.forms.question_headings import question_of
from buddy_matcher.documents.forms.scales import Direction, read_direction
from buddy_matcher.documents.forms.sectors import read_side
from buddy_matcher.documents.grid import Table, TableRow
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.questions import Owner, Question
from buddy_matcher.domain.text import fold, tidy

_ROWS_LOOKED_AT: Final = 30
_FEWEST: Final = 2
_TOTALS: Final = frozenset({"total", "totals", "grand total", "sum", "count", "average"})
_NUMBER: Final = re.compile(r"[\d.,%£]+")
_NOTE: Final = re.compile(
    r"(notes?|n\.?b\.?|please note|source|key|last updated|updated|\*)\b.*|\*.*", re.IGNORECASE
)
_PEOPLE: Final = re.compile(
    r"\b(people|participants?|staff|list|sheet|sign[ -]?ups?|members?|sector|side|team|buddies)\b"
)
_OF_STATEMENTS: Final = re.compile(r"if only|wish (they|the other sector) knew")
_NAMES: Final = frozenset({Question.FULL_NAME, Question.GIVEN, Question.FAMILY})


def blocks(table: Table) -> tuple[Table, ...]:
    """Return the lists that stand side by side, each named by the title above it, or the sheet itself."""
    starts = _starts(table)
    if len(starts) < _FEWEST:
        return (table,)
    ends = [*starts[1:], max(len(row.cells) for row in table.rows)]
    return tuple(
        Table(_cut(table.rows, start, end), _title(table, start, end) or table.name)
        for start, end in zip(starts, ends, strict=True)
    )


def _starts(table: Table) -> tuple[int, ...]:
    """Return the first column of each list, none where one heading row holds one list."""
    for row in table.rows[:_ROWS_LOOKED_AT]:
        headings = [tidy(cell) for cell in row.cells]
        names = [i for i, text in enumerate(headings) if text and question_of(text) in _NAMES]
        same = [i for i in names if fold(headings[i]) == fold(headings[names[0]])]
        is_apart = all(b - a >= _FEWEST for a, b in pairwise(same))
        if len(same) >= _FEWEST and is_apart and _are_alike(headings, same):
            return tuple(same)
    return ()


def _are_alike(headings: Sequence[str], starts: Sequence[int]) -> bool:
    """Return whether all lists share two headings: those of a form that asks a name twice do not."""
    ends = [*starts[1:], len(headings)]
    lists = [{fold(text) for text in headings[a:b] if text} for a, b in zip(starts, ends, strict=True)]
    return all(len(each & lists[0]) >= _FEWEST for each in lists)


def _cut(rows: Sequence[TableRow], start: int, end: int) -> tuple[TableRow, ...]:
    cut = (
        replace(
            row,
            cells=row.cells[start:end],
            filed=row.filed[start:end],
            flaws={column - start: flaw for column, flaw in row.flaws.items() if start <= column < end},
        )
        for row in rows
    )
    return tuple(row for row in cut if not row.is_blank)


def _title(table: Table, start: int, end: int) -> str:
    for row in table.rows[:_ROWS_LOOKED_AT]:
        filled = [tidy(cell) for cell in row.cells[start:end] if cell.strip()]
        if len(filled) == 1:
            return filled[0]
        if len(filled) > 1:
            break
    return ""


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row that holds an answer, and the sector that the section it stands in says, if any."""

    row: TableRow
    sector: Sector | None = None


def people_rows(layout: Layout) -> tuple[ListedRow, ...]:
    """Return the rows that are answers: no totals, notes or section headings, one row a person."""
    found: list[ListedRow] = []
    section: Sector | None = None
    for row in layout.answers:
        filled = [tidy(cell) for cell in row.cells if cell.strip()]
        if _is_total(filled) or (len(filled) == 1 and _NOTE.fullmatch(filled[0])):
            continue
        if len(filled) == 1 and (named := title_sector(filled[0])):
            section = named
            continue
        found.append(ListedRow(row, section))
    return tuple(_one_row_each(layout, found))


def title_sector(title: str) -> Sector | None:
    """Return the sector that a sheet's name or a title over a list says, such as "VCSE people"."""
    bare = tidy(_PEOPLE.sub(" ", fold(title)))
    side = read_side(bare) if bare else None
    return side.sector if side else None


def _is_total(filled: Sequence[str]) -> bool:
    if not filled:
        return True
    first, *others = (fold(cell) for cell in filled)
    return first.rstrip(":") in _TOTALS and all(_NUMBER.fullmatch(cell) for cell in others)


def is_row_per_strength(layout: Layout) -> bool:
    """Return whether each row holds one strength and says whether it is shared or wanted."""
    return any(column.question is Question.SHARE_OR_GAIN and not column.option for column in layout.columns)


def _one_row_each(layout: Layout, rows: Sequence[ListedRow]) -> Iterator[ListedRow]:
    """Yield one row a person where several differ only in what is chosen from a list."""
    chosen = {
        column.index
        for column in layout.columns
        if column.question in CHOICES | {Question.SHARE_OR_GAIN} and column.use is Use.ANSWER
    }
    own = [column.index for column in layout.columns if column.question.owner is Owner.RESPONSE]
    groups: dict[object, list[ListedRow]] = defaultdict(list)
    for number, listed in enumerate(rows):
        groups[_key(listed.row, chosen, own, number)].append(listed)
    for group in groups.values():
        rows_of_one = [each.row for each in group]
        is_one = len(group) > 1 or is_row_per_strength(layout)
        yield replace(group[0], row=_joined(layout, rows_of_one, chosen)) if is_one else group[0]


def _key(row: TableRow, chosen: set[int], own: Sequence[int], number: int) -> object:
    # An answer with an id or a time of its own is one answer, however alike it is to another.
    if any(row.text(index).strip() for index in own) or not chosen:
        return number
    return tuple((i, fold(cell)) for i, cell in enumerate(row.cells) if cell.strip() and i not in chosen)


def _joined(layout: Layout, rows: Sequence[TableRow], chosen: set[int]) -> TableRow:
    cells = list(rows[0].cells) + [""] * (len(layout.headings) - len(rows[0].cells))
    directions = [c for c in layout.columns if c.question is Question.SHARE_OR_GAIN and not c.option]
    strengths = [c for c in layout.columns if c.question is Question.CAN_SHARE and c.index in chosen]
    if directions and strengths:
        cells[strengths[0].index] = _of_direction(rows, strengths[0], directions[0], Direction.SHARE)
        cells[directions[0].index] = _of_direction(rows, strengths[0], directions[0], Direction.GAIN)
    else:
        for index in chosen:
            texts = dict.fromkeys(tidy(row.text(index)) for row in rows if row.text(index).strip())
            cells[index] = "; ".join(texts) if len(texts) > 1 else rows[0].text(index)
    return replace(rows[0], cells=tuple(cells), filed=())


def _of_direction(rows: Sequence[TableRow], strength: Column, direction: Column, wanted: Direction) -> str:
    said = {wanted, Direction.BOTH}
    return "; ".join(
        tidy(row.text(strength.index)) for row in rows if read_direction(row.text(direction.index)) in said
    )


def unread_directions(layout: Layout) -> tuple[tuple[Column, TableRow], ...]:
    """Return the cells of lists with one row a strength that do not say whether it is shared or wanted."""
    if not is_row_per_strength(layout):
        return ()
    column = next(c for c in layout.columns if c.question is Question.SHARE_OR_GAIN and not c.option)
    return tuple((column, row) for row in layout.answers if read_direction(row.text(column.index)) is None)


def with_directions(layout: Layout) -> Layout:
    """Return a layout whose strengths and directions are the columns of what people share and would like."""
    if not is_row_per_strength(layout):
        return layout
    strengths = [c for c in layout.columns if c.question is Question.CAN_SHARE and c.use is Use.ANSWER]
    if not strengths:
        return layout
    columns = tuple(
        replace(column, question=Question.WOULD_LIKE, heading=strengths[0].heading)
        if column.question is Question.SHARE_OR_GAIN and not column.option
        else column
        for column in layout.columns
    )
    return replace(layout, columns=columns)


def with_readers(layout: Layout) -> Layout:
    """Return a layout where one consent for themes and for what they wish others knew answers for both.

    Forms ask for both at once that know of one statement only.
    """
    asked = {column.question: column for column in layout.columns}
    both = asked.get(Question.SHARE_THEMES)
    if Question.IF_ONLY not in asked or Question.IF_ONLY_READ_BY in asked or both is None:
        return layout
    if not _OF_STATEMENTS.search(fold(both.heading)):
        return layout
    return replace(layout, columns=(*layout.columns, replace(both, question=Question.IF_ONLY_READ_BY)))
