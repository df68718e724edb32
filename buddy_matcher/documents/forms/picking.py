"""What a row chooses from lists: of cells that join choices, of a column per option, of grids and scales.

A cell that is no step of its scale is left unread and told, never taken for a tick.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from buddy_matcher.documents.forms.cells import unescaped
from buddy_matcher.documents.forms.choices import (
    Pick,
    Vocabulary,
    as_text,
    phrases_of_text,
    picks_of_text,
)
from buddy_matcher.documents.forms.columns import CHOICES, Column, Use
from buddy_matcher.documents.forms.free_times import read_times
from buddy_matcher.documents.forms.heading_text import is_rest
from buddy_matcher.documents.forms.headings import Layout
from buddy_matcher.documents.forms.inferred_options import inferred_options
from buddy_matcher.documents.forms.scales import Direction, Scale, read_direction, read_level, scale_of
from buddy_matcher.documents.grid import TableRow
from buddy_matcher.domain.import_report import Problem
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.text import fold, tidy

_OF_STRENGTHS: Final = (Question.CAN_SHARE, Question.WOULD_LIKE)
_UNREAD: Final = "“{}” is no step of a scale that we know, so it was not read."
_DECIDE: Final = "Say once what it means; it is remembered."


@dataclass(frozen=True, slots=True)
class Picked:
    """The kept text of each question that chooses from a list, and what of a row could not be read."""

    texts: Mapping[Question, str]
    unread: tuple[tuple[Question, str], ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Row:
    """What was found so far of one row."""

    row: TableRow
    picks: dict[Question, list[Pick]] = field(default_factory=lambda: defaultdict(list))
    unread: list[tuple[Question, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def leave_unread(self, column: Column, text: str) -> None:
        self.unread.append((column.question, text))
        self.problems.append(
            Problem(
                row=self.row.number,
                column=column.heading,
                value=text,
                message=_UNREAD.format(text),
                advice=_DECIDE,
            )
        )


class ChoiceReader:
    """Reads the choices of rows that have the same columns."""

    def __init__(self, layout: Layout, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._columns = [c for c in layout.columns if c.question in CHOICES or _is_direction(c)]
        self.questions = tuple(dict.fromkeys(q for c in self._columns for q in _questions(c)))
        self._scales = self._scales_of(layout)
        strengths, themes = vocabulary.strength_answers, vocabulary.theme_answers
        self._known: dict[Question, frozenset[str]] = {
            **dict.fromkeys(_OF_STRENGTHS, self._options(layout, _OF_STRENGTHS, frozenset(strengths))),
            Question.THEMES: self._options(layout, (Question.THEMES,), frozenset(themes)),
        }

    def read(self, row: TableRow) -> Picked:
        """Return what a row chooses."""
        found = _Row(row)
        for column in self._columns:
            cell = _text(row, column)
            if not cell.strip():
                continue
            if column.use is Use.ANSWER:
                found.picks[column.question] += self._joined(column.question, cell)
            elif column.use is Use.TIMES:
                self._read_times(column, cell, found)
            elif column.question is Question.SHARE_OR_GAIN:
                self._read_direction(column, cell, found)
            else:
                self._read_option(column, cell, found)
        texts = {question: as_text(tuple(found.picks[question])) for question in self.questions}
        return Picked(texts, tuple(found.unread), tuple(found.problems))

    def _scales_of(self, layout: Layout) -> dict[Question, Scale]:
        cells: dict[Question, set[str]] = defaultdict(set)
        headings: dict[Question, str] = {}
        for column in self._columns:
            if column.use is Use.OPTION:
                cells[column.question] |= {row.text(column.index).strip() for row in layout.answers}
                headings.setdefault(column.question, column.heading)
        return {question: scale_of(texts, headings[question]) for question, texts in cells.items()}

    def _options(
        self, layout: Layout, questions: tuple[Question, ...], known: frozenset[str]
    ) -> frozenset[str]:
        """Return the options of a list, with those that the cells of this sheet show to hold commas."""
        columns = [c for c in self._columns if c.question in questions and c.use is Use.ANSWER]
        cells = (tidy(_text(row, column)) for row in layout.answers for column in columns)
        return known | inferred_options(cells, known)

    def _joined(self, question: Question, cell: str) -> tuple[Pick, ...]:
        known = self._known.get(question)
        return phrases_of_text(cell) if known is None else picks_of_text(cell, known)

    def _read_times(self, column: Column, cell: str, found: _Row) -> None:
        text = tidy(cell)
        decided = self._vocabulary.meaning(Question.FREE, text)
        times = read_times(column.option, text if decided is None else decided)
        if times is None:
            found.leave_unread(column, text)
            return
        found.picks[Question.FREE] += [Pick(half_day.label) for half_day in sorted(times)]

    def _read_direction(self, column: Column, cell: str, found: _Row) -> None:
        text = tidy(cell)
        decided = self._vocabulary.meaning(Question.SHARE_OR_GAIN, text)
        said = read_direction(text if decided is None else decided or "none")
        if said is None:
            found.leave_unread(column, text)
            return
        if said in {Direction.SHARE, Direction.BOTH}:
            found.picks[Question.CAN_SHARE].append(Pick(column.option))
        if said in {Direction.GAIN, Direction.BOTH}:
            found.picks[Question.WOULD_LIKE].append(Pick(column.option))

    def _read_option(self, column: Column, cell: str, found: _Row) -> None:
        text = tidy(cell)
        if is_rest(column.option):
            found.picks[column.question] += self._rest(column, cell)
            return
        if fold(text) == fold(column.option):
            found.picks[column.question].append(Pick(column.option))
            return
        decided = self._vocabulary.meaning(column.question, text)
        level = read_level(text if decided is None else decided, self._scales[column.question])
        if level is None:
            found.leave_unread(column, text)
        elif level:
            found.picks[column.question].append(Pick(column.option, level))

    def _rest(self, column: Column, cell: str) -> Iterator[Pick]:
        """Yield what "Other" was filled in with; a mere tick says nothing."""
        for pick in self._joined(column.question, cell):
            if not is_rest(pick.text) and read_level(pick.text, Scale.TICKS) is None:
                yield pick


def _is_direction(column: Column) -> bool:
    return column.question is Question.SHARE_OR_GAIN and bool(column.option)


def _questions(column: Column) -> tuple[Question, ...]:
    return _OF_STRENGTHS if column.question is Question.SHARE_OR_GAIN else (column.question,)


def _text(row: TableRow, column: Column) -> str:
    return unescaped(row.text(column.index))
