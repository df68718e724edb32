"""Several rounds at once: in each everybody meets somebody, and never the same person twice.

1. Which pairs meet at all is one flow: everybody has up to as many buddies as there are rounds (a
   b-matching). Between two sides its linear programme has whole numbers for corners (Hoffman and Kruskal),
   and whole-number prices, worked out again here, prove the best total.
2. In which round they meet: pairs of two sides where nobody has more than k buddies can be coloured with k
   colours (König 1916), and a colour is a round.
3. The rounds are made even (`rounds_of`). No least total can exceed the total shared out evenly; where that
   is not reached, or limits count in each round, a programme decides (`rotation_programme`).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from buddy_matcher.domain.assignment import ContradictoryLocks, SolutionStatus, SolverFailed
from buddy_matcher.matching.arrays import BoolArray, IntArray, Pair
from buddy_matcher.matching.limits import PairsBetween
from buddy_matcher.matching.partners import possible
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.questions.rotation_programme import Meetings, most_even, with_limits
from buddy_matcher.matching.questions.rounds_of import evened_out, rounds_of
from buddy_matcher.matching.watch import Watch


@dataclass(frozen=True)
class Rotation:
    """The pairs (left id, right id) of each round, sorted, their `total` points and those of the `worst` one.

    No rotation with as many pairs has a larger total; when OPTIMAL none with that total has a better worst
    round, otherwise none is above `bound`.
    """

    rounds: tuple[tuple[Pair, ...], ...]
    total: int
    worst: int
    bound: int
    status: SolutionStatus


@dataclass(frozen=True)
class _Flow:
    """Which pairs meet in some round, and which could in another rotation as good: indices into the pairs."""

    chosen: BoolArray
    is_free: BoolArray


def rotate(problem: AssignmentProblem, rounds: int, *, time_limit: float | None = None) -> Rotation:
    """Return so many rounds with as many pairs as possible, then the most points, then the best worst round.

    Everybody with room for a buddy has at most one a round, whatever their capacity; locked pairs meet in
    one of the rounds; limits hold in each. Aims other than people and points don't count. After
    `time_limit` seconds the rounds found are FEASIBLE if they are not proved most even.

    Raises ValueError for fewer rounds than one, ContradictoryLocks when somebody has more locked pairs than
    there are rounds, SolverFailed when no proof could be found.
    """
    if rounds < 1:
        raise ValueError("rounds must be 1 or more")
    ranked = problem.in_id_order()
    _check_locks(ranked, rounds)
    watch = Watch(time_limit=time_limit)
    meetings = _meetings(ranked, rounds)
    if not len(meetings.rows):
        return Rotation(((),) * rounds, 0, 0, 0, SolutionStatus.OPTIMAL)
    flow = _best_flow(meetings)
    number = np.full(len(meetings.rows), -1)
    number[flow.chosen] = evened_out(meetings, rounds_of(meetings, flow.chosen), flow.chosen)
    total = int(meetings.score[flow.chosen].sum())
    if not meetings.keep_limits(number):
        answer = with_limits(meetings, meetings.within_limits(number), watch.seconds_left())
        if answer is None:
            raise ContradictoryLocks(ranked.locked, tuple(limit.name for limit in ranked.limits))
        return _rotation(ranked, meetings, answer.number, answer.bound, is_proved=answer.is_proved)
    bound = total // rounds
    if meetings.worst(number) == bound:
        return _rotation(ranked, meetings, number, bound, is_proved=True)
    answer = most_even(meetings, flow.chosen, flow.is_free, number, watch.seconds_left())
    return _rotation(ranked, meetings, answer.number, min(bound, answer.bound), is_proved=answer.is_proved)


def _check_locks(problem: AssignmentProblem, rounds: int) -> None:
    for side, people in enumerate((problem.left, problem.right)):
        for person in people:
            mine = tuple(pair for pair in problem.locked if pair[side] == person)
            if len(mine) > rounds:
                raise ContradictoryLocks(mine[: rounds + 1], ())


def _meetings(problem: AssignmentProblem, rounds: int) -> Meetings:
    rows, columns = np.nonzero(possible(problem))
    number = np.full(problem.shape, -1)
    number[rows, columns] = np.arange(len(rows))
    is_locked = np.zeros(len(rows), dtype=np.bool_)
    for left, right in problem.locked:
        is_locked[number[problem.row_of[left], problem.column_of[right]]] = True
    limits = []
    for limit in problem.limits:
        if isinstance(limit.pairs, PairsBetween):
            lefts = [problem.row_of[each] for each in limit.pairs.lefts]
            rights = [problem.column_of[each] for each in limit.pairs.rights]
            within = number[np.ix_(lefts, rights)].ravel()
        else:
            within = np.array([number[problem.row_of[a], problem.column_of[b]] for a, b in limit.pairs], int)
        limits.append((within[within >= 0], limit.at_most))
    score = problem.score[rows, columns]
    return Meetings(problem.shape, rounds, rows, columns, score, is_locked, tuple(limits))


def _best_flow(meetings: Meetings) -> _Flow:
    """Return the pairs that meet, proved by whole-number prices of people and what a pair is above them."""
    from scipy import optimize

    solve: Any = optimize.linprog

    # A pair more outweighs all points; twice, because points may also be lost elsewhere for it.
    worth = meetings.score + (2 * meetings.most_pairs * int(np.abs(meetings.score).max()) + 1)
    most = np.full(sum(meetings.shape), meetings.rounds)
    found = solve(
        -worth.astype(float),
        A_ub=meetings.degrees,
        b_ub=most.astype(float),
        bounds=np.stack([meetings.is_locked.astype(float), np.ones(len(worth))], axis=1),
        method="highs-ds",
    )
    if found.status:
        raise SolverFailed(f"no rotation was found: {found.message}")
    chosen = found.x > 1 / 2
    prices = np.round(-found.ineqlin.marginals).astype(np.int64)
    above = worth - prices[meetings.rows] - prices[meetings.shape[0] + meetings.columns]
    asked = int(prices @ most) + int(above[meetings.is_locked | (above > 0)].sum())
    fits = (meetings.degrees @ chosen <= most).all() and chosen[meetings.is_locked].all()
    if not fits or (prices < 0).any() or asked != int(worth[chosen].sum()):
        raise SolverFailed("the rotation's total has no proof")
    return _Flow(chosen, (above == 0) & ~meetings.is_locked)


def _rotation(
    problem: AssignmentProblem, meetings: Meetings, number: IntArray, bound: int, *, is_proved: bool
) -> Rotation:
    rounds = tuple(
        tuple(
            sorted(
                (problem.left[meetings.rows[each]], problem.right[meetings.columns[each]])
                for each in np.flatnonzero(number == place)
            )
        )
        for place in range(meetings.rounds)
    )
    total = int(meetings.score[number >= 0].sum())
    status = SolutionStatus.OPTIMAL if is_proved else SolutionStatus.FEASIBLE
    return Rotation(rounds, total, meetings.worst(number), bound, status)
