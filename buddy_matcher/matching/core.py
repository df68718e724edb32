"""The best plan with all rules, from an integer programme over the few pairs that can matter.

Near the relaxed optimum (nothing is lost but in the last level):

1. Take the pairs that plans with at most some slack may use, and find the plan that loses least.
2. If it loses no more than the slack, no plan is better. Otherwise its loss is the new slack: back to 1.

Should the rules cost more than that, go through the aims one after the other:

3. Find the best plan made of the pairs so far, each earlier aim held at its best, unless the plan at hand
   reaches the bound.
4. Bound the aim over all pairs (`steps`). Put in the pairs that a better plan might use, and go back to 3;
   with none the aim is proved. Pairs that no equally good plan uses are left out from then on.

Holding sums at a value makes the programme far slower than small losses do, hence the two ways.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from buddy_matcher.matching.aims import Aim
from buddy_matcher.matching.arrays import BoolArray, IntArray
from buddy_matcher.matching.duals import PRICE_UNIT, Prices, Step
from buddy_matcher.matching.partners import possible
from buddy_matcher.matching.plan import Plan, plan_of
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.programme import Programme, RowPrices
from buddy_matcher.matching.relaxation import Relaxation, relax
from buddy_matcher.matching.steps import losses, missing_pairs, step_for
from buddy_matcher.matching.watch import Watch

PAIRS_PER_PERSON = 3

# The tie-break goes into the same objective as the losses; with more steps it would swamp floating point.
TIE_STEPS = 256

# The solver takes 0.999999 for 1, so a loss of a million could hide one of 1; beyond this go the other way.
LARGEST_LOSS = 100_000


@dataclass(frozen=True)
class Core:
    """The best plan found, the pairs (L, R) searched for it, and the relaxation that rules out the others.

    `is_best` when no plan at all beats it.
    """

    plan: Plan
    pairs: BoolArray
    relaxation: Relaxation
    steps: tuple[Step, ...]
    is_best: bool


def best_in_core(
    problem: AssignmentProblem, relaxation: Relaxation, tie: Aim, plan: Plan, watch: Watch
) -> Core:
    """Return the best plan, starting from a valid `plan`; not proved best when the time was up before."""
    search = _Search(problem, relaxation, tie, plan, watch)
    try:
        search.run()
    except _TimeUpError:
        return Core(search.plan, search.pairs, search.relaxation, tuple(search.steps), is_best=False)
    return Core(search.plan, search.pairs, search.relaxation, tuple(search.steps), is_best=True)


class _TimeUpError(Exception):
    """The time was up before the programme was solved."""


class _Search:
    """The best `plan` so far, made of the `pairs` so far."""

    def __init__(
        self, problem: AssignmentProblem, relaxation: Relaxation, tie: Aim, plan: Plan, watch: Watch
    ) -> None:
        self._problem = problem
        self._tie = tie
        self._small_tie = (
            np.zeros(problem.shape, dtype=np.int64) if tie.pair is None else tie.pair % TIE_STEPS
        )
        self._watch = watch
        self._locked = plan_of(problem, problem.locked)
        self.plan = plan
        self.relaxation = relaxation
        self.steps: list[Step] = []
        self.pairs = np.zeros(problem.shape, dtype=np.bool_)
        # The copies that plans may match which are best in all aims so far.
        self._is_open = relaxation.is_open

    def run(self) -> None:
        """Find the best plan of all. Raises _TimeUpError when the time was up before that."""
        self._watch.report(1 / 4, self.relaxation.aims[-1].stage)
        if self._problem.limits:
            self._price_limits()
        if not self._best_near_the_optimum():
            self._best_aim_by_aim()

    def _price_limits(self) -> None:
        """Let prices stand in for the limits, which brings the relaxed optimum closer."""
        programme, loss = self._near_the_optimum(self._first_slack())
        if programme.largest_weight(loss) > LARGEST_LOSS:
            return
        prices = programme.prices(loss)
        if prices and any(prices.limits.values()):
            each = [prices.limits.get(place, 0.0) for place in range(len(self._problem.limits))]
            self.relaxation = relax(self._problem, self.relaxation.aims, self._tie, each)

    def _best_near_the_optimum(self) -> bool:
        slack = self._first_slack()
        while True:
            self._watch.report(1 / 3, self.relaxation.aims[-1].stage)
            programme, loss = self._near_the_optimum(slack)
            if programme.largest_weight(loss) > LARGEST_LOSS:
                return False
            if not self._improve(programme, self._with_tie(loss)):
                return False
            *earlier, last = self._gap()
            if any(earlier) or last <= slack:
                return not any(earlier)
            slack = last

    def _near_the_optimum(self, slack: int) -> tuple[Programme, Aim]:
        """Return the plans that lose at most `slack`, with some others, and what they lose, negated."""
        earlier = self.relaxation.levels[:-1]
        self.pairs = self.relaxation.within((*(0 for _ in earlier), slack))
        self.pairs[self._locked.rows, self._locked.columns] = True
        loss = self.relaxation.loss_of_last_level()
        must_left, must_right = loss.left_first > slack, loss.right_first > slack
        for level in earlier:
            left, right = self.relaxation.first_duals(level)
            must_left |= left > 0
            must_right |= right > 0
        programme = self._programme()
        programme.require(must_left, must_right)
        programme.require_extras(*self._extras_needed(slack))
        left, right = np.where(must_left, 0, loss.left_first), np.where(must_right, 0, loss.right_first)
        return programme, replace(loss, left_first=left, right_first=right)

    def _extras_needed(self, slack: int) -> tuple[IntArray, IntArray]:
        """Return how many extra partners everybody must have for a plan that loses at most `slack`."""
        counts = []
        for copies, side, shape in zip(
            (self.relaxation.left, self.relaxation.right), (0, 1), self._problem.shape, strict=True
        ):
            is_needed = np.zeros(len(copies.person), dtype=np.bool_)
            for level in self.relaxation.levels:
                is_needed |= (level.left, level.right)[side] > (
                    slack if level is self.relaxation.levels[-1] else 0
                )
            counts.append(np.bincount(copies.person[is_needed & ~copies.is_first], minlength=shape))
        return counts[0], counts[1]

    def _with_tie(self, loss: Aim) -> Aim:
        """Return the loss with the tie-break added, which all together cannot outweigh a loss of 1."""
        spread = TIE_STEPS * (sum(self._problem.shape) + 1)
        larger = {
            name: spread * getattr(loss, name)
            for name in ("pair", "left_first", "right_first", "left_extra", "right_extra")
        }
        return replace(loss, **larger | {"pair": larger["pair"] + self._small_tie})

    def _best_aim_by_aim(self) -> None:
        self.pairs[self.plan.rows, self.plan.columns] = True
        self._put_in_rare_gains()
        for place, aim in enumerate(self.relaxation.aims):
            self._watch.report((1 + place / len(self.relaxation.aims)) / 2, aim.stage)
            self.steps.append(self._best_for(place, aim))
        with suppress(_TimeUpError):
            self._improve(self._holding(len(self.relaxation.aims)), self._tie)

    def _put_in_rare_gains(self) -> None:
        """Put in the pairs that few others can stand in for, such as those already agreed."""
        few = PAIRS_PER_PERSON * sum(self._problem.shape)
        for aim in self.relaxation.aims:
            if aim.pair is not None and np.count_nonzero(aim.pair > 0) <= few:
                self.pairs |= (aim.pair > 0) & possible(self._problem)

    def _best_for(self, place: int, aim: Aim) -> Step:
        """Find the best plan for one aim, the earlier ones held, and the step that proves it."""
        is_again = False
        while True:
            programme = self._holding(place)
            prices = self._prices(programme, place)
            step = step_for(self._problem, self.relaxation, prices, self.pairs.copy(), self._is_open)
            values = self.plan.values(self.relaxation.aims)
            _, gap = losses(self._problem, self.relaxation, step, values)
            # The best plan for an earlier aim may reach this bound too: then there is nothing to search for.
            if gap >= PRICE_UNIT and programme.tells_apart(aim):
                # To see that nothing is better is quicker than to find the same plan anew.
                if is_again:
                    programme.reach(aim, self.plan.value(aim) + 1, "better_than_the_plan_so_far")
                self._improve(programme, aim)
            is_again = True
            proof = self._proof(place, step)
            if proof is not None:
                return proof

    def _proof(self, place: int, step: Step) -> Step | None:
        """Return the proof that no pair outside the step's helps, or None having put in those that might.

        Prices from too few pairs are poor ones, so pairs come in by and by, nearest first.
        """
        few = PAIRS_PER_PERSON * sum(self._problem.shape)
        values = self.plan.values(self.relaxation.aims)
        while True:
            costs, gap = losses(self._problem, self.relaxation, step, values)
            rows, columns, reduced = missing_pairs(self.relaxation, step, costs, gap, self._is_open)
            if not len(rows):
                self._is_open = self._is_open & (costs <= gap)
                return step
            is_new = ~self.pairs[rows, columns]
            if not is_new.any():
                return None
            rows, columns, reduced = rows[is_new], columns[is_new], reduced[is_new]
            nearest = np.lexsort((self._small_tie[rows, columns], reduced))[:few]
            self.pairs[rows[nearest], columns[nearest]] = True
            self._watch.seconds_left()
            prices = self._prices(self._holding(place), place)
            step = step_for(self._problem, self.relaxation, prices, step.pairs, self._is_open)

    def _holding(self, place: int) -> Programme:
        """Return the plans of the pairs so far that equal the present one in all aims before `place`."""
        left, right = self.relaxation.left.person, self.relaxation.right.person
        rows, columns = np.nonzero(self._is_open)
        best_so_far = np.zeros_like(self.pairs)
        best_so_far[left[rows], right[columns]] = True
        programme = Programme(self._problem, *np.nonzero(self.pairs & best_so_far))
        for earlier, aim in enumerate(self.relaxation.aims[:place]):
            programme.hold(aim, self.plan.value(aim), earlier)
        return programme

    def _prices(self, programme: Programme, place: int) -> Prices:
        found = programme.prices(self.relaxation.aims[place]) or RowPrices({}, {}, {}, {}, {}, {})
        lefts, rights = self._problem.shape
        left_others, right_others = (np.zeros(self._problem.shape, dtype=np.int64) for _ in range(2))
        pairs = programme.rows, programme.columns
        left_others[pairs] = _whole(found.left_others, len(programme.rows))
        right_others[pairs] = _whole(found.right_others, len(programme.rows))
        return Prices(
            held=tuple(-round(found.held.get(earlier, 0.0) * PRICE_UNIT) for earlier in range(place)),
            limits=tuple(_whole(found.limits, len(self._problem.limits)).tolist()),
            left_hubs=_whole(found.left_hubs, lefts),
            right_hubs=_whole(found.right_hubs, rights),
            left_others=left_others,
            right_others=right_others,
        )

    def _improve(self, programme: Programme, aim: Aim) -> bool:
        """Make the plan the programme's best for this aim; return False when the programme has no plan."""
        if self._watch.is_over():
            raise _TimeUpError
        answer = programme.maximise(
            aim, cancelled=self._watch.cancelled, time_limit=self._watch.seconds_left()
        )
        self._watch.seconds_left()
        if answer.chosen is not None:
            self.plan = Plan(programme.rows[answer.chosen], programme.columns[answer.chosen])
        if not answer.proved:
            raise _TimeUpError
        return answer.chosen is not None

    def _programme(self) -> Programme:
        return Programme(self._problem, *np.nonzero(self.pairs))

    def _first_slack(self) -> int:
        return min(LARGEST_LOSS, self.relaxation.slack_for(PAIRS_PER_PERSON * sum(self._problem.shape)))

    def _gap(self) -> tuple[int, ...]:
        return self.relaxation.gap_of(self.plan.values(self.relaxation.aims))


def _whole(worth: Mapping[int, float], length: int) -> IntArray:
    """Return the first `length` prices in PRICE_UNIT, none below 0."""
    prices = [max(0, round(worth.get(place, 0.0) * PRICE_UNIT)) for place in range(length)]
    return np.array(prices, dtype=np.int64)
