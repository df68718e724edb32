"""A programme kept in HiGHS from one question to the next: another objective, bounds, one more sum held.

A relaxed solve starts where the last one ended, which takes a few dozen steps instead of a thousand.
`programme` makes the model, with PuLP; only arrays here. Its answers are claims: `certificate` and `verify`
check them.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from buddy_matcher.domain.assignment import SolverFailed
from buddy_matcher.matching.arrays import BoolArray, FloatArray, IntArray

# HiGHS' own options. These programmes need a few hundred nodes at most, and by default nine tenths of the
# time go into searches within the search and into trying out branches (measured on limits between
# organisations). Every plan's total is a whole number, so one that is less than 1 below the bound is best.
# Jumps to any feasible plan find one that is too poor to close a pair.
_SEARCH = {
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.999,
    "mip_heuristic_effort": 0.0,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_root_reduced_cost": False,
    "mip_allow_restart": False,
    "mip_allow_cut_separation_at_nodes": False,
    "mip_detect_symmetry": False,
    "mip_pscost_minreliable": 0,
}

# After another objective the last relaxed solution is still a plan, though no longer the best one: then the
# primal simplex has the shorter way, and without shifted bounds it needs no second pass.
_PRIMAL = {"simplex_strategy": 4, "primal_simplex_bound_perturbation_multiplier": 0.0}
_FIRST = {"simplex_strategy": 1}

_INTERRUPTS = (
    highspy.cb.HighsCallbackType.kCallbackMipInterrupt,
    highspy.cb.HighsCallbackType.kCallbackSimplexInterrupt,
)
_STOPPED = (
    highspy.HighsModelStatus.kInterrupt,
    highspy.HighsModelStatus.kSolutionLimit,
    highspy.HighsModelStatus.kTimeLimit,
)
_WITHOUT_PLAN = (
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)


@dataclass(frozen=True)
class Relaxed:
    """The largest total if pairs could be shared out, and what one unit more room in each row would add."""

    total: float
    duals: FloatArray
    values: FloatArray


@dataclass(frozen=True)
class Answer:
    """What the solver claims: the columns' values in the best plan, None without one; and if it is proved.

    No plan's total is more than `most`.
    """

    values: FloatArray | None
    proved: bool
    most: float


@dataclass(frozen=True)
class Effort:
    """After how many nodes, or better plans found, a search ends; counted the same way everywhere."""

    nodes: int = highspy.kHighsIInf
    plans: int = highspy.kHighsIInf


THOROUGH = Effort()


class KeptModel:
    """One model in HiGHS; `integer` tells which of its columns are whole in a plan.

    `names` are those of its columns and then its rows, by which it finds its way into a larger model.
    """

    def __init__(
        self,
        highs: Any,
        integer: BoolArray,
        names: Sequence[str],
        wants_stop: Callable[[], bool] | None = None,
    ) -> None:
        self._highs = highs
        self._names = names
        self._start: Mapping[object, Any] = {}
        self._columns = np.arange(len(integer), dtype=np.int32)
        self._lower, self._upper = (np.array(each, dtype=float) for each in _bounds(highs))
        self._held: dict[object, int] = {}
        self._set({"threads": 1, **_SEARCH, **_FIRST})
        whole, shared = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        self._kinds = np.array([whole if is_whole else shared for is_whole in integer.tolist()])
        self._shared = np.array([shared] * len(integer))
        if wants_stop is not None:
            highs.setCallback(_interrupter(wants_stop), None)
            for kind in _INTERRUPTS:
                highs.startCallback(kind)

    def relaxed(self, costs: FloatArray, is_closed: BoolArray, *, afresh: bool = False) -> Relaxed | None:
        """Return the largest total of shared-out pairs without the closed columns.

        None when there are none, or when it was stopped. `afresh` forgets the last solution: from one that
        was best for quite another objective the way is four times as long as from none.
        """
        if self._start:
            self._begin()
        elif afresh:
            self._forget()
        self._share_out(self._shared)
        self._aim_at(costs, is_closed)
        return self._shared_out()

    def relaxed_with(self, columns: IntArray) -> Relaxed | None:
        """Return what was shared out last, but with these columns at 1; None when they cannot be."""
        self._set(_FIRST)
        at_one = np.ones(len(columns))
        self._highs.changeColsBounds(len(columns), columns.astype(np.int32), at_one, at_one)
        return self._shared_out()

    def _shared_out(self) -> Relaxed | None:
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        self._set(_PRIMAL)
        solution = self._highs.getSolution()
        total = self._highs.getInfo().objective_function_value
        return Relaxed(total, np.array(solution.row_dual), np.array(solution.col_value))

    def best(
        self, costs: FloatArray, is_closed: BoolArray, start: FloatArray | None, effort: Effort = THOROUGH
    ) -> Answer:
        """Return the best plan without the closed columns, beginning from the plan `start`.

        Not proved when it was stopped, or ended by `effort`. Raises SolverFailed when the solver gives up for
        any other reason.
        """
        if not len(costs):
            return Answer(costs, proved=True, most=0.0)
        self._share_out(self._kinds)
        self._highs.setOptionValue("mip_max_nodes", effort.nodes)
        self._highs.setOptionValue("mip_max_improving_sols", effort.plans)
        self._aim_at(costs, is_closed)
        self._forget()
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = start.tolist()
            self._highs.setSolution(solution)
        self._highs.run()
        status, found = self._highs.getModelStatus(), self._highs.getInfo().primal_solution_status
        most = self._highs.getInfo().mip_dual_bound
        if status == highspy.HighsModelStatus.kOptimal or (
            status in _STOPPED and found == highspy.kSolutionStatusFeasible
        ):
            values = np.array(self._highs.getSolution().col_value)
            return Answer(values, status == highspy.HighsModelStatus.kOptimal, most)
        if status not in (*_STOPPED, *_WITHOUT_PLAN):
            raise SolverFailed(f"the solver stopped with {self._highs.modelStatusToString(status)}")
        return Answer(None, status in _WITHOUT_PLAN, most)

    def hold(self, name: object, costs: FloatArray, least: float, most: float) -> None:
        """From now on keep this total between two numbers, in place of those it was kept between before."""
        if name in self._held:
            self._highs.changeRowBounds(self._held[name], least, most)
        elif costs.any():
            columns = np.flatnonzero(costs).astype(np.int32)
            self._held[name] = self._highs.getNumRow()
            self._highs.addRow(least, most, len(columns), columns, costs[columns])

    def let_go_but(self, names: Collection[object]) -> None:
        """Keep none but these totals any longer."""
        for name, row in self._held.items():
            if name not in names:
                self._highs.changeRowBounds(row, -highspy.kHighsInf, highspy.kHighsInf)

    def row_of(self, name: object) -> int | None:
        """Return the row that keeps a total, if there is one."""
        return self._held.get(name)

    def ending(self) -> Mapping[object, Any]:
        """Return in what state the last relaxed solve left each column and row; empty where there is none."""
        basis = self._highs.getBasis()
        status = (*basis.col_status, *basis.row_status) if basis.valid else ()
        return dict(zip((*self._names, *self._held), status, strict=False))

    def begin_from(self, ending: Mapping[object, Any]) -> None:
        """Let the next relaxed solve begin where that of a smaller model ended.

        What this one has besides stands idle then: it takes a few hundred steps instead of thousands.
        """
        self._start = ending

    def _begin(self) -> None:
        idle, count = highspy.HighsBasisStatus.kLower, len(self._columns)
        columns, rows = self._names[:count], (*self._names[count:], *self._held)
        basis = highspy.HighsBasis()
        basis.col_status = [self._start.get(name, idle) for name in columns]
        basis.row_status = [self._start.get(name, highspy.HighsBasisStatus.kBasic) for name in rows]
        basis.valid = True
        self._highs.setBasis(basis)
        self._start = {}

    def _forget(self) -> None:
        self._highs.clearSolver()
        self._set(_FIRST)

    def _set(self, options: Mapping[str, Any]) -> None:
        for option, value in options.items():
            self._highs.setOptionValue(option, value)

    def _share_out(self, kinds: Any) -> None:
        # HiGHS' own option to solve a programme's relaxation leaves out the duals where presolve does it all.
        self._highs.changeColsIntegrality(len(kinds), self._columns, kinds)

    def _aim_at(self, costs: FloatArray, is_closed: BoolArray) -> None:
        upper = np.where(is_closed, self._lower, self._upper)
        self._highs.changeColsCost(len(costs), self._columns, costs)
        self._highs.changeColsBounds(len(costs), self._columns, self._lower, upper)


def _bounds(highs: Any) -> tuple[Any, Any]:
    model = highs.getLp()
    return model.col_lower_, model.col_upper_


def _interrupter(wants_stop: Callable[[], bool]) -> Callable[..., None]:
    def stop_if_wanted(_kind: Any, _message: Any, _seen: Any, answer: Any, _user: Any) -> None:
        answer.user_interrupt = wants_stop()

    return stop_if_wanted
