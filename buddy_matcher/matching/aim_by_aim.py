"""The best plan under all rules: bounds for the aims in their order, then a plan that reaches them.

1. *Climb*: bound each aim by a linear programme with the earlier aims held at their own bounds. Pairs that a
   bound lacks are put in until nothing outside could raise it (column generation; Gilmore and Gomory 1961).
   Pairs that no plan at these bounds can use are closed from each aim to the next.
2. *Settle together*: have a plan that reaches all bounds but the last, by a dive or a short search. What it
   lacks of the last bound says which pairs could be in a better plan: among these the solver looks for one,
   the nearest first, and then the plan is proved best. Mostly that is all.
3. Where none is found that reaches them, settle all of these aims but the last, and so on; then climb again
   from there.

Lexicographic programmes by one aim at a time are Isermann's (1982); kidney exchanges are planned so (Manlove
and O'Malley 2015). The plan so far is replaced only by better ones, so more time never makes it worse.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np

from buddy_matcher.domain.assignment import SolverFailed
from buddy_matcher.matching.aims import Aim, marked_pairs
from buddy_matcher.matching.arrays import BoolArray, IntArray
from buddy_matcher.matching.bounds import Bound, Pricing
from buddy_matcher.matching.duals import PRICE_UNIT, Step
from buddy_matcher.matching.growing_programme import ROUNDING, GrowingProgramme, first_pairs
from buddy_matcher.matching.kept_model import THOROUGH, Effort
from buddy_matcher.matching.plan import Plan
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.relaxation import Relaxation
from buddy_matcher.matching.solution import Solution
from buddy_matcher.matching.verify import broken_rule
from buddy_matcher.matching.watch import Watch

# How many pairs for each person come into the programme at a time.
MORE_PAIRS = 2

# Among how many pairs for each person a plan is looked for first.
WIDTH = 3

# A plan that reaches all bounds may not exist, so that the search for the first one ends soon. Nodes are
# counted the same way everywhere; seconds are not.
FIRST_PLAN = Effort(nodes=50, plans=9)


class TimeUpError(Exception):
    """The time was up before the plan was proved best."""


@dataclass(frozen=True)
class Rung:
    """A bound, the `value` its aim is held at for those after it, and the pairs (L, R) of plans with that.

    Within the `searched` pairs no plan is better than that, whatever the bound is.
    """

    bound: Bound
    value: int
    is_open: BoolArray
    searched: BoolArray


@dataclass
class Known:
    """A problem's best plan and its programme, by which the same one with more locks is solved sooner."""

    problem: AssignmentProblem
    solution: Solution
    programme: GrowingProgramme | None = None

    @cached_property
    def in_plan(self) -> BoolArray:
        """The plan's pairs (L, R)."""
        return marked_pairs(self.problem, self.solution.pairs) > 0


