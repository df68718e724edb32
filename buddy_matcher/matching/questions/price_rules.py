"""The rules beside capacities that count pairs of places: limits, threes, and that a pair counts once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from buddy_matcher.matching.arrays import BoolArray, Id, IntArray
from buddy_matcher.matching.duals import Copies
from buddy_matcher.matching.partners import Side, sides_of
from buddy_matcher.matching.problem import AssignmentProblem

type Kind = Literal["limit", "trio", "two hubs", "apart", "once"]


@dataclass(frozen=True)
class Rule:
    """At most `at_most` of the pairs of places whose indices are `members` may be in a plan.

    One that occurs twice among them counts twice.

    `name` is a limit's, `people` are those whom another rule is about. Rules that are not `is_needed` follow
    from others for whole plans, and only make prices better.
    """

    kind: Kind
    members: IntArray
    at_most: int
    name: str = ""
    people: tuple[Id, ...] = ()
    is_needed: bool = True


def rules_of(
    problem: AssignmentProblem, left: Copies, right: Copies, rows: IntArray, columns: IntArray
) -> tuple[Rule, ...]:
    """Return the rules of a problem on the pairs of places (`rows`[k], `columns`[k])."""
    lefts, rights = left.person[rows], right.person[columns]
    return (
        *_limits(problem, lefts, rights),
        *_once(problem, lefts, rights),
        *_threes(problem, (left, right), (rows, columns)),
    )


def _limits(problem: AssignmentProblem, lefts: IntArray, rights: IntArray) -> Iterator[Rule]:
    entries = problem.limit_entries
    for place, limit in enumerate(problem.limits):
        within = np.zeros(problem.shape, dtype=np.bool_)
        mine = entries.place == place
        within[entries.row[mine], entries.column[mine]] = True
        yield Rule("limit", np.flatnonzero(within[lefts, rights]), limit.at_most, name=limit.name)


def _once(problem: AssignmentProblem, lefts: IntArray, rights: IntArray) -> Iterator[Rule]:
    pair = lefts * max(1, len(problem.right)) + rights
    for one in np.flatnonzero(np.bincount(pair, minlength=1) > 1).tolist():
        members = np.flatnonzero(pair == one)
        row, column = int(lefts[members[0]]), int(rights[members[0]])
        yield Rule("once", members, 1, people=(problem.left[row], problem.right[column]))


def _threes(
    problem: AssignmentProblem, copies: tuple[Copies, Copies], indices: tuple[IntArray, IntArray]
) -> Iterator[Rule]:
    sides = sides_of(problem)
    ids = (problem.left, problem.right)
    people = [each.person[index] for each, index in zip(copies, indices, strict=True)]
    first = [each.is_first[index] for each, index in zip(copies, indices, strict=True)]
    for side in (0, 1):
        other = 1 - side
        for hub in np.flatnonzero(sides[side].hub).tolist():
            mine = people[side] == hub
            outsiders = mine & ~sides[other].trio[people[other]]
            extra = mine & ~first[side]
            if outsiders.any():
                yield Rule("trio", np.flatnonzero(outsiders | extra), 1, people=(ids[side][hub],))
            yield from _with_each(mine, outsiders, people[other], sides[other], (ids[side][hub], ids[other]))
            yield from _kept_apart(mine, people[other], sides[other], (ids[side][hub], ids[other]))
    yield from _not_two_hubs(problem, sides, people, first)


def _with_each(
    mine: BoolArray, outsiders: BoolArray, others: IntArray, side: Side, names: tuple[Id, tuple[Id, ...]]
) -> Iterator[Rule]:
    """Say for each other partner that a hub who meets an outsider has nobody else: it makes prices better."""
    hub, ids = names
    for other in np.unique(others[mine & side.trio[others]]).tolist():
        members = np.flatnonzero(outsiders | (mine & (others == other)))
        yield Rule("trio", members, 1, people=(hub, ids[other]), is_needed=False)


def _kept_apart(
    mine: BoolArray, others: IntArray, side: Side, names: tuple[Id, tuple[Id, ...]]
) -> Iterator[Rule]:
    hub, ids = names
    for one, another in side.apart:
        members = np.flatnonzero(mine & ((others == one) | (others == another)))
        if len(members):
            yield Rule("apart", members, 1, people=(hub, ids[one], ids[another]))


def _not_two_hubs(
    problem: AssignmentProblem, sides: tuple[Side, Side], people: list[IntArray], first: list[BoolArray]
) -> Iterator[Rule]:
    """Two hubs are never partners: their pair and their extra places together come to two at most."""
    both = sides[0].hub[people[0]] & sides[1].hub[people[1]]
    for one, other in sorted(set(zip(people[0][both].tolist(), people[1][both].tolist(), strict=True))):
        extras = ((people[0] == one) & ~first[0]) | ((people[1] == other) & ~first[1])
        pair = (people[0] == one) & (people[1] == other)
        # The pair of the two at an extra place counts twice, as an extra one and as itself.
        members = np.concatenate([np.flatnonzero(extras), np.flatnonzero(pair)])
        yield Rule("two hubs", members, 2, people=(problem.left[one], problem.right[other]))
