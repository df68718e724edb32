"""The numbers that prove a bound: duals of everybody's copies, level by level.

Only their form; `relaxation` finds them and `certificate` checks them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from buddy_matcher.matching.arrays import BoolArray, IntArray

# Prices are kept in 65,536ths of an aim's unit, so that bounds stay whole numbers: rounding a thousand prices
# adds less than a hundredth of a point, and a million pairs of a million points stay below 2^63.
PRICE_UNIT = 1 << 16


@dataclass(frozen=True)
class Copies:
    """The copies of one side's people: whose, and whether it is the one that makes them matched at all."""

    person: IntArray
    is_first: BoolArray


@dataclass(frozen=True)
class Level:
    """Aims `start` and following, packed into one number with `bases`, and the duals of all copies for it."""

    start: int
    bases: tuple[int, ...]
    left: IntArray
    right: IntArray

    @property
    def optimum(self) -> int:
        """The largest packed value of any plan that is best for the levels before."""
        return int(self.left.sum() + self.right.sum())

    def packed(self, values: Sequence[int]) -> int:
        """Return the one number for a plan, given its values in all aims."""
        mine = values[self.start : self.start + len(self.bases)]
        return sum(base * value for base, value in zip(self.bases, mine, strict=True))


@dataclass(frozen=True)
class Prices:
    """What stands in for the rules of the integer programme, in `PRICE_UNIT`: Lagrange's multipliers.

    `held` is paid or charged for each unit of an earlier aim, so that its value stays. All pairs of a person
    pay `left` or `right`, which is given to them for each partner they have. A pair within a limit pays that
    limit's price. A hub's price is paid for an extra partner, and by pairs with people who are not happy in
    a trio. `left_others` and `right_others` (L, R) hold a price for each hub and each person who is happy in
    a trio: it is paid by their pair, and by all pairs of the hub with people who are not happy in one, since
    a hub with such a partner has nobody else. `both_hubs` (L, R) is paid by a pair of hubs, and by each of
    them for an extra partner. `left_apart` and `right_apart` (people, places in `Side.apart` of the other
    side) are paid by a hub's pairs with the two to be kept apart. All but `held`, `left` and `right` are 0 or
    more.
    """

    held: tuple[int, ...]
    left: IntArray
    right: IntArray
    limits: IntArray
    left_hubs: IntArray
    right_hubs: IntArray
    left_others: IntArray
    right_others: IntArray
    both_hubs: IntArray
    left_apart: IntArray
    right_apart: IntArray


@dataclass(frozen=True)
class Step:
    """Proof for one aim, the earlier ones held at the plan's values: the prices.

    `pairs` (L, R) are those within which there is nothing better: the solver searched them, or it is known
    from the same problem with fewer locks.
    """

    prices: Prices
    pairs: BoolArray

    @property
    def place(self) -> int:
        """The place of the aim, among all of them."""
        return len(self.prices.held)
