"""The plan of a round as people read it, read only: pairs with their reasons, and who is without a buddy.

The window, the workbook and the command line show the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from buddy_matcher.domain.candidates import Pair
from buddy_matcher.domain.criteria import Part
from buddy_matcher.domain.eligibility import Block
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letter_facts import buddies_stated, names_to_call
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.participations import HAS_LEFT
from buddy_matcher.domain.reasons import (
    WhoGains,
    meeting_in_words,
    meets_in_short,
    miles_to_meet,
    pair_reasons,
    wishes_in_words,
)
from buddy_matcher.domain.scoring import Score, meeting_percent, percent_of
from buddy_matcher.domain.text import listed
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.rounds.plan_cost import plan_cost_in_words
from buddy_matcher.services.rounds.plan_standing import plan_standing
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.rounds.round_state import Member, RoundState
from buddy_matcher.services.rounds.why_waiting import WhyWaiting


@dataclass(frozen=True, slots=True)
class PairMember:
    """One person of a pairing: `gain` is 0 to 100 or None without wishes, `wishes` says it in words.

    `sort_name` puts people in the order in which every list has them.
    """

    participation_id: ParticipationId
    name: str
    sort_name: tuple[str, str]
    organisation: str
    sector: Sector
    gain: int | None
    wishes: str


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A pairing with its points by part (those of both hub pairs in a trio) and its reasons.

    `most` are the most points that each part could give such a pairing. `meets` says in short how those would
    meet for whom that is hardest, and `miles` how far they travel, None where it is not known. `crossed` are
    the hard rules of `blocks` as clauses. `change` says what a proposal would make of an agreed pairing.
    """

    pairing: Pairing
    members: tuple[PairMember, ...]
    parts: dict[Part, int]
    most: dict[Part, int]
    reasons: tuple[str, ...]
    who_gains: WhoGains
    meeting: str
    meets: str
    miles: int | None
    blocks: tuple[Block, ...]
    crossed: tuple[str, ...]
    change: str = ""

    @property
    def score(self) -> int:
        """The points of the pairing."""
        return sum(self.parts.values())

    @property
    def percent(self) -> int:
        """The points of the pairing out of the most there are: 0 to 100."""
        return percent_of(self.score, self.most)

    @property
    def names(self) -> str:
        """The members' names in a sentence."""
        return listed([m.name for m in self.members])


@dataclass(frozen=True, slots=True)
class WithoutBuddy:
    """Someone of the round who has no buddy, and why.

    It `is_in_pool` whom a suggestion may give one; it `is_widowed` who lost one that was agreed or told them.
    """

    member: Member
    _why: WhyWaiting = field(compare=False, repr=False)
    is_widowed: bool = False

    @property
    def participation_id(self) -> ParticipationId:
        """Their participation's id."""
        return self.member.participation_id

    @property
    def name(self) -> str:
        """Their full name."""
        return self.member.name

    names = name  # as a pair names its members

    @property
    def organisation(self) -> str:
        """The name of their organisation."""
        return self.member.organisation_name

    @property
    def sector(self) -> Sector:
        """Their sector."""
        return self.member.sector

    @property
    def is_in_pool(self) -> bool:
        """Whether a suggestion may give them a buddy."""
        return self.member.participation.can_be_paired_on(today())

    @property
    def reason(self) -> str:
        """Why they wait, in a sentence or two: found out for whoever is looked at, as it takes all others."""
        return self._why.reason(self.member)


@dataclass(frozen=True, slots=True)
class PossibleBuddy:
    """Someone whom a person could be paired with by hand, and what stands in the way.

    `percent` are their points together out of the most there are; `crossed` are the rules of `blocks` as
    clauses, `buddies` the names of those whom they are paired with now.
    """

    participation_id: ParticipationId
    name: str
    organisation: str
    sector: Sector
    who_gains: WhoGains
    percent: int
    blocks: tuple[Block, ...]
    crossed: tuple[str, ...]
    buddies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """The plan of a round; `standing` says in words how good it is known to be; it `is_proved` best or not.

    `changes` are what is proposed to become of agreed pairings; none counts yet. It `is_out_of_date` when the
    last suggestion answers another problem than the round now is. `cost` says what it would cost.
    """

    pairs: tuple[ShownPair, ...]
    changes: tuple[ShownPair, ...]
    without_buddy: tuple[WithoutBuddy, ...]
    standing: str
    is_proved: bool
    is_draft: bool
    is_changed_by_hand: bool
    is_out_of_date: bool
    cost: str = ""

    @property
    def waiting(self) -> int:
        """How many people wait; whoever is invited and has not answered does not yet."""
        return sum(not person.member.participation.is_invited for person in self.without_buddy)


