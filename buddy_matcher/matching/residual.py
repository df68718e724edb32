"""The cheapest chain of changes that makes room for another pair: shortest paths in the residual network.

A node stands for a matched pair of copies; one more node, NOBODY, for all copies that are not matched. An
arc from one node to another means that the first's left copy takes the second's right copy. Its length is
the reduced cost, level by level, then how many people change, each copy counted as its share of the person,
and at last 1, for a step; so lengths are tuples, above zero, and the shortest path is the best plan with the
fewest changes. Arcs to NOBODY leave a left copy out or give it a free right copy; arcs from NOBODY leave a
right copy out or give it a free left copy.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from buddy_matcher.matching.arrays import BoolArray, IntArray
from buddy_matcher.matching.lap import Matching
from buddy_matcher.matching.relaxation import Relaxation

# More than any reduced cost.
FAR = 1 << 61
LEFT_OUT = -1

# Which of a length's levels is the share of people who change.
CHANGED = -2

# A person in parts that most numbers of copies share out evenly.
WHOLE_PERSON = 2520


@dataclass(frozen=True)
class Distances:
    """The shortest paths from every node to one (`goal`), or from that one to every node if `is_reversed`."""

    goal: int
    levels: tuple[IntArray, ...]
    following: IntArray
    is_reversed: bool

    def steps(self, node: int) -> Iterator[tuple[int, int]]:
        """Yield the arcs of one path as (taking node, giving node)."""
        while node != self.goal:
            other = int(self.following[node])
            yield (other, node) if self.is_reversed else (node, other)
            node = other


class Residual:
    """The network of one relaxed optimum; nodes are numbered as in its matching, NOBODY comes last."""

    def __init__(self, relaxation: Relaxation) -> None:
        self.rows, self.columns = relaxation.matching.rows, relaxation.matching.columns
        self.nobody = len(self.rows)
        self.is_open = relaxation.is_open
        self.node_of_row = np.full(self.is_open.shape[0], self.nobody)
        self.node_of_row[self.rows] = np.arange(self.nobody)
        self.node_of_column = np.full(self.is_open.shape[1], self.nobody)
        self.node_of_column[self.columns] = np.arange(self.nobody)
        self.free_rows = np.flatnonzero(self.node_of_row == self.nobody)
        self.free_columns = np.flatnonzero(self.node_of_column == self.nobody)
        self._shares = _shares(relaxation)
        self.costs = (*relaxation.reduced_costs, *self._changes(relaxation))
        self.lengths, self._is_arc = self._arcs(relaxation)

    def to(self, goal: int) -> Distances:
        """Return the shortest paths from every node to `goal`."""
        return _shortest(self.lengths, self._is_arc, goal, is_reversed=False)

    def start_from(self, origin: int) -> Distances:
        """Return the shortest paths from `origin` to every node."""
        lengths = [lengths.T for lengths in self.lengths]
        return _shortest(lengths, self._is_arc.T, origin, is_reversed=True)

    def first_step(self, paths: Distances, node: int) -> int:
        """Return the node to which the shortest way round from `node`, the goal of `paths`, goes first."""
        alive = self._is_arc[node].copy()
        for lengths, far in zip(self.lengths, paths.levels, strict=True):
            round_trip = np.where(alive, lengths[node] + far, FAR)
            alive &= round_trip == round_trip.min()
        return int(alive.argmax())

    def copies_at(self, node: int) -> tuple[int, int]:
        """Return the left and the right copy matched at a node."""
        return int(self.rows[node]), int(self.columns[node])

    def after(self, steps: Iterable[tuple[int, int]], forced: tuple[int, int] | None) -> Matching:
        """Return the matching of copies after the steps (taking node, giving node) and with `forced`."""
        pairs = [] if forced is None else [forced]
        touched = {self.nobody}
        for taker, giver in steps:
            touched |= {taker, giver}
            pairs.append(
                (
                    int(self.row_given[giver] if taker == self.nobody else self.rows[taker]),
                    int(self.column_given[taker] if giver == self.nobody else self.columns[giver]),
                )
            )
        if forced:
            touched |= {int(self.node_of_row[forced[0]]), int(self.node_of_column[forced[1]])}
        kept = [node for node in range(self.nobody) if node not in touched]
        pairs += zip(self.rows[kept].tolist(), self.columns[kept].tolist(), strict=True)
        rows, columns = (
            np.array([pair for pair in pairs if LEFT_OUT not in pair], dtype=np.int64).reshape(-1, 2).T
        )
        return Matching(rows, columns)

    def _arcs(self, relaxation: Relaxation) -> tuple[list[IntArray], BoolArray]:
        size = self.nobody + 1
        is_arc = np.zeros((size, size), dtype=np.bool_)
        is_arc[:-1, :-1] = self.is_open[np.ix_(self.rows, self.columns)]
        np.fill_diagonal(is_arc, val=False)
        is_arc[:-1, -1] = is_arc[-1, :-1] = True
        out, self.column_given = self._nobody(relaxation, by_left=True)
        back, self.row_given = self._nobody(relaxation, by_left=False)
        lengths = []
        for level, costs in enumerate(self.costs):
            matrix = np.zeros((size, size), dtype=np.int64)
            matrix[:-1, :-1] = costs[np.ix_(self.rows, self.columns)]
            matrix[:-1, -1], matrix[-1, :-1] = out[level], back[level]
            lengths.append(matrix)
        return lengths, is_arc

    def _changes(self, relaxation: Relaxation) -> tuple[IntArray, IntArray]:
        """Return for each pair of copies what share of people changes with it, and that it is a step.

        Nobody changes where the two people have each other already.
        """
        people = relaxation.left.person, relaxation.right.person
        has = np.zeros(relaxation.shape, dtype=np.bool_)
        has[people[0][self.rows], people[1][self.columns]] = True
        left, right = self._shares
        return np.where(has[np.ix_(*people)], 0, left[:, None] + right), np.ones_like(self.is_open, np.int64)

    def _nobody(self, relaxation: Relaxation, *, by_left: bool) -> tuple[list[IntArray], IntArray]:
        """Return the length of each node's arc to or from NOBODY, and the free copy it uses, if any."""
        mine, free = (self.rows, self.free_columns) if by_left else (self.columns, self.free_rows)
        shares = self._shares[0 if by_left else 1]
        left_out = [level.left if by_left else level.right for level in relaxation.levels]
        left_out += [shares, np.ones_like(shares)]
        options = []
        for alone, costs in zip(left_out, self.costs, strict=True):
            given = (costs if by_left else costs.T)[np.ix_(mine, free)]
            options.append(np.vstack([alone[mine], given.T]))
        alive = np.ones(options[0].shape, dtype=np.bool_)
        alive[1:] = (self.is_open if by_left else self.is_open.T)[np.ix_(mine, free)].T
        lengths = []
        for costs in options:
            best = np.where(alive, costs, FAR).min(axis=0)
            alive &= costs == best
            lengths.append(best)
        return lengths, np.concatenate([[LEFT_OUT], free])[alive.argmax(axis=0)]


def _shares(relaxation: Relaxation) -> tuple[IntArray, IntArray]:
    """Return each copy's share of its person, in parts of `WHOLE_PERSON` rounded down."""
    people = relaxation.left.person, relaxation.right.person
    left, right = (WHOLE_PERSON // np.bincount(person)[person] for person in people)
    return left, right


def _shortest(lengths: Sequence[IntArray], is_arc: BoolArray, goal: int, *, is_reversed: bool) -> Distances:
    """Return the shortest paths to `goal`: level by level, each on the tight arcs of the one before."""
    is_arc = is_arc.copy()
    found = []
    for matrix in lengths:
        far = np.full(len(matrix), FAR)
        far[goal] = 0
        changed = np.array([goal])
        while changed.size:
            through = np.where(is_arc[:, changed], matrix[:, changed] + far[changed], FAR).min(axis=1)
            changed = np.flatnonzero(through < far)
            far[changed] = through[changed]
        found.append(far)
        is_arc &= matrix + far == far[:, None]
    return Distances(goal, tuple(found), is_arc.argmax(axis=1), is_reversed)
