"""What somebody did in other rounds: where they worked then, who their buddies were, how long they met."""

from collections.abc import Iterator
from dataclasses import dataclass

from buddy_matcher.domain.entries import EntryKind
from buddy_matcher.domain.ids import ParticipantId, ParticipationId, RoundId
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.text import counted, hours_and_minutes, listed
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OtherRound:
    """One person's part in a round: the side and the organisation are those of then."""

    round_name: str
    sector: str
    organisation: str
    status: str
    buddies: tuple[str, ...]
    meetings: int
    minutes: int

    @property
    def in_words(self) -> str:
        """The same in a line or two, such as "Beck Street Surgery, Health" and "Ben Moss; met 5 times"."""
        where = ", ".join(filter(None, (self.organisation, self.sector)))
        met = f"met {counted(self.meetings, 'time')}" if self.meetings else ""
        hours = f"{hours_and_minutes(self.minutes)} in all" if self.minutes else ""
        with_whom = listed(self.buddies) if self.buddies else f"No buddy, {self.status.casefold()}"
        return f"{where}\n{'; '.join(filter(None, (with_whom, met, hours)))}"


def other_rounds(
    unit: UnitOfWork, participant_id: ParticipantId, in_sight: RoundId
) -> tuple[OtherRound, ...]:
    """Return somebody's part in every round but the one in sight, the latest first."""
    rounds = {each.id: each for each in unit.rounds.all()}
    parts = unit.participations.where(participant_id=participant_id)
    others = [part for part in parts if part.round_id != in_sight]
    latest_first = sorted(others, key=lambda part: -rounds[part.round_id].number)
    return tuple(_other_round(unit, part, rounds[part.round_id].name) for part in latest_first)


def _other_round(unit: UnitOfWork, part: Participation, round_name: str) -> OtherRound:
    organisation = unit.organisations.find(part.organisation_id) if part.organisation_id else None
    pairings = [
        pairing
        for pairing in unit.pairings.of_round(part.round_id)
        if pairing.state is not PairingState.DRAFT
        and any(each.participation_id == part.id for each in pairing.memberships)
    ]
    entries = [entry for pairing in pairings for entry in unit.entries.where(pairing_id=pairing.id)]
    meetings = [entry for entry in entries if entry.kind is EntryKind.MEETING]
    return OtherRound(
        round_name=round_name,
        sector=part.sector.label,
        organisation=organisation.name if organisation else "",
        status=part.status.label,
        buddies=tuple(dict.fromkeys(_buddies(unit, pairings, part.id))),
        meetings=len(meetings),
        minutes=sum(meeting.minutes or 0 for meeting in meetings),
    )


def _buddies(unit: UnitOfWork, pairings: list[Pairing], who: ParticipationId) -> Iterator[str]:
    for pairing in pairings:
        for each in pairing.memberships:
            part = unit.participations.find(each.participation_id)
            person = unit.people.find(part.participant_id) if part and part.id != who else None
            if person:
                yield person.full_name
