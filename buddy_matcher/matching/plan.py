"""A plan in index form, while it is being worked on."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from buddy_matcher.matching.aims import Aim
from buddy_matcher.matching.arrays import IntArray, Pair
from buddy_matcher.matching.problem import AssignmentProblem


@dataclass(frozen=True)
class Plan:
    """The pairs of a plan by row and column."""

    rows: IntArray
    columns: IntArray

    @cached_property
    def partners(self) -> tuple[tuple[IntArray, IntArray], tuple[IntArray, IntArray]]:
        """For each side the indices of those with a partner, and how many partners they have."""
        left, right = (np.unique(ends, return_counts=True) for ends in (self.rows, self.columns))
        return left, right

    def value(self, aim: Aim) -> int:
        """Return what the plan is worth in one aim."""
        total = 0 if aim.pair is None else int(aim.pair[self.rows, self.columns].sum())
        ends = (aim.left_first, aim.left_extra), (aim.right_first, aim.right_extra)
        for (people, partners), (first, extra) in zip(self.partners, ends, strict=True):
            total += int(first[people].sum() + extra[people] @ (partners - 1))
        return total

    def values(self, aims: Iterable[Aim]) -> tuple[int, ...]:
        """Return what the plan is worth in each aim."""
        return tuple(self.value(aim) for aim in aims)

    def ids(self, problem: AssignmentProblem) -> tuple[Pair, ...]:
        """Return the pairs as (left id, right id), sorted."""
        indices = zip(self.rows.tolist(), self.columns.tolist(), strict=True)
        return tuple(sorted((problem.left[row], problem.right[column]) for row, column in indices))


def plan_of(problem: AssignmentProblem, pairs: Iterable[Pair]) -> Plan:
    """Return the plan of these (left id, right id)."""
    indices = [(problem.row_of[left], problem.column_of[right]) for left, right in pairs]
    rows, columns = np.array(indices, dtype=np.int64).reshape(-1, 2).T
    return Plan(rows, columns)
