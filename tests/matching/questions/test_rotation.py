"""Several rounds at once, against every set of rounds of a small problem."""

from itertools import combinations, combinations_with_replacement
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buddy_matcher.domain.assignment import ContradictoryLocks, SolutionStatus
from buddy_matcher.matching import AssignmentProblem, PairLimit
from buddy_matcher.matching.questions.rotation import rotate
from tests.matching.problems import random_problem


@st.composite
def small(draw, with_rules=False):
    numbers = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    lefts, rights, rounds = (int(each) for each in numbers.integers(1, 4, 3))
    left, right = range(lefts), range(10, 10 + rights)
    pairs = [(a, b) for a in left for b in right]
    rules: dict[str, Any] = {}
    if with_rules:
        within = [pair for pair in pairs if numbers.random() < 1 / 2]
        rules["limits"] = [PairLimit("some", within, int(numbers.integers(1, 3)))]
        rules["left_capacity"] = numbers.choice([0, 1, 2], lefts, p=[0.1, 0.6, 0.3])
        rules["locked"] = [pairs[numbers.integers(len(pairs))]] if rules["left_capacity"].all() else []
    allowed = numbers.random((lefts, rights)) < 0.85
    return AssignmentProblem(
        left, right, numbers.integers(-3, 12, (lefts, rights)), allowed=allowed, **rules
    ), rounds


def every_round(problem):
    """Every set of pairs in which nobody occurs twice and each limit holds."""
    locked = set(problem.locked)
    possible = [
        (left, right)
        for row, left in enumerate(problem.left)
        for column, right in enumerate(problem.right)
        if (problem.allowed[row, column] or (left, right) in locked) and problem.left_capacity[row]
    ]
    for size in range(min(problem.shape) + 1):
        for pairs in combinations(possible, size):
            people = [person for pair in pairs for person in pair]
            kept = all(
                sum(pair in limit.pairs for pair in pairs) <= limit.at_most for limit in problem.limits
            )
            if len(set(people)) == len(people) and kept:
                yield pairs


def points(problem, pairs):
    return sum(int(problem.score[problem.row_of[a], problem.column_of[b]]) for a, b in pairs)


def best_by_trying(problem, rounds):
    best = None
    for chosen in combinations_with_replacement(list(every_round(problem)), rounds):
        pairs = [pair for each in chosen for pair in each]
        if len(set(pairs)) == len(pairs) and set(problem.locked) <= set(pairs):
            totals = [points(problem, each) for each in chosen]
            value = len(pairs), sum(totals), min(totals)
            best = value if best is None else max(best, value)
    return best


def check(problem, rounds):
    found = rotate(problem, rounds)
    pairs = [pair for each in found.rounds for pair in each]
    assert len(found.rounds) == rounds
    assert len(set(pairs)) == len(pairs)
    for each in found.rounds:
        people = [person for pair in each for person in pair]
        assert len(set(people)) == len(people)
    assert found.status is SolutionStatus.OPTIMAL
    assert found.worst == found.bound == min(points(problem, each) for each in found.rounds)
    assert (len(pairs), found.total, found.worst) == best_by_trying(problem, rounds)


@settings(max_examples=20)
@given(small())
def test_total_and_worst_round_are_the_best_there_are(instance):
    check(*instance)


@settings(max_examples=15)
@given(small(with_rules=True))
def test_limits_hold_in_each_round_and_locked_pairs_meet_in_one(instance):
    check(*instance)


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(small(), small(with_rules=True))
def test_many_small_rotations(plain, ruled):
    check(*plain)
    check(*ruled)


@pytest.mark.parametrize(("lefts", "rights", "rounds"), [(75, 75, 6), (30, 22, 5), (20, 20, 4)])
def test_everybody_meets_somebody_new_in_each_round(lefts, rights, rounds):
    problem = random_problem(1, lefts, rights, allowed=np.ones((lefts, rights), dtype=bool))
    found = rotate(problem, rounds)
    assert {len(each) for each in found.rounds} == {min(lefts, rights)}
    assert len({pair for each in found.rounds for pair in each}) == rounds * min(lefts, rights)
    assert found.status is SolutionStatus.OPTIMAL
    assert found.worst == found.total // rounds


def test_pairs_that_are_not_allowed_never_meet():
    problem = random_problem(2, 6, 6, allowed=~np.eye(6, dtype=bool))
    met = {pair for each in rotate(problem, 3).rounds for pair in each}
    assert not met & {(person, 6 + person) for person in range(6)}


def test_out_of_time_the_rounds_are_those_found_with_an_honest_bound():
    numbers = np.random.default_rng(3)
    problem = AssignmentProblem(range(5), range(5, 10), numbers.integers(0, 1000, (5, 5)))
    found = rotate(problem, 4, time_limit=0)
    assert sum(map(len, found.rounds)) == 20
    assert found.worst <= found.bound <= found.total // 4
    assert (found.status is SolutionStatus.OPTIMAL) == (found.worst == found.bound)


def test_nobody_to_meet_gives_empty_rounds():
    found = rotate(AssignmentProblem([], [1], np.zeros((0, 1))), 2)
    assert (found.rounds, found.total, found.worst) == (((), ()), 0, 0)


def test_what_cannot_be_meant_is_refused():
    problem = random_problem(4, 2, 3)
    with pytest.raises(ValueError, match="rounds"):
        rotate(problem, 0)
    with pytest.raises(ContradictoryLocks):
        rotate(problem.changed(locked=[(0, 2), (0, 3)]), 1)
