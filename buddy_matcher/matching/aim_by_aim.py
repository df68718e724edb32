"""The best plan when the rules cost more than points: one aim after the other, the earlier ones held.

1. Bound the aims in their order by linear programmes and assignments (`steps`), each earlier aim held at its
   own bound. Pairs that a bound lacks are put in until it is the linear programme's own.
2. Look for a plan that reaches all these bounds but the last, and comes as near to that as possible. Mostly
   there is one, and it is best: a better one could only gain in the last aim, with pairs that were searched.
3. Where there is none, some bound is out of reach. Then find the best plan for one aim after the other until
   one falls short of its bound, and go back to 1 with the aims that are left.

Pairs that no equally good plan uses are left out from each aim to the next.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import floor

import numpy as np

from buddy_matcher.matching.arrays import BoolArray, IntArray
from buddy_matcher.matching.duals import PRICE_UNIT, Copies, Step
from buddy_matcher.matching.partners import possible, sides_of
from buddy_matcher.matching.plan import plan_of
from buddy_matcher.matching.programme import Programme, RowPrices
from buddy_matcher.matching.relaxation import Relaxation, spread
from buddy_matcher.matching.search import LARGEST_WEIGHT, Search, TimeUpError
from buddy_matcher.matching.steps import Bound, bound_for, whole_prices

# How many pairs for each person are put in at a time, so that a bound no longer lacks them.
PUT_IN = 2

# With how many pairs for each person the search for a plan at the bounds begins. They become four times as
# many until nothing outside can be better; having found no plan with so many, the search gives up.
NARROWEST, WIDEST = 2, 8

# A reduced cost that no pair has.
FAR = 1 << 62

# What the linear programme's total may lack of a whole number.
ROUNDING = 1e-6


@dataclass(frozen=True)
class _Rung:
    """A bound, the `value` its aim is held at, and which copies a plan that reaches it may match."""

    bound: Bound
    value: int
    is_open: BoolArray


class AimByAim:
    """Settles the aims in their order; `pairs` (L, R) are those to begin with."""

    def __init__(self, search: Search, relaxation: Relaxation, pairs: BoolArray) -> None:
        self._search = search
        self._problem = search.problem
        self._relaxation = relaxation
        self._aims = relaxation.aims
        self._pairs = pairs.copy()
        self._locked = plan_of(search.problem, search.problem.locked)
        # Of the aims settled so far: the proofs, and the copies that a plan best in all of them may match.
        self._steps: list[Step] = []
        self._is_open = relaxation.is_open
        self._is_tie_broken = False

    def proofs(self) -> tuple[Step, ...]:
        """Make the search's plan the best of all, and return the proof for each aim.

        Raises TimeUpError when the time was up before that.
        """
        self._put_in_pairs_without_substitute()
        while len(self._steps) < len(self._aims):
            rungs = self._rungs()
            is_complete = len(self._steps) + len(rungs) == len(self._aims)
            if not (is_complete and self._settle_together(rungs)):
                self._settle_below(rungs)
        if not self._is_tie_broken:
            programme = self._holding(self._values(), self._is_open & self._is_put_in())
            with suppress(TimeUpError):
                self._search.improve(programme, self._search.tie)
        return tuple(self._steps)

    def _rungs(self) -> list[_Rung]:
        """Return bounds for the aims that are left, each with those before held; as far as they go."""
        rungs = list[_Rung]()
        while len(self._steps) + len(rungs) < len(self._aims):
            pairs_before = np.count_nonzero(self._pairs)
            rungs += self._climb(rungs)
            if np.count_nonzero(self._pairs) == pairs_before:
                break
        return rungs

    def _climb(self, rungs: Sequence[_Rung]) -> list[_Rung]:
        """Return the next bounds that lack no pairs; put in the pairs that those above them lack."""
        held, is_open = self._top(rungs)
        programme = self._holding(held, is_open & self._is_put_in())
        climbed, is_firm = list[_Rung](), True
        for place in range(len(held), len(self._aims)):
            self._report(place)
            found = programme.prices(self._aims[place])
            if found is None:
                break
            bound = self._bound(programme, found, is_open)
            value = min(floor(found.total + ROUNDING), bound.highest(held))
            if value < bound.highest(held):
                might_help = bound.reduced <= bound.gap([*held, value]) - PRICE_UNIT
                is_lacking = self._put_in_nearest(is_open & might_help & ~self._is_put_in(), bound.reduced)
                # The last aim is not held, so any bound will do that lacks no pairs.
                is_firm = is_firm and place == len(self._aims) - 1 and not is_lacking
            held.append(value)
            programme.hold(self._aims[place], value)
            is_open = is_open & (bound.reduced <= bound.gap(held))
            if is_firm:
                climbed.append(_Rung(bound, value, is_open))
        return climbed

    def _settle_together(self, rungs: Sequence[_Rung]) -> bool:
        """Settle all aims that are left, if one plan reaches all bounds but the last."""
        *before, last = rungs
        held, is_open = self._top(before)
        reduced, gap, width = last.bound.reduced, None, NARROWEST
        while True:
            slack = self._slack(reduced[is_open], width, gap)
            programme = self._holding(held, is_open & (reduced <= slack))
            if self._improve(programme, len(held)):
                gap = last.bound.gap(self._search.plan.values(self._aims))
                is_searched = spread(programme.pairs, *self._copies)
                if not (is_open & ~is_searched & (reduced <= gap)).any():
                    break
            elif width >= WIDEST or slack == FAR:
                return False
            width *= 4
        self._steps += [rung.bound.step(programme.pairs) for rung in rungs]
        self._is_open = is_open & (reduced <= gap)
        return True

    def _improve(self, programme: Programme, place: int) -> bool:
        aim = self._aims[place]
        self._is_tie_broken = programme.largest_weight(aim) <= LARGEST_WEIGHT
        return self._search.improve(programme, self._search.with_tie(aim) if self._is_tie_broken else aim)

    def _slack(self, reduced: IntArray, width: int, gap: int | None) -> int:
        """Return up to which reduced cost there are `width` pairs for each person; at most the gap."""
        count = width * sum(self._problem.shape)
        slack = int(np.partition(reduced, count)[count]) if reduced.size > count else FAR
        return slack if gap is None else min(slack, gap)

    def _settle_below(self, rungs: Sequence[_Rung]) -> None:
        """Settle one aim after the other, up to the first that falls short of its bound."""
        for rung in (*rungs, None):
            if len(self._steps) < len(self._aims):
                self._is_tie_broken = False
                self._steps.append(self._best_for(len(self._steps)))
                if rung is None or self._values()[-1] < rung.value:
                    return

    def _best_for(self, place: int) -> Step:
        """Find the best plan for one aim, those before held, and return the proof."""
        aim, is_again = self._aims[place], False
        while True:
            self._report(place)
            programme = self._holding(self._values(), self._is_open & self._is_put_in())
            bound = self._bound(programme, programme.prices(self._aims[place]), self._is_open)
            # The best plan for an earlier aim may reach this bound too: then there is nothing to search for.
            if bound.gap(self._search.plan.values(self._aims)) >= PRICE_UNIT and programme.tells_apart(aim):
                # To see that nothing is better is quicker than to find the same plan anew.
                if is_again:
                    programme.reach(aim, self._search.plan.value(aim) + 1, "better_than_the_plan_so_far")
                self._search.improve(programme, aim)
            is_again = True
            step = self._proof(bound, programme.pairs)
            if step is not None:
                return step

    def _proof(self, bound: Bound, searched: BoolArray) -> Step | None:
        """Return the proof that no pair outside those searched helps; put in pairs that might.

        Prices from too few pairs are poor ones, so pairs come in by and by, nearest first. None when those
        in already are to be searched as well.
        """
        place, values = len(self._steps), self._search.plan.values(self._aims)
        while True:
            gap = bound.gap(values)
            might_help = (
                self._is_open & ~spread(searched, *self._copies) & (bound.reduced <= gap - PRICE_UNIT)
            )
            if not might_help.any():
                self._is_open = self._is_open & (bound.reduced <= gap)
                return bound.step(searched)
            if not self._put_in_nearest(might_help & ~self._is_put_in(), bound.reduced):
                return None
            self._report(place)
            programme = self._holding(self._values(), self._is_open & self._is_put_in())
            bound = self._bound(programme, programme.prices(self._aims[place]), self._is_open)

    def _bound(self, programme: Programme, found: RowPrices | None, is_open: BoolArray) -> Bound:
        prices = whole_prices(self._problem, programme, found or programme.no_prices())
        return bound_for(self._problem, self._relaxation, prices, is_open)

    def _holding(self, values: Sequence[int], is_searched: BoolArray) -> Programme:
        """Return the plans with these values in the first aims, of these pairs of copies and locked ones."""
        left, right = self._copies
        rows, columns = np.nonzero(is_searched)
        pairs = np.zeros(self._problem.shape, dtype=np.bool_)
        pairs[left.person[rows], right.person[columns]] = True
        pairs[self._locked.rows, self._locked.columns] = True
        programme = Programme(self._problem, *np.nonzero(pairs))
        for aim, value in zip(self._aims, values, strict=False):
            programme.hold(aim, value)
        return programme

    def _top(self, rungs: Sequence[_Rung]) -> tuple[list[int], BoolArray]:
        """Return the values held with these rungs, and which copies a plan that has them may match."""
        values = self._values() + [rung.value for rung in rungs]
        return values, rungs[-1].is_open if rungs else self._is_open

    def _values(self) -> list[int]:
        """Return the values of the aims settled so far."""
        return list(self._search.plan.values(self._aims[: len(self._steps)]))

    @property
    def _copies(self) -> tuple[Copies, Copies]:
        return self._relaxation.left, self._relaxation.right

    def _is_put_in(self) -> BoolArray:
        """Return which pairs of copies are of pairs put in so far."""
        return spread(self._pairs, *self._copies)

    def _put_in_pairs_without_substitute(self) -> None:
        """Put in pairs that few others can stand in for: those agreed, and those between hubs of trios."""
        self._pairs[self._search.plan.rows, self._search.plan.columns] = True
        for aim in self._aims:
            if aim.pair is not None and np.count_nonzero(aim.pair > 0) <= self._search.few:
                self._pairs |= (aim.pair > 0) & possible(self._problem)
        left, right = sides_of(self._problem)
        is_in_trios = (left.hub[:, None] & right.trio) | (left.trio[:, None] & right.hub)
        self._put_in_nearest(self._is_open & spread(is_in_trios, *self._copies))

    def _put_in_nearest(self, is_wanted: BoolArray, *ranks: IntArray) -> bool:
        """Put in the best of the wanted pairs of copies by these ranks, then by the relaxation's.

        Returns whether there were any.
        """
        left, right = self._copies
        rows, columns = np.nonzero(is_wanted)
        lefts, rights = left.person[rows], right.person[columns]
        ranks += self._relaxation.reduced_costs
        order = [self._search.small_tie[lefts, rights], *(rank[rows, columns] for rank in reversed(ranks))]
        nearest = np.lexsort(order)[: PUT_IN * sum(self._problem.shape)]
        self._pairs[lefts[nearest], rights[nearest]] = True
        return bool(len(rows))

    def _report(self, place: int) -> None:
        """Tell which aim is worked on. Raises TimeUpError when the time is up."""
        self._search.watch.report((1 + place / len(self._aims)) / 2, self._aims[place].stage)
        if self._search.watch.is_over():
            raise TimeUpError
