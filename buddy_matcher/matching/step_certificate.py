"""Checks the proof by prices: for each aim, the earlier ones held, prices on the rules bound every plan.

Any prices that pass here are a proof, however they were found. Like `certificate` it counts in its own way
and must not import `aims`, `partners` or `programme`.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from buddy_matcher.matching.arrays import BoolArray, Id, IntArray
from buddy_matcher.matching.duals import PRICE_UNIT, Prices, Step
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.recount import Worth, counts_of, expect, marks_of, may_share


def check_steps(
    problem: AssignmentProblem, steps: Sequence[Step], values: Sequence[int], reached: int, usable: BoolArray
) -> None:
    """See that for each aim, the earlier ones held, no pair was left out that could be in a better plan.

    The first aims, `reached` in number, need no step.
    """
    counts = list(counts_of(problem))
    first = len(counts) - len(steps)
    expect(0 <= first <= reached, "the proof leaves out an aim")
    is_open = usable.copy()
    for place, step in enumerate(steps, start=first):
        expect(len(step.prices.held) == place, "a step does not hold the aims before it")
        factors = (*step.prices.held, PRICE_UNIT)
        paid = _paid(problem, step.prices)
        worth = _weighed(factors, counts)
        # A locked pair is in every plan, whatever it costs, so it loses nothing against the bound.
        reduced = np.where(marks_of(problem, problem.locked) == 1, 0, paid - worth.pair)
        bound = _given(problem, step.prices) + _gained(problem, step.prices, paid, worth, is_open)
        gap = bound - sum(factor * value for factor, value in zip(factors, values, strict=False))
        left_out = is_open & ~step.pairs & (reduced <= gap - PRICE_UNIT)
        expect(gap < PRICE_UNIT or not left_out.any(), "a pair that could be in a better plan was left out")
        # No plan as good so far uses a pair that alone costs more than the whole plan loses.
        is_open &= reduced <= gap


def _weighed(factors: Sequence[int], counts: Sequence[Worth]) -> Worth:
    def weighed(of: Callable[[Worth], IntArray]) -> IntArray:
        total = np.zeros_like(of(counts[0]))
        for factor, count in zip(factors, counts, strict=False):
            if factor and of(count).any():
                total += factor * of(count)
        return total

    return Worth(
        weighed(lambda count: count.pair),
        (weighed(lambda count: count.first[0]), weighed(lambda count: count.first[1])),
        (weighed(lambda count: count.extra[0]), weighed(lambda count: count.extra[1])),
    )


def _paid(problem: AssignmentProblem, prices: Prices) -> IntArray:
    """Return what each pair (L, R) pays: the price of every rule that it uses up."""
    (left_may, right_may), hubs = may_share(problem)
    _check_prices(prices, hubs, (left_may, right_may))
    entries, paid = problem.limit_entries, prices.left[:, None] + prices.right[None, :]
    price = prices.limits[entries.place]
    is_paid = price > 0
    np.add.at(paid, (entries.row[is_paid], entries.column[is_paid]), price[is_paid])
    left_alone = prices.left_hubs + prices.left_others.sum(axis=1)
    right_alone = prices.right_hubs + prices.right_others.sum(axis=0)
    paid += np.where(right_may, prices.left_others, left_alone[:, None])
    paid += np.where(left_may[:, None], prices.right_others, right_alone)
    paid += prices.both_hubs
    apart = _kept_apart(problem, problem.row_of), _kept_apart(problem, problem.column_of)
    for row, place in np.argwhere(prices.left_apart).tolist():
        for column in apart[1][place]:
            paid[row, column] += prices.left_apart[row, place]
    for column, place in np.argwhere(prices.right_apart).tolist():
        for row in apart[0][place]:
            paid[row, column] += prices.right_apart[column, place]
    return paid


def _given(problem: AssignmentProblem, prices: Prices) -> int:
    """Return what every plan is given: the price of each rule as often as the rule permits."""
    at_most = np.array([limit.at_most for limit in problem.limits], dtype=np.int64)
    once = [prices.left_hubs, prices.right_hubs, prices.left_others, prices.right_others]
    once += [prices.left_apart, prices.right_apart]
    given = int(prices.limits @ at_most) + 2 * int(prices.both_hubs.sum())
    return given + sum(int(price.sum()) for price in once)


def _gained(
    problem: AssignmentProblem, prices: Prices, paid: IntArray, worth: Worth, is_open: BoolArray
) -> int:
    """Return what pairs, first and extra partners gain at these prices, each by itself and at the most."""
    must = marks_of(problem, problem.locked) == 1
    gains = np.where(must, worth.pair - paid, np.maximum(worth.pair - paid, 0))
    total = int(gains[is_open].sum())
    _may, hubs = may_share(problem)
    sides = (
        (problem.left_capacity, hubs[0], prices.left, prices.left_hubs, 1),
        (problem.right_capacity, hubs[1], prices.right, prices.right_hubs, 0),
    )
    for side, (capacity, is_hub, own, extra_price, axis) in enumerate(sides):
        extras = np.maximum(np.where(is_hub, 2, capacity) - 1, 0)
        paid_for_extra = extra_price + prices.both_hubs.sum(axis=axis)
        gain = np.maximum(worth.first[side] + own, 0)
        gain += extras * np.maximum(worth.extra[side] + own - paid_for_extra, 0)
        total += int(gain[is_open.any(axis=axis)].sum())
    return total


def _check_prices(
    prices: Prices, hubs: tuple[BoolArray, BoolArray], may: tuple[BoolArray, BoolArray]
) -> None:
    """See that no price is below 0 where a rule says "at most", and that only hubs have prices of trios."""
    rules = (
        prices.limits,
        prices.left_hubs,
        prices.right_hubs,
        prices.left_others,
        prices.right_others,
        prices.both_hubs,
        prices.left_apart,
        prices.right_apart,
    )
    expect(all(bool((rule >= 0).all()) for rule in rules), "a price is negative")
    (left_hub, right_hub), (left_may, right_may) = hubs, may
    if not any(price.any() for price in rules[1:]):
        return
    strangers = (
        prices.left_hubs[~left_hub],
        prices.right_hubs[~right_hub],
        prices.left_others[~left_hub],
        prices.left_others[:, ~right_may],
        prices.right_others[:, ~right_hub],
        prices.right_others[~left_may],
        prices.both_hubs[~left_hub],
        prices.both_hubs[:, ~right_hub],
        prices.left_apart[~left_hub],
        prices.right_apart[~right_hub],
    )
    expect(not any(price.any() for price in strangers), "somebody pays for a trio they cannot share")


def _kept_apart(problem: AssignmentProblem, index_of: Mapping[Id, int]) -> list[tuple[int, int]]:
    """Return the pairs to be kept apart on one side, by index, each once and in order."""
    both = [(index_of[one], index_of[other]) for one, other in problem.apart if one in index_of]
    return sorted({(min(pair), max(pair)) for pair in both})
