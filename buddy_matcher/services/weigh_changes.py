"""Says what choosing otherwise would do to the whole plan, before anything is changed.

Every figure compares with the best plan under the rules; it is exact unless a sentence says "at best".
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from buddy_matcher.domain.assignment import ContradictoryLocks, SolutionStatus
from buddy_matcher.domain.doubles import room_for
from buddy_matcher.domain.eligibility import Block
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import EngineId, ParticipationId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.reasons import WhoGains, wishes_in_short
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.matching import Change, WhatIf, solve
from buddy_matcher.matching.encode import EnginePair
from buddy_matcher.services.rounds.best_plan import BestPlan, BestPlans, Cancelled
from buddy_matcher.services.rounds.round_problem import aim_names
from buddy_matcher.services.rounds.round_state import RoundState
from buddy_matcher.services.rounds.shown_plan import (
    PossibleBuddy,
    ShownPair,
    possible_buddies,
    shown_pair,
)

_PATIENCE = 20.0
"""Seconds to find the best plan in; one that is not proved best by then has to do."""

_AIM_LOSSES = {
    "people": ("1 person loses a buddy", "{} people lose a buddy"),
    "priority": ("someone who has waited loses a buddy", "people who have waited lose a buddy"),
    "extra": ("1 more second buddy", "{} more second buddies"),
    "preferred": ("1 pair fewer can meet in person", "{} pairs fewer can meet in person"),
    "kept": ("1 agreed pair fewer stays", "{} agreed pairs fewer stay"),
    "score": ("1 point fewer", "{} points fewer"),
}
_MOST_MOVES = 3
"""How many of those who would move are named."""

_FAIRNESS_LOSS = ("1 more person without a wish met", "{} more people without a wish met")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another buddy for someone, and what choosing them does to the plan in words, "at best" if not exact.

    `effect` says how many move and what is lost; `moves` who gets which buddy, and `cost` the loss alone.
    """

    participation_id: ParticipationId
    name: str
    organisation: str
    sector: Sector
    is_in_plan: bool
    is_exact: bool
    effect: str
    moves: str = ""
    cost: str = ""


