"""Bounds for one aim after the other, where the side rules cost more than points.

While the relaxed optimum is reached in all earlier aims, its own duals bound the next one (`relaxation`).
After an aim that the side rules lower, they do not. Then each aim gets a bound of its own: prices from a
small linear programme stand in for the earlier aims' values and for the side rules, and one assignment over
all pairs turns them into whole-number duals. Any prices give a true bound; those of the linear programme
give its own.
"""

from collections.abc import Sequence

import numpy as np

from buddy_matcher.domain.assignment import SolverFailed
from buddy_matcher.matching.arrays import BoolArray, IntArray
from buddy_matcher.matching.duals import PRICE_UNIT, Prices, Step
from buddy_matcher.matching.lap import duals_of, heaviest_matching
from buddy_matcher.matching.partners import sides_of
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.relaxation import Relaxation, limit_charges, packed, spread


def step_for(
    problem: AssignmentProblem, relaxation: Relaxation, prices: Prices, pairs: BoolArray, is_open: BoolArray
) -> Step:
    """Return the bound that these prices give for the aim after those they hold.

    `is_open` tells which copies a plan may match that is best in the earlier aims. Raises SolverFailed when
    the bound cannot be proved.
    """
    weights = _priced_weights(problem, relaxation, prices)
    matching = heaviest_matching(weights, is_open)
    duals = duals_of(weights, is_open, matching)
    if duals is None:
        raise SolverFailed("the assignment solver's answer has no proof")
    return Step(prices, duals.left, duals.right, pairs)


def missing_pairs(
    relaxation: Relaxation, step: Step, reduced: IntArray, gap: int, is_open: BoolArray
) -> tuple[IntArray, IntArray, IntArray]:
    """Return rows, columns and reduced costs of pairs outside the step's that a better plan might use.

    A plan is better that equals the present one up to the step's aim, and has more there.
    """
    left, right = relaxation.left.person, relaxation.right.person
    rows, columns = np.nonzero(is_open & ~step.pairs[np.ix_(left, right)] & (reduced <= gap - PRICE_UNIT))
    return left[rows], right[columns], reduced[rows, columns]


def losses(
    problem: AssignmentProblem, relaxation: Relaxation, step: Step, values: Sequence[int]
) -> tuple[IntArray, int]:
    """Return the reduced costs of all pairs of copies, and how far a plan of these values is below the bound.

    A plan that equals it in all aims so far uses no pair with a reduced cost above that.
    """
    weights = _priced_weights(problem, relaxation, step.prices)
    reduced = step.left[:, None] + step.right[None, :] - weights
    prices = step.prices
    given = sum(price * limit.at_most for price, limit in zip(prices.limits, problem.limits, strict=True))
    once = (prices.left_hubs, prices.right_hubs, prices.left_others, prices.right_others)
    given += sum(int(each.sum()) for each in once)
    bound = int(step.left.sum() + step.right.sum()) + given
    worth = sum(base * value for base, value in zip((*prices.held, PRICE_UNIT), values, strict=False))
    return reduced, bound - worth


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
