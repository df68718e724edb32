"""What a scheme holds of a living round, and whose an answer to one of its forms is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from buddy_matcher.documents.forms.life_sheets import LifeAnswer
from buddy_matcher.domain.answers import Answer, Asked, Occasion
from buddy_matcher.domain.choices import Offer
from buddy_matcher.domain.endings import EndReason
from buddy_matcher.domain.entries import Entry
from buddy_matcher.domain.ids import NOBODY, OrganisationId, PairingId, ParticipantId, ParticipationId
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.participations import Participation, Status
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.round_dates import DaysOfRound, Milestone
from buddy_matcher.domain.rounds import Round
from buddy_matcher.domain.text import fold, listed
from buddy_matcher.services.rounds.choices_offered import read_offers
from buddy_matcher.services.rounds.round_days import days_of_round
from buddy_matcher.services.rounds.round_life import running_round
from buddy_matcher.services.rounds.round_state import current_round
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Unknown:
    """That an answer can't be taken, why, and what to do about it."""

    why: str
    advice: str = "Nothing of this row was taken."


@dataclass(frozen=True)
class HeldLife:
    """Everybody who may answer on an occasion, and what was taken of them so far.

    `round` is the one that is asked about: the newest for a choice and for those who come back, else the one
    that runs. `days` are those on which an answer can be about it, None where nothing says when it is.
    """

    occasion: Occasion
    today: date
    round: Round
    people: dict[ParticipantId, Participant]
    participations: tuple[Participation, ...]
    pairings: tuple[Pairing, ...]
    organisations: dict[OrganisationId, str]
    answers: tuple[Answer, ...]
    entries: tuple[Entry, ...]
    offers: dict[ParticipationId, Offer]
    days: DaysOfRound | None = None

    def name(self, part: Participation) -> str:
        """Return the name of whose part it is."""
        return self.people[part.participant_id].full_name

    def organisation(self, part: Participation) -> str:
        """Return where they work in that round, "" where it is not known."""
        return "" if part.organisation_id is None else self.organisations[part.organisation_id]

    def parts_of(self, participant_id: ParticipantId) -> tuple[Participation, ...]:
        """Return a person's parts in all rounds."""
        return self._parts.get(participant_id, ())

    def answers_of(self, part: ParticipationId, on: date) -> tuple[Answer, ...]:
        """Return what somebody answered on this occasion on a day."""
        return tuple(each for each in self._answers.get(part, ()) if each.on == on)

    def last_answers_of(self, part: ParticipationId) -> tuple[Answer, ...]:
        """Return what somebody answered on this occasion the last time."""
        days = [each.on for each in self._answers.get(part, ())]
        return self.answers_of(part, max(days)) if days else ()

    def entry_like(self, entry: Entry) -> Entry | None:
        """Return the entry that an earlier reading of the same answer made, if it is there still."""
        alike = (entry.pairing_id, entry.on, entry.kind, entry.told_by, entry.source)
        return next(
            (e for e in self.entries if (e.pairing_id, e.on, e.kind, e.told_by, e.source) == alike), None
        )

    @cached_property
    def asked(self) -> frozenset[ParticipationId]:
        """Whom the form is for: who is invited, else everybody of a pair that runs or ran to its end."""
        if self.occasion is Occasion.RETURN:
            here = (part for part in self.participations if part.round_id == self.round.id)
            return frozenset(p.id for p in here if p.status is Status.INVITED or p.id in self._answers)
        if self.occasion is Occasion.CHOICE:
            return frozenset(self.offers)
        named = {part.id for part in self.participations}
        running = (pairing for pairing in self.pairings if pairing.round_id == self.round.id)
        return frozenset(member for pairing in running for member in pairing.members if member in named)

    @cached_property
    def waiting(self) -> frozenset[ParticipationId]:
        """Who is on hold, alone or with all of their pairs that run: forms to them wait."""
        running = [pairing for pairing in self.pairings if pairing.state is PairingState.AGREED]
        held = {m for pairing in running if pairing.is_held_on(self.today) for m in pairing.members}
        going_on = {m for pairing in running if not pairing.is_held_on(self.today) for m in pairing.members}
        alone = {part.id for part in self.participations if part.is_held_on(self.today)}
        return frozenset(alone | held - going_on)

    def said_met(self) -> dict[PairingId, set[ParticipationId]]:
        """Return who of each pairing said on this occasion that they have met."""
        found: defaultdict[PairingId, set[ParticipationId]] = defaultdict(set)
        for answer in self.answers:
            if answer.question is Asked.MET and answer.number:
                for pairing_id in self._standing.get(answer.participation_id, ()):
                    found[pairing_id].add(answer.participation_id)
        return dict(found)

    def part_of(self, answer: LifeAnswer) -> Participation | Unknown:
        """Return whose answer it is: by its code, else by an e-mail address that is one person's.

        A code and an address of two people say nothing: one of them was mistyped or passed on.
        """
        sharing = self._people_with(answer.email)
        if answer.code:
            found = [part for part in self.participations if part.code == answer.code]
            if len(found) == 1:
                return _unless_of_another(found[0], self.people[found[0].participant_id], sharing)
            if not answer.email:
                return Unknown(f"Nobody has the code “{answer.code}”.", "Look at the code in People.")
        if not answer.email:
            return Unknown("It can’t be told whose answer this is: there is no code and no e-mail address.")
        if len(sharing) > 1:
            sharing = [p for p in sharing if fold(p.full_name) == fold(answer.account)] or sharing
        if not sharing:
            return Unknown(f"Nobody has the e-mail address {answer.email}.", "Correct it under People.")
        if len(sharing) > 1:
            return Unknown(f"Several people have the e-mail address {answer.email}.", "Ask for their codes.")
        return self._in_this_round(sharing[0])

    def _people_with(self, email: str) -> list[Participant]:
        return [p for p in self.people.values() if fold(p.email) == fold(email)] if email else []

    def _in_this_round(self, person: Participant) -> Participation | Unknown:
        parts = self.parts_of(person.id)
        here = next((part for part in parts if part.round_id == self.round.id), None)
        if here is None:
            why = f"{person.full_name} is not in {self.round.name}, so this is about another round."
            return Unknown(why)
        return here

    def standing_of(self, part: Participation, answer: LifeAnswer) -> PairingId | Unknown | None:
        """Return the pairing that somebody's answer is about, None for one about coming back."""
        person, is_return = self.people[part.participant_id], self.occasion is Occasion.RETURN
        if person.removed_at or person.stopped_on or (part.status is Status.WITHDRAWN and not is_return):
            return Unknown(f"{person.full_name} has left.")
        if is_return and part.round_id != self.round.id and not self._was_taken(part, answer):
            why = f"{person.full_name} has another code in {self.round.name}, so this is about another round."
            return Unknown(why, "Set where they stand under People.")
        begins = self._beginning_for(person)
        if not answer.code and begins and answer.at and answer.at.date() < begins:
            return Unknown(f"It is from before {self.round.name} began, so it is about another round.")
        if answer.at and self.days and not self.days.first <= answer.at.date() <= self.days.last:
            told = f"It says {date_in_words(answer.at.date())}, which is no day of {self.round.name}."
            return Unknown(told, "Look at the year in the sheet, or correct the dates of the round.")
        if self.occasion is Occasion.CHOICE:
            return self._unless_offered(part, answer)
        return None if is_return else self._pairing_of(part, person)

    def _unless_offered(self, part: Participation, answer: LifeAnswer) -> Unknown | None:
        """Return why a choice can't be taken: none was offered, or not that number; None where it can."""
        offer, number = self.offers.get(part.id), answer.number_of(Asked.CHOSEN)
        if self._was_taken(part, answer):
            return None
        if offer is None:
            return Unknown(f"{self.name(part)} was offered no choice in {self.round.name}.")
        if answer.at and answer.at.date() < offer.offered_on:
            return Unknown(f"It is from before {self.name(part)} was offered this choice.", "Ask them again.")
        if number and all(each.number != number for each in offer.introduced):
            return Unknown(f"{self.name(part)} was not offered a number {number}.", "Ask them again.")
        return None

    def _was_taken(self, part: Participation, answer: LifeAnswer) -> bool:
        """Return whether this came before: an export of a form holds the rows of earlier rounds."""
        return bool(self.answers_of(part.id, answer.at.date()) if answer.at else self._answers.get(part.id))

    def _beginning_for(self, person: Participant) -> date | None:
        """Return the first day on which somebody's answer can be about this round, None where none is known.

        Who was in an earlier round may have answered about that one until the letters of this one went.
        """
        opens, letters_on = (self.round.dates.on(each) for each in (Milestone.OPENS, Milestone.LETTERS_ON))
        is_back = len(self.parts_of(person.id)) > 1 and self.occasion is not Occasion.RETURN
        return opens or (letters_on if is_back else None)

    def _pairing_of(self, part: Participation, person: Participant) -> PairingId | Unknown:
        standing = self._standing.get(part.id, ())
        if not standing:
            return Unknown(f"{person.full_name} is in no pair any more.")
        if len(standing) > 1:
            why = f"{person.full_name} has several buddies, and the answer does not say which it is about."
            return Unknown(why, "Record it under Follow-up.")
        return standing[0]

    @cached_property
    def _parts(self) -> dict[ParticipantId, tuple[Participation, ...]]:
        found: defaultdict[ParticipantId, list[Participation]] = defaultdict(list)
        for part in self.participations:
            found[part.participant_id].append(part)
        return {person: tuple(parts) for person, parts in found.items()}

    @cached_property
    def _answers(self) -> dict[ParticipationId, list[Answer]]:
        found: defaultdict[ParticipationId, list[Answer]] = defaultdict(list)
        for answer in self.answers:
            found[answer.participation_id].append(answer)
        return dict(found)

    @cached_property
    def _standing(self) -> dict[ParticipationId, list[PairingId]]:
        found: defaultdict[ParticipationId, list[PairingId]] = defaultdict(list)
        for pairing in self.pairings:
            for member in pairing.members:
                found[member].append(pairing.id)
        return dict(found)


