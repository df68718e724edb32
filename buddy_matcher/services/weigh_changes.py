"""Says what choosing otherwise would do to the whole plan, before anything is changed.

Every figure compares with the best plan under the rules; it is exact unless a sentence says "at best".
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from buddy_matcher.domain.assignment import ContradictoryLocks, SolutionStatus
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.matching import Change, WhatIf, solve
from buddy_matcher.services.rounds.best_plan import BestPlan, BestPlans, Cancelled
from buddy_matcher.services.rounds.round_problem import aim_names

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
_FAIRNESS_LOSS = ("1 more person without a wish met", "{} more people without a wish met")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another buddy for someone, and what choosing them does to the plan in words, "at best" if not exact."""

    participation_id: ParticipationId
    name: str
    organisation: str
    sector: Sector
    is_in_plan: bool
    is_exact: bool
    effect: str


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


def _engine_pairs(best: BestPlan) -> list[tuple[int, int]]:
    """Return the plan's pairs across the sectors, as far as the engine knows their people."""
    lefts = len(best.encoded.problem.left)
    known = [(best.engine_id(a), best.engine_id(b)) for p in best.state.planned for a, b in p.pairs]
    ordered = [(min(a, b), max(a, b)) for a, b in known if a is not None and b is not None]
    return [(left, right) for left, right in ordered if left < lefts <= right]


def _alternative(best: BestPlan, person: int, change: Change, watch: _Watch) -> Alternative:
    chosen = next(each for each in change.pair or () if each != person)
    member = best.member(chosen)
    is_in_plan = change.pair in best.solution.pairs
    told = "In the best plan" if is_in_plan else _told_exactly(best, change, watch)
    return Alternative(
        participation_id=member.participation_id,
        name=member.name,
        organisation=member.organisation_name,
        sector=member.sector,
        is_in_plan=is_in_plan,
        is_exact=told is not None,
        effect=told or f"at best: {', '.join(_lost(best, change.objective))}",
    )


def _told_exactly(best: BestPlan, change: Change, watch: _Watch) -> str | None:
    """Return what a choice does, None where there is no time left to find that out."""
    if change.exact:
        return _exact_effect(best, change.pair or (), change.pairs, change.objective)
    if watch.is_over:
        return None
    solution = change.exactly(watch.cancelled, watch.seconds_left)
    is_proved = solution.status is SolutionStatus.OPTIMAL
    return _exact_effect(best, change.pair or (), solution.pairs, solution.objective) if is_proved else None


def _exact_effect(
    best: BestPlan,
    chosen: Sequence[object],
    pairs: Sequence[tuple[object, object]],
    objective: Sequence[int],
) -> str:
    differing = set(best.solution.pairs).symmetric_difference(pairs)
    others = len({member for pair in differing for member in pair} - set(chosen))
    moved = counted(others, "other moves", "others move") if others else "nobody else moves"
    return ", ".join([moved, *_lost(best, objective)])


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
