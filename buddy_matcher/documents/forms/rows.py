"""Rows of a form export as answers: for each question the text that is kept and what it says.

It knows one sheet's columns; it compares nothing with the scheme.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from buddy_matcher.documents.forms import fields
from buddy_matcher.documents.forms.access_words import named_needs
from buddy_matcher.documents.forms.agreements import (
    AccessAnswer,
    Agreement,
    Consent,
    lost_day,
    read_dated_consent,
)
from buddy_matcher.documents.forms.answers import AnswerReader, Meaning
from buddy_matcher.documents.forms.cells import is_no_answer, read_yes, tidy_lines, unescaped
from buddy_matcher.documents.forms.columns import CHOICES, Column
from buddy_matcher.documents.forms.fields import Key
from buddy_matcher.documents.forms.headings import Layout
from buddy_matcher.documents.forms.moments import DateOrder, date_order, read_moment
from buddy_matcher.documents.forms.negations import asks_opposite
from buddy_matcher.documents.forms.picking import ChoiceReader
from buddy_matcher.documents.forms.sheets import ListedRow
from buddy_matcher.documents.grid import TableRow
from buddy_matcher.domain.import_report import Problem, row_in_words
from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.domain.places import outcode
from buddy_matcher.domain.questions import STATEMENTS, Owner, Question
from buddy_matcher.domain.text import counted, fold, tidy

_TIMES = (Question.CHANGED, Question.ANSWERED, Question.STARTED)
_DATES = frozenset({*_TIMES, Question.PRIVACY_GIVEN, Question.ACCESS_CONSENT})
_NOT_KEPT = frozenset(
    {*_TIMES, Question.RESPONSE, Question.ACCESS_NOTE, Question.ACCESS_CONSENT, Question.ANYTHING_ELSE}
)
_OF_LINES = frozenset(
    {
        Question.ADDRESS,
        Question.EMAIL,
        Question.HOPES,
        *(words for words, _ in STATEMENTS.values()),
        Question.INTRODUCTION,
        Question.NOTES,
    }
)
_FREE_ANSWERS: Final = (
    Question.ANYTHING_ELSE,
    Question.HOPES,
    *(words for words, _ in STATEMENTS.values()),
    Question.INTRODUCTION,
    Question.NOTES,
    Question.LETTERS,
    Question.NOT_WITH,
    Question.TRAVEL,
)
"""Where people say in their own words what no field of ours takes; venue needs have a field of their own."""

_NONE: Final[Mapping[Question, str]] = MappingProxyType({})
_DAMAGED_ID = re.compile(r"\d[eE]\+?\d")


@dataclass(frozen=True, slots=True)
class Form:
    """One form as its answers know it: what tells it from others, and what each question was called.

    `headings` are those over every column, `columns` those that answer a question. `offered` are the folded
    options of each question that has a column per option: of others such a sheet says nothing.
    """

    id: str
    headings: tuple[str, ...]
    columns: Mapping[Question, str]
    offered: Mapping[Question, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Aside:
    """What somebody wrote that no field takes; `needs` are the words in it that name an access need."""

    heading: str
    text: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FormAnswer:
    """One row of a form export: its answers as kept texts and what each of them says.

    `sheet` is the name of its sheet where several are read, otherwise "".
    `response` names this answer on its form, "" when the form gives no ids; it is sure to be of this answer
    alone only if it `is_response_dated`. Access needs stand apart from the answers, because they are kept
    only with consent. `cells` are the row as it stands. `sheet_sector` is what the sheet's name or a title in
    it says of everybody there. `filed` are the texts in the file of those questions whose cells the
    coordinator wrote anew.
    """

    form: Form
    row: int
    response: str
    is_response_dated: bool
    answered_at: datetime | None
    texts: Mapping[Question, str]
    meanings: Mapping[Question, Meaning]
    problems: tuple[Problem, ...]
    unread: tuple[tuple[Question, str], ...]
    access: AccessAnswer
    asides: tuple[Aside, ...] = ()
    cells: tuple[str, ...] = ()
    sheet_sector: Sector | None = None
    sheet: str = ""
    filed: Mapping[Question, str] = field(default_factory=dict)

    def value[T](self, question: Question, key: Key[T], default: T) -> T:
        """Return a value that the answer to a question gives, or `default`."""
        meaning = self.meanings.get(question)
        found = meaning.values.get(key) if meaning else None
        return default if found is None else found

    @property
    def where(self) -> str:
        """Where the coordinator finds the row."""
        return row_in_words(self.row, self.sheet)

    @property
    def name(self) -> tuple[str, str]:
        """Given and family name, "" where there is none."""
        if Question.FULL_NAME in self.texts:
            given, family = Question.FULL_NAME, Question.FULL_NAME
        else:
            given, family = Question.GIVEN, Question.FAMILY
        return self.value(given, fields.GIVEN, ""), self.value(family, fields.FAMILY, "")

    @property
    def email(self) -> str:
        """The valid e-mail address, or ""."""
        return self.value(Question.EMAIL, fields.EMAIL, "")

    @property
    def organisation(self) -> str:
        """The organisation as written, or ""."""
        return self.value(Question.ORGANISATION, fields.ORGANISATION, "")

    @property
    def sector(self) -> Sector | None:
        """The sector that the person named, also by the kind of organisation, or else their sheet."""
        named: Sector | None = self.value(Question.SECTOR, fields.SECTOR, None)
        of_kind: Sector | None = self.value(Question.ORGANISATION_KIND, fields.SECTOR, None)
        return named or of_kind or self.sheet_sector

    @property
    def kind(self) -> OrganisationKind | None:
        """The kind of organisation that the person named."""
        by_sector = self.value(Question.SECTOR, fields.KIND, None)
        return self.value(Question.ORGANISATION_KIND, fields.KIND, by_sector)

    @property
    def takes_part(self) -> bool:
        """Whether the person did not say that they don't take part."""
        return self.value(Question.TAKES_PART, fields.TAKES_PART, default=True)


