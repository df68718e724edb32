"""What an answer changes of the access needs that are held.

They are kept with a dated consent only, and the later one counts. They stand apart from the other answers,
so there is no earlier answer to compare with.
"""

from dataclasses import dataclass, replace
from datetime import date

from buddy_matcher.documents.forms.agreements import Agreement
from buddy_matcher.documents.forms.export import FormExport
from buddy_matcher.documents.forms.rows import FormAnswer
from buddy_matcher.domain.import_report import Problem
from buddy_matcher.domain.people import AccessNeed
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.text import fold
from buddy_matcher.services.importing.held import Held

_ASK = "Ask the person; then enter their needs under People with the day they agreed."
_TAKEN_BACK = (
    "The person does not agree that their access needs are kept, but the scheme holds some.",
    "Remove them under People, or ask the person.",
)
_WHY_NOT_KEPT = {
    Agreement.GIVEN: "the person agreed, but no day is known for it",
    Agreement.REFUSED: "the person did not agree to that",
    Agreement.NOT_SAID: "the sheet does not say that the person agreed",
    Agreement.UNCLEAR: "it can’t be told whether the person agreed",
}


@dataclass(frozen=True, slots=True)
class AccessChange:
    """The access needs to save, if any, and what the coordinator is told."""

    need: AccessNeed | None = None
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def merge_access_need(export: FormExport, answer: FormAnswer, held: Held) -> AccessChange:
    """Return what an answer changes of the access needs of its person."""
    note, consent, need = answer.access.note, answer.access.consent, held.access_need
    is_newer = held.is_older_than(answer)
    if need and is_newer and consent.agreement is Agreement.REFUSED:
        return AccessChange(problems=(export.problem(answer, Question.ACCESS_CONSENT, *_TAKEN_BACK),))
    if note and consent.on is None:
        told = f"The access needs were not kept, because {_WHY_NOT_KEPT[consent.agreement]}."
        return AccessChange(problems=(export.problem(answer, Question.ACCESS_NOTE, told, _ASK),))
    if not note or consent.on is None:
        return AccessChange()
    if need is None:
        return AccessChange(AccessNeed(participant_id=held.person.id, note=note, consent_on=consent.on))
    return _merged(need, note, consent.on, is_newer=is_newer)


def _merged(held: AccessNeed, note: str, agreed_on: date, *, is_newer: bool) -> AccessChange:
    if fold(note) == fold(held.note) or agreed_on < held.consent_on:
        return AccessChange()
    if agreed_on > held.consent_on or is_newer:
        return AccessChange(replace(held, note=note, consent_on=agreed_on))
    return AccessChange(
        notes=(f"The access needs agreed on {date_in_words(held.consent_on)} were kept as they are.",)
    )
