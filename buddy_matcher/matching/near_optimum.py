"""The best plan when the rules cost little: against the relaxed optimum it loses in the last level only.

1. Take the pairs that plans with at most some slack may use, and find the plan that loses least.
2. If it loses no more than the slack, no plan is better. Otherwise its loss is the new slack: back to 1.

Where limits bind, prices for them bring the relaxed optimum closer first. Nothing does so where the rules of
trios bind: to find the plan from afar can take a hundred times as long as to go through the aims.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from buddy_matcher.matching.aims import Aim
from buddy_matcher.matching.arrays import BoolArray, IntArray
from buddy_matcher.matching.plan import plan_of
from buddy_matcher.matching.programme import Programme
from buddy_matcher.matching.relaxation import Relaxation, relax
from buddy_matcher.matching.search import LARGEST_WEIGHT, Search

# With how many pairs for each person the search begins; without a plan among so many, the other way is tried.
NARROWEST, WIDEST = 1, 3


class NearOptimum:
    """Searches the `pairs` (L, R) near the optimum of `relaxation`, which it may bring closer."""

    def __init__(self, search: Search, relaxation: Relaxation) -> None:
        self._search = search
        self._problem = search.problem
        self._locked = plan_of(search.problem, search.problem.locked)
        self.relaxation = relaxation
        self.pairs: BoolArray = np.zeros(search.problem.shape, dtype=np.bool_)

    def finds_the_best(self) -> bool:
        """Return whether the search's plan is now proved best; if not, the rules cost more than points.

        Raises TimeUpError when the time was up before either was known.
        """
        programme, loss = self._programme(self._slack(WIDEST))
        if programme.largest_weight(loss) > LARGEST_WEIGHT:
            return False
        prices = programme.prices(loss)
        if prices is None or prices.are_for_trios:
            return False
        if prices.limits.any():
            self._price_limits(prices.limits.tolist())
        return self._is_best_within(self._slack(NARROWEST))

    def _is_best_within(self, slack: int) -> bool:
        while True:
            self._search.watch.report(1 / 3, self.relaxation.aims[-1].stage)
            programme, loss = self._programme(slack)
            if programme.largest_weight(loss) > LARGEST_WEIGHT:
                return False
            if self._search.improve(programme, self._search.with_tie(loss)):
                *earlier, last = self.relaxation.gap_of(self._search.plan.values(self.relaxation.aims))
                if any(earlier) or last <= slack:
                    return not any(earlier)
                slack = last
            elif slack < self._slack(WIDEST):
                slack = self._slack(WIDEST)
            else:
                return False

    def _price_limits(self, prices: Sequence[float]) -> None:
        """Let prices stand in for the limits, which brings the relaxed optimum closer."""
        self.relaxation = relax(self._problem, self.relaxation.aims, self._search.tie, prices)

    def _slack(self, pairs_per_person: int) -> int:
        """Return how much the pairs may lose for there to be so many."""
        return min(LARGEST_WEIGHT, self.relaxation.slack_for(pairs_per_person * sum(self._problem.shape)))

    def _programme(self, slack: int) -> tuple[Programme, Aim]:
        """Return the plans that lose at most `slack`, with some others, and what they lose, negated."""
        earlier = self.relaxation.levels[:-1]
        self.pairs = self.relaxation.within((*(0 for _ in earlier), slack))
        self.pairs[self._locked.rows, self._locked.columns] = True
        loss = self.relaxation.loss_of_last_level()
        must_left, must_right = loss.left_first > slack, loss.right_first > slack
        for level in earlier:
            left, right = self.relaxation.first_duals(level)
            must_left |= left > 0
            must_right |= right > 0
        programme = Programme(self._problem, *np.nonzero(self.pairs))
        programme.require(must_left, must_right)
        programme.require_extras(*self._extras_needed(slack))
        left, right = np.where(must_left, 0, loss.left_first), np.where(must_right, 0, loss.right_first)
        return programme, replace(loss, left_first=left, right_first=right)

    def _extras_needed(self, slack: int) -> tuple[IntArray, IntArray]:
        """Return how many extra partners everybody must have for a plan that loses at most `slack`."""
        counts = []
        for copies, side, shape in zip(
            (self.relaxation.left, self.relaxation.right), (0, 1), self._problem.shape, strict=True
        ):
            is_needed = np.zeros(len(copies.person), dtype=np.bool_)
            for level in self.relaxation.levels:
                is_needed |= (level.left, level.right)[side] > (
                    slack if level is self.relaxation.levels[-1] else 0
                )
            counts.append(np.bincount(copies.person[is_needed & ~copies.is_first], minlength=shape))
        return counts[0], counts[1]
