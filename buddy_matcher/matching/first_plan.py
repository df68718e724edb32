"""A good plan within a fraction of a second, before anything is proved.

The relaxed optimum breaks side rules. First it is led around the limits: of the pairs within a broken one
those stay that are the hardest to do without (their regret; Vogel's approximation, Reinfeld and Vogel 1958),
the others are closed, and the rest is relaxed again. As many of its pairs as all rules take are kept; what is
still free is relaxed again around them, until nothing more fits; then people who are left join others in a
three. Every round is one assignment, so that a plan stands long before the first search ends (a "relax and
fix" heuristic; Wolsey 1998, "Integer Programming", chapter 12).
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from buddy_matcher.matching.aims import Aim, marked_pairs
from buddy_matcher.matching.arrays import BoolArray, IntArray
from buddy_matcher.matching.lap import Matching
from buddy_matcher.matching.partners import TRIO_PARTNERS, possible, sides_of
from buddy_matcher.matching.plan import Plan, plan_of
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.relaxation import Relaxation, relax
from buddy_matcher.matching.residual import FAR

# The first rounds find nearly all pairs; each later one finds a few at most.
MOST_ROUNDS = 6

# Each round closes pairs for good, so that there may be as many as pairs; most take one or two, few ten.
MOST_REROUTES = 12


def first_plan(problem: AssignmentProblem, relaxation: Relaxation, tie: Aim) -> Plan:
    """Return a plan that keeps all rules, made from the relaxed optimum."""
    aims = relaxation.aims
    making = _Making(problem)
    making.take(plan_of(problem, problem.locked))
    making.take(_around_limits(problem, relaxation))
    for _round in range(MOST_ROUNDS):
        free = making.free_pairs()
        if not free.any():
            break
        rest = problem.changed(
            allowed=free,
            left_capacity=making.room[0].clip(min=0),
            right_capacity=making.room[1].clip(min=0),
            trio_left=np.zeros(problem.shape[0], dtype=np.bool_),
            trio_right=np.zeros(problem.shape[1], dtype=np.bool_),
            locked=(),
            limits=(),
        )
        if not making.take(relax(rest, aims, tie).plan):
            break
    making.take(making.joining_pairs(aims))
    return making.plan()


def _around_limits(problem: AssignmentProblem, relaxation: Relaxation) -> Plan:
    """Return a relaxed plan that keeps the limits, or nearly so."""
    entries = problem.limit_entries
    at_most = np.array([limit.at_most for limit in problem.limits], dtype=np.int64)
    is_locked = marked_pairs(problem, problem.locked) > 0
    is_closed, found = np.zeros(problem.shape, dtype=np.bool_), relaxation.matching
    for _round in range(MOST_REROUTES):
        plan, number = relaxation.plan_of(found), np.full(problem.shape, -1)
        number[plan.rows, plan.columns] = np.arange(len(plan.rows))
        pair = number[entries.row, entries.column]
        used = np.bincount(entries.place[pair >= 0], minlength=len(at_most))
        is_broken = (used > at_most)[entries.place]
        if not is_broken.any():
            break
        within = np.flatnonzero(is_broken & (pair >= 0))
        dearest_first = within[
            np.lexsort((-_regrets(relaxation, found)[pair[within]], entries.place[within]))
        ]
        place = entries.place[dearest_first]
        rank = np.arange(len(place)) - np.searchsorted(place, place)
        is_broken[dearest_first[rank < at_most[place]]] = False
        is_closed[entries.row[is_broken], entries.column[is_broken]] = True
        found = relaxation.without(is_closed & ~is_locked)
    return relaxation.plan_of(found)


def _regrets(relaxation: Relaxation, found: Matching) -> IntArray:
    """Return, for each pair of a relaxed plan, what its two people lose at least without each other."""
    rows, columns = found.rows, found.columns
    level = relaxation.levels[0]
    others = np.where(relaxation.is_open, relaxation.reduced_costs[0], FAR)
    others[rows, columns] = FAR
    by_left = np.minimum(others.min(axis=1, initial=FAR), level.left)
    by_right = np.minimum(others.min(axis=0, initial=FAR), level.right)
    regrets: IntArray = by_left[rows] + by_right[columns]
    return regrets


class _Making:
    """The pairs taken so far, and what room they leave: `room` for each left and each right person.

    It is -1 for the hub of a trio.
    """

    def __init__(self, problem: AssignmentProblem) -> None:
        self.room = problem.left_capacity.copy(), problem.right_capacity.copy()
        self._shape = problem.shape
        self._possible = possible(problem)
        self._sides = sides_of(problem)
        self._apart = tuple({frozenset(pair) for pair in side.apart} for side in self._sides)
        self._partners = defaultdict[tuple[int, int], list[int]](list)
        self._entries = problem.limit_entries
        self._left_in_limit = np.array([limit.at_most for limit in problem.limits], dtype=np.int64)
        self._limits_of = defaultdict[tuple[int, int], list[int]](list)

    def take(self, plan: Plan) -> int:
        """Take the pairs that still fit, in their order; return how many that were."""
        pairs = list(zip(plan.rows.tolist(), plan.columns.tolist(), strict=True))
        self._note_limits_of(plan)
        return sum(self._taken(pair) for pair in pairs)

    def free_pairs(self) -> BoolArray:
        """Return which further pairs (L, R) there is room for, those of trios left aside."""
        free = self._possible & (self.room[0] > 0)[:, None] & (self.room[1] > 0)[None, :]
        is_full = (self._left_in_limit <= 0)[self._entries.place]
        free[self._entries.row[is_full], self._entries.column[is_full]] = False
        for row, column in self._pairs():
            free[row, column] = False
        return free

    def joining_pairs(self, aims: Sequence[Aim]) -> Plan:
        """Return the pairs by which somebody without a partner might join others, best first."""
        left, right = self._sides
        is_left_out = [room == side.capacity for room, side in zip(self.room, self._sides, strict=True)]
        joining = self._possible & left.trio[:, None] & right.trio[None, :]
        joining &= is_left_out[0][:, None] | is_left_out[1][None, :]
        rows, columns = np.nonzero(joining)
        counts = [-aim.pair[rows, columns] for aim in aims if aim.pair is not None]
        best_first = np.lexsort(counts[::-1]) if counts else np.arange(len(rows))
        return Plan(rows[best_first], columns[best_first])

    def plan(self) -> Plan:
        """Return the plan of the pairs taken."""
        rows, columns = np.array(self._pairs(), dtype=np.int64).reshape(-1, 2).T
        return Plan(rows, columns)

    def _pairs(self) -> list[tuple[int, int]]:
        return [
            (row, column) for (side, row), others in self._partners.items() if not side for column in others
        ]

    def _note_limits_of(self, plan: Plan) -> None:
        number = np.full(self._shape, -1)
        number[plan.rows, plan.columns] = 0
        among: IntArray = np.flatnonzero(number[self._entries.row, self._entries.column] == 0)
        self._limits_of.clear()
        for entry in among.tolist():
            pair = int(self._entries.row[entry]), int(self._entries.column[entry])
            self._limits_of[pair].append(int(self._entries.place[entry]))

    def _taken(self, pair: tuple[int, int]) -> bool:
        limits = self._limits_of.get(pair, [])
        if pair[1] in self._partners[0, pair[0]] or (self._left_in_limit[limits] <= 0).any():
            return False
        if not all(self.room[side][pair[side]] > 0 for side in (0, 1)) and not self._makes_trio(pair):
            return False
        self._left_in_limit[limits] -= 1
        for side in (0, 1):
            self._partners[side, pair[side]].append(pair[1 - side])
            self.room[side][pair[side]] -= 1
        return True

    def _makes_trio(self, pair: tuple[int, int]) -> bool:
        """Return whether one of the two, who has one partner, can be the hub of a trio with the other."""
        return any(self._makes_hub(side, pair[side], pair[1 - side]) for side in (0, 1))

    def _makes_hub(self, side: int, hub: int, guest: int) -> bool:
        others, happy = self._partners[side, hub], self._sides[1 - side].trio
        if (
            not self._sides[side].hub[hub]
            or len(others) != TRIO_PARTNERS - 1
            or self._partners[1 - side, guest]
        ):
            return False
        other = others[0]
        is_alone = len(self._partners[1 - side, other]) == 1
        return (
            bool(is_alone and happy[other] and happy[guest]) and {other, guest} not in self._apart[1 - side]
        )
