"""What a new answer changes of what the scheme holds of a person, field by field and three ways.

The answer kept from the last import is the common origin: what the person changed since then is taken
over, what the coordinator changed by hand stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from buddy_matcher.documents.forms.answers import Meaning, read_answer
from buddy_matcher.documents.forms.cells import is_damaged
from buddy_matcher.documents.forms.choices import Vocabulary, as_text, picks_of_text
from buddy_matcher.documents.forms.export import FormExport
from buddy_matcher.documents.forms.rows import FormAnswer
from buddy_matcher.domain.participations import Participation, Source, Status
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.questions import Owner, Question
from buddy_matcher.domain.strengths import answers_from
from buddy_matcher.domain.text import fold
from buddy_matcher.services.importing.held import Held
from buddy_matcher.services.importing.organisations import NamedOrganisations

_NAMES = frozenset({Question.FULL_NAME, Question.GIVEN, Question.FAMILY})
_WORDS_ONLY = frozenset({Question.NOT_WITH})
_KEPT_HERE = frozenset({Owner.PERSON, Owner.LETTERS, Owner.ROUND})


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
        self._vocabulary = vocabulary
        self._organisations = organisations
        self._read: dict[tuple[Question, str], Meaning] = {}

    def merge(self, held: Held, answer: FormAnswer) -> Merged:
        """Return the person and participation with what the answer changes."""
        changed: dict[Owner, dict[str, Any]] = {owner: {} for owner in _KEPT_HERE}
        notes: list[str] = []
        taken: dict[str, str] = {}
        for question in answer.texts:
            if question.owner not in _KEPT_HERE or not _counts(held, answer, question):
                continue
            said = dict(held.source(question).answers).get(question.value, "")
            last, text = self._as_known(held, question, said), self._completed(answer, question, said)
            if self._is_unread(question, text):
                continue
            taken[question.value] = text
            # A blank on another form does not take back what was said on the first.
            if text or held.source(question).form == self._export.form:
                values, told = self._change(held, question, text, last)
                changed[question.owner] |= values
                notes += told
        return self._records(held, answer, changed, taken, tuple(notes))

    def _as_known(self, held: Held, question: Question, text: str) -> str:
        """Return what the person answered last without what was decided on since, which is new."""
        undecided = held.undecided.get(question)
        if not undecided:
            return text
        unknown = {fold(pick.text) for pick in self._meaning(question, text).unknown}
        decided = undecided - unknown
        return as_text(tuple(pick for pick in picks_of_text(text, ()) if fold(pick.text) not in decided))

    def _completed(self, answer: FormAnswer, question: Question, last: str) -> str:
        """Return an answer's text with what was chosen last time and this sheet has no column for."""
        offered = self._export.offered.get(question)
        if offered is None:
            return answer.texts[question]
        others = tuple(pick for pick in picks_of_text(last, ()) if fold(pick.text) not in offered)
        return as_text(picks_of_text(answer.texts[question], ()) + others)

    def _is_unread(self, question: Question, text: str) -> bool:
        """Return whether nothing can be made of a text: it is not kept, so that it may count later."""
        return bool(text) and question not in _WORDS_ONLY and not self._meaning(question, text).values

    def _change(
        self, held: Held, question: Question, text: str, last: str
    ) -> tuple[dict[str, Any], tuple[str, ...]]:
        """Return the values that an answer changes, and what the coordinator is told about it."""
        mine = held.record(question)
        blank, before, now = (self._meaning(question, said).values for said in ("", last, text))
        if text != last:
            values = {
                name: _merged(getattr(mine, name), before.get(name, blank.get(name)), value)
                for name, value in now.items()
            }
            return values, self._meaning(question, text).remarks
        if any(v != blank.get(name) and not _agrees(getattr(mine, name), v) for name, v in now.items()):
            column = self._export.columns[question]
            return {}, (f"Under “{column}” the form says “{text}”; your own change was kept.",)
        return {}, ()

    def _meaning(self, question: Question, text: str) -> Meaning:
        if (question, text) not in self._read:
            meaning = read_answer(question, text, self._vocabulary)
            if question is Question.ORGANISATION:
                named = self._organisations.named(text)
                meaning = replace(meaning, values={"organisation_id": named.id} if named else {})
            self._read[question, text] = meaning
        return self._read[question, text]

    def _records(
        self,
        held: Held,
        answer: FormAnswer,
        changed: Mapping[Owner, Mapping[str, Any]],
        taken: dict[str, str],
        notes: tuple[str, ...],
    ) -> Merged:
        letters = replace(held.person.letters, **changed[Owner.LETTERS])
        person = replace(held.person, letters=letters, **changed[Owner.PERSON])
        participation = _with_values(held.participation, changed[Owner.ROUND])
        participation = replace(participation, source=self._source(held, answer, taken))
        if not answer.texts.get(Question.STATUS):
            participation = replace(participation, status=_status(held, participation))
        return Merged(person, participation, frozenset(taken), notes)

    def _source(self, held: Held, answer: FormAnswer, taken: dict[str, str]) -> Source:
        last = held.round_source
        kept = tuple(sorted((dict(last.answers) | taken).items()))
        is_newer = bool(
            answer.answered_at and (not last.answered_at or answer.answered_at > last.answered_at)
        )
        if last != Source() and (held.is_newer_than(answer) or (kept == last.answers and not is_newer)):
            return replace(last, answers=kept)
        return Source(
            form=self._export.form,
            response=answer.response,
            row=answer.row,
            answered_at=answer.answered_at or last.answered_at,
            answers=kept,
        )


def _with_values(participation: Participation, values: Mapping[str, Any]) -> Participation:
    fields = dict(values)
    can_share = fields.pop("can_share", participation.can_share)
    would_like = fields.pop("would_like", participation.would_like)
    return replace(participation, strengths=answers_from(can_share, would_like), **fields)


def _counts(held: Held, answer: FormAnswer, question: Question) -> bool:
    """Return whether an answer may change anything: a damaged name does not, an older one fills gaps only."""
    if question in _NAMES and is_damaged(answer.texts[question]) and held.person.id > 0:
        return False
    was_asked = question.value in dict(held.source(question).answers)
    return not (was_asked and held.is_newer_than(answer))


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