class LatestRound:
    """The round in sight, the latest unless one looks back, and its plan; changes nothing."""

    def __init__(self, rounds: RoundReadings) -> None:
        self._rounds = rounds

    def state(self) -> RoundState:
        """Return the round in sight with everybody in it."""
        return self._rounds.shown()

    def plan(self) -> ShownPlan:
        """Return the plan as it stands."""
        return self.state().derived(shown_plan)

    def possible_buddies(self, participation_id: ParticipationId) -> tuple[PossibleBuddy, ...]:
        """Return whom someone could be paired with, best first; raises UserError when they are gone."""
        return self._state_with(participation_id).derived(possible_buddies, participation_id)

    def allowed_buddies(self, participation_id: ParticipationId) -> tuple[PossibleBuddy, ...]:
        """Return those of them whom no rule keeps apart, which is known sooner; raises the same."""
        return self._state_with(participation_id).derived(_allowed_buddies, participation_id)

    def _state_with(self, participation_id: ParticipationId) -> RoundState:
        state = self.state()
        if participation_id not in state.members:
            raise UserError("That person is not in this round any more.", "Look at the plan again.")
        return state


def _allowed_buddies(state: RoundState, member_id: ParticipationId) -> tuple[PossibleBuddy, ...]:
    allowed = (
        _possible_buddy(state, member_id, other)
        for other in _others(state, member_id)
        # Nobody is paired within a sector: what costs nothing to know comes first.
        if other.sector is not state.members[member_id].sector
        and not state.blocks(member_id, other.participation_id)
    )
    return tuple(sorted(allowed, key=lambda each: -each.percent))


def shown_plan(state: RoundState) -> ShownPlan:
    """Return the plan of a round as it stands."""
    standing = state.derived(plan_standing)
    return ShownPlan(
        pairs=_in_reading_order(state, state.current),
        changes=_in_reading_order(state, state.proposals),
        without_buddy=_without_buddy(state, WhyWaiting(state, standing)),
        standing=standing.words,
        is_proved=standing.is_proved,
        is_draft=any(p.state is PairingState.DRAFT for p in (*state.current, *state.proposals)),
        is_changed_by_hand=standing.is_changed_by_hand,
        is_out_of_date=standing.is_out_of_date,
        cost=plan_cost_in_words(state, today()),
    )


def _in_reading_order(state: RoundState, pairings: Iterable[Pairing]) -> tuple[ShownPair, ...]:
    return tuple(sorted((_kept_pair(state, p) for p in pairings), key=_reading_order))


def _reading_order(pair: ShownPair) -> tuple[tuple[bool, tuple[str, str]], ...]:
    """Return the names of a pairing to sort it by, those of its health people first as in the table."""
    return tuple(sorted((member.sector is not Sector.HEALTH, member.sort_name) for member in pair.members))


def _kept_pair(state: RoundState, pairing: Pairing) -> ShownPair:
    """Return a pairing as `shown_pair` does, made anew only where something of its people changed."""
    if pairing.is_proposal:  # speaks of the pairing that it would change too
        return shown_pair(state, pairing)
    people = [thing for m in pairing.members for thing in (state.members[m], state.candidates[m])]
    key, of_all = (ShownPair, pairing.members), state.derived(_said_of_all)
    shown = state.kept.of(key, (of_all, *people), partial(_pair_in_its_words, state, pairing, people))
    return shown if shown.pairing is pairing else replace(shown, pairing=pairing)


def _said_of_all(state: RoundState) -> object:
    return state.kept.same(ShownPair, (state.round.criteria, state.rules, state.wording, state.interests))


def _pair_in_its_words(state: RoundState, pairing: Pairing, people: Sequence[object]) -> ShownPair:
    # A rule between others, or a strength that neither of them named, changes nothing of a pair.
    words = tuple([state.wording.of(state.candidates[member]) for member in pairing.members])
    said = state.round.criteria, state.interests, state.rules.among(pairing.pairs), words
    key, make = (PairMember, pairing.members), partial(shown_pair, state, pairing)
    return state.kept.of(key, (state.kept.same(key, said), *people), make)


def shown_pair(state: RoundState, pairing: Pairing) -> ShownPair:
    """Return one pairing with everything that speaks for it; health people stand first in a pair."""
    scores = {pair: state.score(*pair) for pair in pairing.pairs}
    ordered = pairing.members if pairing.is_trio else _health_first(state, pairing.members)
    called = names_to_call({member: state.members[member].participant for member in pairing.members})
    reasons = [
        reason.text
        for (a, b), score in scores.items()
        for reason in pair_reasons(
            state.candidates[a],
            state.candidates[b],
            score,
            names=(called[a], called[b]),
            wording=state.wording,
        )
    ]
    members = tuple(_pair_member(state, member, scores) for member in ordered)
    candidates = state.candidates
    hardest = min(pairing.pairs, key=lambda pair: meeting_percent(*(candidates[m] for m in pair)))
    return ShownPair(
        pairing=pairing,
        members=members,
        parts={part: sum(score.parts[part] for score in scores.values()) for part in Part},
        most={part: points * len(scores) for part, points in most_points(state).items()},
        reasons=tuple(dict.fromkeys(reasons)),
        who_gains=WhoGains(tuple(member.gain for member in members)),
        meeting=meeting_in_words(*(candidates[m] for m in hardest)),
        meets=meets_in_short(*(candidates[m] for m in hardest)),
        miles=miles_to_meet(*(candidates[m] for m in hardest)),
        blocks=tuple(dict.fromkeys(block for pair in pairing.pairs for block in state.blocks(*pair))),
        crossed=state.crossed(*pairing.pairs),
        change=change_in_words(state, pairing),
    )


