"""What the rules and the aims say, read from the problem alone, for those who check a proof.

In another way than the optimiser's: nothing here may import `aims`, `partners` or `programme`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from buddy_matcher.domain.assignment import PlanCheckFailed, Stage
from buddy_matcher.matching.arrays import BoolArray, IntArray, Pair
from buddy_matcher.matching.problem import AssignmentProblem


@dataclass(frozen=True)
class Worth:
    """What a plan's pairs, first partners and extra partners are worth, left and right."""

    pair: IntArray
    first: tuple[IntArray, IntArray]
    extra: tuple[IntArray, IntArray]


def counts_of(problem: AssignmentProblem) -> Iterator[Worth]:
    """Yield what pairs, first and extra partners are worth in each aim: locked pairs, then stage by stage."""
    left, right = (np.zeros(count, dtype=np.int64) for count in problem.shape)
    no_pair = np.zeros(problem.shape, dtype=np.int64)
    yield Worth(marks_of(problem, problem.locked), (left, right), (left, right))
    for stage in problem.stages:
        if stage is Stage.PEOPLE:
            yield Worth(no_pair, (left + 1, right + 1), (left, right))
        elif stage is Stage.PRIORITY:
            yield Worth(no_pair, (problem.left_priority, problem.right_priority), (left, right))
        elif stage is Stage.FEWEST_EXTRA:
            yield Worth(no_pair, (left, right), (left - 1, right - 1))
        else:
            for pair in _pair_weights(problem, stage):
                yield Worth(pair, (left, right), (left, right))


def _pair_weights(problem: AssignmentProblem, stage: Stage) -> Iterator[IntArray]:
    if stage is Stage.PREFERRED:
        yield problem.preferred.astype(np.int64)
    elif stage is Stage.KEEP:
        yield marks_of(problem, problem.incumbent)
    elif stage is Stage.SCORE:
        yield problem.score
    else:
        gains = (problem.gain_left, problem.gain_right)
        lower = np.zeros(problem.shape, dtype=np.int64)
        for threshold in problem.bands:
            count = np.sum([gain < threshold for gain in gains], axis=0)
            yield lower - count
            lower = count


def usable_pairs(problem: AssignmentProblem) -> BoolArray:
    """Return the pairs that are allowed or locked, of people with room for one."""
    usable = problem.allowed.copy()
    for left, right in problem.locked:
        usable[problem.row_of[left], problem.column_of[right]] = True
    return usable & (problem.left_capacity > 0)[:, None] & (problem.right_capacity > 0)[None, :]


def may_share(
    problem: AssignmentProblem,
) -> tuple[tuple[BoolArray, BoolArray], tuple[BoolArray, BoolArray]]:
    """Return who may be in a trio, left and right, and who may be its hub."""
    left = problem.trio_left & (problem.left_capacity == 1)
    right = problem.trio_right & (problem.right_capacity == 1)
    threes = usable_pairs(problem) & left[:, None] & right[None, :]
    return (left, right), (left & (threes.sum(axis=1) > 1), right & (threes.sum(axis=0) > 1))


def marks_of(problem: AssignmentProblem, pairs: Sequence[Pair]) -> IntArray:
    """Return 1 for each of these pairs and 0 for all others."""
    marks = np.zeros(problem.shape, dtype=np.int64)
    for left, right in pairs:
        marks[problem.row_of[left], problem.column_of[right]] = 1
    return marks


def expect(holds: bool, fault: str) -> None:  # noqa: FBT001 - reads as a sentence where it is used
    """Raise PlanCheckFailed, with the fault in words, unless it holds."""
    if not holds:
        raise PlanCheckFailed(fault)
