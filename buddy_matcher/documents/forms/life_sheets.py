"""Reads what comes back from our own forms of a living round; the words of a form tell which one it is.

Nothing is decided on here: an answer that was not among the options is a problem of its row.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from buddy_matcher.documents.forms.cells import tidy_lines
from buddy_matcher.documents.forms.heading_text import plain_question
from buddy_matcher.documents.forms.identities import read_email
from buddy_matcher.documents.forms.moments import DateOrder, date_order, read_moment
from buddy_matcher.documents.forms.question_headings import question_of
from buddy_matcher.documents.forms.shapes import shape_of
from buddy_matcher.documents.grid import Table, TableRow
from buddy_matcher.domain.answers import Asked, Occasion
from buddy_matcher.domain.ids import StrengthId
from buddy_matcher.domain.import_report import Problem
from buddy_matcher.domain.made_forms import FormQuestion, MadeForm
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import Shape
from buddy_matcher.domain.text import fold, tidy

_ROWS_LOOKED_AT: Final = 30
_WHO: Final = frozenset({Asked.CODE, Asked.EMAIL})
_TIMES: Final = (Question.ANSWERED, Question.CHANGED, Question.STARTED)
_BELOW_HEADINGS: Final = frozenset({"response", "open-ended response"})
_SIGNS: Final = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: its number on the question's scale, None where it is in words."""

    question: Asked
    number: int | None = None
    text: str = ""
    strength_id: StrengthId | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LifeAnswer:
    """One row of a form of a living round.

    `code` and `email` say whose it is, `account` is the name that the form tool knows; each may be "".
    `at` is when it was completed, None where the sheet does not say.
    """

    row: int
    sheet: str
    code: str
    email: str
    account: str
    at: datetime | None
    given: tuple[Given, ...]
    problems: tuple[Problem, ...] = ()

    def number_of(self, asked: Asked) -> int | None:
        """Return the number that was answered to a question, None if none was."""
        return next((each.number for each in self.given if each.question is asked), None)

    @property
    def said(self) -> str:
        """What was said besides, "" if nothing."""
        return next((each.text for each in self.given if each.question is Asked.SAID), "")


@dataclass(frozen=True, slots=True)
class LifeSheet:
    """The answers to one form of a living round, in the order of the sheet; `unread` are other headings."""

    occasion: Occasion
    shape: Shape
    answers: tuple[LifeAnswer, ...]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A table whose headings are a form's: its questions by column."""

    table: Table
    form: MadeForm
    heading_row: TableRow
    questions: Mapping[int, FormQuestion]


def read_life_sheet(tables: Sequence[Table], forms: Sequence[MadeForm]) -> LifeSheet | None:
    """Return the answers to one of some forms, or None where the tables hold something else."""
    found = [each for table in tables if (each := _found(table, forms))]
    if not found:
        return None
    best = max(found, key=lambda each: len(each.questions))
    occasion = best.form.kind.occasion
    if occasion is None:
        raise ValueError("only forms of a living round can be read")
    same = [each for each in found if each.form.kind is best.form.kind]
    return LifeSheet(
        occasion=occasion,
        shape=shape_of(best.heading_row.cells),
        answers=tuple(answer for each in same for answer in _answers(each, is_one_of=len(same) > 1)),
        unread=tuple(dict.fromkeys(heading for each in same for heading in _unread(each))),
    )


def _found(table: Table, forms: Sequence[MadeForm]) -> _Found | None:
    candidates = [
        _Found(table, form, row, questions)
        for form in forms
        for row in table.rows[:_ROWS_LOOKED_AT]
        if (questions := _questions(row, form))
    ]
    return max(candidates, key=lambda each: len(each.questions), default=None)


def _questions(row: TableRow, form: MadeForm) -> dict[int, FormQuestion]:
    """Return a form's questions by column; none where only the person is asked for, as in many forms."""
    by_words = {plain_question(question.text): question for question in form.questions}
    columns = {
        index: by_words[words]
        for index, cell in enumerate(row.cells)
        if (words := plain_question(cell)) in by_words
    }
    return columns if {question.question for question in columns.values()} - _WHO else {}


