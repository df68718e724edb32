"""The way from a problem to a proved plan: one aim after the other, each earlier one held at its best.

1. Sort both sides by id and refuse locked pairs that cannot hold together.
2. Start from the locked pairs alone, which is a valid plan.
3. For each aim in order find the best plan, then accept only plans as good as it in that aim.
4. Choose among the equally good plans by fixed weights.
5. Have `verify` check the plan before anybody sees it.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import floor, inf

import numpy as np

from buddy_matcher.domain.assignment import PlanCheckFailed, SolutionStatus, Stage
from buddy_matcher.matching.aims import Aim, aims_of, tie_break
from buddy_matcher.matching.arrays import IntArray
from buddy_matcher.matching.locks import check_locks
from buddy_matcher.matching.partners import possible, sides_of
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.programme import Programme
from buddy_matcher.matching.solution import Solution
from buddy_matcher.matching.verify import trios_in, unmatched_by, verify

type Progress = Callable[[float, Stage | None], None]
type Cancelled = Callable[[], bool]

SOLVER_TOLERANCE = 1e-4


def solve(
    problem: AssignmentProblem,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    time_limit: float | None = None,
) -> Solution:
    """Return the best plan under the problem's aims in their order.

    `progress` is called with the done fraction (0 to 1, never falling) and the aim being worked on (None
    while choosing among equals). `cancelled` is asked often; once it says True the solution is CANCELLED and
    empty. After `time_limit` seconds the best plan so far is returned as FEASIBLE with a bound on what could
    be better.

    Raises ContradictoryLocks, SolverFailed, or PlanCheckFailed when the plan fails its check.
    """
    ranked = problem.in_id_order()
    check_locks(ranked)
    watch = _Watch(progress or _tell_nobody, cancelled or _never, time_limit)
    try:
        solution = _best(ranked, watch)
    except _CancelledError:
        return Solution(SolutionStatus.CANCELLED)
    verify(ranked, solution)
    return solution


def _tell_nobody(_fraction: float, _stage: Stage | None) -> None:
    pass


def _never() -> bool:
    return False


class _CancelledError(Exception):
    """The caller no longer wants a plan."""


class _Watch:
    """The caller's wishes while the work goes on: report, cancel, deadline."""

    def __init__(self, progress: Progress, cancelled: Cancelled, time_limit: float | None) -> None:
        self.report = progress
        self.cancelled = cancelled
        self._deadline = None if time_limit is None else time.monotonic() + time_limit

    def seconds_left(self) -> float | None:
        """None without a deadline, otherwise 0 or more. Raises _CancelledError when cancelled."""
        if self.cancelled():
            raise _CancelledError
        return None if self._deadline is None else max(0.0, self._deadline - time.monotonic())


@dataclass(frozen=True)
class _Plan:
    """The pairs of a plan by row and column."""

    rows: IntArray
    columns: IntArray

    def total(self, aim: Aim) -> int:
        """Return what the plan is worth in one aim."""
        by_pairs = 0 if aim.pair is None else int(aim.pair[self.rows, self.columns].sum())
        lefts, rights = np.unique(self.rows), np.unique(self.columns)
        extras = 2 * len(self.rows) - len(lefts) - len(rights)
        return (
            by_pairs + int(aim.left_first[lefts].sum() + aim.right_first[rights].sum()) + aim.extra * extras
        )


def _best(problem: AssignmentProblem, watch: _Watch) -> Solution:
    aims = aims_of(problem)
    order = [*aims, tie_break(problem)]
    programme = Programme(problem, *np.nonzero(possible(problem)))
    plan, proved, bound = _locked_plan(problem), 0, inf
    for aim in order:
        watch.report(proved / len(order), aim.stage)
        plan, is_best, bound = _improve(plan, aim, programme, watch)
        if not is_best:
            break
        programme.hold(aim, plan.total(aim), f"aim_{proved}")
        proved += 1
    watch.report(1.0, None)
    if proved >= len(aims):
        return _solution(problem, plan, SolutionStatus.OPTIMAL, _values(plan, aims))
    ceilings = [_ceiling(problem, aim) for aim in aims[proved:]]
    ceilings[0] = floor(min(bound + SOLVER_TOLERANCE, ceilings[0]))
    return _solution(problem, plan, SolutionStatus.FEASIBLE, (*_values(plan, aims[:proved]), *ceilings))


def _improve(plan: _Plan, aim: Aim, programme: Programme, watch: _Watch) -> tuple[_Plan, bool, float]:
    """Return the best plan found for this aim, whether nothing beats it, and a bound on every plan."""
    seconds = watch.seconds_left()
    if seconds == 0:
        return plan, False, inf
    answer = programme.maximise(aim, cancelled=watch.cancelled, time_limit=seconds)
    watch.seconds_left()
    if answer.chosen is not None:
        found = _Plan(programme.rows[answer.chosen], programme.columns[answer.chosen])
        plan = found if found.total(aim) >= plan.total(aim) else plan
    bound = inf if answer.bound is None else answer.bound
    if answer.proved and bound >= plan.total(aim) + 1:
        raise PlanCheckFailed(f"the solver's plan is worth {plan.total(aim)}, its bound is {bound}")
    return plan, answer.proved, bound


def _locked_plan(problem: AssignmentProblem) -> _Plan:
    rows = [problem.row_of[left] for left, _ in problem.locked]
    columns = [problem.column_of[right] for _, right in problem.locked]
    return _Plan(np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64))


def _values(plan: _Plan, aims: list[Aim]) -> tuple[int, ...]:
    return tuple(plan.total(aim) for aim in aims)


def _ceiling(problem: AssignmentProblem, aim: Aim) -> int:
    """Return a value no plan exceeds in the aim: everybody with the best partners for themselves."""
    pairs = possible(problem)
    firsts = int(aim.left_first[pairs.any(axis=1)].sum() + aim.right_first[pairs.any(axis=0)].sum())
    if aim.pair is None or not aim.pair.size:
        return firsts
    left, right = sides_of(problem)
    worth = np.where(pairs, aim.pair, 0).clip(min=0)
    by_left = worth.max(axis=1) * left.most.clip(max=len(problem.right))
    by_right = worth.max(axis=0) * right.most.clip(max=len(problem.left))
    return firsts + int(min(by_left.sum(), by_right.sum()))


def _solution(
    problem: AssignmentProblem, plan: _Plan, status: SolutionStatus, bound: tuple[int, ...]
) -> Solution:
    indices = zip(plan.rows.tolist(), plan.columns.tolist(), strict=True)
    pairs = tuple(sorted((problem.left[row], problem.right[column]) for row, column in indices))
    return Solution(
        status=status,
        pairs=pairs,
        trios=trios_in(problem, pairs),
        unmatched=unmatched_by(problem, pairs),
        objective=_values(plan, aims_of(problem)),
        bound=bound,
        certificate="solver bound" if status is SolutionStatus.OPTIMAL else "",
    )
