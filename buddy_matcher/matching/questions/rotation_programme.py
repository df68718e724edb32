"""Rounds decided by an integer programme: the most even ones, and those under limits that hold in each round.

One variable for each pair in each round. scipy's `milp` (HiGHS) solves it; what comes back is checked in
whole numbers by whoever asks.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from buddy_matcher.domain.assignment import SolverFailed
from buddy_matcher.matching.arrays import BoolArray, IntArray
from buddy_matcher.matching.watch import Watch

# HiGHS keeps whole numbers to within a millionth.
ROUNDING = 1e-6

# What scipy's `milp` calls a proved answer, and one that time ran out for.
_OPTIMAL, _OUT_OF_TIME = 0, 1


@dataclass(frozen=True)
class Meetings:
    """The pairs that could meet in one of so many rounds, by index.

    `limits` holds, for each, the numbers of its pairs and how many may meet in one round.
    """

    shape: tuple[int, int]
    rounds: int
    rows: IntArray
    columns: IntArray
    score: IntArray
    is_locked: BoolArray
    limits: tuple[tuple[IntArray, int], ...]

    @cached_property
    def ends(self) -> IntArray:
        """The two people of each pair: left ones by row, right ones numbered after them."""
        return np.stack([self.rows, self.shape[0] + self.columns], axis=1)

    @property
    def most_pairs(self) -> int:
        """More pairs than that can't meet in all rounds together."""
        return min(len(self.rows), self.rounds * min(self.shape))

    @cached_property
    def degrees(self) -> Any:
        """A sparse matrix (people, pairs) that counts everybody's pairs."""
        from scipy.sparse import csr_array

        pairs = np.tile(np.arange(len(self.rows)), 2)
        shape = sum(self.shape), len(self.rows)
        return csr_array((np.ones(len(pairs)), (self.ends.T.ravel(), pairs)), shape=shape)

    def worst(self, number: IntArray) -> int:
        """Return the least points of a round; `number` has the round of each pair, -1 for none."""
        chosen = number >= 0
        return int(np.bincount(number[chosen], self.score[chosen], self.rounds).min())

    def within_limits(self, number: IntArray) -> IntArray:
        """Return the rounds without the pairs that a limit has no room for; locked ones go last."""
        number = number.copy()
        for within, at_most in self.limits:
            for place in range(self.rounds):
                there = within[number[within] == place]
                number[there[np.argsort(~self.is_locked[there], kind="stable")][at_most:]] = -1
        return number

    def keep_limits(self, number: IntArray) -> bool:
        """Return whether each limit holds in each round."""
        return all(
            np.bincount(number[within][number[within] >= 0], minlength=self.rounds).max() <= at_most
            for within, at_most in self.limits
        )


@dataclass(frozen=True)
class Answer:
    """The round of each pair, -1 for none, and what no worst round exceeds; `is_proved` if it is reached."""

    number: IntArray
    bound: int
    is_proved: bool


def most_even(
    meetings: Meetings, chosen: BoolArray, is_free: BoolArray, known: IntArray, time_limit: float | None
) -> Answer:
    """Return the rounds with the best worst one among those with as many pairs and points as `known`.

    `chosen` are its pairs; those that are not `is_free` are in all best rotations, or in none.
    """
    programme = _Programme(meetings, pairs=chosen | is_free, fixed=chosen & ~is_free)
    programme.hold(np.ones(len(chosen)), int(chosen.sum()))
    programme.hold(meetings.score, int(meetings.score[chosen].sum()))
    return programme.most_even(known, time_limit)


def with_limits(meetings: Meetings, known: IntArray, time_limit: float | None) -> Answer | None:
    """Return rounds under limits: most pairs, then most points, then the best worst round.

    `known` are rounds to fall back on when time is up. None when locked pairs are against the limits.
    """
    watch = Watch(time_limit=time_limit)
    everything = np.ones(len(meetings.rows), dtype=np.bool_)
    programme, is_best = _Programme(meetings, pairs=everything, fixed=meetings.is_locked), True
    for weights in (np.ones(len(everything)), meetings.score):
        found = programme.maximise(weights, watch.seconds_left())
        if found is None:
            return None
        number, is_proved = found
        known = number if number is not None else known
        is_best &= is_proved
        programme.hold(weights, int(weights[known >= 0].sum()))
    answer = programme.most_even(known, watch.seconds_left())
    return Answer(answer.number, answer.bound, answer.is_proved and is_best)


