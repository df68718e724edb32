"""Rows of a form export as answers: for each question the text that is kept and what it says.

It knows one sheet's columns; it compares nothing with the scheme.
"""

import html
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from buddy_matcher.documents.forms.agreements import (
    AccessAnswer,
    Agreement,
    Consent,
    lost_day,
    read_dated_consent,
)
from buddy_matcher.documents.forms.answers import Meaning, read_answer
from buddy_matcher.documents.forms.cells import is_no_answer, tidy_lines
from buddy_matcher.documents.forms.choices import (
    Pick,
    Vocabulary,
    as_text,
    phrases_of_text,
    picks_of_columns,
    picks_of_text,
)
from buddy_matcher.documents.forms.headings import CHOICES, Column, Layout
from buddy_matcher.documents.forms.moments import DateOrder, date_order, read_moment
from buddy_matcher.documents.grid import TableRow
from buddy_matcher.domain.import_report import Problem, row_in_words
from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.domain.places import outcode
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.text import counted, fold, tidy

_TIMES = (Question.CHANGED, Question.ANSWERED, Question.STARTED)
_DATES = frozenset({*_TIMES, Question.PRIVACY_GIVEN, Question.ACCESS_CONSENT})
_NOT_KEPT = frozenset({*_TIMES, Question.RESPONSE, Question.ACCESS_NOTE, Question.ACCESS_CONSENT})
_OF_LINES = frozenset(
    {
        Question.ADDRESS,
        Question.EMAIL,
        Question.HOPES,
        Question.IF_ONLY,
        Question.INTRODUCTION,
        Question.NOTES,
    }
)
_ENTITY = re.compile(r"&(?:apos|amp|quot|lt|gt|nbsp|#\d{1,6}|#x[0-9a-f]{1,5});", re.IGNORECASE)
_DAMAGED_ID = re.compile(r"\d[eE]\+?\d")


@dataclass(frozen=True, kw_only=True, slots=True)
class FormAnswer:
    """One row of a form export: its answers as kept texts and what each of them says.

    `sheet` is the name of its sheet where several are read, otherwise "".
    `response` names this answer on its form, "" when the form gives no ids; it is sure to be of this answer
    alone only if it `is_response_dated`. Access needs stand apart from the answers, because they are kept
    only with consent.
    """

    row: int
    response: str
    is_response_dated: bool
    answered_at: datetime | None
    texts: Mapping[Question, str]
    meanings: Mapping[Question, Meaning]
    problems: tuple[Problem, ...]
    access: AccessAnswer
    sheet: str = ""

    def value[T](self, question: Question, name: str, default: T) -> T:
        """Return a value that the answer to a question gives, or `default`."""
        meaning = self.meanings.get(question)
        found = meaning.values.get(name) if meaning else None
        return default if found is None else found

    @property
    def where(self) -> str:
        """Where the coordinator finds the row."""
        return row_in_words(self.row, self.sheet)

    @property
    def name(self) -> tuple[str, str]:
        """Given and family name, "" where there is none."""
        if Question.FULL_NAME in self.texts:
            question = {"given": Question.FULL_NAME, "family": Question.FULL_NAME}
        else:
            question = {"given": Question.GIVEN, "family": Question.FAMILY}
        return self.value(question["given"], "given", ""), self.value(question["family"], "family", "")

    @property
    def email(self) -> str:
        """The valid e-mail address, or ""."""
        return self.value(Question.EMAIL, "email", "")

    @property
    def organisation(self) -> str:
        """The organisation as written, or ""."""
        return self.value(Question.ORGANISATION, "organisation", "")

    @property
    def sector(self) -> Sector | None:
        """The sector that the person named, also by the kind of organisation."""
        named: Sector | None = self.value(Question.SECTOR, "sector", None)
        return named or (self.kind.sector if self.kind else None)

    @property
    def kind(self) -> OrganisationKind | None:
        """The kind of organisation that the person named."""
        return self.value(Question.ORGANISATION_KIND, "kind", None)


