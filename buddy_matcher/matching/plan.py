"""A plan in index form, while it is being worked on."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from buddy_matcher.matching.aims import Aim
from buddy_matcher.matching.arrays import BoolArray, IntArray, Pair
from buddy_matcher.matching.problem import AssignmentProblem


@dataclass(frozen=True)
class Plan:
    """The pairs of a plan by row and column."""

    rows: IntArray
    columns: IntArray

    def value(self, aim: Aim) -> int:
        """Return what the plan is worth in one aim."""
        total = 0 if aim.pair is None else int(aim.pair[self.rows, self.columns].sum())
        for ends, first, extra in (
            (self.rows, aim.left_first, aim.left_extra),
            (self.columns, aim.right_first, aim.right_extra),
        ):
            people, partners = np.unique(ends, return_counts=True)
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


def without_conflicts(problem: AssignmentProblem, plan: Plan) -> Plan:
    """Return the locked pairs and those of the plan that capacities and limits still take: a valid start.

    No trios are formed but locked ones.
    """
    locked = plan_of(problem, problem.locked)
    rows, columns = np.concatenate([locked.rows, plan.rows]), np.concatenate([locked.columns, plan.columns])
    _, firsts = np.unique(np.stack([rows, columns]), axis=1, return_index=True)
    order = np.sort(firsts)
    rows, columns = rows[order], columns[order]
    is_counted, room = _counted(problem, rows, columns)
    kept = []
    for place in range(len(rows)):
        rules = is_counted[:, place]
        if place < len(locked.rows) or (room[rules] > 0).all():
            kept.append(place)
            room[rules] -= 1
    return Plan(rows[kept], columns[kept])


def _counted(problem: AssignmentProblem, rows: IntArray, columns: IntArray) -> tuple[BoolArray, IntArray]:
    """Return which pairs each person and each limit counts, and how many they take."""
    lefts, rights = problem.shape
    places, entries = np.arange(len(rows)), problem.limit_entries
    number = np.full(problem.shape, -1)
    number[rows, columns] = places
    pairs = number[entries.row, entries.column]
    limits, pairs = entries.place[pairs >= 0], pairs[pairs >= 0]
    counts = np.bincount(limits, minlength=len(problem.limits))
    at_most = np.array([limit.at_most for limit in problem.limits], dtype=np.int64)
    tight = np.flatnonzero(counts > at_most)
    is_counted = np.zeros((lefts + rights + len(tight), len(rows)), dtype=np.bool_)
    is_counted[rows, places] = True
    is_counted[lefts + columns, places] = True
    for line, place in enumerate(tight, start=lefts + rights):
        is_counted[line, pairs[limits == place]] = True
    return is_counted, np.concatenate([problem.left_capacity, problem.right_capacity, at_most[tight]])