def _unread(found: _Found) -> Iterator[str]:
    for index, cell in enumerate(found.heading_row.cells):
        if index not in found.questions and cell.strip() and question_of(cell) is None:
            yield tidy(cell)


def _answers(found: _Found, *, is_one_of: bool) -> Iterator[LifeAnswer]:
    rows = [
        row
        for row in found.table.rows
        if row.number > found.heading_row.number and not row.is_blank and not _is_below_headings(row)
    ]
    times = {question_of(cell): index for index, cell in reversed(list(enumerate(found.heading_row.cells)))}
    columns = [times[question] for question in _TIMES if question in times]
    order = date_order(row.text(column) for row in rows for column in columns)
    sheet = found.table.name if is_one_of else ""
    for row in rows:
        yield _answer(found, row, sheet, _Tool(times, columns, order))


def _is_below_headings(row: TableRow) -> bool:
    """Return whether a row still belongs to the headings: tools write a second, or a third, of them."""
    filled = [fold(tidy(cell)) for cell in row.cells if cell.strip()]
    return set(filled) <= _BELOW_HEADINGS or filled[0].startswith('{"importid"')


@dataclass(frozen=True, slots=True)
class _Tool:
    """The columns that the form tool writes of itself, and how it writes dates."""

    columns: Mapping[Question | None, int]
    times: Sequence[int]
    order: DateOrder | None

    def text(self, row: TableRow, question: Question) -> str:
        """Return what the tool's own column says, "" where there is none."""
        return tidy(row.text(self.columns[question])) if question in self.columns else ""

    def moment(self, row: TableRow) -> datetime | None:
        """Return when a row was completed."""
        return next((at for c in self.times if (at := read_moment(row.text(c), self.order))), None)


def _answer(found: _Found, row: TableRow, sheet: str, tool: _Tool) -> LifeAnswer:
    given: list[Given] = []
    problems: list[Problem] = []
    who = {Asked.CODE: "", Asked.EMAIL: ""}
    for column, question in found.questions.items():
        text = tidy_lines(row.text(column))
        asked = question.question
        if not text or not isinstance(asked, Asked):
            continue
        if asked in who:
            who[asked] = text
        elif not question.options:
            given.append(Given(asked, text=text))
        elif (number := _number(question, text)) is not None:
            given.append(Given(asked, number, strength_id=question.strength_id))
        else:
            problems.append(_not_offered(row, sheet, found.heading_row.text(column), text))
    email = read_email(who[Asked.EMAIL]).value or read_email(tool.text(row, Question.EMAIL)).value
    at = tool.moment(row)
    if at is None and any(row.text(column).strip() for column in tool.times):
        problems.append(_no_day(row, sheet, row.text(tool.times[0])))
    return LifeAnswer(
        row=row.number,
        sheet=sheet,
        code=who[Asked.CODE].upper().replace(" ", ""),
        email=email or "",
        account=tool.text(row, Question.FULL_NAME),
        at=at,
        given=tuple(given),
        problems=tuple(problems),
    )


def _number(question: FormQuestion, text: str) -> int | None:
    numbers = {_plain(option): n for option, n in zip(question.options, question.scale, strict=True)}
    return numbers.get(_plain(text))


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", fold(text)).strip()


def _not_offered(row: TableRow, sheet: str, heading: str, text: str) -> Problem:
    return Problem(
        row=row.number,
        column=tidy(heading),
        value=tidy(text),
        message=f"“{tidy(text)}” is none of the answers that the form offers, so it was left out.",
        advice="Ask the person, or correct it in the sheet.",
        sheet=sheet,
    )


def _no_day(row: TableRow, sheet: str, text: str) -> Problem:
    return Problem(
        row=row.number,
        column="",
        value=tidy(text),
        message="It is not clear on which day this was answered.",
        advice="In the sheet, write dates like 2026-07-27, or import the export as .xlsx.",
        sheet=sheet,
    )