class AimByAim:
    """Makes `plan`, which keeps all rules, the best one; `steps` prove the aims settled so far.

    `rungs` are the bounds of the aims that are left, each for plans that reach those before it. `highest` has
    values of the first aims, after the locked pairs, that no plan's exceed, read as a tuple: who equals the
    first ones is bounded by the next.
    """

    def __init__(
        self,
        problem: AssignmentProblem,
        relaxation: Relaxation,
        tie: Aim,
        plan: Plan,
        watch: Watch,
        known: Known | None = None,
    ) -> None:
        self.steps: list[Step] = []
        self.rungs: list[Rung] = []
        self._problem = problem
        self._aims = relaxation.aims
        self._take(plan)
        self.highest = relaxation.values[1:]
        self._relaxation = relaxation
        self._tie = tie
        self._watch = watch
        self._has_time = False
        self._pricing = Pricing(problem, self._aims)
        # What plans as good as without side rules have in the first aims: that needs no further proof.
        self._reached = self._values[: relaxation.reached_by(self._values)]
        # The pairs that a plan best in all settled aims may use.
        self._is_open = relaxation.within(relaxation.gap_of(self._values))
        self._known = known
        self._shared = np.zeros_like(self._is_open)
        self._first_pairs = first_pairs(problem, relaxation, self._is_open)
        self._kept = (known and known.programme) or GrowingProgramme(
            known.problem if known else problem, self._aims, self._first_pairs | self._in_plan()
        )
        self._kept.serve(problem, self._aims, self._wants_stop)
        if known:
            known.programme = self._kept
            self._put_in(self._pricing.locked)

    def find_best(self) -> bool:
        """Return whether the plan is now the best of all; if not, the time was up."""
        try:
            if not self._settle_near():
                self._kept.put_in(self._first_pairs | self._in_plan())
            while self._settled < len(self._aims):
                self._climb()
                rungs = self.rungs
                while not self._settle(rungs):
                    rungs = rungs[:-1]
        except TimeUpError:
            return False
        self._choose_among_equals()
        return True

    @property
    def _settled(self) -> int:
        """How many of the first aims are settled: no plan is better in them."""
        return len(self._reached) + len(self.steps)

    def _settled_values(self) -> tuple[int, ...]:
        return (*self._reached, *self._values[len(self._reached) : self._settled])

    def _settle_near(self) -> bool:
        """Settle all aims where the best plan is like the known one but for the last aim.

        With more locks there are fewer plans: none is better than the known one, whatever pairs it has, and
        what bounds those of the known problem bounds these too.
        """
        if self._known is None:
            return False
        proof = self._known.solution.proof
        if proof is None:
            return False
        steps, places = proof.steps, len(self._aims)
        values = (len(self._problem.locked), *self._known.solution.objective)
        reached = self._reached
        self._reached = values[: min(places - len(steps), places - 1)]
        along = self._pricing.along(steps[:-1], values, self._is_open)
        everything = np.ones(self._problem.shape, dtype=np.bool_)
        self._climb([Rung(bound, values[step.place], is_open, everything) for step, bound, is_open in along])
        if self._settled + len(self.rungs) == places and self._settle(self.rungs):
            return True
        self._reached = reached
        return False

    def _climb(self, rungs: Sequence[Rung] = ()) -> None:
        """Find bounds for all aims that are left, from these on, as far as shared-out pairs reach them."""
        self.rungs = list(rungs)
        while self._settled + len(self.rungs) < len(self._aims):
            values, is_open = self._top(self.rungs)
            self._report(len(values))
            found = self._bound(values, is_open)
            if found is None and not self.rungs and self._values[: len(values)] == values:
                raise SolverFailed("the solver finds no plan although there is one")
            if found is None:
                return
            bound, total = found
            value = bound.highest(values)
            is_lacking = is_open & ~self._kept.pairs & (bound.reduced < 0)
            if value > total + ROUNDING and is_lacking.any():
                self._put_in(self._nearest(is_open & ~self._kept.pairs, MORE_PAIRS, bound.reduced))
                continue
            is_open = is_open & (bound.reduced <= bound.gap((*values, value)))
            self.rungs.append(Rung(bound, value, is_open, self._pricing.locked))
            self.highest = min(self.highest, (*values, value)[1:], key=lambda most: (*most, inf))

    def _settle(self, rungs: Sequence[Rung]) -> bool:
        """Settle the aims of these rungs by the best plan that reaches all but the last.

        Returns False when none is found soon; never for a single rung.
        """
        values, is_open = self._top(rungs[:-1])
        bound, place = rungs[-1].bound, len(values)
        if not self._reach(values, is_open, bound.reduced):
            return False
        if self._known:
            # What the shared-out pairs and a plan of nearly the same problem have between them holds a good
            # plan more often than not ("relaxation induced neighbourhoods"; Danna and others 2005).
            self._search(place, values, (self._shared | self._known.in_plan) & is_open, THOROUGH)
        searched, near = self._pricing.locked, self._nearest(is_open, WIDTH, bound.reduced)
        while (better := self._could_be_better(bound, place, is_open) & ~searched).any():
            # With what is found among the nearest few, there are mostly no others left to search.
            few = better & near
            searched = searched | (few if 0 < 2 * few.sum() < better.sum() else better)
            if not self._search(place, values, searched & is_open, THOROUGH):
                raise SolverFailed("the solver ended its search before there was a proof")
        self.steps += [rung.bound.step(searched | rung.searched) for rung in rungs]
        self.rungs = []
        self._is_open = is_open & (bound.reduced <= bound.gap(self._values[: place + 1]))
        return True

    def _reach(self, values: tuple[int, ...], is_open: BoolArray, nearness: IntArray) -> bool:
        """Have a plan with these values; return False where none is found soon."""
        place = len(values)
        if self._values[:place] != values:
            self._improve(self._kept.dive(place, values, is_open))
        if self._values[:place] != values:
            near = self._nearest(is_open & self._kept.pairs, WIDTH, nearness)
            self._search(place, values, near, FIRST_PLAN)
        return self._values[:place] == values

    def _could_be_better(self, bound: Bound, place: int, is_open: BoolArray) -> BoolArray:
        """Return the pairs (L, R) that a plan better in one aim, and as good in those before, could use."""
        gap = bound.gap(self._values[: place + 1])
        return is_open & (bound.reduced <= gap - PRICE_UNIT) & (gap >= PRICE_UNIT)

    def _search(self, place: int, values: tuple[int, ...], within: BoolArray, effort: Effort) -> bool:
        """Find the best plan for one aim among these pairs and the plan's own, with the earlier aims held.

        The plan becomes what was found if that is better. Returns whether that is proved.
        """
        self._report(place)
        self._put_in(within)
        # A plan to begin with would count as the first one found.
        start = None if effort is FIRST_PLAN else self.plan
        answer = self._kept.best(place, values, within | self._in_plan(), start, effort)
        if answer.values is not None:
            self._improve(self._kept.layout.plan(answer.values))
        if not answer.proved:
            self._stop_if_over()
        return answer.proved

    def _choose_among_equals(self) -> None:
        """Among equally good plans take the one of the largest `tie`, where that needs no search.

        It needs none where no shared-out pairs are better: nearly always without limits.
        """
        # Even when the time is up: the same problem has the same plan, however fast the machine.
        self._has_time = True
        self._report(len(self._aims))
        weights = self._kept.layout.weights(self._tie)
        found = self._kept.relaxed_by(weights, self._values, self._is_open | self._in_plan(), afresh=True)
        chosen = found and self._kept.whole(found)
        if (
            chosen
            and broken_rule(self._problem, chosen.ids(self._problem)) is None
            and chosen.values(self._aims) == self._values
        ):
            self._take(chosen)

    def _bound(self, values: tuple[int, ...], is_open: BoolArray) -> tuple[Bound, float] | None:
        """Return the bound for the aim after those with these values, and the linear programme's total.

        None when shared-out pairs of the programme cannot reach these values.
        """
        place = len(values)
        if not self._kept.weights(place).any():
            free = self._pricing.prices(self._kept.programme, None, self._kept.held_rows(place))
            return self._pricing.bound(free, is_open), 0.0
        is_last = place == len(self._aims) - 1
        found = self._kept.relaxed(place, values, is_open, afresh=is_last)
        if found is None:
            self._stop_if_over()
            return None
        self._improve(self._kept.whole(found))
        self._shared = self._kept.shared(found)
        prices = self._pricing.prices(self._kept.programme, found.duals, self._kept.held_rows(place))
        return self._pricing.bound(prices, is_open), found.total

    def _improve(self, plan: Plan | None) -> None:
        """Let the plan be this one if that is better."""
        if plan is not None and plan.values(self._aims) > self._values:
            self._take(plan)

    def _take(self, plan: Plan) -> None:
        """Let the plan be this one; `_values` is what it is worth, aim by aim."""
        self.plan = plan
        self._values = plan.values(self._aims)

    def _put_in(self, pairs: BoolArray) -> None:
        if (pairs & ~self._kept.pairs).any():
            self._kept.put_in(pairs | self._in_plan())

    def _in_plan(self) -> BoolArray:
        pairs = np.zeros(self._problem.shape, dtype=np.bool_)
        pairs[self.plan.rows, self.plan.columns] = True
        return pairs

    def _nearest(self, is_wanted: BoolArray, per_person: int, *ranks: IntArray) -> BoolArray:
        """Return so many of the wanted pairs for each person, the best by these ranks and the relaxation."""
        return self._relaxation.nearest(is_wanted, per_person * sum(self._problem.shape), *ranks)

    def _top(self, rungs: Sequence[Rung]) -> tuple[tuple[int, ...], BoolArray]:
        """Return the values held with these rungs, and which pairs a plan that has them may use."""
        values = (*self._settled_values(), *(rung.value for rung in rungs))
        return values, rungs[-1].is_open if rungs else self._is_open

    def _report(self, place: int) -> None:
        stage = self._aims[place].stage if place < len(self._aims) else None
        self._watch.report((1 + place / len(self._aims)) / 2, stage)
        self._stop_if_over()

    def _stop_if_over(self) -> None:
        if self._watch.is_over() and not self._has_time:
            raise TimeUpError

    def _wants_stop(self) -> bool:
        return self._watch.cancelled() if self._has_time else self._watch.wants_stop()
