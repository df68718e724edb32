"""The best plan without side rules, and whole-number duals that bound every real plan.

The side rules are the pair limits, most of what makes a trio, and that a pair counts once. Without them a
plan is a linear assignment of *copies*: somebody who may have k partners is a first copy and k - 1 extra
ones. The aims are solved in their order, as many at a time as fit exactly into one whole number, each group
only among the plans that are best for the groups before (their optimal face):

- only pairs whose reduced cost was 0 in every earlier group stay open;
- whoever had a positive dual in one of them has to be matched.

Group by group the duals make an identity for every plan:

    value(plan) = optimum - reduced costs of the plan's pairs - duals of its unmatched copies

Read as tuples over the groups, all reduced costs and duals are 0 or more. So a plan whose tuple is `gap`
below the optimum uses only pairs with reduced costs up to `gap`; the integer programme can do without the
others. Column generation would leave out as many, but one round of it takes longer than this whole chain
(1.5 s against 0.2 s with 1000 people a side).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from buddy_matcher.domain.assignment import SolverFailed
from buddy_matcher.matching.aims import Aim, outweighing
from buddy_matcher.matching.arrays import BoolArray, IntArray
from buddy_matcher.matching.duals import Copies, Level
from buddy_matcher.matching.lap import Duals, Matching, duals_of, heaviest_matching
from buddy_matcher.matching.partners import Side, possible, sides_of
from buddy_matcher.matching.plan import Plan
from buddy_matcher.matching.problem import AssignmentProblem

# Floating point holds whole numbers up to 2^53; sums of a few weights must stay below that.
EXACT = 1 << 50


@dataclass(frozen=True)
class Relaxation:
    """The relaxed optimum of `aims`: its `values` aim by aim, the `matching` of copies, and its proof.

    `is_open` has a row and a column for each copy. A pair may occur twice among `rows` and `columns`.
    """

    aims: tuple[Aim, ...]
    shape: tuple[int, int]
    left: Copies
    right: Copies
    is_open: BoolArray
    levels: tuple[Level, ...]
    matching: Matching
    values: tuple[int, ...]

    @property
    def plan(self) -> Plan:
        """The relaxed optimum in people; a pair may occur twice."""
        return self.plan_of(self.matching)

    def plan_of(self, matching: Matching) -> Plan:
        """Return a matching of copies in people."""
        return Plan(self.left.person[matching.rows], self.right.person[matching.columns])

    def without(self, is_closed: BoolArray) -> Matching:
        """Return a best matching of copies without some pairs (L, R)."""
        face = Face(self.is_open & ~spread(is_closed, self.left, self.right))
        *first, last = (
            level.left[:, None] + level.right[None, :] - reduced
            for level, reduced in zip(self.levels, self.reduced_costs, strict=True)
        )
        for weights in first:
            face.narrowed(weights)
        return heaviest_matching(face.rewarded(last), face.is_open)

    def gap_of(self, values: Sequence[int]) -> tuple[int, ...]:
        """Return how far a plan with these values is below the optimum, level by level."""
        return tuple(level.optimum - level.packed(values) for level in self.levels)

    def reached_by(self, values: Sequence[int]) -> int:
        """Return in how many of the first aims a plan with these values is as good as the optimum.

        No plan is better in them.
        """
        same = (value == most for value, most in zip(values, self.values, strict=True))
        return next((place for place, is_same in enumerate(same) if not is_same), len(self.values))

    @cached_property
    def reduced_costs(self) -> tuple[IntArray, ...]:
        """The reduced cost of every pair of copies, level by level; meaningless where one is not open."""
        return tuple(map(self._reduced_costs, self.levels))

    def _reduced_costs(self, level: Level) -> IntArray:
        weights = packed(self.aims[level.start :], level.bases, self.left, self.right)
        return level.left[:, None] + level.right[None, :] - weights

    def within(self, gap: Sequence[int]) -> BoolArray:
        """Return the pairs (L, R) that a plan not more than `gap` below the optimum might use."""
        tied, near = self.is_open.copy(), np.zeros_like(self.is_open)
        for reduced, slack in zip(self.reduced_costs, gap, strict=True):
            near |= tied & (reduced < slack)
            tied &= reduced == slack
        rows, columns = np.nonzero(near | tied)
        pairs = np.zeros(self.shape, dtype=np.bool_)
        pairs[self.left.person[rows], self.right.person[columns]] = True
        return pairs

    def nearest(self, is_wanted: BoolArray, count: int, *ranks: IntArray) -> BoolArray:
        """Return the `count` best of the wanted pairs (L, R) by these ranks, then by their reduced costs.

        Costs are those of people's first copies; what is left equal is taken in order.
        """
        rows, columns = np.nonzero(is_wanted)
        pairs = np.zeros(self.shape, dtype=np.bool_)
        if len(rows) <= count:
            pairs[rows, columns] = True
            return pairs
        first_left, first_right = (
            np.searchsorted(c.person, e) for c, e in ((self.left, rows), (self.right, columns))
        )
        keys = [rank[rows, columns] for rank in ranks]
        keys += [reduced[first_left, first_right] for reduced in self.reduced_costs]
        nearest = _smallest(keys, count)
        pairs[rows[nearest], columns[nearest]] = True
        return pairs


def relax(problem: AssignmentProblem, aims: Sequence[Aim], tie: Aim) -> Relaxation:
    """Return the optimum without side rules, chosen by `tie` among equals.

    Raises SolverFailed when the optimum cannot be proved.
    """
    left, right, is_open = network(problem)
    face, levels, start = Face(is_open.copy()), list[Level](), 0
    while start < len(aims):
        bases = _bases(aims[start:], left, right, is_first_level=not levels)
        weights = packed(aims[start:], bases, left, right)
        duals = face.narrowed(weights)
        levels.append(Level(start, bases, duals.left, duals.right))
        start += len(bases)
    chosen = heaviest_matching(face.rewarded(packed((tie,), (1,), left, right)), face.is_open)
    values = (_value(aim, left, right, chosen) for aim in aims)
    return Relaxation(
        aims=tuple(aims),
        shape=problem.shape,
        left=left,
        right=right,
        is_open=is_open,
        levels=tuple(levels),
        matching=chosen,
        values=tuple(values),
    )


def network(problem: AssignmentProblem) -> tuple[Copies, Copies, BoolArray]:
    """Return the copies of both sides, and which of them may be matched with which.

    Those of a person follow each other, the first one first; a locked pair has the next of each to itself.
    """
    sides = sides_of(problem)
    pairs = possible(problem)
    left, right = (_copies(side, pairs.sum(axis=axis)) for side, axis in zip(sides, (1, 0), strict=True))
    is_open = pairs[np.ix_(left.person, right.person)]
    _keep_hubs_in_trios(is_open, (left, right), sides)
    _reserve_copies_for_locks(is_open, problem, left, right)
    return left, right, is_open


class Face:
    """The relaxed plans that are best so far: the pairs still open, and the copies that must be matched."""

    def __init__(self, is_open: BoolArray) -> None:
        self.is_open = is_open
        self._must_left = np.zeros(is_open.shape[0], dtype=np.int64)
        self._must_right = np.zeros(is_open.shape[1], dtype=np.int64)

    def narrowed(self, weights: IntArray) -> Duals:
        """Keep only the best of these plans, and return the duals that prove them best."""
        rewarded = self.rewarded(weights)
        matching = heaviest_matching(rewarded, self.is_open)
        duals = duals_of(rewarded, self.is_open, matching)
        if duals is None:
            raise SolverFailed("the assignment solver's answer has no proof")
        self.is_open &= duals.left[:, None] + duals.right[None, :] == rewarded
        reward = self._reward(weights)
        without = Duals(duals.left - reward * self._must_left, duals.right - reward * self._must_right)
        self._must_left |= duals.left > 0
        self._must_right |= duals.right > 0
        return without

    def rewarded(self, weights: IntArray) -> IntArray:
        """Return the weights with a reward for each copy that must be matched, above all of them together."""
        return weights + self._reward(weights) * (self._must_left[:, None] + self._must_right[None, :])

    def _reward(self, weights: IntArray) -> int:
        most_pairs = min(len(self._must_left), len(self._must_right))
        return outweighing(most_pairs, int(np.abs(weights).max(initial=0)))


def _copies(side: Side, partners: IntArray) -> Copies:
    """Return a first copy of everybody with a possible partner, followed by their extra copies."""
    count = np.minimum(side.most, partners)
    person = np.repeat(np.arange(len(count)), count)
    is_first = np.ones(len(person), dtype=np.bool_)
    is_first[1:] = person[1:] != person[:-1]
    return Copies(person, is_first)


def _keep_hubs_in_trios(is_open: BoolArray, copies: tuple[Copies, Copies], sides: tuple[Side, Side]) -> None:
    """Close the extra copy of a hub to everybody but the first copies of people who may be in a trio."""
    (left, right), (left_side, right_side) = copies, sides
    left_hubs = left_side.hub[left.person] & ~left.is_first
    right_hubs = right_side.hub[right.person] & ~right.is_first
    is_open[left_hubs] &= right_side.trio[right.person] & right.is_first
    is_open[:, right_hubs] &= (left_side.trio[left.person] & left.is_first)[:, None]


def _reserve_copies_for_locks(
    is_open: BoolArray, problem: AssignmentProblem, left: Copies, right: Copies
) -> None:
    """Give each locked pair its own copy of either person, in order, that nothing else can use."""
    next_left = np.searchsorted(left.person, np.arange(len(problem.left)))
    next_right = np.searchsorted(right.person, np.arange(len(problem.right)))
    for left_id, right_id in problem.locked:
        row, column = problem.row_of[left_id], problem.column_of[right_id]
        mine, theirs = next_left[row], next_right[column]
        is_open[np.ix_(left.person == row, right.person == column)] = False
        is_open[mine], is_open[:, theirs] = False, False
        is_open[mine, theirs] = True
        next_left[row] += 1
        next_right[column] += 1


def _ends(aim: Aim, left: Copies, right: Copies) -> tuple[IntArray, IntArray]:
    """Return what matching each copy adds to an aim, whoever it is matched with."""
    return (
        np.where(left.is_first, aim.left_first[left.person], aim.left_extra[left.person]),
        np.where(right.is_first, aim.right_first[right.person], aim.right_extra[right.person]),
    )


def spread[Kind: np.generic](pairs: NDArray[Kind], left: Copies, right: Copies) -> NDArray[Kind]:
    """Return the numbers of pairs (L, R) for each pair of their copies."""
    if (len(left.person), len(right.person)) == pairs.shape and left.is_first.all() and right.is_first.all():
        return pairs
    return pairs[np.ix_(left.person, right.person)]


def _value(aim: Aim, left: Copies, right: Copies, chosen: Matching) -> int:
    """Return what matched copies add to an aim."""
    by_left, by_right = _ends(aim, left, right)
    total = int(by_left[chosen.rows].sum() + by_right[chosen.columns].sum())
    if aim.pair is None:
        return total
    return total + int(aim.pair[left.person[chosen.rows], right.person[chosen.columns]].sum())


def packed(aims: Sequence[Aim], bases: Sequence[int], left: Copies, right: Copies) -> IntArray:
    """Return what each pair of copies adds to the first aims, packed into one number."""
    by_left, by_right = (np.zeros(len(copies.person), dtype=np.int64) for copies in (left, right))
    weights = np.zeros((len(left.person), len(right.person)), dtype=np.int64)
    for aim, base in zip(aims, bases, strict=False):
        ends = _ends(aim, left, right)
        by_left += base * ends[0]
        by_right += base * ends[1]
        if aim.pair is not None and aim.pair.any():
            weights += base * spread(aim.pair, left, right)
    weights += by_left[:, None]
    weights += by_right[None, :]
    return weights


def _smallest(keys: Sequence[IntArray], count: int) -> IntArray:
    """Return the places of the `count` smallest entries by these keys, then in order.

    Each key parts those that are surely in from those that the next one decides on; sorting a million by
    all keys takes ten times as long.
    """
    tied, chosen = np.arange(len(keys[0])), [np.zeros(0, dtype=np.int64)]
    for key in keys:
        mine = key[tied]
        last = np.partition(mine, count - 1)[count - 1]
        chosen.append(tied[mine < last])
        count -= len(chosen[-1])
        tied = tied[mine == last]
    return np.concatenate([*chosen, tied[:count]])


def _bases(aims: Sequence[Aim], left: Copies, right: Copies, *, is_first_level: bool) -> tuple[int, ...]:
    """Return factors for as many aims as stay exact together: each outweighs all later ones in any plan."""
    pairs = min(len(left.person), len(right.person))
    room = EXACT // (1 if is_first_level else 4 * pairs + 1)
    spans = list[int]()
    for aim in aims:
        pair = aim.pair if aim.pair is not None else np.zeros(0, dtype=np.int64)
        reach = sum(int(np.abs(numbers).max(initial=0)) for numbers in (pair, *_ends(aim, left, right)))
        span = outweighing(pairs, reach)
        if spans and prod([*spans, span]) > room:
            break
        spans.append(span)
    return tuple(prod(spans[place + 1 :]) for place in range(len(spans)))
