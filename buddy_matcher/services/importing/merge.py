"""What a new answer changes of what the scheme holds of a person, field by field and three ways.

The answer kept from the last import is the common origin: what the person changed since then is taken
over, what the coordinator changed by hand stays.
"""

from dataclasses import dataclass, replace
from typing import Any

from buddy_matcher.documents.forms.answers import AnswerReader, Meaning
from buddy_matcher.documents.forms.cells import is_damaged
from buddy_matcher.documents.forms.choices import as_text, picks_of_text
from buddy_matcher.documents.forms.fields import ORGANISATION, ORGANISATION_ID, SECTOR, Field, Values, put_all
from buddy_matcher.documents.forms.rows import FormAnswer
from buddy_matcher.domain.participations import Participation, Source, Status
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.questions import Owner, Question
from buddy_matcher.domain.sheet_reading import Update
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


class _Changes:
    """The values that an answer changes, by the record that keeps what answers of an owner say."""

    def __init__(self) -> None:
        self._by_owner: dict[Owner, dict[Field[Any, Any], Any]] = {}

    def put[T](self, owner: Owner, field: Field[Any, T], value: T) -> None:
        """Note a value."""
        self._by_owner.setdefault(owner, {})[field] = value

    def of[R](self, owner: Owner, record: R) -> R:
        """Return a record with what was noted of it."""
        changed = self._by_owner.get(owner)
        return put_all(record, changed) if changed else record


class Merger:
    """Merges the answers of a sheet into what a scheme holds, by the meanings that its reader worked out."""

    def __init__(
        self, reader: AnswerReader, organisations: NamedOrganisations, update: Update = Update.ALL
    ) -> None:
        self._update = update
        self._reader = reader
        self._organisations = organisations
        self._named: dict[str, Meaning] = {}
        self._taken: dict[frozenset[str], frozenset[str]] = {}

    def merge(self, held: Held, answer: FormAnswer) -> Merged:
        """Return the person and participation with what the answer changes."""
        if self._update is Update.NONE and held.participation.id > 0:
            return Merged(held.person, held.participation, frozenset())
        changes = _Changes()
        notes: list[str] = []
        taken: dict[str, str] = {}
        for question in answer.texts:
            if question.owner not in _KEPT_HERE or not _counts(held, answer, question):
                continue
            said = held.answers(question).get(question.value, "")
            last, text = self._as_known(held, question, said), _completed(answer, question, said)
            now = self._now(answer, question, text)
            if text and question not in _WORDS_ONLY and not now.values:
                continue  # nothing can be made of it: it is not kept, so that it may count later
            # What the coordinator wrote in a row is a change by hand: the file says what it said.
            taken[question.value] = answer.filed.get(question, text)
            # A blank on another form does not take back what was said on the first.
            if text or held.source(question).form == answer.form.id:
                notes += self._change(held, answer, question, _Said(last, text, now), changes)
        return self._merged(held, answer, changes, taken, tuple(notes))

    def _as_known(self, held: Held, question: Question, text: str) -> str:
        """Return what the person answered last without what was decided on since, which is new."""
        undecided = held.undecided.get(question)
        if not undecided:
            return text
        unknown = {fold(pick.text) for pick in self._meaning(question, text).unknown}
        decided = undecided - unknown
        return as_text(tuple(pick for pick in picks_of_text(text, ()) if fold(pick.text) not in decided))

    def _change(
        self, held: Held, answer: FormAnswer, question: Question, said: "_Said", changes: _Changes
    ) -> tuple[str, ...]:
        """Note the values that an answer changes; return what the coordinator is told."""
        mine, now = held.record(question), said.meaning
        blank = self._meaning(question, "").values
        if said.now != said.last:
            before = self._meaning(question, said.last).values if said.last else blank
            for field, value in now.values.fields():
                if field is SECTOR and value is None:
                    continue
                if self._update is Update.BLANKS and field.of(mine) != blank.get(field):
                    continue
                last = before.get(field) if field in before else blank.get(field)
                changes.put(question.owner, field, _three_way(field.of(mine), last, value))
            return now.remarks
        if any(v != blank.get(f) and not _agrees(f.of(mine), v) for f, v in now.values.fields()):
            column = answer.form.columns[question]
            return (f"Under “{column}” the form says “{said.now}”; your own change was kept.",)
        return ()

    def _now(self, answer: FormAnswer, question: Question, text: str) -> Meaning:
        """Return what a text means, as its reader worked it out where it is the answer's own."""
        if text == answer.texts[question]:
            return self._by_id(answer.meanings[question])
        return self._meaning(question, text)

    def _meaning(self, question: Question, text: str) -> Meaning:
        return self._by_id(self._reader.read(question, text))

    def _by_id(self, meaning: Meaning) -> Meaning:
        """Return a meaning with an organisation by its id."""
        name = meaning.values.get(ORGANISATION)
        if name is None:
            return meaning
        if name not in self._named:
            organisation = self._organisations.named(name)
            values = Values({ORGANISATION_ID: organisation.id} if organisation else {})
            self._named[name] = replace(meaning, values=values)
        return self._named[name]

    def _merged(
        self,
        held: Held,
        answer: FormAnswer,
        changes: _Changes,
        taken: dict[str, str],
        notes: tuple[str, ...],
    ) -> Merged:
        person = changes.of(Owner.PERSON, held.person)
        letters = changes.of(Owner.LETTERS, person.letters)
        if letters != person.letters:
            person = replace(person, letters=letters)
        participation = changes.of(Owner.ROUND, held.participation)
        organisation_id, sector = participation.organisation_id, participation.sector
        if person.organisation_id != held.person.organisation_id:
            organisation_id = person.organisation_id
            sector = answer.sector or self._organisations.sector_of(organisation_id) or sector
        status = participation.status
        if Question.TAKES_PART.value in taken and not answer.takes_part:
            status = Status.WITHDRAWN
        elif not answer.texts.get(Question.STATUS):
            status = _status(held, participation)
        participation = replace(
            participation,
            source=_source(held, answer, taken),
            organisation_id=organisation_id,
            sector=sector,
            status=status,
        )
        questions = frozenset(taken)
        # Nearly everybody answers the same questions: one set of them is kept, not thousands.
        return Merged(person, participation, self._taken.setdefault(questions, questions), notes)


