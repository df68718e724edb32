"""Choices that cost nobody anything, against every plan of a small problem."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buddy_matcher.matching import AssignmentProblem, solve
from buddy_matcher.matching.problem import DEFAULT_STAGES
from buddy_matcher.matching.questions.choices import choices, honouring
from tests.matching.brute_force import all_plans
from tests.matching.problems import problems


@st.composite
def rounds(draw):
    problem = draw(problems(most=4, most_pairs=10, plain=True))
    return problem.changed(stages=DEFAULT_STAGES, bands=(1,))


def without_a_loss(problem, solution):
    """Every plan in which nobody loses a buddy or their only wish, and no aim but the points."""
    paired, met = heads(problem, solution.pairs)
    for pairs, value in all_plans(problem):
        now = heads(problem, pairs)
        if paired <= now[0] and met <= now[1] and value[:-1] >= solution.objective[:-1]:
            yield pairs, value


def heads(problem, pairs):
    met = set()
    for left, right in pairs:
        index = problem.row_of[left], problem.column_of[right]
        met |= {left} if problem.gain_left[index] else set()
        met |= {right} if problem.gain_right[index] else set()
    return {person for pair in pairs for person in pair}, met


def check_choices(problem, points):
    solution = solve(problem)
    plans = list(without_a_loss(problem, solution))
    offered = dict(choices(problem, solution, points))
    assert set(offered) == {person for pair in solution.pairs for person in pair}
    for person, found in offered.items():
        expected: dict[Any, Any] = {}
        for pairs, value in plans:
            loss = solution.objective[-1] - value[-1]
            for pair in pairs:
                if person in pair and loss <= points:
                    partner = pair[1] if pair[0] == person else pair[0]
                    expected[partner] = min(loss, expected.get(partner, loss))
        assert {each.partner: each.points for each in found} == expected
        assert [each.points for each in found] == sorted(each.points for each in found)


def check_honouring(problem, numbers):
    solution = solve(problem)
    wanted = {
        person: others[numbers.integers(len(others))]
        for people, others in ((problem.left, problem.right), (problem.right, problem.left))
        for person in people
        if others and numbers.random() < 2 / 3
    }

    def honoured(pairs):
        return sum((a, b) in pairs or (b, a) in pairs for a, b in wanted.items())

    found = honouring(problem, solution, wanted)
    best = max((honoured(pairs), value) for pairs, value in without_a_loss(problem, solution))
    assert (len(found.people), found.objective) == best


@settings(max_examples=50)
@given(rounds(), st.integers(0, 12))
def test_what_is_offered_costs_just_what_it_says_and_nothing_is_left_out(problem, points):
    check_choices(problem, points)


@settings(max_examples=50)
@given(rounds(), st.integers(0, 2**32 - 1))
def test_as_many_choices_are_honoured_as_can_be(problem, seed):
    check_honouring(problem, np.random.default_rng(seed))


@pytest.mark.slow
@settings(max_examples=1000, deadline=None)
@given(rounds(), st.integers(0, 12), st.integers(0, 2**32 - 1))
def test_many_small_choices(problem, points, seed):
    check_choices(problem, points)
    check_honouring(problem, np.random.default_rng(seed))


def test_a_choice_of_nobody_known_is_refused():
    problem = AssignmentProblem([0], [1], [[1]])
    with pytest.raises(ValueError, match="chosen"):
        honouring(problem, solve(problem), {0: 7})
