"""The best plan with all rules, from an integer programme over the few pairs that can matter.

Near the relaxed optimum (nothing is lost but in the last level):

1. Take the pairs that plans with at most some slack may use, and find the plan that loses least.
2. If it loses no more than the slack, no plan is better. Otherwise its loss is the new slack: back to 1.

Should the rules cost more than that, go through the aims one after the other:

3. Find the best plan made of the pairs so far, each earlier aim held at its best.
4. Any better plan is made of pairs within its gap from the relaxed optimum. If all of those were in, the
   plan is proved; otherwise put them in and go back to 3. The gap can only have shrunk, so this happens once
   at most.

Holding sums at a value makes the programme far slower than small losses do, hence the two ways.
"""

from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from buddy_matcher.matching.aims import Aim
from buddy_matcher.matching.arrays import BoolArray
from buddy_matcher.matching.plan import Plan, plan_of
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.programme import Programme
from buddy_matcher.matching.relaxation import Relaxation, relax
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
    is_best: bool


def best_in_core(
    problem: AssignmentProblem, relaxation: Relaxation, tie: Aim, plan: Plan, watch: Watch
) -> Core:
    """Return the best plan, starting from a valid `plan`; not proved best when the time was up before."""
    search = _Search(problem, relaxation, tie, plan, watch)
    try:
        search.run()
    except _TimeUpError:
        return Core(search.plan, search.pairs, search.relaxation, is_best=False)
    return Core(search.plan, search.pairs, search.relaxation, is_best=True)


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
        self._optimum = relaxation.values
        self.pairs = np.zeros(problem.shape, dtype=np.bool_)

    def run(self) -> None:
        """Find the best plan of all. Raises _TimeUpError when the time was up before that."""
        self._watch.report(1 / 4, self.relaxation.aims[-1].stage)
        if self._problem.limits:
            self._price_limits()
        if not self._best_near_the_optimum():
            self._best_anywhere()

    def _price_limits(self) -> None:
        """Let prices stand in for the limits, which brings the relaxed optimum closer."""
        programme, loss = self._near_the_optimum(self._first_slack())
        if programme.largest_weight(loss) > LARGEST_LOSS:
            return
        prices = programme.limit_prices(loss)
        if prices and any(prices):
            self.relaxation = relax(self._problem, self.relaxation.aims, self._tie, prices)

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
        left, right = np.where(must_left, 0, loss.left_first), np.where(must_right, 0, loss.right_first)
        return programme, replace(loss, left_first=left, right_first=right)

    def _with_tie(self, loss: Aim) -> Aim:
        """Return the loss with the tie-break added, which all together cannot outweigh a loss of 1."""
        spread = TIE_STEPS * (sum(self._problem.shape) + 1)
        larger = {
            name: spread * getattr(loss, name)
            for name in ("pair", "left_first", "right_first", "left_extra", "right_extra")
        }
        return replace(loss, **larger | {"pair": larger["pair"] + self._small_tie})

    def _best_anywhere(self) -> None:
        self.pairs[self.plan.rows, self.plan.columns] = True
        while True:
            programme = self._one_aim_after_the_other()
            missing = self.relaxation.within(self._gap()) & ~self.pairs
            if not missing.any():
                break
            self.pairs |= missing
        with suppress(_TimeUpError):
            self._improve(programme, self._tie)

    def _one_aim_after_the_other(self) -> Programme:
        programme, is_at_optimum = self._programme(), True
        for place, aim in enumerate(self.relaxation.aims):
            self._watch.report((1 + place / len(self.relaxation.aims)) / 2, aim.stage)
            is_at_optimum = is_at_optimum and self.plan.value(aim) == self._optimum[place]
            if not is_at_optimum and programme.tells_apart(aim):
                self._improve(programme, aim)
            programme.hold(aim, self.plan.value(aim), f"aim_{place}")
        return programme

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
