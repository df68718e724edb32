"""The best plan with all rules, from an integer programme over the few pairs that can matter.

Most often the rules cost little, and the best plan is near the relaxed optimum (`near_optimum`). Should they
cost more, go through the aims one after the other (`aim_by_aim`).
"""

from dataclasses import dataclass

from buddy_matcher.matching.aim_by_aim import AimByAim
from buddy_matcher.matching.aims import Aim
from buddy_matcher.matching.arrays import BoolArray
from buddy_matcher.matching.duals import Step
from buddy_matcher.matching.near_optimum import NearOptimum
from buddy_matcher.matching.plan import Plan
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.relaxation import Relaxation
from buddy_matcher.matching.search import Search, TimeUpError
from buddy_matcher.matching.watch import Watch


@dataclass(frozen=True)
class Core:
    """The best plan found, and the relaxation that rules out all pairs but the `pairs` (L, R) searched.

    `steps` do that instead where there are any. `is_best` when no plan at all beats this one.
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
    watch.report(1 / 4, relaxation.aims[-1].stage)
    search, steps, is_best = Search(problem, tie, plan, watch), tuple[Step, ...](), True
    near = NearOptimum(search, relaxation)
    try:
        if not near.finds_the_best():
            steps = AimByAim(search, near.relaxation, near.pairs).proofs()
    except TimeUpError:
        is_best = False
    return Core(search.plan, near.pairs, near.relaxation, steps, is_best)