def read_held_life(unit: UnitOfWork, occasion: Occasion, today: date) -> HeldLife:
    """Return what the file holds for an occasion on a day."""
    running = running_round(unit)
    is_of_newest = occasion in (Occasion.RETURN, Occasion.CHOICE)
    asked_about = (
        current_round(unit)
        if is_of_newest
        else next(each for each in unit.rounds.all() if each.number == running)
    )
    participations = tuple(part for part in unit.participations.all() if part.participant_id != NOBODY)
    here = {part.id for part in participations if part.round_id == asked_about.id}
    return HeldLife(
        occasion=occasion,
        today=today,
        round=asked_about,
        people={person.id: person for person in unit.people.all()},
        participations=participations,
        pairings=tuple(pairing for pairing in unit.pairings.all() if _runs_or_ran_to_its_end(pairing)),
        organisations={each.id: each.name for each in unit.organisations.all()},
        answers=unit.answers.where(occasion=occasion.value),
        entries=unit.entries.all(),
        offers=read_offers(unit, here)[0],
        days=days_of_round(unit, asked_about.id),
    )


def _unless_of_another(
    part: Participation, person: Participant, sharing: Sequence[Participant]
) -> Participation | Unknown:
    """Return somebody's part, unless the e-mail address of their answer is somebody else's alone."""
    if not sharing or any(other.id == person.id for other in sharing):
        return part
    whose = listed([other.full_name for other in sharing], "or")
    return Unknown(
        f"The code is that of {person.full_name}, but the e-mail address is that of {whose}.",
        "Ask who answered, correct the code or the address in the sheet and import it again.",
    )


def _runs_or_ran_to_its_end(pairing: Pairing) -> bool:
    return pairing.state is PairingState.AGREED or pairing.ended_for is EndReason.FINISHED
