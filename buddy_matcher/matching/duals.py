"""The numbers that prove a bound: duals of everybody's copies, level by level.

Only their form; `relaxation` finds them and `certificate` checks them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from buddy_matcher.matching.arrays import BoolArray, IntArray

# Prices are kept in sixteenths of an aim's unit, so that bounds stay whole numbers.
PRICE_UNIT = 16


@dataclass(frozen=True)
class Copies:
    """The copies of one side's people: whose, and whether it is the one that makes them matched at all."""

    person: IntArray
    is_first: BoolArray


@dataclass(frozen=True)
class Level:
    """Aims `start` and following, packed into one number with `bases`, and the duals of all copies for it.

    With `prices`, one for each limit, a pair within a limit pays its price, and each plan is given as much
    as it may have to pay in all: so no plan loses, and pairs that crowd a limit become dearer.
    """

    start: int
    bases: tuple[int, ...]
    left: IntArray
    right: IntArray
    prices: tuple[int, ...] = ()
    given: int = 0

    @property
    def optimum(self) -> int:
        """The largest packed value of any plan that is best for the levels before."""
        return int(self.left.sum() + self.right.sum()) + self.given

    def packed(self, values: Sequence[int]) -> int:
        """Return the one number for a plan, given its values in all aims."""
        mine = values[self.start : self.start + len(self.bases)]
        return sum(base * value for base, value in zip(self.bases, mine, strict=True))


@dataclass(frozen=True)
class Prices:
    """What stands in for rules that the relaxation leaves out, in `PRICE_UNIT`: Lagrange's multipliers.

    `held` is paid or charged for each unit of an earlier aim, so that its value stays; a pair within a limit
    pays that limit's price; a hub's price is paid by their extra copy's pairs, and by pairs of their first
    copy with people who are not happy in a trio. `left_others` and `right_others` (L, R) hold a price for
    each hub and each person who is happy in a trio: it is paid by their pair, and by all pairs of the hub
    with people who are not happy in one, since a hub with such a partner has nobody else. All but `held`
    are 0 or more.
    """

    held: tuple[int, ...]
    limits: tuple[int, ...]
    left_hubs: IntArray
    right_hubs: IntArray
    left_others: IntArray
    right_others: IntArray


@dataclass(frozen=True)
class Step:
    """Proof for one aim, the earlier ones held at the plan's values: prices, and the duals under them.

    `pairs` (L, R) are those within which the solver found nothing better.
    """

    prices: Prices
    left: IntArray
    right: IntArray
    pairs: BoolArray
