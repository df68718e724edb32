"""Bounds for one aim after the other, where the side rules cost more than points.

While the relaxed optimum is reached in all earlier aims, its own duals bound the next one (`relaxation`).
After an aim that the side rules lower, they do not. Then each aim gets a bound of its own: prices from a
small linear programme stand in for the earlier aims' values and for the side rules, and one assignment over
all pairs turns them into whole-number duals. Any prices give a true bound; those of the linear programme
give its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from buddy_matcher.domain.assignment import SolverFailed
from buddy_matcher.matching.arrays import BoolArray, IntArray
from buddy_matcher.matching.duals import PRICE_UNIT, Prices, Step
from buddy_matcher.matching.lap import duals_of, heaviest_matching
from buddy_matcher.matching.linear import FloatArray
from buddy_matcher.matching.partners import sides_of
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.programme import Programme, RowPrices
from buddy_matcher.matching.relaxation import Relaxation, limit_charges, packed, spread


@dataclass(frozen=True)
class Bound:
    """What prices prove of the aim after those they hold.

    `total` bounds what any plan is worth in the held aims and this one, at those prices; `reduced` are the
    reduced costs of all pairs of copies. Both are in `PRICE_UNIT`.
    """

    prices: Prices
    left: IntArray
    right: IntArray
    reduced: IntArray
    total: int

    def gap(self, values: Sequence[int]) -> int:
        """Return how far a plan with these values is below the bound.

        A plan that equals it in all aims so far uses no pair with a reduced cost above that.
        """
        return self.total - _worth(self.prices, values)

    def highest(self, values: Sequence[int]) -> int:
        """Return what a plan with these values in the held aims can at most be worth in this one."""
        return self.gap(values) // PRICE_UNIT

    def step(self, pairs: BoolArray) -> Step:
        """Return the proof, once the solver has found nothing better within these pairs (L, R)."""
        return Step(self.prices, self.left, self.right, pairs)


def bound_for(
    problem: AssignmentProblem, relaxation: Relaxation, prices: Prices, is_open: BoolArray
) -> Bound:
    """Return the bound that these prices give for the aim after those they hold.

    `is_open` tells which copies a plan may match that is best in the earlier aims. Raises SolverFailed when
    the bound cannot be proved.
    """
    weights = _priced_weights(problem, relaxation, prices)
    duals = duals_of(weights, is_open, heaviest_matching(weights, is_open))
    if duals is None:
        raise SolverFailed("the assignment solver's answer has no proof")
    given = sum(price * limit.at_most for price, limit in zip(prices.limits, problem.limits, strict=True))
    once = (prices.left_hubs, prices.right_hubs, prices.left_others, prices.right_others)
    given += sum(int(each.sum()) for each in once)
    return Bound(
        prices=prices,
        left=duals.left,
        right=duals.right,
        reduced=duals.left[:, None] + duals.right[None, :] - weights,
        total=int(duals.left.sum() + duals.right.sum()) + given,
    )


def whole_prices(problem: AssignmentProblem, programme: Programme, found: RowPrices) -> Prices:
    """Return what the linear programme found as whole numbers."""
    left_others, right_others = (np.zeros(problem.shape, dtype=np.int64) for _ in range(2))
    left_others[programme.rows, programme.columns] = _whole(found.left_others).clip(min=0)
    right_others[programme.rows, programme.columns] = _whole(found.right_others).clip(min=0)
    return Prices(
        held=tuple((-_whole(found.held)).tolist()),
        limits=tuple(_whole(found.limits).clip(min=0).tolist()),
        left_hubs=_whole(found.left_hubs).clip(min=0),
        right_hubs=_whole(found.right_hubs).clip(min=0),
        left_others=left_others,
        right_others=right_others,
    )


def _whole(worth: FloatArray) -> IntArray:
    return np.rint(worth * PRICE_UNIT).astype(np.int64)


def _worth(prices: Prices, values: Sequence[int]) -> int:
    return sum(base * value for base, value in zip((*prices.held, PRICE_UNIT), values, strict=False))


def _priced_weights(problem: AssignmentProblem, relaxation: Relaxation, prices: Prices) -> IntArray:
    left, right = relaxation.left, relaxation.right
    factors = (*prices.held, PRICE_UNIT)
    weights = packed(relaxation.aims, factors, left, right)
    if any(prices.limits):
        weights -= spread(limit_charges(problem, prices.limits), left, right)
    left_side, right_side = sides_of(problem)
    if prices.left_hubs.any():
        is_charged = ~left.is_first[:, None] | ~right_side.trio[right.person][None, :]
        weights -= prices.left_hubs[left.person][:, None] * is_charged
    if prices.right_hubs.any():
        is_charged = ~right.is_first[None, :] | ~left_side.trio[left.person][:, None]
        weights -= prices.right_hubs[right.person][None, :] * is_charged
    if prices.left_others.any() or prices.right_others.any():
        by_left = _paid_by_pairs(prices.left_others, right_side.trio)
        by_right = _paid_by_pairs(prices.right_others.T, left_side.trio).T
        weights -= spread(by_left + by_right, left, right)
    return weights


def _paid_by_pairs(others: IntArray, is_happy: BoolArray) -> IntArray:
    """Return what the pairs of hubs (rows) pay: their own price, or with an outsider all of the hub's."""
    return np.where(is_happy[None, :], others, others.sum(axis=1, keepdims=True))
