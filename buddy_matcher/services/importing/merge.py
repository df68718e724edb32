"""What a new answer changes of what the scheme holds of a person, field by field and three ways.

The answer kept from the last import is the common origin: what the person changed since then is taken
over, what the coordinator changed by hand stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from buddy_matcher.documents.answers import read_answer
from buddy_matcher.documents.cells import is_damaged
from buddy_matcher.documents.choices import Vocabulary, as_text, picks_of_text
from buddy_matcher.documents.form_export import FormExport
from buddy_matcher.documents.form_rows import FormAnswer
from buddy_matcher.domain.participations import Participation, Source, Status
from buddy_matcher.domain.people import LetterPreferences, Participant
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.strengths import answers_from
from buddy_matcher.domain.text import fold
from buddy_matcher.services.importing.organisations import NamedOrganisations

type _State = dict[str, Any]
"""Values by field name, of a participant, their letters and their participation together."""

_PERSON_FIELDS = frozenset(f.name for f in fields(Participant)) - {"id", "letters"}
_LETTER_FIELDS = frozenset(f.name for f in fields(LetterPreferences))
_ROUND_FIELDS = frozenset(f.name for f in fields(Participation)) - {"id", "strengths", "source"}
_NAMES = frozenset({Question.FULL_NAME, Question.GIVEN, Question.FAMILY})
_OF_ORGANISATION = frozenset({Question.SECTOR, Question.ORGANISATION_KIND})


@dataclass(frozen=True, slots=True)
class Held:
    """What the scheme holds of a person: themselves, their participation and what each answer said last.

    For somebody new both records are blank and have negative ids. `person_source` is the newest source
    of any round, `round_source` that of this round.
    """

    person: Participant
    participation: Participation
    person_source: Source = Source()
    round_source: Source = Source()


@dataclass(frozen=True, slots=True)
class Merged:
    """A person after an answer.

    `taken` are the questions whose answers counted, `notes` sentences about hand edits they contradict.
    """

    person: Participant
    participation: Participation
    taken: frozenset[str]
    notes: tuple[str, ...] = ()


class Merger:
    """Merges the answers of one form into what a scheme holds."""

    def __init__(
        self,
        export: FormExport,
        vocabulary: Vocabulary,
        organisations: NamedOrganisations,
    ) -> None:
        self._export = export
        self._form = export.form
        self._vocabulary = vocabulary
        self._organisations = organisations
        self._read: dict[tuple[Question, str], dict[str, Any]] = {}

    def merge(self, held: Held, answer: FormAnswer) -> Merged:
        """Return the person and participation with what the answer changes."""
        state = _state_of(held)
        notes: list[str] = []
        taken: dict[str, str] = {}
        for question in answer.texts:
            if question in _OF_ORGANISATION or not _counts(held, answer, question):
                continue
            last = _last_text(held, question)
            taken[question.value] = text = self._completed(answer, question, last)
            # A blank on another form does not take back what was said on the first.
            if text or _source_of(held, question).form == self._form:
                notes += self._take(state, question, text, last)
        person, participation = _records(held, state)
        participation = replace(participation, source=self._source(held, answer, taken))
        if not answer.texts.get(Question.STATUS):
            participation = replace(participation, status=_status(held, participation))
        return Merged(person, participation, frozenset(taken), tuple(notes))

    def _completed(self, answer: FormAnswer, question: Question, last: str) -> str:
        """Return an answer's text with what was chosen last time and this sheet has no column for."""
        offered = self._export.offered.get(question)
        if offered is None:
            return answer.texts[question]
        others = tuple(pick for pick in picks_of_text(last, ()) if fold(pick.text) not in offered)
        return as_text(picks_of_text(answer.texts[question], ()) + others)

    def _take(self, state: _State, question: Question, text: str, last: str) -> Iterator[str]:
        blank, before, now = (self._values(question, said) for said in ("", last, text))
        for name, value in now.items():
            if text != last:
                state[name] = _merged(state[name], before.get(name, blank.get(name)), value)
            elif value != blank.get(name) and not _agrees(state[name], value):
                column = self._export.columns[question]
                yield f"Under “{column}” the form says “{text}”; your own change was kept."

    def _values(self, question: Question, text: str) -> dict[str, Any]:
        if (question, text) not in self._read:
            self._read[question, text] = self._read_values(question, text)
        return self._read[question, text]

    def _read_values(self, question: Question, text: str) -> dict[str, Any]:
        values: dict[str, Any] = dict(read_answer(question, text, self._vocabulary).values)
        if "organisation" in values:
            named = self._organisations.named(values.pop("organisation"))
            values |= {"organisation_id": named.id} if named else {}
        return values

    def _source(self, held: Held, answer: FormAnswer, taken: dict[str, str]) -> Source:
        last = held.round_source
        answers = dict(last.answers) | taken
        kept = tuple(sorted(answers.items()))
        is_newer = bool(
            answer.answered_at and (not last.answered_at or answer.answered_at > last.answered_at)
        )
        if last != Source() and (is_older(answer, held) or (kept == last.answers and not is_newer)):
            return replace(last, answers=kept)
        return Source(
            form=self._form,
            response=answer.response,
            row=answer.row,
            answered_at=answer.answered_at or last.answered_at,
            answers=kept,
        )


