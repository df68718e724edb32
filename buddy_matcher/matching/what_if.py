"""What another choice would do to the whole plan: forcing a pair, forbidding one, going without somebody.

Without side rules the answers are exact and come from shortest paths in the residual network: one run
answers for all partners of a person, and the path is the chain of changes itself. With side rules the same
figure is a bound (nothing better is possible) unless the chain happens to keep them; `exactly` solves again
with the choice fixed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np

from buddy_matcher.domain.assignment import SolutionStatus
from buddy_matcher.matching.aims import aims_of, locks_of, tie_break
from buddy_matcher.matching.arrays import Id, IntArray, Pair
from buddy_matcher.matching.limits import PairLimit
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.relaxation import relax
from buddy_matcher.matching.residual import CHANGED, FAR, WHOLE_PERSON, Distances, Residual
from buddy_matcher.matching.solution import Solution
from buddy_matcher.matching.solver import solve, solve_from
from buddy_matcher.matching.verify import broken_rule
from buddy_matcher.matching.watch import Cancelled

if TYPE_CHECKING:
    from buddy_matcher.matching.aim_by_aim import Known


class Solve(Protocol):
    """Finds the best plan of a problem, as `solve` does."""

    def __call__(  # noqa: D102 - said above
        self,
        problem: AssignmentProblem,
        *,
        cancelled: Cancelled | None = None,
        time_limit: float | None = None,
    ) -> Solution: ...


class Change:
    """The best plan after one choice.

    `objective` is its value, stage by stage. When not `exact` that is a bound: no plan with this choice is
    better, and `exactly` finds the best one. `pair` is the (left id, right id) chosen, if a pair was. No
    best plan moves fewer than `least_moved` people.
    """

    def __init__(
        self,
        before: Solution,
        objective: tuple[int, ...],
        change_problem: Callable[[], AssignmentProblem],
        find_pairs: Callable[[], list[Pair]],
        pair: Pair | None = None,
        solve_changed: Solve = solve,
        least_moved: int = 0,
    ) -> None:
        self.objective = objective
        self.pair = pair
        self.least_moved = least_moved
        self._before = before
        self._change_problem = change_problem
        self._find_pairs = find_pairs
        self._solve = solve_changed

    @cached_property
    def exact(self) -> bool:
        """Whether `objective` is that of a real plan, the `chain`."""
        return len(set(self.chain)) == len(self.chain) and not broken_rule(self._problem, self.chain)

    @cached_property
    def chain(self) -> tuple[Pair, ...]:
        """Every (left id, right id) after the shortest chain of changes, sorted: a best plan when `exact`."""
        return tuple(sorted(self._find_pairs()))

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every (left id, right id) of the best plan in which the fewest people move, sorted.

        Needs a new solve when the `chain` is no real plan, or is not known to move the fewest.
        """
        if self.exact and len(self._moved_to(self.chain)) <= self.least_moved:
            return self.chain
        # Late, as in `solver`.
        from buddy_matcher.matching.fewest_moves import nearest_best_plan

        return nearest_best_plan(self._problem, solve(self._problem), self._before.pairs)

    @cached_property
    def moved(self) -> tuple[Id, ...]:
        """The ids whose partners differ from the present plan, left ones first."""
        return self._moved_to(self.pairs)

    def exactly(self, cancelled: Cancelled | None = None, time_limit: float | None = None) -> Solution:
        """Return the best plan after this choice, sought anew; it stops as `solve` does."""
        return self._solve(self._problem, cancelled=cancelled, time_limit=time_limit)

    @cached_property
    def _problem(self) -> AssignmentProblem:
        return self._change_problem()

    def _moved_to(self, pairs: tuple[Pair, ...]) -> tuple[Id, ...]:
        differing = set(self._before.pairs).symmetric_difference(pairs)
        lefts, rights = {left for left, _right in differing}, {right for _left, right in differing}
        return (*sorted(lefts), *sorted(rights))


