"""Which column of a sheet answers which question, told by the text of its heading, never by its place.

A layout is one heading row, or two where the upper one holds questions and the lower one their options.
What the answers mean is not looked at.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from buddy_matcher.documents.forms.cells import read_email
from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.forms.question_headings import question_of
from buddy_matcher.documents.grid import Table, TableRow
from buddy_matcher.domain.meeting import HALF_DAYS, MeetingWay
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.text import fold, tidy

CHOICES = frozenset({Question.CAN_SHARE, Question.WOULD_LIKE, Question.THEMES, Question.WAYS, Question.FREE})
"""The questions whose answers choose from a list, and that may have one column per option."""

_ROWS_LOOKED_AT = 30
_FEWEST_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column, counted from 0, and what it answers; `option` where it is one of several options."""

    index: int
    heading: str
    question: Question
    option: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a sheet's answers stand: its columns and the rows below its headings.

    `headings` are the texts over every column, also those that answer no question; `row` is the
    number of their row. `repeated` are headings that stand over several columns.
    """

    columns: tuple[Column, ...]
    answers: tuple[TableRow, ...]
    headings: tuple[str, ...]
    row: int
    repeated: tuple[str, ...] = ()

    @property
    def score(self) -> int:
        """How many different questions and options were recognised."""
        return len({(column.question, fold(column.option)) for column in self.columns})

    @property
    def unread(self) -> tuple[str, ...]:
        """The headings of columns that hold something but answer no question."""
        read = {column.index for column in self.columns}
        return tuple(
            heading
            for index, heading in enumerate(self.headings)
            if heading and index not in read and any(row.text(index).strip() for row in self.answers)
        )

    def has(self, *questions: Question) -> bool:
        """Return whether any of these questions has a column."""
        return any(column.question in questions for column in self.columns)


_GRID = re.compile(r"(.+?)\[(.+)\]")
_OPEN_ANSWER = re.compile(r"(open-ended )?response")


def find_layout(table: Table, vocabulary: Vocabulary) -> Layout | None:
    """Return the layout of a sheet under the heading rows that explain the most of it.

    None when no row names people by name or e-mail address and asks at least one more thing.
    """
    options = _questions_of_options(vocabulary)
    best: Layout | None = None
    for layout in _layouts(table, options):
        names_people = layout.has(Question.FULL_NAME, Question.GIVEN, Question.FAMILY, Question.EMAIL)
        if names_people and layout.score > (best.score if best else 1):
            best = layout
    return best and _with_one_column_each(best)


def _questions_of_options(vocabulary: Vocabulary) -> dict[str, Question]:
    """Return the question that a column answers whose heading is only an option."""
    return {
        **{fold(half_day.label): Question.FREE for half_day in HALF_DAYS},
        # A column that is headed "Phone" holds numbers.
        **{fold(way.label): Question.WAYS for way in MeetingWay if way is not MeetingWay.PHONE},
        **dict.fromkeys(vocabulary.theme_ids, Question.THEMES),
        **dict.fromkeys(vocabulary.strength_ids, Question.CAN_SHARE),
    }


def _layouts(table: Table, options: dict[str, Question]) -> Iterator[Layout]:
    rows = table.rows
    for i, row in enumerate(rows[:_ROWS_LOOKED_AT]):
        if len({fold(cell) for cell in row.cells if cell.strip()}) < _FEWEST_HEADINGS:
            continue
        yield _layout(tuple(_columns(row, options)), row, rows[i + 1 :])
        if i + 1 < len(rows):
            yield _layout(tuple(_columns_of_two(row, rows[i + 1], options)), row, rows[i + 2 :])


def _layout(columns: tuple[Column, ...], headings: TableRow, answers: tuple[TableRow, ...]) -> Layout:
    own = tuple(tidy(cell) for cell in headings.cells)
    rows = tuple(row for row in answers if row.cells != headings.cells)
    return Layout(columns, rows, own, headings.number)


def _columns(row: TableRow, options: dict[str, Question]) -> Iterator[Column]:
    for index, cell in enumerate(row.cells):
        heading = tidy(cell)
        grid = _GRID.fullmatch(heading)
        question = question_of(grid[1] if grid else heading) if heading else None
        if fold(heading) in options:
            yield Column(index, heading, options[fold(heading)], heading)
        elif grid and question in CHOICES:
            yield Column(index, heading, question, grid[2].strip())
        elif question:
            yield Column(index, heading, question)


def _columns_of_two(upper: TableRow, lower: TableRow, options: dict[str, Question]) -> Iterator[Column]:
    group = ""
    for index in range(max(len(upper.cells), len(lower.cells))):
        above, below = tidy(upper.text(index)), tidy(lower.text(index))
        group = above or group
        if not below or _OPEN_ANSWER.fullmatch(fold(below)):
            yield from _single(index, above)
            continue
        question = question_of(group)
        if question in CHOICES:
            yield Column(index, group, question, below)
        elif fold(below) in options:
            yield Column(index, below, options[fold(below)], below)
        else:
            yield from _single(index, below)


def _single(index: int, heading: str) -> Iterator[Column]:
    question = question_of(heading) if heading else None
    if question:
        yield Column(index, heading, question)


def _with_one_column_each(layout: Layout) -> Layout:
    """Keep the fullest column where several answer one question: forms repeat what they ask."""
    found: dict[tuple[Question, str], list[Column]] = defaultdict(list)
    for column in layout.columns:
        found[column.question, fold(column.option)].append(column)
    kept = {max(columns, key=lambda c: _fullness(c, layout)).index for columns in found.values()}
    repeated = tuple(
        columns[0].heading
        for columns in found.values()
        if len(columns) > len({fold(column.heading) for column in columns})
    )
    columns = tuple(column for column in layout.columns if column.index in kept)
    return replace(layout, columns=columns, repeated=repeated)


def _fullness(column: Column, layout: Layout) -> int:
    texts = (row.text(column.index) for row in layout.answers)
    if column.question is Question.EMAIL:
        return sum(read_email(text).value is not None for text in texts)
    return sum(bool(text.strip()) for text in texts)