def _counts(held: Held, answer: FormAnswer, question: Question) -> bool:
    """Return whether an answer may change anything: a damaged name does not, an older one fills gaps only."""
    if question in _NAMES and is_damaged(answer.texts[question]) and held.person.id > 0:
        return False
    was_asked = question.value in dict(_source_of(held, question).answers)
    return not (was_asked and is_older(answer, held))


def _last_text(held: Held, question: Question) -> str:
    return dict(_source_of(held, question).answers).get(question.value, "")


def is_older(answer: FormAnswer, held: Held) -> bool:
    """Return whether a later answer of the person is held already."""
    last = held.round_source.answered_at or held.person_source.answered_at
    return bool(last and answer.answered_at and answer.answered_at < last)


def is_newer(answer: FormAnswer, held: Held) -> bool:
    """Return whether an answer was given after all that are held of the person."""
    last = held.round_source.answered_at or held.person_source.answered_at
    return bool(answer.answered_at and (not last or answer.answered_at > last))


def _source_of(held: Held, question: Question) -> Source:
    return held.person_source if _is_of_person(question) else held.round_source


@cache
def _is_of_person(question: Question) -> bool:
    names = read_answer(question, "", Vocabulary()).values
    return bool(names.keys() & (_PERSON_FIELDS | _LETTER_FIELDS | {"organisation"}))


def _state_of(held: Held) -> _State:
    records = (
        (held.person, _PERSON_FIELDS),
        (held.person.letters, _LETTER_FIELDS),
        (held.participation, _ROUND_FIELDS),
    )
    state = {name: getattr(record, name) for record, names in records for name in names}
    return state | {"can_share": held.participation.can_share, "would_like": held.participation.would_like}


def _records(held: Held, state: _State) -> tuple[Participant, Participation]:
    letters = replace(held.person.letters, **{name: state[name] for name in _LETTER_FIELDS})
    person = replace(held.person, letters=letters, **{name: state[name] for name in _PERSON_FIELDS})
    strengths = answers_from(state["can_share"], state["would_like"])
    round_values = {name: state[name] for name in _ROUND_FIELDS}
    return person, replace(held.participation, strengths=strengths, **round_values)


def _merged(mine: Any, before: Any, now: Any) -> Any:
    """Return my value with what changed from `before` to `now`; sets and maps are merged by their entries."""
    if before == now:
        return mine
    if isinstance(now, frozenset):
        return (mine - (before - now)) | (now - before)
    if isinstance(now, dict):
        kept = {key: level for key, level in mine.items() if key in now or key not in before}
        return kept | {key: level for key, level in now.items() if before.get(key) != level}
    return now


def _agrees(mine: Any, form: Any) -> bool:
    if isinstance(form, frozenset):
        return bool(form <= mine)
    if isinstance(form, dict):
        return bool(form.items() <= mine.items())
    return bool(mine == form)


def _status(held: Held, after: Participation) -> Status:
    """Return the status that follows from having strengths to share, where nobody set another one."""
    is_new = held.participation.id <= 0
    if not is_new and after.can_share == held.participation.can_share:
        return after.status
    if is_new or after.status in {Status.APPLIED, Status.INCOMPLETE, Status.READY}:
        return Status.READY if after.can_share else Status.INCOMPLETE
    return after.status
