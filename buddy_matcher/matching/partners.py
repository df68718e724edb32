"""How many partners each person can have, and who can be the hub of a trio: the rules in index form.

A flagged person with capacity 1 (the hub) may have two partners when all three are flagged, both partners
have capacity 1 and they are not to be kept apart; two hubs are never partners of each other.
"""

from dataclasses import dataclass

import numpy as np

from buddy_matcher.matching.arrays import BoolArray, Id, IntArray
from buddy_matcher.matching.problem import AssignmentProblem

TRIO_PARTNERS = 2


@dataclass(frozen=True)
class Side:
    """One side's people by index.

    `trio` marks those who may be in one (flagged, capacity 1), `hub` those who have enough possible partners
    to be its hub, `apart` the pairs of indices to keep apart.
    """

    capacity: IntArray
    trio: BoolArray
    hub: BoolArray
    apart: tuple[tuple[int, int], ...]

    @property
    def most(self) -> IntArray:
        """The largest number of partners of each person."""
        return np.where(self.hub, TRIO_PARTNERS, self.capacity)


def possible(problem: AssignmentProblem) -> BoolArray:
    """Return which pairs (L, R) a plan may contain: allowed or locked, both with capacity."""
    pairs = problem.allowed.copy()
    for left, right in problem.locked:
        pairs[problem.row_of[left], problem.column_of[right]] = True
    pairs[problem.left_capacity == 0, :] = False
    pairs[:, problem.right_capacity == 0] = False
    return pairs


def sides_of(problem: AssignmentProblem) -> tuple[Side, Side]:
    """Return the left and the right side."""
    left = problem.trio_left & (problem.left_capacity == 1)
    right = problem.trio_right & (problem.right_capacity == 1)
    threes = possible(problem) & left[:, None] & right[None, :]
    return (
        Side(problem.left_capacity, left, threes.sum(axis=1) > 1, _apart_on(problem, problem.row_of)),
        Side(problem.right_capacity, right, threes.sum(axis=0) > 1, _apart_on(problem, problem.column_of)),
    )


def _apart_on(problem: AssignmentProblem, index_of: dict[Id, int]) -> tuple[tuple[int, int], ...]:
    indices = {(index_of[one], index_of[other]) for one, other in problem.apart if one in index_of}
    return tuple(sorted({(min(pair), max(pair)) for pair in indices}))