class RowReader:
    """Reads the rows of one layout, with what its columns have in common worked out once."""

    def __init__(self, form: Form, layout: Layout, reader: AnswerReader) -> None:
        self._form = form
        self._layout = layout
        self._reader = reader
        self._columns: dict[Question, list[Column]] = defaultdict(list)
        for column in layout.columns:
            self._columns[column.question].append(column)
        self._choices = ChoiceReader(layout, reader.vocabulary)
        self._order = date_order(_cell(row, column) for row, column in self._date_cells())
        self._asked = [
            question
            for question in dict.fromkeys([*self._columns, *self._choices.questions])
            if question not in _NOT_KEPT and question.owner is not Owner.READING
        ]

    def answer(self, listed: ListedRow) -> FormAnswer:
        """Return what a row says."""
        row = listed.row
        picked = self._choices.read(row)
        texts = {
            question: picked.texts[question] if question in picked.texts else self._text(row, question)
            for question in self._asked
        }
        _keep_one_form_of_name(texts)
        meanings = {question: self._reader.read(question, text) for question, text in texts.items()}
        unread = tuple((question, text) for question, each in meanings.items() for text in each.unread)
        return FormAnswer(
            form=self._form,
            row=row.number,
            response=self._response(row),
            is_response_dated=self._moment(row, Question.STARTED) is not None,
            answered_at=self._answered_at(row),
            texts=texts,
            meanings=meanings,
            problems=(*self._problems(row, texts, meanings), *picked.problems),
            unread=(*unread, *picked.unread),
            access=AccessAnswer(
                self._text(row, Question.ACCESS_NOTE), self._consent(row, Question.ACCESS_CONSENT)
            ),
            asides=tuple(self._asides(row)),
            cells=row.cells,
            sheet_sector=listed.sector,
            filed=self._filed(listed, texts) if row.filed else _NONE,
        )

    def _filed(self, listed: ListedRow, texts: Mapping[Question, str]) -> dict[Question, str]:
        """Return what the file says of the questions whose cells were written anew."""
        there = self.answer(replace(listed, row=replace(listed.row, cells=listed.row.filed, filed=())))
        return {q: there.texts.get(q, "") for q, text in texts.items() if there.texts.get(q, "") != text}

    def unclear_dates(self) -> Iterator[Problem]:
        """Return the problem that no date of the sheet settles which number is the day, if that is so."""
        if self._order is not None:
            return
        for row, column in self._date_cells():
            text = _cell(row, column).strip()
            as_either = {read_moment(text, order) for order in DateOrder}
            if len(as_either) > 1:
                yield Problem(
                    row=row.number,
                    column=column.heading,
                    value=text,
                    message="It is not clear which number of this date is the day, so no dates were read.",
                    advice="In the sheet, write dates like 2026-07-27, or import the export as .xlsx.",
                )
                return

    def _date_cells(self) -> Iterator[tuple[TableRow, Column]]:
        columns = [column for column in self._layout.columns if column.question in _DATES]
        return ((row, column) for row in self._layout.answers for column in columns)

    def _text(self, row: TableRow, question: Question) -> str:
        """Return the text that is kept of an answer."""
        columns = self._columns.get(question, [])
        if not columns:
            return ""
        if question is Question.PRIVACY_GIVEN:
            given = self._consent(row, question)
            return given.on.isoformat() if given.on else ""
        text = tidy_lines(_cell(row, columns[0]))
        if question is Question.TRAVEL and text.isdigit() and _is_in_kilometres(columns[0].heading):
            return f"{text} km"
        if question is Question.POSTCODE:
            return outcode(text) or text
        if question is Question.TAKES_PART:
            return _taking_part(columns[0].heading, tidy(text))
        return text if question in _OF_LINES else tidy(text)

    def _asides(self, row: TableRow) -> Iterator[Aside]:
        """Yield what no field takes: answers to open questions, and access needs that are named anywhere."""
        asked = [column for question in _FREE_ANSWERS for column in self._columns.get(question, ())]
        for column in asked:
            text = tidy_lines(_cell(row, column))
            needs = named_needs(text) if text else ()
            if needs or (column.question is Question.ANYTHING_ELSE and not is_no_answer(text)):
                yield Aside(column.heading, text, needs)
        for other in self._layout.unasked:
            text = "" if other.is_sure else tidy_lines(unescaped(row.text(other.index)))
            if text and (needs := named_needs(text)):
                yield Aside(other.heading, text, needs)

    def _consent(self, row: TableRow, question: Question) -> Consent:
        columns = self._columns.get(question)
        text = tidy(_cell(row, columns[0])) if columns else ""
        return read_dated_consent(text, self._order, self._answered_at(row))

    def _moment(self, row: TableRow, question: Question) -> datetime | None:
        columns = self._columns.get(question)
        return read_moment(_cell(row, columns[0]), self._order) if columns else None

    def _answered_at(self, row: TableRow) -> datetime | None:
        return next((moment for question in _TIMES if (moment := self._moment(row, question))), None)

    def _response(self, row: TableRow) -> str:
        """Return id and start time: ids start anew when a form is copied, and Excel ruins long ones."""
        number = self._text(row, Question.RESPONSE)
        if not number or _DAMAGED_ID.search(number):
            return ""
        started = self._moment(row, Question.STARTED)
        return f"{number} {started.isoformat()}" if started else number

    def _problems(
        self, row: TableRow, texts: Mapping[Question, str], meanings: Mapping[Question, Meaning]
    ) -> Iterator[Problem]:
        yield from self._of_width(row)
        for column in self._layout.columns:
            if flaw := row.flaws.get(column.index):
                yield cell_problem(row, column, row.text(column.index), flaw, flaw.advice)
        for question, meaning in meanings.items():
            if meaning.message:
                columns = self._columns.get(question) or self._columns[Question.SHARE_OR_GAIN]
                yield cell_problem(row, columns[0], texts[question], meaning.message, meaning.advice)
        yield from self._lost_dates(row)
        yield from self._lost_days(row)

    def _of_width(self, row: TableRow) -> Iterator[Problem]:
        width = len(self._layout.headings)
        if len(row.cells) < width or any(cell.strip() for cell in row.cells[width:]):
            yield Problem(
                row=row.number,
                column="",
                value="",
                message=f"The row has {counted(len(row.cells), 'cell')}, but there are {width} headings.",
                advice="Check that its answers stand under the right headings.",
            )

    def _lost_dates(self, row: TableRow) -> Iterator[Problem]:
        for question in _TIMES:
            for column in self._columns.get(question, []):
                text = _cell(row, column).strip()
                if text and not any(read_moment(text, order) for order in DateOrder):
                    message = "This is not a date, so it was left out."
                    yield cell_problem(row, column, text, message, "Correct it in the sheet.")

    def _lost_days(self, row: TableRow) -> Iterator[Problem]:
        for question in (Question.PRIVACY_GIVEN, Question.ACCESS_CONSENT):
            columns = self._columns.get(question, [])[:1]
            consent = self._consent(row, question) if columns else Consent()
            # Without a note there is nothing that the day of a yes is missing for.
            if question is Question.ACCESS_CONSENT and consent.agreement is not Agreement.UNCLEAR:
                continue
            for column in columns:
                for message in lost_day(tidy(_cell(row, column)), consent):
                    yield cell_problem(row, column, _cell(row, column), message, "Correct it in the sheet.")