class WhatIf:
    """Answers about changes to `solution`, the best plan of `problem`; building it costs one assignment."""

    def __init__(self, problem: AssignmentProblem, solution: Solution) -> None:
        self._problem = problem.in_id_order()
        self._solution = solution
        self._planned = frozenset(solution.pairs)
        aims = (locks_of(self._problem), *aims_of(self._problem))
        self._relaxation = relax(self._problem, aims, tie_break(self._problem))
        self._residual = Residual(self._relaxation)
        self._known: Known | None = None
        self._one_at_a_time = Lock()

    def pair(self, left: Id, right: Id) -> Change | None:
        """Return the best plan that contains the pair; None when it is blocked or against a lock."""
        self._index(right)
        return next((each for each in self.alternatives(left) if each.pair == (left, right)), None)

    def alternatives(self, person: Id) -> tuple[Change, ...]:
        """Return the best plan with each possible partner of a person, best first.

        Partners who are blocked, or whom a lock rules out, are left out. Raises ValueError for an unknown id.
        """
        side, index = self._index(person)
        found: dict[Pair, tuple[tuple[int, ...], Change]] = {}
        for copy in np.flatnonzero(self._people(side) == index).tolist():
            for loss, pair, change in self._partners_of(side, copy):
                if pair not in found or loss < found[pair][0]:
                    found[pair] = (loss, change)
        best_first = sorted(found.items(), key=lambda each: (each[1][0], each[0][1 - side]))
        return tuple(change for _pair, (_loss, change) in best_first)

    def forbid(self, left: Id, right: Id) -> Change | None:
        """Return the best plan without the pair; None when the pair is locked."""
        row, column = self._index(left)[1], self._index(right)[1]
        if (left, right) in self._problem.locked:
            return None

        def forbidden() -> AssignmentProblem:
            allowed = self._problem.allowed.copy()
            allowed[row, column] = False
            return self._problem.changed(allowed=allowed)

        if (left, right) not in self._solution.pairs:
            return self._same_plan(forbidden)
        nodes = [node for node in range(self._residual.nobody) if self._node_ids(node) == (left, right)]
        if len(nodes) != 1:
            return self._solved_again(forbidden)
        return self._rerouted(forbidden, self._residual.to(nodes[0]), nodes[0], None)

    def without(self, person: Id) -> Change | None:
        """Return the best plan if this person dropped out; None when they are in a locked pair."""
        side, index = self._index(person)
        if any(person in pair for pair in self._problem.locked):
            return None
        name = ("left_capacity", "right_capacity")[side]

        def dropped() -> AssignmentProblem:
            capacity = getattr(self._problem, name).copy()
            capacity[index] = 0
            return self._problem.changed(**{name: capacity})

        if person in self._solution.unmatched:
            return self._same_plan(dropped)
        nodes = [node for node in range(self._residual.nobody) if person in self._node_ids(node)]
        if len(nodes) != 1 or np.count_nonzero(self._people(side) == index) > 1:
            return self._solved_again(dropped)
        goal, start = (nodes[0], self._residual.nobody) if side == 0 else (self._residual.nobody, nodes[0])
        return self._rerouted(dropped, self._residual.to(goal), start, (side, nodes[0]))

    def _partners_of(self, side: int, copy: int) -> Iterator[tuple[tuple[int, ...], Pair, Change]]:
        """Yield the loss, the pair and the best plan for each pair that a copy may be in."""
        residual = self._residual
        if side == 0:
            others = np.flatnonzero(residual.is_open[copy])
            paths, nodes = residual.to(int(residual.node_of_row[copy])), residual.node_of_column[others]
            costs = [level[copy, others] for level in residual.costs]
        else:
            others = np.flatnonzero(residual.is_open[:, copy])
            paths, nodes = (
                residual.start_from(int(residual.node_of_column[copy])),
                residual.node_of_row[others],
            )
            costs = [level[others, copy] for level in residual.costs]
        can_be = paths.levels[0][nodes] < FAR
        others, nodes = others[can_be], nodes[can_be]
        losses = [cost[can_be] + level[nodes] for cost, level in zip(costs, paths.levels, strict=True)]
        values = self._values(losses)
        for place, (other, node) in enumerate(zip(others.tolist(), nodes.tolist(), strict=True)):
            forced = (copy, other) if side == 0 else (other, copy)
            objective = tuple(values[place])
            pair = self._ids(*forced)
            if objective[0] == len(self._problem.locked) and self._can_hold(pair):
                loss = tuple(int(level[place]) for level in losses)
                chain = partial(self._after, paths.steps(node), forced)
                yield loss, pair, self._forced(pair, objective[1:], chain, loss[CHANGED])

    def _can_hold(self, pair: Pair) -> bool:
        """Return whether some plan with all locks has the pair, as far as the locks decide that."""
        if pair in self._planned:
            return True
        if any(pair in limit.pairs for limit in self._full_limits):
            return False
        locked = [each for each in self._problem.locked if set(each) & set(pair)]
        return not locked or broken_rule(self._problem, [*self._problem.locked, pair], limits=()) is None

    @cached_property
    def _full_limits(self) -> list[PairLimit]:
        return [
            limit
            for limit in self._problem.limits
            if sum(pair in limit.pairs for pair in self._problem.locked) >= limit.at_most
        ]

    def _forced(
        self, pair: Pair, objective: tuple[int, ...], chain: Callable[[], list[Pair]], changed: int
    ) -> Change:
        def with_pair() -> AssignmentProblem:
            return self._problem.changed(locked=[*self._problem.locked, pair])

        if pair in self._planned:
            return self._same_plan(with_pair, pair)
        most = min(objective, self._solution.objective)
        return Change(self._solution, most, with_pair, chain, pair, self._solve_near, _people_in(changed))

    def _solve_near(
        self,
        problem: AssignmentProblem,
        *,
        cancelled: Cancelled | None = None,
        time_limit: float | None = None,
    ) -> Solution:
        """Return what `solve` does for the problem with another pair locked, from what is known of the plan.

        One programme serves all such questions.
        """
        if self._solution.status is not SolutionStatus.OPTIMAL:
            return solve(problem, cancelled=cancelled, time_limit=time_limit)
        if self._known is None:
            # Late, as in `solver`.
            from buddy_matcher.matching.aim_by_aim import Known

            self._known = Known(self._problem, self._solution)
        # A question that was given up may still be at work in a thread of its own.
        with self._one_at_a_time:
            return solve_from(self._known, problem, cancelled, time_limit)

    def _rerouted(
        self,
        changed: Callable[[], AssignmentProblem],
        paths: Distances,
        start: int,
        gone: tuple[int, int] | None,
    ) -> Change:
        """Return the plan after the shortest way from `start`; `gone`: side and node of a dropped copy."""
        first = (
            self._residual.first_step(paths, start) if start == paths.goal else int(paths.following[start])
        )
        losses = [
            lengths[start, first] + far[first]
            for lengths, far in zip(self._residual.lengths, paths.levels, strict=True)
        ]
        if gone is not None:
            side, node = gone
            for place, level in enumerate(self._relaxation.levels):
                losses[place] += (level.left, level.right)[side][self._residual.copies_at(node)[side]]
            losses[CHANGED] += WHOLE_PERSON
        objective = tuple(self._values([np.array([loss]) for loss in losses])[0])[1:]

        def chain() -> list[Pair]:
            return self._after([(start, first), *paths.steps(first)], None)

        most = min(objective, self._solution.objective)
        return Change(self._solution, most, changed, chain, least_moved=_people_in(int(losses[CHANGED])))

    def _solved_again(self, changed: Callable[[], AssignmentProblem]) -> Change:
        """Return the best plan from a new solve: for people with several copies, who can change partly."""
        solution = solve(changed())
        return Change(self._solution, solution.objective, changed, lambda: list(solution.pairs))

    def _node_ids(self, node: int) -> Pair:
        return self._ids(*self._residual.copies_at(node))

    def _same_plan(self, changed: Callable[[], AssignmentProblem], pair: Pair | None = None) -> Change:
        return Change(
            self._solution, self._solution.objective, changed, lambda: list(self._solution.pairs), pair
        )

    def _values(self, losses: Sequence[IntArray]) -> list[list[int]]:
        """Return the values of all aims for each column of losses, level by level."""
        columns = []
        for level, loss in zip(self._relaxation.levels, losses, strict=False):
            packed = level.optimum - loss
            for base in level.bases:
                value = (packed + base // 2) // base
                packed -= value * base
                columns.append(value)
        return np.stack(columns, axis=1).tolist() if columns else []

    def _after(self, steps: Iterable[tuple[int, int]], forced: tuple[int, int] | None) -> list[Pair]:
        """Return the pairs after the steps, and with the pair of copies that is forced."""
        matching = self._residual.after(steps, forced)
        return [
            self._ids(row, column)
            for row, column in zip(matching.rows.tolist(), matching.columns.tolist(), strict=True)
        ]

    def _ids(self, row: int, column: int) -> Pair:
        """Return the people whose copies these are."""
        left, right = self._relaxation.left.person[row], self._relaxation.right.person[column]
        return self._problem.left[left], self._problem.right[right]

    def _people(self, side: int) -> IntArray:
        return (self._relaxation.left, self._relaxation.right)[side].person

    def _index(self, person: Id) -> tuple[int, int]:
        if person in self._problem.row_of:
            return 0, self._problem.row_of[person]
        if person in self._problem.column_of:
            return 1, self._problem.column_of[person]
        raise ValueError(f"unknown id {person!r}")


def _people_in(shares: int) -> int:
    """Return how many people there are at least in so many shares of them."""
    return -(-shares // WHOLE_PERSON)
