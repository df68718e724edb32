"""Where the headings of a sheet stand, and so which of its columns answers which question.

A layout is one heading row, or two where the upper one holds questions and the lower one their options.
What the answers mean is not looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.forms.columns import (
    CHOICES,
    Column,
    Found,
    HeadingReader,
    Unasked,
    is_open_answer,
    repeated_under_groups,
)
from buddy_matcher.documents.forms.content import suggested_question
from buddy_matcher.documents.forms.identities import read_email
from buddy_matcher.documents.forms.moments import read_moment
from buddy_matcher.documents.grid import Table, TableRow
from buddy_matcher.domain.places import outcode
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import ColumnGuess
from buddy_matcher.domain.text import fold, tidy

_ROWS_LOOKED_AT: Final = 30
_FEWEST_HEADINGS: Final = 3
_SAMPLES: Final = 3
_LONGEST_SAMPLE: Final = 120
_NAMES: Final = (Question.FULL_NAME, Question.GIVEN, Question.FAMILY, Question.EMAIL)
_IMPORT_ID: Final = '{"ImportId"'
"""How the cells of the third heading row of a Qualtrics export begin."""


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
    unasked: tuple[Unasked, ...] = ()
    repeated: tuple[str, ...] = ()

    @property
    def score(self) -> int:
        """How many different questions and options were recognised."""
        return len({(column.question, fold(column.option)) for column in self.columns})

    def has(self, *questions: Question) -> bool:
        """Return whether any of these questions has a column."""
        return any(column.question in questions for column in self.columns)

    def samples(self, index: int) -> tuple[str, ...]:
        """Return up to three different texts of a column."""
        texts = (tidy(row.text(index))[:_LONGEST_SAMPLE] for row in self.answers)
        return tuple(dict.fromkeys(text for text in texts if text))[:_SAMPLES]

    def count(self, index: int) -> int:
        """Return how many answers hold something in a column."""
        return sum(bool(row.text(index).strip()) for row in self.answers)

    @property
    def unread(self) -> tuple[str, ...]:
        """The headings of columns that hold something but answer no question."""
        return tuple(column.heading for column in self._filled())

    def _filled(self) -> Iterator[Unasked]:
        return (column for column in self.unasked if self.samples(column.index))

    def guesses(self) -> tuple[ColumnGuess, ...]:
        """Return what each column is read as and why, those to decide on first."""
        read = [
            ColumnGuess(
                heading=column.heading if not column.option else self._over(column.index, column.heading),
                question=column.question,
                is_sure=True,
                why=column.why,
                samples=self.samples(column.index),
                count=self.count(column.index),
            )
            for column in self.columns
        ]
        others = [
            ColumnGuess(
                heading=column.heading,
                question=None,
                is_sure=column.is_sure,
                why=column.why,
                samples=self.samples(column.index),
                count=self.count(column.index),
                suggestion=None if column.is_sure or column.is_opposite else self._suggestion(column.index),
            )
            for column in self._filled()
        ]
        return tuple(sorted([*read, *others], key=lambda guess: guess.is_sure))

    def _over(self, index: int, heading: str) -> str:
        own = self.headings[index] if index < len(self.headings) else ""
        return own or heading

    def _suggestion(self, index: int) -> Question | None:
        taken = {column.question for column in self.columns}
        return suggested_question([row.text(index) for row in self.answers], taken)


def find_layout(
    table: Table, vocabulary: Vocabulary, decided: Mapping[str, Question | None] | None = None
) -> Layout | None:
    """Return the layout of a sheet under the heading rows that explain the most of it.

    `decided` are questions by folded heading. None when no row names people by name or e-mail address and
    asks at least one more thing.
    """
    reader = HeadingReader(vocabulary, decided or {})
    best: _Candidate | None = None
    for candidate in _candidates(table, reader):
        if candidate.names_people and candidate.rank > (best.rank if best else (1, True)):
            best = candidate
    return _with_one_column_each(_layout(best, table)) if best else None


def likely_layout(
    table: Table, vocabulary: Vocabulary, decided: Mapping[str, Question | None] | None = None
) -> Layout | None:
    """Return the layout of a list whose headings name nobody in words that are known: to be decided on.

    The headings are the widest row that has answers below it and holds only words, no address and no number.
    None when there is none.
    """
    reader = HeadingReader(vocabulary, decided or {})
    rows = table.rows
    wide = [
        (i, headings)
        for i, row in enumerate(rows[:_ROWS_LOOKED_AT])
        if _is_wide(headings := _headings(row)) and all(map(_may_head, headings)) and i + 1 < len(rows)
    ]
    if not wide:
        return None
    above = {i: _headings(rows[i - 1]) if i else () for i, _ in wide}
    grouped = [(i, headings) for i, headings in wide if repeated_under_groups(above[i], headings)]
    place, headings = max(grouped or wide, key=lambda each: len(set(each[1])))
    columns = reader.of_two_rows(above[place], headings) if grouped else reader.of_row(headings)
    found = _Candidate(columns, headings, rows[place].number, place + 1, bool(grouped))
    return _with_one_column_each(_layout(found, table))


def _may_head(text: str) -> bool:
    """Return whether a text may be a heading: it names no address, place, day or number."""
    if not text:
        return True
    is_an_answer = read_email(text).value or outcode(text) or read_moment(text, None)
    return not is_an_answer and any(map(str.isalpha, text))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One or two rows that may be the headings; answers begin at `first` among the rows of the table."""

    columns: tuple[Found, ...]
    headings: tuple[str, ...]
    row: int
    first: int
    is_grouped: bool = False

    @property
    def read(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if isinstance(column, Column))

    @property
    def names_people(self) -> bool:
        return any(column.question in _NAMES for column in self.read)

    @property
    def score(self) -> int:
        return len({(column.question, fold(column.option)) for column in self.read})

    @property
    def rank(self) -> tuple[int, bool]:
        """How much is explained; of two that explain the same, groups tell columns apart."""
        return self.score, self.is_grouped