@dataclass(frozen=True, slots=True)
class _Said:
    """What somebody answered to a question the last time and now, and what that means."""

    last: str
    now: str
    meaning: Meaning


def _source(held: Held, answer: FormAnswer, taken: dict[str, str]) -> Source:
    last = held.round_source
    kept = tuple(sorted((dict(last.answers) | taken).items()))
    is_newer = bool(answer.answered_at and (not last.answered_at or answer.answered_at > last.answered_at))
    if last != Source() and (held.is_newer_than(answer) or (kept == last.answers and not is_newer)):
        return replace(last, answers=kept)
    return Source(
        form=answer.form.id,
        response=answer.response,
        row=answer.row,
        answered_at=answer.answered_at or last.answered_at,
        answers=kept,
    )


def _completed(answer: FormAnswer, question: Question, last: str) -> str:
    """Return an answer's text with what was chosen last time and this sheet has no column for."""
    offered = answer.form.offered.get(question)
    if offered is None or not last:
        return answer.texts[question]
    others = tuple(pick for pick in picks_of_text(last, ()) if fold(pick.text) not in offered)
    return as_text(picks_of_text(answer.texts[question], ()) + others)


def _counts(held: Held, answer: FormAnswer, question: Question) -> bool:
    """Return whether an answer may change anything: a damaged name does not, an older one fills gaps only."""
    if question in _NAMES and is_damaged(answer.texts[question]) and held.person.id > 0:
        return False
    was_asked = question.value in held.answers(question)
    return not (was_asked and held.is_newer_than(answer))


def _three_way(mine: Any, before: Any, now: Any) -> Any:
    """Return my value with what changed from `before` to `now`; sets and maps are merged by their entries."""
    if before == now:
        return mine
    if not mine and not before:
        return now
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
        return after.status_by_strengths
    return after.status
