"""One more aim after all others of a problem: as many of some pairs as possible.

The contract has no aim for that, but always room for it: an aim that isn't used or decides nothing, or the
points themselves, where they come last.
"""

from collections.abc import Iterable

import numpy as np

from buddy_matcher.domain.assignment import Stage
from buddy_matcher.matching.aims import marked_pairs, outweighing
from buddy_matcher.matching.arrays import IntArray, Pair
from buddy_matcher.matching.problem import MOST_POINTS, AssignmentProblem


def counting_last(problem: AssignmentProblem, pairs: Iterable[Pair]) -> AssignmentProblem:
    """Return the problem with one more aim, the last one: as many of these pairs as possible.

    Its plans are the same and the best ones are among the best of `problem`; only the values of the aims
    differ. Raises ValueError where all aims are used, the points don't come last, or they are too large.
    """
    stages, pairs = problem.stages, tuple(pairs)
    if Stage.KEEP not in stages or set(problem.incumbent) <= set(problem.locked):
        kept_last = (*(stage for stage in stages if stage is not Stage.KEEP), Stage.KEEP)
        return problem.changed(stages=kept_last, incumbent=pairs)
    marks = marked_pairs(problem, pairs)
    if Stage.PREFERRED not in stages:
        return problem.changed(stages=(*stages, Stage.PREFERRED), preferred=marks > 0)
    if stages[-1] is not Stage.SCORE:
        raise ValueError("stages leave no room for one more aim")
    return problem.changed(score=put_before(problem.score, marks))


def put_before(counts: IntArray, later: IntArray) -> IntArray:
    """Return points (L, R) in which any count outweighs all `later` ones of a plan.

    Raises ValueError when they don't fit the points that a problem takes.
    """
    # Rules that give somebody several buddies make no more than twice as many pairs as there are people.
    most_pairs = 2 * sum(counts.shape)
    score = counts * outweighing(most_pairs, int(np.abs(later).max(initial=0))) + later
    if np.abs(score).max(initial=0) > MOST_POINTS:
        raise ValueError("score is too large to be counted together with another aim")
    return score
