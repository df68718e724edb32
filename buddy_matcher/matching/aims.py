"""What each aim counts, as numbers per pair and per person, always so that more is better.

The one place where a `Stage` becomes arithmetic for the optimiser. `verify` counts again in its own way and
must not use this module.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from buddy_matcher.domain.assignment import Stage
from buddy_matcher.matching.arrays import IntArray, Pair
from buddy_matcher.matching.problem import AssignmentProblem

MOST_TIE_BREAK = 1 << 20


@dataclass(frozen=True)
class Aim:
    """A linear count of a plan.

    It adds `pair[row, column]` for each pair in the plan and, for each person, `left_first` or `right_first`
    for having a partner at all and `left_extra` or `right_extra` for every partner beyond the first.
    `stage` is None for what is no stage. `pair` is None when pairs as such count nothing.
    """

    stage: Stage | None
    pair: IntArray | None
    left_first: IntArray
    right_first: IntArray
    left_extra: IntArray
    right_extra: IntArray


def aims_of(problem: AssignmentProblem) -> list[Aim]:
    """Return the problem's aims in order, FAIRNESS once per band, worst first; larger totals are better."""
    return [aim for stage in problem.stages for aim in _aims_of_stage(problem, stage)]


def outweighing(pairs: int, most: int) -> int:
    """Return the factor by which 1 outweighs all that so many pairs, of `most` either way, add up to."""
    return 2 * pairs * most + 1


def locks_of(problem: AssignmentProblem) -> Aim:
    """Return the count of locked pairs in the plan, as an aim that every plan must reach in full."""
    return _pairs(None, problem, marked_pairs(problem, problem.locked))


def tie_break(problem: AssignmentProblem) -> Aim:
    """Return fixed weights below 2^20, from the two ranks of a pair, to choose among equally good plans.

    The weights are scattered (the finaliser of SplitMix64), because weights linear in the ranks would be
    equal for all plans that pair the same people.
    """
    lefts, rights = problem.shape
    ranks = np.arange(lefts, dtype=np.uint64)[:, None] << np.uint64(32) | np.arange(rights, dtype=np.uint64)
    mixed = ranks + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    weights = ((mixed ^ (mixed >> np.uint64(31))) % np.uint64(MOST_TIE_BREAK - 1)).astype(np.int64) + 1
    return _pairs(None, problem, weights)


def _aims_of_stage(problem: AssignmentProblem, stage: Stage) -> list[Aim]:
    left, right = (np.zeros(count, dtype=np.int64) for count in problem.shape)
    if stage is Stage.PEOPLE:
        return [Aim(stage, None, left + 1, right + 1, left, right)]
    if stage is Stage.PRIORITY:
        return [Aim(stage, None, problem.left_priority, problem.right_priority, left, right)]
    if stage is Stage.FEWEST_EXTRA:
        return [Aim(stage, None, left, right, left - 1, right - 1)]
    return [_pairs(stage, problem, weights) for weights in _pair_weights(problem, stage)]


def _pair_weights(problem: AssignmentProblem, stage: Stage) -> list[IntArray]:
    match stage:
        case Stage.FAIRNESS:
            floors = (0, *problem.bands)
            return [-_ends_in_band(problem, *ends) for ends in zip(floors, problem.bands, strict=False)]
        case Stage.PREFERRED:
            return [problem.preferred.astype(np.int64)]
        case Stage.KEEP:
            return [marked_pairs(problem, problem.incumbent)]
        case _:
            return [problem.score]


def _pairs(stage: Stage | None, problem: AssignmentProblem, pair: IntArray) -> Aim:
    left, right = (np.zeros(count, dtype=np.int64) for count in problem.shape)
    return Aim(stage, pair, left, right, left, right)


def _ends_in_band(problem: AssignmentProblem, low: int, high: int) -> IntArray:
    """Return how many ends of each pair gain less than `high` but not less than `low`: 0, 1 or 2."""
    ends = np.zeros(problem.shape, dtype=np.int64)
    for gain in (problem.gain_left, problem.gain_right):
        ends += (low <= gain) & (gain < high)
    return ends


def marked_pairs(problem: AssignmentProblem, pairs: Iterable[Pair]) -> IntArray:
    """Return 1 for each of these pairs and 0 for all others."""
    marks = np.zeros(problem.shape, dtype=np.int64)
    for left, right in pairs:
        marks[problem.row_of[left], problem.column_of[right]] = 1
    return marks
