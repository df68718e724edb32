"""The way from a problem to a proved plan.

1. Sort both sides by id and refuse locked pairs that cannot hold together.
2. Solve without the side rules (`relaxation`), with a proof that holds for every plan.
3. If that plan keeps the side rules as well, it is the best. Otherwise find the best plan made of the few
   pairs that can matter (`aim_by_aim`), and be sure by the proof that the others cannot.
4. Have `verify` check plan and proof before anybody sees them.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from buddy_matcher.domain.assignment import SolutionStatus
from buddy_matcher.matching.aims import Aim, aims_of, locks_of, tie_break
from buddy_matcher.matching.duals import Step
from buddy_matcher.matching.first_plan import first_plan
from buddy_matcher.matching.locks import check_locks
from buddy_matcher.matching.partners import possible, sides_of
from buddy_matcher.matching.plan import Plan, plan_of
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.relaxation import Relaxation, relax
from buddy_matcher.matching.solution import Proof, Solution
from buddy_matcher.matching.verify import broken_rule, trios_in, unmatched_by, verify
from buddy_matcher.matching.watch import Cancelled, CancelledError, Progress, Watch

if TYPE_CHECKING:
    from buddy_matcher.matching.aim_by_aim import Known


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
    return _solved(problem, Watch(progress, cancelled, time_limit), None)


def solve_from(
    known: "Known",
    problem: AssignmentProblem,
    cancelled: Cancelled | None = None,
    time_limit: float | None = None,
) -> Solution:
    """Return what `solve` does, sooner: the problem is the one whose best plan is known, with more locks.

    Which one of equally good plans that is may depend on what was asked before.
    """
    return _solved(problem, Watch(None, cancelled, time_limit), known)


def _solved(problem: AssignmentProblem, watch: Watch, known: "Known | None") -> Solution:
    ranked = problem.in_id_order()
    check_locks(ranked)
    try:
        solution = _best(ranked, watch, known)
        verify(ranked, solution)
        watch.report(1.0)
    except CancelledError:
        return Solution(SolutionStatus.CANCELLED)
    return solution


def _best(problem: AssignmentProblem, watch: Watch, known: "Known | None") -> Solution:
    aims, locked = aims_of(problem), plan_of(problem, problem.locked)
    watch.report(0.0, aims[0].stage if aims else None)
    if watch.is_over():
        return _unproved(problem, aims, locked, ())
    tie = tie_break(problem)
    relaxation = relax(problem, (locks_of(problem), *aims), tie)
    if _keeps_rules(problem, relaxation.plan):
        return _proved(problem, aims, relaxation.plan, relaxation)
    # Late, because PuLP takes as long to import as many a solve, and most plans need no programme.
    from buddy_matcher.matching.aim_by_aim import AimByAim

    watch.report(1 / 4, aims[-1].stage)
    start = first_plan(problem, relaxation, tie)
    search = AimByAim(problem, relaxation, tie, start, watch, known)
    if search.find_best():
        return _proved(problem, aims, search.plan, relaxation, search.steps)
    return _unproved(problem, aims, search.plan, search.highest)


def _keeps_rules(problem: AssignmentProblem, plan: Plan) -> bool:
    pairs = plan.ids(problem)
    return len(set(pairs)) == len(pairs) and broken_rule(problem, pairs) is None


def _proved(
    problem: AssignmentProblem,
    aims: Sequence[Aim],
    plan: Plan,
    relaxation: Relaxation,
    steps: Sequence[Step] = (),
) -> Solution:
    objective = plan.values(aims)
    is_relaxed_optimum = (len(problem.locked), *objective) == relaxation.values
    return replace(
        _solution(problem, plan, objective),
        status=SolutionStatus.OPTIMAL,
        bound=objective,
        certificate="cycle" if is_relaxed_optimum else "solver bound",
        proof=Proof(
            relaxation.left, relaxation.right, relaxation.levels, () if is_relaxed_optimum else tuple(steps)
        ),
    )


def _unproved(
    problem: AssignmentProblem, aims: Sequence[Aim], plan: Plan, highest: tuple[int, ...]
) -> Solution:
    """Return the plan with a bound: `highest`, for the first aims, up to where the plan is below it."""
    objective = plan.values(aims)
    below = [value < most for value, most in zip(objective, highest, strict=False)]
    known = below.index(True) + 1 if True in below else len(highest)
    ceilings = [_ceiling(problem, aim) for aim in aims]
    bound = (*map(min, highest[:known], ceilings), *ceilings[known:])
    return replace(_solution(problem, plan, objective), bound=bound)


def _solution(problem: AssignmentProblem, plan: Plan, objective: tuple[int, ...]) -> Solution:
    pairs = plan.ids(problem)
    return Solution(
        status=SolutionStatus.FEASIBLE,
        pairs=pairs,
        trios=trios_in(problem, pairs),
        unmatched=unmatched_by(problem, pairs),
        objective=objective,
    )


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