def change_in_words(state: RoundState, proposal: Pairing) -> str:
    """Return for example "Late Moss joins Priya Rao and Grace Lunt: they become a three", or ""."""
    agreed = next((p for p in state.current if p.id == proposal.replaces_id), None)
    if agreed is None:
        return ""
    joins = [state.members[m].name for m in proposal.members if m not in agreed.members]
    stay = [state.members[m].name for m in agreed.members if m in proposal.members]
    return f"{listed(joins)} {'joins' if len(joins) == 1 else 'join'} {listed(stay)}: they become a three"


def most_points(state: RoundState) -> dict[Part, int]:
    """Return the most points of each part of a pair; a preference only adds to them."""
    criteria = state.round.criteria
    return {part: criteria.points(part) for part in Part if part is not Part.PREFERENCE}


def _health_first(state: RoundState, members: tuple[ParticipationId, ...]) -> list[ParticipationId]:
    return sorted(members, key=lambda member: (state.members[member].sector is not Sector.HEALTH, member))


def _pair_member(state: RoundState, member_id: ParticipationId, scores: dict[Pair, Score]) -> PairMember:
    member = state.members[member_id]
    gains = [score.gains[pair.index(member_id)] for pair, score in scores.items() if member_id in pair]
    known = [gain for gain in gains if gain is not None]
    partners = [pair[1 - pair.index(member_id)] for pair in scores if member_id in pair]
    return PairMember(
        participation_id=member_id,
        name=member.name,
        sort_name=member.participant.sort_name,
        organisation=member.organisation_name,
        sector=member.sector,
        gain=max(known) if known else None,
        wishes=wishes_in_words(state.candidates[member_id], *(state.candidates[p] for p in partners)),
    )


def possible_buddies(state: RoundState, member_id: ParticipationId) -> tuple[PossibleBuddy, ...]:
    """Return everyone whom a member could be paired with by hand, best first, those that a rule blocks last.

    People who have left the round and the member's own buddies are not among them.
    """
    shown = (_possible_buddy(state, member_id, other) for other in _others(state, member_id))
    return tuple(sorted(shown, key=lambda each: (bool(each.blocks), -each.percent)))


def _others(state: RoundState, member_id: ParticipationId) -> list[Member]:
    """Return who is in the round and could be a member's buddy besides those that they have."""
    taken = {member_id, *(m for pairing in state.pairings_of[member_id] for m in pairing.members)}
    return [
        other
        for other in state.members.values()
        if other.participation_id not in taken and other.participation.status not in HAS_LEFT
    ]


def _possible_buddy(state: RoundState, member_id: ParticipationId, other: Member) -> PossibleBuddy:
    score = state.score(member_id, other.participation_id)
    return PossibleBuddy(
        participation_id=other.participation_id,
        name=other.name,
        organisation=other.organisation_name,
        sector=other.sector,
        who_gains=WhoGains(score.gains),
        percent=percent_of(score.total, most_points(state)),
        blocks=state.blocks(member_id, other.participation_id),
        crossed=state.crossed((member_id, other.participation_id)),
        buddies=buddy_names(state, other.participation_id),
    )


def buddy_names(state: RoundState, member_id: ParticipationId) -> tuple[str, ...]:
    """Return the names of those whom a member is paired with."""
    return tuple(
        state.members[partner].name
        for pairing in state.pairings_of[member_id]
        for partner in pairing.partners_of(member_id)
    )


def _who_had_a_buddy(state: RoundState) -> set[ParticipationId]:
    """Return who was in a pairing that was agreed, or was told of a buddy in a letter."""
    paired = {
        membership.participation_id
        for pairing in state.pairings
        if pairing.state is not PairingState.DRAFT
        for membership in pairing.memberships
    }
    # A pairing that was opened again and then taken apart has left no other trace.
    told = {each.participation_id for each in state.letters if buddies_stated(each.facts)}
    return paired | told


def _without_buddy(state: RoundState, why: WhyWaiting) -> tuple[WithoutBuddy, ...]:
    """Return everyone of the round who has not left it and has no buddy, in the order of their names."""
    members = sorted(state.members.values(), key=lambda member: member.participant.sort_name)
    widowed = _who_had_a_buddy(state)
    return tuple(
        WithoutBuddy(m, why, is_widowed=m.participation_id in widowed)
        for m in members
        if not state.pairings_of[m.participation_id] and m.participation.status not in HAS_LEFT
    )