def cell_problem(row: TableRow, column: Column, value: str, message: str, advice: str) -> Problem:
    """Return a problem of one cell."""
    return Problem(row=row.number, column=column.heading, value=value, message=message, advice=advice)


def offered_options(columns: Iterable[Column]) -> dict[Question, frozenset[str]]:
    """Return the folded options of each question that has only columns per option."""
    choices = [column for column in columns if column.question in CHOICES]
    joined = {column.question for column in choices if not column.option}
    return {
        question: frozenset(fold(column.option) for column in choices if column.question is question)
        for question in {column.question for column in choices} - joined
    }


def _cell(row: TableRow, column: Column) -> str:
    return unescaped(row.text(column.index))


def _is_in_kilometres(heading: str) -> bool:
    return bool(re.search(r"\bk(ilo)?m", fold(heading)))


def _taking_part(heading: str, text: str) -> str:
    """Return a text that says who takes part, turned around where the heading asks who does not."""
    if not text or not (asks_opposite(fold(heading)) or fold(heading).startswith("withdr")):
        return text
    said = read_yes(text)
    return f"{heading}: {text}" if said is None else "No" if said else "Yes"


def _keep_one_form_of_name(texts: dict[Question, str]) -> None:
    """Drop the full name where given or family name stand apart, and the empty parts where they don't."""
    if texts.get(Question.GIVEN) or texts.get(Question.FAMILY):
        texts.pop(Question.FULL_NAME, None)
        return
    texts.pop(Question.GIVEN, None)
    texts.pop(Question.FAMILY, None)
    if is_no_answer(texts.get(Question.FULL_NAME, "")):
        texts.pop(Question.FULL_NAME, None)
