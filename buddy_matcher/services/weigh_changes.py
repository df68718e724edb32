"""Says what choosing otherwise would do to the whole plan, before anything is changed.

Every figure compares with the best plan under the rules; it is exact unless a sentence says "at best".
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from buddy_matcher.domain.assignment import ContradictoryLocks
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.matching import Change, WhatIf, solve
from buddy_matcher.services.best_plan import BestPlan, BestPlans
from buddy_matcher.services.round_problem import aim_names

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
    """Another buddy for someone, and what choosing them does to the plan, in words."""

    id: int
    name: str
    organisation: str
    sector: Sector
    is_in_plan: bool
    effect: str


class WeighChanges:
    """Asks what-if questions of the latest round; changes nothing."""

    def __init__(self, best_plans: BestPlans) -> None:
        self._plans = best_plans
        self._what_if: tuple[BestPlan, WhatIf] | None = None

    def alternatives(self, member_id: int, *, seconds: float = 0.3) -> tuple[Alternative, ...]:
        """Return every buddy whom the rules and locks allow someone, by participation id, best first.

        Where limits and threes make a figure a bound at first, the exact one is computed for as many of
        the best as `seconds` allow. Empty for someone outside the pool, and where locked pairings
        contradict each other.
        """
        best = self._plans.latest()
        person = best.engine_id(member_id) if best else None
        if best is None or person is None:
            return ()
        until = time.monotonic() + seconds
        return tuple(
            _alternative(best, person, change, is_pressed=time.monotonic() > until)
            for change in self._questions(best).alternatives(person)
        )

    def cost_of_changes(self) -> str:
        """Return in words what the plan as it stands loses against the best one; "" for nothing."""
        best = self._plans.latest()
        if best is None or not best.state.current:
            return ""
        problem = best.encoded.problem
        current = _engine_pairs(best)
        allowed = problem.allowed & False
        for left, right in current:
            allowed[left, right - len(problem.left)] = True
        try:
            now = solve(problem.changed(allowed=allowed, locked=current, incumbent=problem.incumbent))
        except ContradictoryLocks:
            return ""
        return listed(_losses(best, now.objective))

    def _questions(self, best: BestPlan) -> WhatIf:
        if self._what_if is None or self._what_if[0] is not best:
            self._what_if = best, WhatIf(best.encoded.problem, best.solution)
        return self._what_if[1]


def _engine_pairs(best: BestPlan) -> list[tuple[int, int]]:
    """Return the plan's pairs across the sectors, as far as the engine knows their people."""
    lefts = len(best.encoded.problem.left)
    known = [(best.engine_id(a), best.engine_id(b)) for p in best.state.current for a, b in p.pairs]
    ordered = [(min(a, b), max(a, b)) for a, b in known if a is not None and b is not None]
    return [(left, right) for left, right in ordered if left < lefts <= right]


def _alternative(best: BestPlan, person: int, change: Change, *, is_pressed: bool) -> Alternative:
    chosen = next(each for each in change.pair or () if each != person)
    member = best.member(chosen)
    is_in_plan = change.pair in best.solution.pairs
    return Alternative(
        id=member.id,
        name=member.name,
        organisation=member.organisation.name,
        sector=member.sector,
        is_in_plan=is_in_plan,
        effect="In the best plan" if is_in_plan else _effect(best, change, is_pressed=is_pressed),
    )


def _effect(best: BestPlan, change: Change, *, is_pressed: bool) -> str:
    if change.exact:
        return _exact_effect(best, change.pair or (), change.pairs, change.objective)
    if is_pressed:
        return f"at best: {', '.join(_lost(best, change.objective))}"
    solution = change.exactly()
    return _exact_effect(best, change.pair or (), solution.pairs, solution.objective)


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