class RowReader:
    """Reads the rows of one layout, with what its columns have in common worked out once."""

    def __init__(self, layout: Layout, vocabulary: Vocabulary) -> None:
        self._layout = layout
        self._vocabulary = vocabulary
        self._columns: dict[Question, list[Column]] = defaultdict(list)
        for column in layout.columns:
            self._columns[column.question].append(column)
        self._scales = {question for question in self._columns if self._is_scale(question)}
        self._order = date_order(_cell(row, column) for row, column in self._date_cells())
        self._known = {
            Question.CAN_SHARE: vocabulary.strength_answers,
            Question.WOULD_LIKE: vocabulary.strength_answers,
            Question.THEMES: vocabulary.theme_answers,
        }

    def answer(self, row: TableRow) -> FormAnswer:
        """Return what a row says."""
        texts = {
            question: self._text(row, question) for question in self._columns if question not in _NOT_KEPT
        }
        _keep_one_form_of_name(texts)
        meanings = {
            question: read_answer(question, text, self._vocabulary) for question, text in texts.items()
        }
        return FormAnswer(
            row=row.number,
            response=self._response(row),
            is_response_dated=self._moment(row, Question.STARTED) is not None,
            answered_at=self._answered_at(row),
            texts=texts,
            meanings=meanings,
            problems=tuple(self._problems(row, texts, meanings)),
            access=AccessAnswer(
                self._text(row, Question.ACCESS_NOTE), self._consent(row, Question.ACCESS_CONSENT)
            ),
        )

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

    def _is_scale(self, question: Question) -> bool:
        columns = [column for column in self._columns[question] if column.option]
        return any(
            _cell(row, column).strip() in {"2", "3"} for row in self._layout.answers for column in columns
        )

    def _text(self, row: TableRow, question: Question) -> str:
        """Return the text that is kept of an answer."""
        columns = self._columns.get(question, [])
        if not columns:
            return ""
        if question in CHOICES:
            return self._choices(row, question, columns)
        if question is Question.PRIVACY_GIVEN:
            given = self._consent(row, question)
            return given.on.isoformat() if given.on else ""
        text = tidy_lines(_cell(row, columns[0]))
        if (
            question is Question.TRAVEL
            and text.isdigit()
            and re.search(r"\bk(ilo)?m", fold(columns[0].heading))
        ):
            return f"{text} km"
        if question is Question.POSTCODE:
            return outcode(text) or text
        return text if question in _OF_LINES else tidy(text)

    def _choices(self, row: TableRow, question: Question, columns: list[Column]) -> str:
        listed = picks_of_columns(
            {column.option: _cell(row, column) for column in columns if column.option},
            is_scale=question in self._scales,
        )
        joined = [_cell(row, column) for column in columns if not column.option]
        return as_text(listed + tuple(pick for text in joined for pick in self._picks(question, text)))

    def _picks(self, question: Question, text: str) -> tuple[Pick, ...]:
        known = self._known.get(question)
        return phrases_of_text(text) if known is None else picks_of_text(text, known)

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
        width = len(self._layout.headings)
        if len(row.cells) < width or any(cell.strip() for cell in row.cells[width:]):
            yield Problem(
                row=row.number,
                column="",
                value="",
                message=f"The row has {counted(len(row.cells), 'cell')}, but there are {width} headings.",
                advice="Check that its answers stand under the right headings.",
            )
        for column in self._layout.columns:
            if flaw := row.flaws.get(column.index):
                yield _problem(row, column, row.text(column.index), flaw, flaw.advice)
        for question, meaning in meanings.items():
            if meaning.message:
                yield _problem(
                    row, self._columns[question][0], texts[question], meaning.message, meaning.advice
                )
        yield from self._lost_dates(row)
        yield from self._lost_days(row)

    def _lost_dates(self, row: TableRow) -> Iterator[Problem]:
        for question in _TIMES:
            for column in self._columns.get(question, []):
                text = _cell(row, column).strip()
                if text and not any(read_moment(text, order) for order in DateOrder):
                    yield _problem(
                        row,
                        column,
                        text,
                        "This is not a date, so it was left out.",
                        "Correct it in the sheet.",
                    )

    def _lost_days(self, row: TableRow) -> Iterator[Problem]:
        for question in (Question.PRIVACY_GIVEN, Question.ACCESS_CONSENT):
            consent = self._consent(row, question)
            # Without a note there is nothing that the day of a yes is missing for.
            if question is Question.ACCESS_CONSENT and consent.agreement is not Agreement.UNCLEAR:
                continue
            for column in self._columns.get(question, [])[:1]:
                for message in lost_day(tidy(_cell(row, column)), consent):
                    yield _problem(row, column, _cell(row, column), message, "Correct it in the sheet.")


def _problem(row: TableRow, column: Column, value: str, message: str, advice: str) -> Problem:
    return Problem(row=row.number, column=column.heading, value=value, message=message, advice=advice)


def _cell(row: TableRow, column: Column) -> str:
    # SurveyMonkey writes entities into its CSV files.
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), row.text(column.index))


def _keep_one_form_of_name(texts: dict[Question, str]) -> None:
    """Drop the full name where given or family name stand apart, and the empty parts where they don't."""
    if texts.get(Question.GIVEN) or texts.get(Question.FAMILY):
        texts.pop(Question.FULL_NAME, None)
        return
    texts.pop(Question.GIVEN, None)
    texts.pop(Question.FAMILY, None)
    if is_no_answer(texts.get(Question.FULL_NAME, "")):
        texts.pop(Question.FULL_NAME, None)
