"""The best value stage by stage by scipy's solver interface: an oracle for medium problems, with all rules.

Its variables are whole groups, a pair or a trio each, and for people with room for several whether they have
anybody: another statement of the problem than the engine's, and none of its code.
"""

from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

from buddy_matcher.domain.assignment import Stage


def best_value_by_milp(problem):
    """The largest objective tuple of a problem."""
    groups = [*_pairs(problem), *_trios(problem)]
    with_room = [person for person in _people(problem) if _capacity(problem, person) > 1]
    count = len(groups) + len(with_room)
    constraints = [
        LinearConstraint(*each) for each in _rules(problem, groups, with_room, count) if each[0].shape[0]
    ]
    values = []
    for weights in _weights(problem, groups, with_room):
        answer = milp(
            -weights,
            integrality=np.ones(count, dtype=int),
            bounds=Bounds(0, 1),
            constraints=constraints,
            options={"mip_rel_gap": 0},
        )
        values.append(round(weights @ np.round(answer.x)))
        constraints.append(LinearConstraint(weights[None, :], lb=values[-1] - 0.5))
    return tuple(values)


def _people(problem):
    return [*problem.left, *problem.right]


def _of(problem, person, left, right):
    if person in problem.row_of:
        return left[problem.row_of[person]]
    return right[problem.column_of[person]]


def _capacity(problem, person):
    return _of(problem, person, problem.left_capacity, problem.right_capacity)


def _pairs(problem):
    """Every pair that may be, as a group of one pair."""
    for row, left in enumerate(problem.left):
        for column, right in enumerate(problem.right):
            if problem.allowed[row, column] or (left, right) in problem.locked:
                yield ((left, right),)


def _trios(problem):
    """Every trio that may be, as a group of two pairs."""
    may = {pair for (pair,) in _pairs(problem)}
    happy = {
        person
        for person in _people(problem)
        if _capacity(problem, person) == 1 and _of(problem, person, problem.trio_left, problem.trio_right)
    }
    apart = {frozenset(pair) for pair in problem.apart}
    for hub in happy:
        mine = sorted(pair for pair in may if hub in pair and set(pair) <= happy)
        for one, other in combinations(mine, 2):
            if (set(one) ^ set(other)) not in apart:
                yield (one, other)


def _rules(problem, groups, with_room, count):
    """Yield matrix, lower and upper bounds of capacities, of having anybody, of limits and of locks."""
    people = _people(problem)
    place = {person: number for number, person in enumerate(people)}
    within = lil_array((len(people), count))
    anybody = lil_array((len(with_room), count))
    for column, group in enumerate(groups):
        for person in {each for pair in group for each in pair}:
            within[place[person], column] = 1
            if person in with_room:
                anybody[with_room.index(person), column] = 1
    for number in range(len(with_room)):
        anybody[number, len(groups) + number] = -1
    yield within.tocsr(), -np.inf, np.array([_capacity(problem, person) for person in people])
    yield anybody.tocsr(), 0, np.inf
    limits, locks = lil_array((len(problem.limits), count)), lil_array((len(problem.locked), count))
    for column, group in enumerate(groups):
        for number, limit in enumerate(problem.limits):
            limits[number, column] = sum(pair in limit.pairs for pair in group)
        for number, lock in enumerate(problem.locked):
            locks[number, column] = lock in group
    yield limits.tocsr(), -np.inf, np.array([limit.at_most for limit in problem.limits])
    yield locks.tocsr(), 1, np.inf


def _weights(problem, groups, with_room):
    """Yield what each group, and each of those with room for having anybody, adds to each aim."""
    for stage in problem.stages:
        if stage is Stage.FAIRNESS:
            for low, high in zip((-1, *problem.bands), problem.bands, strict=False):
                ends = sum(
                    ((low <= gain) & (gain < high)).astype(int)
                    for gain in (problem.gain_left, problem.gain_right)
                )
                yield _of_pairs(problem, groups, with_room, -ends)
        elif stage in {Stage.PEOPLE, Stage.PRIORITY, Stage.FEWEST_EXTRA}:
            yield _of_people(problem, groups, with_room, stage)
        else:
            incumbent = np.zeros(problem.shape, dtype=int)
            for left, right in problem.incumbent:
                incumbent[problem.row_of[left], problem.column_of[right]] = 1
            worth = {
                Stage.PREFERRED: problem.preferred.astype(int),
                Stage.KEEP: incumbent,
                Stage.SCORE: problem.score,
            }
            yield _of_pairs(problem, groups, with_room, worth[stage])


def _of_pairs(problem, groups, with_room, worth):
    by_group = [
        sum(worth[problem.row_of[left], problem.column_of[right]] for left, right in group)
        for group in groups
    ]
    return np.array([*by_group, *[0] * len(with_room)], dtype=float)


def _of_people(problem, groups, with_room, stage):
    def worth(person):
        if stage is Stage.PRIORITY:
            return _of(problem, person, problem.left_priority, problem.right_priority)
        return 1

    by_group = []
    for group in groups:
        ends = [person for pair in group for person in pair]
        firsts = sum(worth(person) for person in set(ends) if person not in with_room)
        by_group.append(firsts - len(ends) if stage is Stage.FEWEST_EXTRA else firsts)
    return np.array([*by_group, *(worth(person) for person in with_room)], dtype=float)
