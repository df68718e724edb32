"""The integer programme, in PuLP, and its solver, HiGHS in this very process.

The only module that knows PuLP. It maximises one aim at a time over the pairs it is given and can hold
earlier aims at their values. Its answers are claims: `verify` checks them.

Variables and rows are named by index ("pair_3_7": row 3 with column 7), never by id: ids may contain names.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
import pulp

from buddy_matcher.domain.assignment import SolverFailed
from buddy_matcher.matching.aims import Aim
from buddy_matcher.matching.arrays import BoolArray, IntArray
from buddy_matcher.matching.linear import FloatArray, LinearProgramme
from buddy_matcher.matching.partners import Side, sides_of
from buddy_matcher.matching.problem import AssignmentProblem

_PROVED = (pulp.const.LpSolveStatus.Optimal, pulp.const.LpSolveStatus.Infeasible)
_WITHOUT_PLAN = (
    pulp.const.LpSolveStatus.TimeLimit,
    pulp.const.LpSolveStatus.Interrupted,
    pulp.const.LpSolveStatus.Infeasible,
)
_INTERRUPTS = (
    highspy.cb.HighsCallbackType.kCallbackMipInterrupt,
    highspy.cb.HighsCallbackType.kCallbackSimplexInterrupt,
)

# Prices below that are nothing but rounding.
WORTHLESS = 1e-6


@dataclass(frozen=True)
class Answer:
    """What the solver claims.

    `chosen` tells for each pair of the programme whether it is in the plan; None when no plan was found. No
    plan of the programme has a larger total than `bound` (None: unknown). `proved`: none beats this one, or
    there is none.
    """

    chosen: BoolArray | None
    bound: float | None
    proved: bool


@dataclass(frozen=True)
class RowPrices:
    """The largest `total` if pairs could be shared out, and what one unit more room in each rule would add.

    By the place of a held aim or a limit, the index of a hub, or the number of a pair of a hub with somebody
    who is happy in a trio; 0 for those without such a rule.
    """

    total: float
    held: FloatArray
    limits: FloatArray
    left_hubs: FloatArray
    right_hubs: FloatArray
    left_others: FloatArray
    right_others: FloatArray

    @property
    def are_for_trios(self) -> bool:
        """Whether more room in the rules of trios would add something."""
        rules = (self.left_hubs, self.right_hubs, self.left_others, self.right_others)
        return any((worth > WORTHLESS).any() for worth in rules)


@dataclass(frozen=True)
class _Person:
    """The pairs a person occurs in, and the row that counts them.

    Who may have extra partners has terms for a first and extra ones, in columns `column` and the next one.
    """

    name: str
    pairs: IntArray
    row: Any
    first: Any = None
    extra: Any = None
    column: int = 0


class Programme:
    """All plans made of the pairs (`rows`[k], `columns`[k]) that keep the rules of `problem`."""

    def __init__(self, problem: AssignmentProblem, rows: IntArray, columns: IntArray) -> None:
        self.rows, self.columns = rows, columns
        self._problem = problem
        self._model = pulp.LpProblem("buddies", pulp.LpMaximize)
        indices = list(zip(rows.tolist(), columns.tolist(), strict=True))
        pairs: dict[tuple[int, int], Any] = self._model.add_variable_dict("pair_%s_%s", indices, cat="Binary")
        self._pair = list(pairs.values())
        self._number = {pair: number for number, pair in enumerate(indices)}

        # All variables in the order of the solver's columns, and the solver's rows that have a price.
        self._variables = self._pair.copy()
        self._priced: dict[str, dict[int, int]] = defaultdict(dict)
        self._held = 0
        self._linear: LinearProgramme | None = None
        left, right = sides_of(problem)
        self._lefts = self._people("left", rows, left)
        self._rights = self._people("right", columns, right)
        self._keep_trios_happy("left", left, columns, right)
        self._keep_trios_happy("right", right, rows, left)
        self._keep_hubs_apart(left.hub[rows] & right.hub[columns])
        self._keep_limits()
        self._keep_locks()

    def maximise(
        self, aim: Aim, *, cancelled: Callable[[], bool] | None = None, time_limit: float | None = None
    ) -> Answer:
        """Return the best plan for `aim` alone.

        Raises SolverFailed when the solver gives up for any other reason than time, cancelling or having
        proved that there is no plan.
        """
        self._model.setObjective(self._total(self._weights(aim)))
        stats = self._model.solve(_solver(cancelled, time_limit))
        if not stats.has_solution and stats.status not in _WITHOUT_PLAN:
            raise SolverFailed(f"the solver stopped with {stats.status.name}")
        chosen = np.array([each.varValue for each in self._pair]) > 1 / 2 if stats.has_solution else None
        return Answer(chosen, stats.best_bound, proved=stats.status in _PROVED)

    def prices(self, aim: Aim) -> RowPrices | None:
        """Return what one unit more room in each rule would be worth to `aim` if pairs could be shared out.

        None when even then the programme has no plan.
        """
        weights = self._weights(aim)
        if not weights.any():
            return self.no_prices()
        found = self._kept_linear().maximise(weights)
        return None if found is None else self._prices(*found)

    def no_prices(self) -> RowPrices:
        """Return prices of 0 for all rules."""
        return self._prices(0.0, None)

    @property
    def pairs(self) -> BoolArray:
        """Which pairs (L, R) the plans may be made of."""
        pairs = np.zeros(self._problem.shape, dtype=np.bool_)
        pairs[self.rows, self.columns] = True
        return pairs

    def largest_weight(self, aim: Aim) -> float:
        """Return the largest number, up or down, in the aim's total."""
        return float(np.abs(self._weights(aim)).max(initial=0.0))

    def tells_apart(self, aim: Aim) -> bool:
        """Return whether the aim counts anything that differs between plans."""
        return bool(self._weights(aim).any())

    def hold(self, aim: Aim, value: int) -> None:
        """From now on accept only plans whose total of `aim`, the next one in order, is `value`."""
        weights = self._weights(aim)
        if weights.any():
            name = f"aim_{self._held}_stays_at_its_best"
            self._priced["held"][self._held] = self._model.addConstraint(
                self._total(weights) == value, name
            ).id
            if self._linear:
                self._linear.hold(weights, value)
        self._held += 1

    def reach(self, aim: Aim, least: int, name: str) -> None:
        """From now on accept only plans whose total of `aim` is `least` or more."""
        weights = self._weights(aim)
        if weights.any():
            self._model += self._total(weights) >= least, name

    def require(self, lefts: BoolArray, rights: BoolArray) -> None:
        """From now on accept only plans that give each of these people a partner."""
        for people, required in ((self._lefts, lefts), (self._rights, rights)):
            for index in np.flatnonzero(required).tolist():
                person = people[index]
                if person.first is None:
                    person.row.sense = pulp.const.LpConstraintEQ
                else:
                    person.first.lowBound = 1

    def require_extras(self, lefts: IntArray, rights: IntArray) -> None:
        """From now on accept only plans that give each of these people so many extra partners or more."""
        for people, required in ((self._lefts, lefts), (self._rights, rights)):
            for index in np.flatnonzero(required).tolist():
                people[index].extra.lowBound = int(required[index])

    def _people(self, side_name: str, ends: IntArray, side: Side) -> dict[int, _Person]:
        # A person has at most one first partner, and extra partners only beyond the first.
        people, most = {}, side.most
        for index, pairs in _grouped(ends):
            name = f"{side_name}_{index}"
            if most[index] == 1:
                row = self._model.addConstraint(self._sum(pairs) <= 1, f"{name}_has_at_most_one_partner")
                people[index] = _Person(name, pairs, row)
            else:
                first = self._model.add_variable(f"{name}_has_a_first_partner", 0, 1)
                extra = self._model.add_variable(
                    f"{name}_extra_partners", 0, int(most[index]) - 1, cat="Integer"
                )
                row = self._model.addConstraint(
                    self._sum(pairs) == first + extra, f"{name}_pairs_are_a_first_and_extra_ones"
                )
                people[index] = _Person(name, pairs, row, first, extra, len(self._variables))
                self._variables += [first, extra]
        return people

    def _keep_trios_happy(self, side_name: str, side: Side, other_ends: IntArray, other: Side) -> None:
        # A hub with two partners has only partners who may be in a trio, and none who are to be kept apart.
        people = self._lefts if side_name == "left" else self._rights
        for index in sorted(set(np.flatnonzero(side.hub).tolist()) & people.keys()):
            person = people[index]
            ends = other_ends[person.pairs]
            self._keep_outsiders_alone(side_name, index, person, ~other.trio[ends])
            pair_of = dict(zip(ends.tolist(), person.pairs.tolist(), strict=True))
            for one, another in other.apart:
                if one in pair_of and another in pair_of:
                    both = self._pair[pair_of[one]] + self._pair[pair_of[another]]
                    self._model += both <= 1, f"{person.name}_keeps_{one}_and_{another}_apart"

    def _keep_outsiders_alone(
        self, side_name: str, index: int, person: _Person, is_outsider: BoolArray
    ) -> None:
        # For whole plans the first row is enough. Without those for each other partner, though, the linear
        # programme shares out half an outsider and half a trio whose two partners are the same person twice,
        # which was nearly all of the gap between its bound and the best plan.
        if not is_outsider.any():
            return
        outsider = self._model.add_variable(f"{person.name}_meets_an_outsider", 0)
        self._variables.append(outsider)
        outsiders = self._sum(person.pairs[is_outsider])
        self._model += outsiders <= outsider, f"{person.name}_meets_outsiders_only_so"
        name = f"{person.name}_shares_only_with_the_happy"
        hubs, others = self._priced[f"{side_name}_hubs"], self._priced[f"{side_name}_others"]
        hubs[index] = self._model.addConstraint(outsider + person.extra <= 1, name).id
        for number in person.pairs[~is_outsider].tolist():
            name = f"{person.name}_meets_an_outsider_or_has_pair_{number}"
            others[number] = self._model.addConstraint(outsider + self._pair[number] <= 1, name).id

    def _keep_hubs_apart(self, between_hubs: BoolArray) -> None:
        # The partners in a trio have no second partner of their own.
        for number in np.flatnonzero(between_hubs).tolist():
            row, column = int(self.rows[number]), int(self.columns[number])
            extras = self._lefts[row].extra + self._rights[column].extra
            self._model += (
                extras <= 2 - self._pair[number],
                f"left_{row}_and_right_{column}_are_not_both_hubs",
            )

    def _keep_limits(self) -> None:
        # Of the pairs named by a limit, at most so many.
        entries = self._problem.limit_entries
        numbers = np.full(self._problem.shape, -1)
        numbers[self.rows, self.columns] = np.arange(len(self.rows))
        pairs = numbers[entries.row, entries.column]
        is_present = pairs >= 0
        pairs = pairs[is_present]
        for place, within in _grouped(entries.place[is_present]):
            at_most = self._problem.limits[place].at_most
            if len(within) > at_most:
                total = self._sum(pairs[within])
                row = self._model.addConstraint(total <= at_most, f"limit_{place}_is_kept")
                self._priced["limits"][place] = row.id

    def _keep_locks(self) -> None:
        # Locked pairs are in every plan.
        for left, right in self._problem.locked:
            number = self._number[self._problem.row_of[left], self._problem.column_of[right]]
            self._pair[number].lowBound = 1

    def _sum(self, pairs: IntArray) -> Any:
        return pulp.lpSum_vars([self._pair[pair] for pair in pairs.tolist()])

    def _weights(self, aim: Aim) -> FloatArray:
        """Return what each variable adds to the plan's total of one aim."""
        weights = np.zeros(len(self._variables))
        if aim.pair is not None:
            weights[: len(self._pair)] = aim.pair[self.rows, self.columns]
        for people, first, extra in (
            (self._lefts, aim.left_first, aim.left_extra),
            (self._rights, aim.right_first, aim.right_extra),
        ):
            if first.any() or extra.any():
                for index, person in people.items():
                    if person.extra is None:
                        weights[person.pairs] += first[index]
                    else:
                        weights[person.column : person.column + 2] = first[index], extra[index]
        return weights

    def _total(self, weights: FloatArray) -> Any:
        terms = zip(self._variables, weights.tolist(), strict=True)
        return pulp.lpSum_vars_coefs((variable, weight) for variable, weight in terms if weight)

    def _kept_linear(self) -> LinearProgramme:
        """Return the same programme with pairs that can be shared out."""
        if self._linear is None:
            solver = pulp.HiGHS(mip=False, msg=False, threads=1)
            self._model.setObjective(pulp.lpSum_vars(self._variables))
            solver.createAndConfigureSolver(self._model)
            solver.buildSolverModel(self._model)
            self._linear = LinearProgramme(self._model.solverModel)
        return self._linear

    def _prices(self, total: float, duals: FloatArray | None) -> RowPrices:
        def worth(kind: str, length: int) -> FloatArray:
            prices, rows = np.zeros(length), self._priced[kind]
            if duals is not None:
                prices[list(rows)] = duals[list(rows.values())]
            return prices

        lefts, rights = self._problem.shape
        return RowPrices(
            total=total,
            held=worth("held", self._held),
            limits=worth("limits", len(self._problem.limits)),
            left_hubs=worth("left_hubs", lefts),
            right_hubs=worth("right_hubs", rights),
            left_others=worth("left_others", len(self._pair)),
            right_others=worth("right_others", len(self._pair)),
        )


def _grouped(ends: IntArray) -> Iterator[tuple[int, IntArray]]:
    """Return, for each person who occurs, their index and the numbers of their pairs."""
    order = np.argsort(ends, kind="stable")
    people, starts = np.unique(ends[order], return_index=True)
    return zip(people.tolist(), np.split(order, starts)[1:], strict=True)


def _solver(cancelled: Callable[[], bool] | None, time_limit: float | None) -> Any:
    """Return HiGHS, exact and on one thread so that the same problem gives the same plan everywhere."""
    return pulp.HiGHS(
        msg=False,
        gapRel=0,
        gapAbs=0,
        threads=1,
        timeLimit=time_limit,
        callbackTuple=None if cancelled is None else (_interrupter(cancelled), None),
        callbacksToActivate=None if cancelled is None else list(_INTERRUPTS),
    )


def _interrupter(cancelled: Callable[[], bool]) -> Callable[..., None]:
    def stop_if_cancelled(_kind: Any, _message: Any, _seen: Any, answer: Any, _user: Any) -> None:
        answer.user_interrupt = cancelled()

    return stop_if_cancelled