@dataclass(frozen=True, slots=True)
class OtherBuddy:
    """Someone who could be somebody's buddy, with all that speaks for and against it in words.

    `wishes` are those met of the person and of the other ("2 of 3 · 1 of 2"); `moves` says who else would
    get which buddy, against the plan as it stands, and `cost` what that loses against the best plan. `blocks`
    are the rules that keep the two apart, `crossed` the same as clauses, `held` the pairings that stay and
    leave the other no room; where there are any, nothing is known of moves and cost.
    """

    participation_id: ParticipationId
    name: str
    organisation: str
    sector: Sector
    who_gains: WhoGains
    wishes: str
    moves: str = ""
    cost: str = ""
    is_in_plan: bool = False
    blocks: tuple[Block, ...] = ()
    crossed: tuple[str, ...] = ()
    held: tuple[ShownPair, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherBuddies:
    """Everyone who could be a person's buddy, best first; `held` are the person's own pairings that stay.

    Not `is_exact` where some costs are bounds, and say "at best".
    """

    name: str
    buddies: tuple[OtherBuddy, ...]
    held: tuple[ShownPair, ...]
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class _Watch:
    """When an answer has to be there, and whether anybody still waits for it."""

    until: float
    cancelled: Cancelled | None

    @property
    def seconds_left(self) -> float:
        """How long there still is; less than none when it is over."""
        return self.until - time.monotonic()

    @property
    def is_over(self) -> bool:
        """Whether no more is to be computed."""
        return self.seconds_left <= 0 or bool(self.cancelled and self.cancelled())


class WeighChanges:
    """Asks what-if questions of the latest round; changes nothing."""

    def __init__(self, best_plans: BestPlans) -> None:
        self._plans = best_plans
        self._what_if: tuple[BestPlan, WhatIf] | None = None

    def alternatives(
        self, member_id: ParticipationId, *, seconds: float = 0.3, cancelled: Cancelled | None = None
    ) -> tuple[Alternative, ...]:
        """Return every buddy whom the rules and locks allow someone, by participation id, best first.

        Where limits and threes make a figure a bound at first, the exact one is computed for as many of
        the best as `seconds` allow. Empty for someone outside the pool, where locked pairings contradict
        each other, and when it was cancelled.
        """
        best = self._plans.latest(cancelled=cancelled, time_limit=_PATIENCE)
        person = best.engine_id(member_id) if best else None
        if best is None or person is None:
            return ()
        watch = _Watch(time.monotonic() + seconds, cancelled)
        changes = self._questions(best).alternatives(person)
        return tuple(_alternative(best, person, change, watch) for change in changes)

    def other_buddies(
        self, member_id: ParticipationId, *, seconds: float = 0.3, cancelled: Cancelled | None = None
    ) -> OtherBuddies:
        """Return everyone who could be the buddy of a member of the latest round, by participation id.

        Those whom the rules allow stand first, with what they cost as `alternatives` finds it; then whoever
        is in a pairing that stays; whom a rule keeps apart stands last. Raises UserError for somebody who is
        not in the round any more.
        """
        state = self._plans.state()
        if member_id not in state.members:
            raise UserError("That person is not in this round any more.", "Look at the plan again.")
        found = self.alternatives(member_id, seconds=seconds, cancelled=cancelled)
        known = {each.participation_id: each for each in found}
        place = {member: number for number, member in enumerate(known)}
        possible = state.derived(possible_buddies, member_id)
        buddies = [
            _other_buddy(state, member_id, each, known.get(each.participation_id)) for each in possible
        ]
        return OtherBuddies(
            name=state.members[member_id].name,
            # `sorted` is stable: those that were not weighed keep the order of how well they fit.
            buddies=tuple(
                sorted(
                    buddies,
                    key=lambda each: (
                        bool(each.blocks),
                        bool(each.held),
                        place.get(each.participation_id, len(place)),
                    ),
                )
            ),
            held=_held(state, member_id),
            is_exact=all(each.is_exact for each in found),
        )

    def cost_of_changes(self, *, cancelled: Cancelled | None = None) -> str:
        """Return in words what the plan as it stands loses against the best one.

        "" for nothing, and when it was cancelled.
        """
        best = self._plans.latest(cancelled=cancelled, time_limit=_PATIENCE)
        if best is None or not best.state.current:
            return ""
        problem = best.encoded.problem
        current = _engine_pairs(best)
        allowed = problem.allowed & False
        for left, right in current:
            allowed[left, right - len(problem.left)] = True
        as_it_stands = problem.changed(allowed=allowed, locked=current, incumbent=problem.incumbent)
        try:
            now = solve(as_it_stands, cancelled=cancelled)
        except ContradictoryLocks:
            return ""
        is_cancelled = now.status is SolutionStatus.CANCELLED
        return "" if is_cancelled else listed(_losses(best, now.objective))

    def _questions(self, best: BestPlan) -> WhatIf:
        if self._what_if is None or self._what_if[0] is not best:
            self._what_if = best, WhatIf(best.encoded.problem, best.solution)
        return self._what_if[1]


def _engine_pairs(best: BestPlan) -> list[EnginePair]:
    """Return the plan's pairs across the sectors, as far as the engine knows their people."""
    lefts = len(best.encoded.problem.left)
    known = [(best.engine_id(a), best.engine_id(b)) for p in best.state.planned for a, b in p.pairs]
    ordered = [(min(a, b), max(a, b)) for a, b in known if a is not None and b is not None]
    return [(left, right) for left, right in ordered if left < lefts <= right]


def _held(state: RoundState, member_id: ParticipationId) -> tuple[ShownPair, ...]:
    """Return the pairings of somebody that stay, where they leave no room for another."""
    staying = [
        pairing
        for pairing in state.pairings_of[member_id]
        if pairing.is_locked or pairing.state is PairingState.AGREED
    ]
    has_room = len(staying) < room_for(state.members[member_id].participation.capacity)
    return () if has_room else tuple(shown_pair(state, pairing) for pairing in staying)


def _other_buddy(
    state: RoundState, member_id: ParticipationId, other: PossibleBuddy, weighed: Alternative | None
) -> OtherBuddy:
    mine, theirs = state.candidates[member_id], state.candidates[other.participation_id]
    wishes = (wishes_in_short(mine, theirs), wishes_in_short(theirs, mine))
    return OtherBuddy(
        participation_id=other.participation_id,
        name=other.name,
        organisation=other.organisation,
        sector=other.sector,
        who_gains=other.who_gains,
        wishes=" · ".join(wishes),
        moves=weighed.moves if weighed else "",
        cost=weighed.cost if weighed else "",
        is_in_plan=bool(weighed and weighed.is_in_plan),
        blocks=other.blocks,
        crossed=other.crossed,
        held=_held(state, other.participation_id),
    )


def _alternative(best: BestPlan, person: EngineId, change: Change, watch: _Watch) -> Alternative:
    chosen = next(each for each in change.pair or () if each != person)
    member = best.member(chosen)
    is_in_plan = change.pair in best.solution.pairs
    effect = (
        _Effect("In the best plan", "", "nothing is lost") if is_in_plan else _exactly(best, change, watch)
    )
    at_best = f"at best: {', '.join(_lost(best, change.objective))}"
    return Alternative(
        participation_id=member.participation_id,
        name=member.name,
        organisation=member.organisation_name,
        sector=member.sector,
        is_in_plan=is_in_plan,
        is_exact=effect is not None,
        effect=effect.words if effect else at_best,
        moves=effect.moves if effect else "Not known yet",
        cost=effect.cost if effect else at_best,
    )


@dataclass(frozen=True, slots=True)
class _Effect:
    """What a choice does in `words`: who moves where, and what it costs, each also alone."""

    words: str
    moves: str
    cost: str


def _exactly(best: BestPlan, change: Change, watch: _Watch) -> _Effect | None:
    """Return what a choice does, None where there is no time left to find that out."""
    if change.exact:
        pairs = change.chain if watch.is_over else change.pairs
        return _exact_effect(best, change.pair or (), pairs, change.objective)
    if watch.is_over:
        return None
    solution = change.exactly(watch.cancelled, watch.seconds_left)
    is_proved = solution.status is SolutionStatus.OPTIMAL
    return _exact_effect(best, change.pair or (), solution.pairs, solution.objective) if is_proved else None


def _exact_effect(
    best: BestPlan,
    chosen: Sequence[object],
    pairs: Sequence[EnginePair],
    objective: Sequence[int],
) -> _Effect:
    differing = set(best.solution.pairs).symmetric_difference(pairs)
    others = len({member for pair in differing for member in pair} - set(chosen))
    moved = counted(others, "other moves", "others move") if others else "nobody else moves"
    lost = ", ".join(_lost(best, objective))
    return _Effect(f"{moved}, {lost}", _moves_in_words(best, chosen, pairs), lost)


def _moves_in_words(best: BestPlan, chosen: Sequence[object], pairs: Sequence[EnginePair]) -> str:
    """Return who else would be paired with whom, or with nobody, against the plan as it stands."""
    now, then = set(_engine_pairs(best)), set(pairs)
    fresh = [pair for pair in sorted(then - now) if pair != tuple(chosen)]
    paired = {member for pair in then for member in pair}
    alone = sorted({member for pair in now for member in pair} - paired)
    told = [f"{best.member(a).name} with {best.member(b).name}" for a, b in fresh]
    told += [f"{best.member(member).name} without a buddy" for member in alone]
    more = len(told) - _MOST_MOVES
    told = [*told[:_MOST_MOVES], f"{more} more"] if more > 1 else told
    return "; ".join(told) or "Nobody else"


def _lost(best: BestPlan, objective: Sequence[int]) -> list[str]:
    """Return the losses in words, that nobody loses a buddy first, where it is so."""
    nobody = ["nobody loses a buddy"] if objective[0] == best.solution.objective[0] else []
    return [*nobody, *_losses(best, objective)]


def _losses(best: BestPlan, objective: Sequence[int]) -> list[str]:
    """Return in words where a plan is worse than the best: all aims up to the first that is better."""
    losses = []
    names = aim_names(best.state.round.criteria)
    for name, most, value in zip(names, best.solution.objective, objective, strict=True):
        one, several = _AIM_LOSSES.get(name, _FAIRNESS_LOSS)
        if value < most:
            losses.append(one if most - value == 1 else several.format(f"{most - value:,}"))
        elif value > most and name == "score":
            losses.append(f"{counted(value - most, 'point')} more")
    return losses
