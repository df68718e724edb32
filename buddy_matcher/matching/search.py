"""What both ways of searching share: the best plan so far, and the solver that improves it.

It decides neither which pairs are searched nor when a plan is proved best (`near_optimum`, `aim_by_aim`).
"""

from dataclasses import replace

import numpy as np

from buddy_matcher.matching.aims import Aim
from buddy_matcher.matching.plan import Plan
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.programme import Programme
from buddy_matcher.matching.watch import Watch

PAIRS_PER_PERSON = 3

# The tie-break goes into the same objective as the points; with more steps it would swamp floating point.
TIE_STEPS = 256

# The solver takes 0.999999 for 1, so a loss of a million could hide one of 1.
LARGEST_WEIGHT = 100_000


class TimeUpError(Exception):
    """The time was up before the programme was solved."""


class Search:
    """The best `plan` of a problem so far; it keeps all rules."""

    def __init__(self, problem: AssignmentProblem, tie: Aim, plan: Plan, watch: Watch) -> None:
        self.problem = problem
        self.plan = plan
        self.watch = watch
        self.tie = tie
        self.small_tie = np.zeros(problem.shape, dtype=np.int64) if tie.pair is None else tie.pair % TIE_STEPS

    @property
    def few(self) -> int:
        """The number of pairs that a programme takes without getting slow."""
        return PAIRS_PER_PERSON * sum(self.problem.shape)

    def improve(self, programme: Programme, aim: Aim) -> bool:
        """Make the plan the programme's best for this aim; return False when the programme has no plan.

        Raises TimeUpError when the time is up before that is proved.
        """
        if self.watch.is_over():
            raise TimeUpError
        answer = programme.maximise(aim, cancelled=self.watch.cancelled, time_limit=self.watch.seconds_left())
        self.watch.seconds_left()
        if answer.chosen is not None:
            self.plan = Plan(programme.rows[answer.chosen], programme.columns[answer.chosen])
        if not answer.proved:
            raise TimeUpError
        return answer.chosen is not None

    def with_tie(self, aim: Aim) -> Aim:
        """Return the aim with the tie-break added, which all together cannot outweigh 1 of the aim."""
        spread = TIE_STEPS * (sum(self.problem.shape) + 1)
        larger = {
            name: spread * getattr(aim, name)
            for name in ("left_first", "right_first", "left_extra", "right_extra")
        }
        pair = self.small_tie if aim.pair is None else spread * aim.pair + self.small_tie
        return replace(aim, pair=pair, **larger)
