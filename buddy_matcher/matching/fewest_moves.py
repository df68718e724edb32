"""Among equally good plans the one that moves the fewest people from where they are now."""

import numpy as np

from buddy_matcher.domain.assignment import Stage
from buddy_matcher.matching.aims import marked_pairs
from buddy_matcher.matching.arrays import IntArray, Pair
from buddy_matcher.matching.partners import possible
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.questions.last_aim import outweighing
from buddy_matcher.matching.solver import solve


def plan_with_fewest_moves(problem: AssignmentProblem, present: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """Return the pairs of a best plan of `problem`, as near to the `present` pairs as one can be.

    Where the aims leave no room for one more, that is the plan that `solve` returns.
    """
    try:
        nearest = _counting_moves(problem, present)
    except ValueError:
        nearest = problem
    return solve(nearest).pairs


def _counting_moves(problem: AssignmentProblem, present: tuple[Pair, ...]) -> AssignmentProblem:
    """Return the problem with one more aim, the last one: few people whose partners are others than before.

    Who had a partner is moved unless the pair stays, and who had none by every pair. That last aim goes into
    the points, with the aims that follow them. Raises ValueError where it can't.
    """
    moves = _unmoved(problem, present)
    if Stage.SCORE not in problem.stages:
        return problem.changed(stages=(*problem.stages, Stage.SCORE), score=moves)
    place = problem.stages.index(Stage.SCORE)
    counts = {
        Stage.PREFERRED: problem.preferred.astype(np.int64),
        Stage.KEEP: marked_pairs(problem, problem.incumbent),
    }
    later = problem.stages[place + 1 :]
    if not set(later) <= counts.keys():
        raise ValueError("stages leave no room for one more aim")
    for stage in reversed(later):
        moves = outweighing(counts[stage], moves)
    score = outweighing(np.where(possible(problem), problem.score, 0), moves)
    return problem.changed(stages=problem.stages[: place + 1], score=score)


def _unmoved(problem: AssignmentProblem, present: tuple[Pair, ...]) -> IntArray:
    """Return how many more people stay where they are with each pair (L, R) than without it."""
    had_partner = {person for pair in present for person in pair}
    left, right = (
        np.array([each not in had_partner for each in ids]) for ids in (problem.left, problem.right)
    )
    newly: IntArray = left.astype(np.int64)[:, None] + right.astype(np.int64)[None, :]
    return np.where(marked_pairs(problem, present) > 0, 2, -newly)