def _candidates(table: Table, reader: HeadingReader) -> Iterator[_Candidate]:
    rows = table.rows
    for i, row in enumerate(rows[:_ROWS_LOOKED_AT]):
        headings = _headings(row)
        is_wide = _is_wide(headings)
        if is_wide:
            yield _Candidate(reader.of_row(headings), headings, row.number, i + 1)
        if i + 1 == len(rows):
            continue
        lower = _headings(rows[i + 1])
        # Two merged cells over many headings are enough for a row of groups.
        if is_wide or (_is_wide(lower) and len([cell for cell in headings if cell]) > 0):
            found = reader.of_two_rows(headings, lower)
            is_grouped = bool(repeated_under_groups(headings, lower))
            if is_grouped or _are_two(found, lower):
                yield _Candidate(found, _joined(headings, lower), row.number, i + 2, is_grouped)


def _are_two(found: Iterable[Found], lower: tuple[str, ...]) -> bool:
    """Return whether the lower row says something of the upper, which else is a title."""
    has_options = any(isinstance(column, Column) and column.option for column in found)
    return has_options or any(map(is_open_answer, lower))


def _headings(row: TableRow) -> tuple[str, ...]:
    return tuple(tidy(cell) for cell in row.cells)


def _is_wide(headings: tuple[str, ...]) -> bool:
    return len({fold(cell) for cell in headings if cell}) >= _FEWEST_HEADINGS


def _joined(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, ...]:
    width = max(len(upper), len(lower))
    above, below = upper + ("",) * (width - len(upper)), lower + ("",) * (width - len(lower))
    return tuple(under or over for over, under in zip(above, below, strict=True))


def _layout(found: _Candidate, table: Table) -> Layout:
    own = [row.cells for row in table.rows[: found.first]]
    rows = (row for row in table.rows[found.first :] if row.cells not in own)
    return Layout(
        columns=found.read,
        unasked=tuple(column for column in found.columns if isinstance(column, Unasked)),
        answers=tuple(row for row in rows if not _is_import_id(row)),
        headings=found.headings,
        row=found.row,
    )


def _is_import_id(row: TableRow) -> bool:
    return any(_IMPORT_ID in cell for cell in row.cells)


def _with_one_column_each(layout: Layout) -> Layout:
    """Keep one column of each question that is not joined of several: forms repeat what they ask."""
    found: dict[tuple[Question, str], list[Column]] = defaultdict(list)
    for column in layout.columns:
        found[column.question, fold(column.option)].append(column)
    kept: set[int] = set()
    repeated: list[str] = []
    for (question, _), columns in found.items():
        if question in CHOICES or question is Question.ANYTHING_ELSE:
            kept |= {column.index for column in columns}
            continue
        kept.add(_best(columns, layout).index)
        filled = [column for column in columns if layout.samples(column.index)]
        if len(filled) > len({fold(column.heading) for column in filled}):
            repeated.append(columns[0].heading)
    left_out = tuple(
        Unasked(column.index, column.heading, "Another column answers the same question.", is_sure=True)
        for column in layout.columns
        if column.index not in kept
    )
    return replace(
        layout,
        columns=tuple(column for column in layout.columns if column.index in kept),
        unasked=layout.unasked + left_out,
        repeated=tuple(repeated),
    )


_OF_ACCOUNT: Final = frozenset({"name", "email", "e-mail", "email address", "username"})
"""How tools head the name and address of the account that filled in a form."""


def _best(columns: list[Column], layout: Layout) -> Column:
    """Return the column that counts: one that a person was asked for comes before the account's own."""
    if len(columns) == 1:
        return columns[0]
    filled = [column for column in columns if _fullness(column, layout)] or columns
    was_asked = [column for column in filled if fold(column.heading) not in _OF_ACCOUNT]
    from_account = layout.has(Question.ANSWERED) and was_asked and len(was_asked) < len(filled)
    return max(was_asked if from_account else filled, key=lambda column: _fullness(column, layout))


def _fullness(column: Column, layout: Layout) -> int:
    texts = (row.text(column.index) for row in layout.answers)
    if column.question is Question.EMAIL:
        return sum(read_email(text).value is not None for text in texts if text)
    return sum(bool(text.strip()) for text in texts)
