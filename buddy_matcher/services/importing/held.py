"""What a scheme holds before an import, as an import compares with it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.forms.rows import FormAnswer
from buddy_matcher.domain.ids import ParticipantId, ParticipationId, RoundId
from buddy_matcher.domain.organisations import Organisation, Sector
from buddy_matcher.domain.participations import Participation, Source
from buddy_matcher.domain.people import AccessNeed, LetterPreferences, Participant
from buddy_matcher.domain.questions import Owner, Question
from buddy_matcher.domain.rules import KeptAnswer, PossibleRule, UnknownValue
from buddy_matcher.domain.text import fold


@dataclass(frozen=True)
class Held:
    """What the scheme holds of a person: themselves, their participation and what each answer said last.

    For somebody new both records are blank and have negative ids. `person_source` is the newest source
    of any round, `round_source` that of this round. `undecided` are the folded texts of answers that were
    on no list when they were imported, by question.
    """

    person: Participant
    participation: Participation
    access_need: AccessNeed | None = None
    person_source: Source = Source()
    round_source: Source = Source()
    undecided: Mapping[Question, frozenset[str]] = field(default_factory=dict)

    def record(self, question: Question) -> Participant | LetterPreferences | Participation:
        """Return the record that keeps what the answer to a question says."""
        if question.owner is Owner.ROUND:
            return self.participation
        return self.person.letters if question.owner is Owner.LETTERS else self.person

    def source(self, question: Question) -> Source:
        """Return where the answer to a question came from last."""
        return self.round_source if question.owner is Owner.ROUND else self.person_source

    def answers(self, question: Question) -> Mapping[str, str]:
        """Return the kept answers of the source that an answer to a question came from last, by name."""
        return self._round_answers if question.owner is Owner.ROUND else self._person_answers

    @cached_property
    def _round_answers(self) -> dict[str, str]:
        return dict(self.round_source.answers)

    @cached_property
    def _person_answers(self) -> dict[str, str]:
        return dict(self.person_source.answers)

    @property
    def answered_at(self) -> datetime | None:
        """When the newest answer that is held was given, None if that is not known."""
        return self.round_source.answered_at or self.person_source.answered_at

    def is_newer_than(self, answer: FormAnswer) -> bool:
        """Return whether a later answer of the person is held already."""
        last = self.answered_at
        return bool(last and answer.answered_at and answer.answered_at < last)

    def is_older_than(self, answer: FormAnswer) -> bool:
        """Return whether an answer was given after all that are held of the person."""
        last = self.answered_at
        return bool(answer.answered_at and (not last or answer.answered_at > last))


@dataclass(frozen=True, kw_only=True)
class HeldScheme:
    """Everything of a scheme that an import compares with; `participations` are those of every round."""

    round_id: RoundId
    vocabulary: Vocabulary
    organisations: tuple[Organisation, ...]
    people: tuple[Participant, ...]
    participations: tuple[Participation, ...]
    access_needs: tuple[AccessNeed, ...]
    unknown_values: tuple[UnknownValue, ...]
    possible_rules: tuple[PossibleRule, ...]
    kept_answers: tuple[KeptAnswer, ...] = ()

    def of(self, person: Participant, new_participation_id: ParticipationId, sector: Sector | None) -> Held:
        """Return what is held of somebody; a participation that is not there yet gets `new_participation_id`.

        `sector` is that of their organisation; where that is not known they stay on the side they were on.
        """
        participation = self._of_round.get(person.id)
        newest = self._newest.get(person.id)
        blank = Participation(
            id=new_participation_id,
            round_id=self.round_id,
            participant_id=person.id,
            sector=sector or (newest.sector if newest else Sector.VCSE),
            organisation_id=person.organisation_id,
        )
        return Held(
            person=person,
            participation=participation or blank,
            access_need=self._needs.get(person.id),
            person_source=newest.source if newest else Source(),
            round_source=participation.source if participation else Source(),
            undecided=self._undecided(participation.id) if participation else {},
        )

    @property
    def people_of_round(self) -> dict[ParticipantId, Participant]:
        """Those who take part in this round and are not in the bin, by id."""
        return {p.id: p for p in self.people if p.id in self._of_round and not p.removed_at}

    @property
    def parts_of_round(self) -> dict[ParticipantId, Participation]:
        """The parts of those people in this round, by their ids."""
        return {person_id: self._of_round[person_id] for person_id in self.people_of_round}

    @cached_property
    def kept_texts(self) -> frozenset[tuple[int, str, str]]:
        """Participation, heading and text of what is kept though no field takes it."""
        return frozenset((each.participation_id, each.heading, each.text) for each in self.kept_answers)

    @cached_property
    def decided_texts(self) -> frozenset[str]:
        """The texts of those that the coordinator has decided on."""
        return frozenset(each.text for each in self.kept_answers if each.is_decided)

    @cached_property
    def _of_round(self) -> dict[ParticipantId, Participation]:
        return {p.participant_id: p for p in self.participations if p.round_id == self.round_id}

    @cached_property
    def _newest(self) -> dict[ParticipantId, Participation]:
        return {p.participant_id: p for p in sorted(self.participations, key=lambda p: p.round_id)}

    @cached_property
    def _needs(self) -> dict[ParticipantId, AccessNeed]:
        return {need.participant_id: need for need in self.access_needs}

    @cached_property
    def _open_values(self) -> dict[ParticipationId, list[UnknownValue]]:
        values: dict[ParticipationId, list[UnknownValue]] = defaultdict(list)
        for value in self.unknown_values:
            if not value.is_decided:
                values[value.participation_id].append(value)
        return values

    def _undecided(self, participation_id: ParticipationId) -> dict[Question, frozenset[str]]:
        texts: dict[Question, set[str]] = defaultdict(set)
        for value in self._open_values.get(participation_id, ()):
            texts[Question(value.field.value)].add(fold(value.text))
        return {question: frozenset(found) for question, found in texts.items()}
