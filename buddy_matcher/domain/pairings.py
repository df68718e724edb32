"""Pairings and the plan of a round."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from buddy_matcher.domain.arranged import Arranged
from buddy_matcher.domain.endings import EndReason
from buddy_matcher.domain.ids import UNSAVED, PairingId, ParticipationId, RoundId

PAIR, TRIO = 2, 3
"""How many people share a pairing."""


class PairingState(StrEnum):
    """Where a pairing stands. Agreed pairings stay when the round is planned again."""

    DRAFT = "draft"
    AGREED = "agreed"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The state as the screen names it."""
        return self.value.capitalize()


@dataclass(frozen=True, kw_only=True, slots=True)
class Membership:
    """Someone's time in a pairing, by participation id.

    `joined_on` is None while the pairing is a draft, and where it was agreed before such days were kept.
    """

    participation_id: ParticipationId
    joined_on: date | None = None
    left_on: date | None = None


def between(*members: ParticipationId) -> tuple[Membership, ...]:
    """Return the memberships of a new pairing, by participation id; in a trio the hub stands first."""
    return tuple(Membership(participation_id=member) for member in members)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pairing:
    """Two people, or three in a trio, of one round.

    `memberships` are those of its members and of whom has left it; in a trio the first member is the hub,
    whom the other two were matched with. `is_by_hand` tells a pairing that the coordinator made.
    `first_contact` is the member who makes first contact, None for the usual side. A draft that
    would change an agreed pairing `replaces_id`, and counts only once it is agreed.

    `ended_for` is why it ended, None where that was not asked, `ended_reason` the private note about it and
    `asked_by` the member who wanted it, None for both or the coordinator. It is on hold while `is_held`,
    until a day (`held_until`) where there is one.

    It `continues_id`, the pairing of an earlier round in which the same people were; `arranged` is when and
    where they have agreed to meet, None while that is not known.
    """

    id: PairingId = UNSAVED
    round_id: RoundId
    memberships: tuple[Membership, ...]
    state: PairingState = PairingState.DRAFT
    is_locked: bool = False
    is_by_hand: bool = False
    first_contact: ParticipationId | None = None
    ended_on: date | None = None
    ended_reason: str = ""
    ended_for: EndReason | None = None
    asked_by: ParticipationId | None = None
    is_held: bool = False
    held_until: date | None = None
    replaces_id: PairingId | None = None
    continues_id: PairingId | None = None
    arranged: Arranged | None = None

    def __post_init__(self) -> None:
        """Refuse anything but two or three different members with ValueError."""
        if len(self.members) not in (PAIR, TRIO) or len(set(self.members)) != len(self.members):
            raise ValueError("a pairing has two or three different members")

    @property
    def members(self) -> tuple[ParticipationId, ...]:
        """The participation ids of those who are in it, or were when it ended."""
        # Asked for thousands of times: a list is made in half the time of a generator.
        return tuple([m.participation_id for m in self.memberships if m.left_on is None])

    @property
    def is_trio(self) -> bool:
        """Whether three people share the pairing."""
        return len(self.members) == TRIO

    @property
    def can_swap(self) -> bool:
        """Whether its two people may exchange buddies with those of another pair."""
        return not self.is_trio and not self.is_locked and self.state is PairingState.DRAFT

    @property
    def is_current(self) -> bool:
        """Whether the pairing stands: a draft or agreed, and no change that is only proposed."""
        return self.state is not PairingState.ENDED and not self.is_proposal

    @property
    def pairs(self) -> tuple[tuple[ParticipationId, ParticipationId], ...]:
        """The hub with each other member: one pair, or two in a trio."""
        hub, *others = self.members
        return tuple((hub, other) for other in others)

    @property
    def is_proposal(self) -> bool:
        """Whether it is a change of an agreed pairing that is only proposed."""
        return self.replaces_id is not None

    @property
    def as_draft(self) -> "Pairing":
        """The pairing as a draft again, which nobody has joined yet."""
        memberships = tuple(replace(each, joined_on=None) for each in self.memberships)
        return replace(self, state=PairingState.DRAFT, memberships=memberships)

    def agreed_on(self, day: date) -> "Pairing":
        """Return the pairing as agreed; whoever has not joined it yet joins on that day."""
        if self.state is PairingState.AGREED:
            return self
        joined = tuple(m if m.joined_on else replace(m, joined_on=day) for m in self.memberships)
        return replace(self, state=PairingState.AGREED, memberships=joined)

    def with_members(self, members: Sequence[ParticipationId], day: date) -> "Pairing":
        """Return the same pairing with these members, in their order.

        Those who are new to an agreed pairing join on the day, and whoever is not among them leaves on it.
        """
        here = {m.participation_id: m for m in self.memberships if m.left_on is None}
        joins = day if self.state is PairingState.AGREED else None
        now = [here.get(each, Membership(participation_id=each, joined_on=joins)) for each in members]
        past = [m for m in self.memberships if m.left_on is not None]
        if self.state is PairingState.AGREED:
            past += [replace(m, left_on=day) for each, m in here.items() if each not in members]
        first = self.first_contact if self.first_contact in members else None
        return replace(self, memberships=(*now, *past), first_contact=first)

    def is_held_on(self, day: date) -> bool:
        """Return whether the pairing is on hold on a day: with an end, up to the day before it."""
        return self.is_held and (self.held_until is None or day < self.held_until)

    def partners_of(self, member: ParticipationId) -> tuple[ParticipationId, ...]:
        """Return the other members as one of them sees them."""
        return tuple(m for m in self.members if m != member)


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """What the engine said of the last plan it made for a round.

    `objective` and `bound` map aim names to values; larger is better, and they are equal when the plan
    is proved best. `pairs` are the pairs of that plan, so that later changes by hand can be told; `problem`
    names what it is a plan for: a digest of the people, rules and criteria, and the pairs that had to stay.
    """

    round_id: RoundId
    status: str
    objective: tuple[tuple[str, int], ...]
    bound: tuple[tuple[str, int], ...]
    pairs: tuple[tuple[ParticipationId, ParticipationId], ...]
    seconds: float
    made_at: datetime
    problem: str = ""

    def covers(self, pairings: tuple[Pairing, ...]) -> bool:
        """Return whether pairings are still those of the proved plan."""
        now = {frozenset(pair) for p in pairings for pair in p.pairs}
        return now == {frozenset(pair) for pair in self.pairs}