class _Programme:
    """All rotations made of some of the pairs; columns go round by round, the least total comes last."""

    def __init__(self, meetings: Meetings, *, pairs: BoolArray, fixed: BoolArray) -> None:
        from scipy.optimize import LinearConstraint
        from scipy.sparse import block_diag, eye_array, hstack, vstack

        self._meetings, self._pairs, self._rounds = meetings, np.flatnonzero(pairs), meetings.rounds
        place = np.full(len(pairs), -1)
        place[self._pairs] = np.arange(len(self._pairs))
        within = [place[numbers][place[numbers] >= 0] for numbers, _at_most in meetings.limits]
        limited = _counting(within, len(self._pairs))
        most = [1] * sum(meetings.shape) + [at_most for _numbers, at_most in meetings.limits]

        # In each round everybody has one pair, and every limit holds; each pair meets once at most.
        a_round = vstack([meetings.degrees[:, self._pairs], limited])
        rules = block_diag([a_round] * self._rounds)
        meets = hstack([eye_array(len(self._pairs))] * self._rounds)
        self._constraints = [
            LinearConstraint(_widened(rules), -np.inf, np.tile(most, self._rounds)),
            LinearConstraint(_widened(meets), fixed[self._pairs].astype(float), 1),
        ]

    def hold(self, weights: NDArray[Any], value: int) -> None:
        """From now on accept only rotations with this total."""
        from scipy.optimize import LinearConstraint

        self._constraints.append(LinearConstraint(self._across(weights)[None, :], value, value))

    def maximise(
        self, weights: NDArray[Any], time_limit: float | None
    ) -> tuple[IntArray | None, bool] | None:
        """Return the round of each pair, None when none was found in time, and whether no total is larger.

        None when there is no rotation.
        """
        found = self._solved(self._across(weights), time_limit)
        if found.status not in (_OPTIMAL, _OUT_OF_TIME):
            return None
        return self._number(found.x), found.status == _OPTIMAL

    def most_even(self, known: IntArray, time_limit: float | None) -> Answer:
        """Return the rotation with the best worst round; `known` is one to fall back on."""
        from scipy.optimize import LinearConstraint
        from scipy.sparse import block_diag, csr_array, hstack

        score = csr_array(self._meetings.score[self._pairs][None, :].astype(float))
        totals: Any = csr_array(hstack([block_diag([score] * self._rounds), csr_array((self._rounds, 1))]))
        above = totals.copy().tolil()
        above[:, -1] = -1
        self._constraints.append(LinearConstraint(above.tocsr(), 0, np.inf))
        if self._rounds > 1:
            # Rounds are alike, so the first may be the one with most points: that saves trying all orders.
            self._constraints.append(LinearConstraint(totals[:-1] - totals[1:], 0, np.inf))
        least = np.zeros(totals.shape[1])
        least[-1] = 1
        found = self._solved(least, time_limit)
        if found.status not in (_OPTIMAL, _OUT_OF_TIME):
            raise SolverFailed(f"the rounds could not be made even: {found.message}")
        number = self._number(found.x)
        total = int(self._meetings.score[known >= 0].sum())
        bound = total // self._rounds
        if found.mip_dual_bound is not None:
            bound = min(bound, math.floor(-found.mip_dual_bound + ROUNDING))
        if number is None or self._meetings.worst(number) < self._meetings.worst(known):
            number = known
        return Answer(number, bound, self._meetings.worst(number) == bound)

    def _solved(self, weights: NDArray[Any], time_limit: float | None) -> Any:
        from scipy import optimize

        solve: Any = optimize.milp

        upper = np.ones(len(weights))
        upper[-1] = np.inf
        lower = np.zeros(len(weights))
        lower[-1] = -np.inf
        limit = {} if time_limit is None else {"time_limit": time_limit}
        return solve(
            -weights,
            integrality=np.ones(len(weights)),
            bounds=optimize.Bounds(lower, upper),
            constraints=self._constraints,
            options={"mip_rel_gap": 0, **limit},
        )

    def _across(self, weights: NDArray[Any]) -> NDArray[Any]:
        return np.append(np.tile(weights[self._pairs].astype(float), self._rounds), 0)

    def _number(self, solution: NDArray[Any] | None) -> IntArray | None:
        """Return the round of each pair, -1 for none."""
        if solution is None:
            return None
        number = np.full(len(self._meetings.rows), -1)
        rounds, pairs = np.nonzero(solution[:-1].reshape(self._rounds, -1) > 1 / 2)
        number[self._pairs[pairs]] = rounds
        return number


def _counting(members: Sequence[IntArray], columns: int) -> Any:
    """Return the sparse matrix with a row for each group, 1 in the columns of its members."""
    from scipy.sparse import csr_array

    rows = np.repeat(np.arange(len(members)), [len(each) for each in members])
    places = np.concatenate([np.zeros(0, dtype=np.int64), *members])
    return csr_array((np.ones(len(rows)), (rows, places)), shape=(len(members), columns))


def _widened(matrix: Any) -> Any:
    """Return the matrix with an empty column for the least total."""
    from scipy.sparse import csr_array, hstack

    return hstack([matrix, csr_array((matrix.shape[0], 1))])
