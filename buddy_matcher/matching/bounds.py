"""Bounds that hold for every plan, from prices on the rules (Lagrange's multipliers), in whole numbers.

Each rule gets a price, to be paid for what uses it up; every plan is given as much as it may have to pay in
all. What a plan is worth then falls apart: each pair is worth its own weight less what it pays, and no plan
gains more than all pairs and people that are worth anything by themselves. So any prices give a bound
(Geoffrion 1974, "Lagrangean relaxation for integer programming"), and those of the linear programme give its
own. A pair's reduced cost, what it pays beyond its weight, is what a plan with it loses against the bound:
pairs that cost more than a plan is below the bound are in no better plan (reduced-cost fixing, as in
Crowder, Johnson and Padberg 1983).

Floating point only proposes the prices. They are rounded to `PRICE_UNIT`ths, and everything after that is
exact; `certificate` works the bound out again in its own way.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from buddy_matcher.matching.aims import Aim, marked_pairs
from buddy_matcher.matching.arrays import BoolArray, FloatArray, IntArray
from buddy_matcher.matching.duals import PRICE_UNIT, Prices, Step
from buddy_matcher.matching.partners import Side, sides_of
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.programme import Programme


@dataclass(frozen=True)
class Bound:
    """What prices prove of the aim after those they hold.

    `total` bounds what any plan is worth in the held aims and this one, at those prices; `reduced` (L, R) are
    the pairs' reduced costs, below 0 where a pair is worth more than it pays. Both are in `PRICE_UNIT`.
    """

    prices: Prices
    reduced: IntArray
    total: int

    def gap(self, values: Sequence[int]) -> int:
        """Return how far a plan with these values is below the bound.

        A plan that equals it in all aims so far uses no pair with a reduced cost above that.
        """
        factors = (*self.prices.held, PRICE_UNIT)
        return self.total - sum(base * value for base, value in zip(factors, values, strict=False))

    def highest(self, values: Sequence[int]) -> int:
        """Return what a plan with these values in the held aims can at most be worth in this one."""
        return self.gap(values) // PRICE_UNIT

    def step(self, pairs: BoolArray) -> Step:
        """Return the proof, once the solver has found nothing better within these pairs (L, R)."""
        return Step(self.prices, pairs)


class Pricing:
    """Bounds for one problem; what does not depend on the prices is worked out once."""

    def __init__(self, problem: AssignmentProblem, aims: Sequence[Aim]) -> None:
        self._problem = problem
        self._aims = aims
        self._sides = sides_of(problem)
        self.locked = marked_pairs(problem, problem.locked) > 0
        self._at_most = np.array([limit.at_most for limit in problem.limits], dtype=np.int64)

    def bound(self, prices: Prices, is_open: BoolArray) -> Bound:
        """Return the bound for the aim after those held, over the plans made of the open pairs (L, R)."""
        factors = (*prices.held, PRICE_UNIT)
        weight = np.zeros(self._problem.shape, dtype=np.int64)
        for factor, aim in zip(factors, self._aims, strict=False):
            if aim.pair is not None and factor and aim.pair.any():
                weight += factor * aim.pair
        reduced = prices.left[:, None] + prices.right[None, :] + self._paid_for_rules(prices) - weight
        # A locked pair is in every plan, whatever it costs, so it loses nothing against the bound.
        gained = np.where(self.locked, -reduced, (-reduced).clip(min=0))
        reduced = np.where(self.locked, 0, reduced)
        total = int(gained[is_open].sum()) + self._given(prices)
        total += self._gained_by_people(prices, factors, is_open)
        return Bound(prices, reduced, total)

    def along(
        self, steps: Iterable[Step], values: Sequence[int], is_open: BoolArray
    ) -> Iterator[tuple[Step, Bound, BoolArray]]:
        """Yield each step, its bound, and the pairs that plans with these values may use by then."""
        for step in steps:
            bound = self.bound(step.prices, is_open)
            is_open = is_open & (bound.reduced <= bound.gap(values[: step.place + 1]))
            yield step, bound, is_open

    def _paid_for_rules(self, prices: Prices) -> IntArray:
        """Return what each pair pays for limits and trios, beside its two people."""
        left, right = self._sides
        paid = prices.both_hubs.copy()
        if prices.limits.any():
            entries, price = self._problem.limit_entries, prices.limits[self._problem.limit_entries.place]
            is_paid = price > 0
            np.add.at(paid, (entries.row[is_paid], entries.column[is_paid]), price[is_paid])
        if left.hub.any():
            paid += _paid_by_hubs(prices.left_hubs, prices.left_others, prices.left_apart, right)
        if right.hub.any():
            paid += _paid_by_hubs(prices.right_hubs, prices.right_others.T, prices.right_apart, left).T
        return paid

    def _given(self, prices: Prices) -> int:
        once = (
            prices.left_hubs,
            prices.right_hubs,
            prices.left_others,
            prices.right_others,
            prices.left_apart,
            prices.right_apart,
        )
        given = int(prices.limits @ self._at_most) + 2 * int(prices.both_hubs.sum())
        return given + sum(int(each.sum()) for each in once)

    def _gained_by_people(self, prices: Prices, factors: Sequence[int], is_open: BoolArray) -> int:
        """Return what having a first partner and extra ones is worth to people by itself."""
        gained = 0
        for number, side in enumerate(self._sides):
            own, hubs = ((prices.left, prices.left_hubs), (prices.right, prices.right_hubs))[number]
            first, extra = own.copy(), own - hubs - prices.both_hubs.sum(axis=1 - number)
            for factor, aim in zip(factors, self._aims, strict=False):
                first += factor * (aim.left_first, aim.right_first)[number]
                extra += factor * (aim.left_extra, aim.right_extra)[number]
            worth = first.clip(min=0) + extra.clip(min=0) * (side.most - 1).clip(min=0)
            gained += int(worth[is_open.any(axis=1 - number)].sum())
        return gained

    def prices(self, programme: Programme, duals: FloatArray | None, held: Sequence[int | None]) -> Prices:
        """Return what the linear programme found, in whole numbers; without `duals` all rules are free.

        `held` are the rows that hold earlier aims, None for an aim without one.
        """
        found = _Found(programme, np.zeros(0) if duals is None else duals)
        lefts, rights = shape = self._problem.shape
        left, right = self._sides
        pairs = programme.layout.rows, programme.layout.columns
        factors = tuple(0 if row is None else -found.price_at(row) for row in held)
        return Prices(
            held=factors,
            left=self._prices_of_people(found, "left", 0, factors),
            right=self._prices_of_people(found, "right", 1, factors),
            limits=found.at_least_0("limits", (len(self._at_most),)),
            left_hubs=found.at_least_0("left_hubs", (lefts,)),
            right_hubs=found.at_least_0("right_hubs", (rights,)),
            left_others=found.at_least_0("left_others", shape, pairs),
            right_others=found.at_least_0("right_others", shape, pairs),
            both_hubs=found.at_least_0("both_hubs", shape, pairs),
            left_apart=found.at_least_0("left_apart", (lefts, len(right.apart))),
            right_apart=found.at_least_0("right_apart", (rights, len(left.apart))),
        )

    def _prices_of_people(self, found: "_Found", kind: str, side: int, factors: Sequence[int]) -> IntArray:
        # Who is in no pair of the programme pays just what a first partner is worth, so that being without
        # one gains nothing. Who can have but one partner has that worth in the pairs, and pays it back.
        first = np.zeros(self._problem.shape[side], dtype=np.int64)
        for factor, aim in zip((*factors, PRICE_UNIT), self._aims, strict=False):
            first += factor * (aim.left_first, aim.right_first)[side]
        prices = found.any_sign(kind, first.shape)
        is_single = self._sides[side].most <= 1
        prices[is_single] = prices[is_single].clip(min=0) - first[is_single]
        is_absent = np.ones(len(first), dtype=np.bool_)
        is_absent[list(found.programme.rules[kind])] = False
        prices[is_absent] = -first[is_absent]
        return prices


class _Found:
    """Reads the prices of a programme's rows, as whole numbers, from the solver's duals."""

    def __init__(self, programme: Programme, duals: FloatArray) -> None:
        self.programme = programme
        self._duals = np.rint(duals * PRICE_UNIT).astype(np.int64)

    def price_at(self, row: int) -> int:
        return int(self._duals[row]) if self._duals.size else 0

    def any_sign(
        self, kind: str, shape: tuple[int, ...], pairs: tuple[IntArray, IntArray] | None = None
    ) -> IntArray:
        """Return the prices of one kind of rule; those for pairs, known by number, at the pairs' places."""
        prices, rows = np.zeros(shape, dtype=np.int64), self.programme.rules.get(kind)
        if not rows or not self._duals.size:
            return prices
        index = np.array(list(rows), dtype=np.int64).reshape(len(rows), -1).T
        places = tuple(index) if pairs is None else (pairs[0][index[0]], pairs[1][index[0]])
        prices[places] = self._duals[list(rows.values())]
        return prices

    def at_least_0(
        self, kind: str, shape: tuple[int, ...], pairs: tuple[IntArray, IntArray] | None = None
    ) -> IntArray:
        return self.any_sign(kind, shape, pairs).clip(min=0)


def _paid_by_hubs(hubs: IntArray, others: IntArray, apart: IntArray, other: Side) -> IntArray:
    """Return what the pairs of hubs (rows) pay.

    With somebody who is happy in a trio that is the price of just this pair; with an outsider it is all of
    the hub's, since a hub with such a partner has nobody else.
    """
    outsider = hubs + others.sum(axis=1)
    paid = np.where(other.trio[None, :], others, outsider[:, None])
    for place in np.flatnonzero(apart.any(axis=0)).tolist():
        paid[:, list(other.apart[place])] += apart[:, place, None]
    return paid
