"""The plans of a problem as an integer programme, in PuLP: the only module that knows PuLP.

Sets       p    people; E pairs that may be, E(p) those of p, with `most(p)` partners at the most;
           H    hubs: people of capacity 1 who may be the middle of a trio, so that most(p) = 2;
           T    people who may be in a trio at all; everybody else is an outsider to it.
Variables  x_e  pair e is in the plan (0 or 1);
           f_p  p has a first partner (0 to 1);  o_p  extra partners of p (0 to most(p) - 1);
           t_p  hub p meets an outsider;
           g_pq q is a guest of hub p (0 to 1), where extra partners are not few anyway: see below;
           m_p  p's partners are others than now (0 to 1), where that is asked.
Rules      sum of x over E(p) = f_p + o_p               a first partner and extra ones
           sum of x over E(p) with outsiders <= t_p
           t_p + o_p <= 1                                a hub with two partners meets no outsider
           t_p + x_e <= 1, e in E(p) with one of T       implied for whole plans, but not for shared-out pairs
           x_pa + x_pb <= 1, a and b to be kept apart
           o_p + o_q + x_pq <= 2, p and q hubs           nobody's partner in a trio has a second partner
           sum of g_pq over q = 2 o_p,  g_pq <= o_p,  g_pq + g_qp <= x_pq
           m_p >= x_e, e in E(p) that p does not have now;  m_p >= 1 - x_e, e that p has
           sum of x over a limit's pairs <= at most
           x_e = 1 for locked pairs

Those t_p + x_e <= 1 close nearly all of the gap between shared-out pairs and plans: without them half an
outsider goes with half a trio whose two partners are the same person twice. Where most(p) = 1 the first rule
is simply <= 1.

The rules of guests follow from the others for whole plans, and have no price. Where points come before "as
few extra partners as possible" they are what proves a plan: else everybody is half a hub, and shared-out
pairs are worth a fifth more than plans. 15 + 15 people, all happy in a trio, take half a second with them and
were unproved after 40 without. Where extra partners are few, they only make every solve slower.

Variables and rows are named by index ("pair_3_7": row 3 with column 7), never by id: ids may contain names.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal

import numpy as np
import pulp

from buddy_matcher.domain.assignment import Stage
from buddy_matcher.matching.aims import marked_pairs
from buddy_matcher.matching.arrays import BoolArray, IntArray, Pair
from buddy_matcher.matching.kept_model import KeptModel
from buddy_matcher.matching.layout import Guest, Layout, PersonColumns
from buddy_matcher.matching.partners import Side, sides_of
from buddy_matcher.matching.problem import AssignmentProblem

type Category = Literal["Continuous", "Integer"]

# The kinds of rules that have a price, each with the index of what it is about; see `prices`.
type Rules = dict[str, dict[Any, int]]


class Programme:
    """All plans made of the `pairs` (L, R) that keep the rules of `problem`.

    With `present` pairs it knows who is moved. `layout` tells what its variables are. `rules` names the rows
    by kind and index: `left` and `right` (person), `limits` (place), `left_hubs` and `right_hubs` (person),
    `left_others` and `right_others` (number of the pair), `both_hubs` (number of the pair), `left_apart` and
    `right_apart` (person, place in `Side.apart`).
    """

    def __init__(
        self, problem: AssignmentProblem, pairs: BoolArray, present: Iterable[Pair] | None = None
    ) -> None:
        self._rows, self._columns = np.nonzero(pairs)
        self.rules: Rules = defaultdict(dict)
        self._problem = problem
        self._model = pulp.LpProblem("buddies", pulp.LpMaximize)
        indices = list(zip(self._rows.tolist(), self._columns.tolist(), strict=True))
        self._variables: list[Any] = list(
            self._model.add_variable_dict("pair_%s_%s", indices, cat="Binary").values()
        )
        left, right = sides_of(problem)
        self._people = (
            self._keep_capacities("left", self._rows, self._columns, left, right),
            self._keep_capacities("right", self._columns, self._rows, right, left),
        )
        self._keep_hubs_apart(left.hub[self._rows] & right.hub[self._columns])
        self._guests = list[Guest]()
        if _points_come_first(problem.stages):
            self._name_guests(left, right)
        self._keep_limits()
        self._keep_locks()
        moves = [] if present is None else self._count_moves(marked_pairs(problem, present))
        count = len(self._variables)
        self.layout = Layout(pairs, self._rows, self._columns, self._people, self._guests, moves, count)

    def kept(self, wants_stop: Callable[[], bool] | None = None) -> KeptModel:
        """Return the programme in HiGHS; `wants_stop` is asked often during a solve."""
        solver = pulp.HiGHS(mip=False, msg=False, threads=1)
        # PuLP leaves out variables that occur nowhere: with all in the objective, columns stand as listed.
        self._model.setObjective(pulp.lpSum_vars(self._variables))
        solver.createAndConfigureSolver(self._model)
        solver.buildSolverModel(self._model)
        integer = np.array([each.cat == pulp.const.LpInteger for each in self._variables])
        names = [each.name for each in (*self._variables, *self._model.constraints())]
        return KeptModel(self._model.solverModel, integer, names, wants_stop)

    def _keep_capacities(
        self, name: str, ends: IntArray, other_ends: IntArray, side: Side, other: Side
    ) -> dict[int, PersonColumns]:
        people, most = {}, side.most
        for index, pairs in _grouped(ends):
            if most[index] == 1:
                self._rule(name, index, self._sum(pairs) <= 1, "has_at_most_one_partner")
                people[index] = PersonColumns(pairs)
                continue
            first = self._variable(f"{name}_{index}_has_a_first_partner", upper=1)
            extra = self._variable(
                f"{name}_{index}_extra_partners", upper=int(most[index]) - 1, cat="Integer"
            )
            partners = self._variables[first] + self._variables[extra]
            self._rule(name, index, self._sum(pairs) == partners, "pairs_are_a_first_and_extra_ones")
            people[index] = PersonColumns(pairs, first, extra)
            if side.hub[index]:
                people[index] = self._keep_trio_happy(name, index, people[index], other_ends[pairs], other)
        return people

    def _keep_trio_happy(
        self, name: str, index: int, hub: PersonColumns, others: IntArray, other: Side
    ) -> PersonColumns:
        pair_with = dict(zip(others.tolist(), hub.pairs.tolist(), strict=True))
        for place, (one, another) in enumerate(other.apart):
            if one in pair_with and another in pair_with:
                both = self._variables[pair_with[one]] + self._variables[pair_with[another]]
                self._rule(f"{name}_apart", (index, place), both <= 1, "keeps_two_apart")
        is_outsider = ~other.trio[others]
        if not is_outsider.any():
            return hub
        outsiders = hub.pairs[is_outsider]
        column = self._variable(f"{name}_{index}_meets_an_outsider")
        meets = self._variables[column]
        self._model += self._sum(outsiders) <= meets, f"{name}_{index}_meets_outsiders_only_so"
        alone = meets + self._variables[hub.extra] <= 1
        self._rule(f"{name}_hubs", index, alone, "shares_only_with_the_happy")
        for number in hub.pairs[~is_outsider].tolist():
            either = meets + self._variables[number] <= 1
            self._rule(f"{name}_others", number, either, "is_met_or_an_outsider_is")
        return PersonColumns(hub.pairs, hub.first, hub.extra, column, outsiders)

    def _keep_hubs_apart(self, between_hubs: BoolArray) -> None:
        lefts, rights = self._people
        for number in np.flatnonzero(between_hubs).tolist():
            ends = lefts[int(self._rows[number])].extra, rights[int(self._columns[number])].extra
            one, other = (self._variables[end] for end in ends)
            not_both = one + other <= 2 - self._variables[number]
            self._rule("both_hubs", number, not_both, "has_one_hub")

    def _name_guests(self, left: Side, right: Side) -> None:
        """Say who is whose guest; `_guests` lists the columns of g_pq, x_pq and o_p."""
        guests_of = defaultdict[int, list[int]](list)
        for number in np.flatnonzero(left.trio[self._rows] & right.trio[self._columns]).tolist():
            ends = int(self._rows[number]), int(self._columns[number])
            guests = []
            for side, is_hub in ((0, left.hub), (1, right.hub)):
                if is_hub[ends[side]]:
                    guests.append(self._variable(f"pair_{ends[0]}_{ends[1]}_has_a_guest_of_{side}", upper=1))
                    extra = self._people[side][ends[side]].extra
                    guests_of[extra].append(guests[-1])
                    self._guests.append(Guest(guests[-1], number, extra))
                    self._model += self._variables[guests[-1]] <= self._variables[extra]
            self._model += self._sum(np.array(guests, dtype=np.int64)) <= self._variables[number]
        for extra, guests in guests_of.items():
            self._model += self._sum(np.array(guests)) == 2 * self._variables[extra]

    def _count_moves(self, present: IntArray) -> list[int]:
        """Return the columns that tell who is moved from the present pairs (L, R)."""
        has = present[self._rows, self._columns] > 0
        moves = list[int]()
        for name, people, had in zip(
            ("left", "right"), self._people, (present.sum(axis=1), present.sum(axis=0)), strict=True
        ):
            for index, person in people.items():
                is_kept = has[person.pairs]
                moves.append(self._variable(f"{name}_{index}_is_moved", upper=1))
                moved = self._variables[moves[-1]]
                if is_kept.sum() < had[index]:
                    moved.lowBound = 1
                    continue
                for number, is_present in zip(person.pairs.tolist(), is_kept.tolist(), strict=True):
                    pair = self._variables[number]
                    self._model += (1 - pair if is_present else pair) <= moved
        return moves

    def _keep_limits(self) -> None:
        entries = self._problem.limit_entries
        numbers = np.full(self._problem.shape, -1)
        numbers[self._rows, self._columns] = np.arange(len(self._rows))
        pairs = numbers[entries.row, entries.column]
        is_present = pairs >= 0
        pairs = pairs[is_present]
        for place, within in _grouped(entries.place[is_present]):
            at_most = self._problem.limits[place].at_most
            if len(within) > at_most:
                self._rule("limits", place, self._sum(pairs[within]) <= at_most, "is_kept")

    def _keep_locks(self) -> None:
        is_locked = marked_pairs(self._problem, self._problem.locked)[self._rows, self._columns] > 0
        for number in np.flatnonzero(is_locked).tolist():
            self._variables[number].lowBound = 1

    def _rule(self, kind: str, index: Any, rule: Any, sentence: str) -> None:
        subject = "_".join(map(str, index)) if isinstance(index, tuple) else index
        self.rules[kind][index] = self._model.addConstraint(rule, f"{kind}_{subject}_{sentence}").id

    def _variable(self, name: str, upper: int | None = None, cat: Category = "Continuous") -> int:
        self._variables.append(self._model.add_variable(name, 0, upper, cat=cat))
        return len(self._variables) - 1

    def _sum(self, pairs: IntArray) -> Any:
        return pulp.lpSum_vars([self._variables[pair] for pair in pairs.tolist()])


def _points_come_first(stages: Sequence[Stage]) -> bool:
    """Return whether pairs as such count before it is seen to that extra partners are few."""
    before = stages[: stages.index(Stage.FEWEST_EXTRA)] if Stage.FEWEST_EXTRA in stages else stages
    return not set(before) <= {Stage.PEOPLE, Stage.PRIORITY}


def _grouped(ends: IntArray) -> Iterator[tuple[int, IntArray]]:
    """Return, for each person who occurs, their index and the numbers of their pairs."""
    order = np.argsort(ends, kind="stable")
    people, starts = np.unique(ends[order], return_index=True)
    return zip(people.tolist(), np.split(order, starts)[1:], strict=True)
