"""Who waits for a buddy in a round: since when, how often in a row they were left out, when last told.

All of it follows from pairings, letters and earlier rounds; nothing is stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from buddy_matcher.domain.ids import ParticipationId, RoundId
from buddy_matcher.domain.letters import GONE
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import counted
from buddy_matcher.services.rounds.round_life import RoundLife
from buddy_matcher.services.rounds.round_state import Member
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits.

    `since` is the day on which their pairing ended, else that on which the plan was agreed without them: that
    of the first of the rounds in a row that left them out. It is None where older files don't say. `left_out`
    counts the rounds before this one, and `last_told` is when their last letter of this round went.
    """

    member: Member
    since: date | None
    left_out: int
    last_told: date | None

    @property
    def may_be_rung(self) -> bool:
        """Whether they said that they may be rung if someone drops out."""
        return self.member.participation.is_on_standby

    @property
    def cells(self) -> tuple[str, ...]:
        """The same as a row: who, since when, how often left out before, last written to, may be rung."""
        since, told = (date_in_words(day) if day else "" for day in (self.since, self.last_told))
        return self.member.name, since, str(self.left_out), told, "Yes" if self.may_be_rung else "No"

    @property
    def in_words(self) -> str:
        """For example "Eve Stone: since 1 March 2027, left out of 1 earlier round, told on 3 March 2027"."""
        told = (
            f"since {date_in_words(self.since)}" if self.since else "",
            f"left out of {counted(self.left_out, 'earlier round')}" if self.left_out else "",
            f"told on {date_in_words(self.last_told)}" if self.last_told else "not told yet",
            "may be rung" if self.may_be_rung else "",
        )
        return f"{self.member.name}: {', '.join(filter(None, told))}"


def waiting_list(unit: UnitOfWork, life: RoundLife, free: Iterable[Member]) -> tuple[Waiting, ...]:
    """Return those of a round who are `free`, who was left out of most rounds in a row first."""
    found = [_waiting(unit, life, member) for member in free]
    return tuple(sorted(found, key=lambda each: (-each.left_out, each.member.participant.sort_name)))


def _waiting(unit: UnitOfWork, life: RoundLife, member: Member) -> Waiting:
    who = member.participation_id
    earlier = _rounds_left_out(unit, life, member)
    ended = [_over_on(pairing, who) for pairing in life.pairings if _was_in(pairing, who)]
    since = max((day for day in ended if day), default=None)
    gone = (letter for letter in life.state.letters_of[who] if letter.how in GONE)
    return Waiting(
        member,
        since or _agreed_on(unit, earlier[-1] if earlier and not ended else life.state.round.id),
        len(earlier),
        max((letter.made_at.astimezone().date() for letter in gone), default=None),
    )


def _rounds_left_out(unit: UnitOfWork, life: RoundLife, member: Member) -> list[RoundId]:
    """Return the rounds before this one that left somebody out, in a row, the latest first."""
    before = [each for each in unit.rounds.all() if each.number < life.state.round.number]
    parts = {p.round_id: p for p in unit.participations.where(participant_id=member.participant.id)}
    found: list[RoundId] = []
    for each in sorted(before, key=lambda each: each.number, reverse=True):
        part = parts.get(each.id)
        if part is None or not _was_left_out(unit, part):
            break
        found.append(each.id)
    return found


def _was_left_out(unit: UnitOfWork, part: Participation) -> bool:
    pairings = _agreed(unit, part.round_id)
    return part.is_in_pool and bool(pairings) and not any(_was_in(pairing, part.id) for pairing in pairings)


def _agreed(unit: UnitOfWork, round_id: RoundId) -> list[Pairing]:
    return [p for p in unit.pairings.of_round(round_id) if p.state is not PairingState.DRAFT]


def _agreed_on(unit: UnitOfWork, round_id: RoundId) -> date | None:
    """Return the day on which the first pairs of a round were agreed, None where that was not kept."""
    days = (each.joined_on for pairing in _agreed(unit, round_id) for each in pairing.memberships)
    return min((day for day in days if day), default=None)


def _was_in(pairing: Pairing, who: ParticipationId) -> bool:
    return any(each.participation_id == who for each in pairing.memberships)


def _over_on(pairing: Pairing, who: ParticipationId) -> date | None:
    """Return when somebody's time in a pairing was over."""
    left = (each.left_on for each in pairing.memberships if each.participation_id == who)
    return next((day for day in left if day), pairing.ended_on)
