"""Which pairs are in every plan as good as the best, against all of them."""

import pytest
from hypothesis import given, settings

from buddy_matcher.matching import AssignmentProblem, solve
from buddy_matcher.matching.questions.others import in_every_best
from tests.matching.brute_force import all_plans
from tests.matching.problems import problems


def check(problem):
    solution = solve(problem)
    best = [pairs for pairs, value in all_plans(problem) if value == solution.objective]
    assert set(in_every_best(problem, solution)) == set.intersection(*best)


@settings(max_examples=40)
@given(problems(most=4, most_pairs=9))
def test_the_pairs_that_every_best_plan_has(problem):
    check(problem)


@pytest.mark.slow
@settings(max_examples=1000, deadline=None)
@given(problems(most=4, most_pairs=9))
def test_the_pairs_of_many_small_problems(problem):
    check(problem)


def test_ties_leave_open_only_those_whom_they_concern():
    problem = AssignmentProblem([0, 1, 2], [3, 4, 5], [[5, 5, 0], [5, 5, 0], [0, 0, 9]])
    assert in_every_best(problem, solve(problem)) == ((2, 5),)
