"""What a sheet leaves to decide: each heading, answer, sheet, person and access need once, as written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from buddy_matcher.documents.forms.agreements import Agreement
from buddy_matcher.documents.forms.export import FormExport
from buddy_matcher.documents.forms.rows import Aside, FormAnswer
from buddy_matcher.domain.import_report import FoundValue
from buddy_matcher.domain.participations import HAS_LEFT, Status
from buddy_matcher.domain.questions import Owner, Question
from buddy_matcher.domain.sheet_reading import Open, ToDecide
from buddy_matcher.domain.text import fold
from buddy_matcher.services.importing.held import Held

_SIDES: Final = frozenset({Question.SECTOR, Question.ORGANISATION_KIND})


def columns_to_decide(export: FormExport) -> Iterator[ToDecide]:
    """Yield the headings that may ask something and are not known."""
    for guess in export.guesses:
        if not guess.is_sure:
            suggestion = guess.suggestion.value if guess.suggestion else None
            yield ToDecide(
                what=Open.COLUMN, question="", text=guess.heading, count=guess.count, suggestion=suggestion
            )


def sheets_to_decide(export: FormExport) -> Iterator[ToDecide]:
    """Yield the sheets whose names should say which sector their people are of, and don't."""
    for name in export.sideless:
        count = sum(answer.sector is None for answer in export.answers if answer.sheet in {name, ""})
        yield ToDecide(what=Open.SHEET, question=Question.SECTOR.value, text=name, count=count)


def values_to_decide(
    answers: Sequence[FormAnswer], found: Iterable[FoundValue], known_sides: frozenset[int]
) -> Iterator[ToDecide]:
    """Yield the answers that no list and no reading knows, one per value and question.

    `known_sides` are the rows of people whose sector is known from elsewhere: theirs need no decision.
    """
    for value in found:
        yield ToDecide(
            what=Open.VALUE,
            question=value.field.value,
            text=value.value,
            count=len(value.rows),
            suggestion=value.suggestion,
            row=value.rows[0],
        )
    unread = [
        (question, text, answer)
        for answer in answers
        for question, text in answer.unread
        if not (question in _SIDES and id(answer) in known_sides)
    ]
    counts = Counter((question, fold(text)) for question, text, _ in unread)
    told: set[tuple[Question, str]] = set()
    for question, text, answer in unread:
        key = question, fold(text)
        if key not in told:
            told.add(key)
            yield ToDecide(
                what=Open.VALUE,
                question=question.value,
                text=text,
                count=counts[key],
                row=answer.row,
                sheet=answer.sheet,
            )


def asides_of(answer: FormAnswer) -> Iterator[Aside]:
    """Yield what an answer says that no field takes: access needs without consent to keep them among it.

    Needs whose keeping was refused are not kept anywhere.
    """
    yield from answer.asides
    note, consent = answer.access.note, answer.access.consent
    if note and consent.on is None and consent.agreement is not Agreement.REFUSED:
        yield Aside(answer.form.columns.get(Question.ACCESS_NOTE, Question.ACCESS_NOTE.label), note, (note,))


def needs_to_decide(answers: Sequence[FormAnswer]) -> Iterator[ToDecide]:
    """Return the access needs that people named where no consent to keep them is known."""
    return (_need(answer, aside.text) for answer in answers for aside in asides_of(answer) if aside.needs)


def _need(answer: FormAnswer, text: str) -> ToDecide:
    return ToDecide(
        what=Open.NEED,
        question=Question.ACCESS_NOTE.value,
        text=text,
        row=answer.row,
        sheet=answer.sheet,
    )


def came_back(held: Held, answer: FormAnswer) -> Iterator[ToDecide]:
    """Yield somebody who had withdrawn and signs up again: the coordinator says whether they are back."""
    status, asked = held.participation.status, answer.texts.get(Question.STATUS)
    has_left = held.participation.id > 0 and status in HAS_LEFT
    if has_left and not asked and answer.takes_part and _is_new(held, answer):
        yield ToDecide(
            what=Open.PERSON,
            question=Question.STATUS.value,
            text=held.person.full_name,
            suggestion=Status.READY.label,
            row=answer.row,
            sheet=answer.sheet,
        )


def _is_new(held: Held, answer: FormAnswer) -> bool:
    if answer.answered_at:
        return held.is_older_than(answer)
    return any(
        text != held.answers(question).get(question.value, "")
        for question, text in answer.texts.items()
        if question.owner is Owner.ROUND
    )
