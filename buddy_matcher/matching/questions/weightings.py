"""Which pairs of a plan hold however much each part of the points counts.

The points of a pair are the sum of parts, and each part has several ways to count: not at all, as it does
now, or twice. All aims before the points
are the same under every weighting, so their prices, which say what pairs can still be used and who must have
a partner, are worked out once and start every weighting: each is then one assignment among what is left.

A plan that breaks a rule which an assignment doesn't know (limits, threes, a pair that would count twice) is
computed again by `solve`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from buddy_matcher.domain.assignment import SolutionStatus, SolverFailed, Stage
from buddy_matcher.matching.aims import Aim, aims_of, locks_of, outweighing, tie_break
from buddy_matcher.matching.arrays import IntArray, Pair
from buddy_matcher.matching.lap import duals_of, heaviest_matching
from buddy_matcher.matching.partners import sides_of
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.relaxation import EXACT, Face, network, packed, spread
from buddy_matcher.matching.solver import solve
from buddy_matcher.matching.verify import broken_rule
from buddy_matcher.matching.watch import Cancelled

type Weighting = tuple[int, ...]
"""For each part the place of the way it counts."""

type Progress = Callable[[float], None]


@dataclass(frozen=True)
class Parts:
    """The ways each part of the points can count, arrays (L, R), and the `present` way of each."""

    ways: tuple[tuple[IntArray, ...], ...]
    present: Weighting

    def weightings(self) -> list[Weighting]:
        """Return every combination of ways, the present one first, then those one step from it."""
        every = product(*(range(len(ways)) for ways in self.ways))
        return sorted(every, key=lambda each: (self.steps(each), each))

    def steps(self, weighting: Weighting) -> int:
        """Return how many parts count otherwise than at present."""
        return sum(one != other for one, other in zip(weighting, self.present, strict=True))

    def score(self, weighting: Weighting) -> IntArray:
        """Return the points (L, R) of a weighting."""
        return np.sum([ways[way] for ways, way in zip(self.ways, weighting, strict=True)], axis=0)


@dataclass(frozen=True)
class Holding:
    """The best plan of each weighting tried; `is_all` when that was every combination."""

    plans: dict[Weighting, frozenset[Pair]]
    is_all: bool

    def share_of(self, pair: Pair) -> float:
        """Return in what share of the weightings, 0 to 1, a pair is in the plan."""
        return sum(pair in plan for plan in self.plans.values()) / len(self.plans)

    def instead_of(self, pair: Pair) -> tuple[Pair, ...]:
        """Return the pairs that the two people are in where this one isn't, those in most plans first."""
        counts: dict[Pair, int] = {}
        for plan in self.plans.values():
            if pair not in plan:
                for other in plan:
                    if pair[0] == other[0] or pair[1] == other[1]:
                        counts[other] = counts.get(other, 0) + 1
        return tuple(sorted(counts, key=lambda other: (-counts[other], other)))


def weigh(
    problem: AssignmentProblem,
    parts: Parts,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Holding | None:
    """Return the best plan under every weighting, the same that `solve` returns.

    With limits or people who are happy in a three only the present weighting and those one step from it are
    tried. `progress` is told the share done, 0 to 1. None when cancelled. Raises what `solve` raises.
    """
    weightings, is_all = parts.weightings(), not _has_side_rules(problem)
    if not is_all:
        weightings = [each for each in weightings if parts.steps(each) <= 1]
    planner = _Planner(problem)
    plans = {}
    for done, weighting in enumerate(weightings, start=1):
        plan = planner.plan(parts.score(weighting), cancelled)
        if plan is None:
            return None
        plans[weighting] = plan
        if progress:
            progress(done / len(weightings))
    return Holding(plans, is_all)


class _Planner:
    """Finds the best plan of a problem for different points."""

    def __init__(self, problem: AssignmentProblem) -> None:
        self._problem = problem
        self._known: dict[bytes, frozenset[Pair]] = {}
        ranked = problem.in_id_order()
        self._lefts, self._rights = ranked.left, ranked.right
        self._order = np.ix_(
            [problem.row_of[each] for each in ranked.left], [problem.column_of[each] for each in ranked.right]
        )
        aims = aims_of(ranked)
        self._left, self._right, is_open = network(ranked)
        place = next((place for place, aim in enumerate(aims) if aim.stage is Stage.SCORE), len(aims))
        self._face = Face(is_open)
        for aim in (locks_of(ranked), *aims[:place]):
            self._face.narrowed(self._counted(aim))
        self._counts_points = place < len(aims)
        self._later = [self._counted(aim) for aim in (*aims[place + 1 :], tie_break(ranked))]

    def plan(self, score: IntArray, cancelled: Cancelled | None) -> frozenset[Pair] | None:
        """Return the best plan for these points, None when cancelled."""
        if cancelled and cancelled():
            return None
        key = score.tobytes() if self._counts_points else b""
        if key not in self._known:
            pairs = self._assigned(score)
            if pairs is None:
                solution = solve(self._problem.changed(score=score), cancelled=cancelled)
                if solution.status is SolutionStatus.CANCELLED:
                    return None
                pairs = list(solution.pairs)
            self._known[key] = frozenset(pairs)
        return self._known[key]

    def _assigned(self, score: IntArray) -> list[Pair] | None:
        """Return the best plan by one assignment; None where that can't be known or is no plan."""
        points = spread(score[self._order], self._left, self._right)
        counts = [points, *self._later] if self._counts_points else self._later
        # With a reward for copies that must be matched, a weight grows by twice what a whole plan is worth.
        if _largest(counts) * (4 * min(points.shape) + 1) > EXACT:
            return None
        rewarded = self._face.rewarded(_in_turn(counts))
        found = heaviest_matching(rewarded, self._face.is_open)
        if duals_of(rewarded, self._face.is_open, found) is None:
            raise SolverFailed("the assignment solver's answer has no proof")
        lefts, rights = self._left.person[found.rows], self._right.person[found.columns]
        pairs = [
            (self._lefts[a], self._rights[b]) for a, b in zip(lefts.tolist(), rights.tolist(), strict=True)
        ]
        is_plan = len(set(pairs)) == len(pairs) and not broken_rule(self._problem, pairs)
        return pairs if is_plan else None

    def _counted(self, aim: Aim) -> IntArray:
        return packed((aim,), (1,), self._left, self._right)


def _in_turn(counts: Sequence[IntArray]) -> IntArray:
    """Return one weight for each pair in which every count outweighs all later ones in any plan."""
    weights = np.zeros_like(counts[0])
    for count in counts:
        weights = weights * _outweighing(count) + count
    return weights


def _largest(counts: Sequence[IntArray]) -> int:
    """Return what no weight of `_in_turn` exceeds, as a number of any size: an array's would run over."""
    largest = 0
    for count in counts:
        largest = largest * _outweighing(count) + int(np.abs(count).max(initial=0))
    return largest


def _outweighing(count: IntArray) -> int:
    return outweighing(min(count.shape), int(np.abs(count).max(initial=0)))


def _has_side_rules(problem: AssignmentProblem) -> bool:
    left, right = sides_of(problem)
    return bool(problem.limits) or bool(left.hub.any() or right.hub.any())
