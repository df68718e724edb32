"""Whether pairs hold under every weighting, against a solve for each."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buddy_matcher.domain.assignment import Stage
from buddy_matcher.matching import AssignmentProblem, PairLimit, solve
from buddy_matcher.matching.questions.weightings import Parts, weigh
from tests.matching.problems import problems


def parts_of(shape, seed):
    numbers = np.random.default_rng(seed)
    bases = [numbers.integers(0, most, shape) for most in (50, 20, 5)]
    return Parts(tuple((0 * base, base, 2 * base) for base in bases), (1, 1, 1))


def expect_the_plans_of_solves(problem, parts, plans):
    """Each is the plan that a solve with those points gives; where points don't count, one is enough."""
    known = {}
    for weighting, plan in plans.items():
        score = parts.score(weighting) if Stage.SCORE in problem.stages else problem.score
        if score.tobytes() not in known:
            known[score.tobytes()] = set(solve(problem.changed(score=score)).pairs)
        assert plan == known[score.tobytes()]


@settings(max_examples=60)
@given(problems(most=5, most_pairs=16), st.integers(0, 2**32 - 1))
def test_every_weighting_has_the_plan_that_a_solve_gives(problem, seed):
    parts = parts_of(problem.shape, seed)
    holding = weigh(problem, parts)
    assert len(holding.plans) == (27 if holding.is_all else 7)
    expect_the_plans_of_solves(problem, parts, holding.plans)


@settings(max_examples=30)
@given(problems(most=5, plain=True), st.integers(0, 2**32 - 1))
def test_without_side_rules_all_weightings_are_tried_and_shares_are_counts(problem, seed):
    holding = weigh(problem, parts_of(problem.shape, seed))
    assert holding.is_all
    for pair in holding.plans[1, 1, 1]:
        others = [plan for plan in holding.plans.values() if pair not in plan]
        assert holding.share_of(pair) == (27 - len(others)) / 27
        there = {each for plan in others for each in plan if set(each) & set(pair)}
        assert set(holding.instead_of(pair)) == there


def test_the_order_of_people_decides_nothing():
    numbers = np.random.default_rng(5)
    score = numbers.integers(0, 9, (4, 4))
    parts = Parts(((score, 2 * score),), (0,))
    turned = Parts(((score[::-1], 2 * score[::-1]),), (0,))
    there = weigh(AssignmentProblem(range(4), range(4, 8), score), parts)
    back = weigh(AssignmentProblem([3, 2, 1, 0], range(4, 8), score[::-1]), turned)
    assert there.plans == back.plans


def test_a_limit_leaves_the_weightings_one_step_away():
    limit = PairLimit("few", [(0, 2), (1, 3)], 1)
    problem = AssignmentProblem([0, 1], [2, 3], [[9, 1], [1, 9]], limits=[limit])
    holding = weigh(problem, parts_of((2, 2), 0))
    assert not holding.is_all
    assert all(sum(way != 1 for way in weighting) <= 1 for weighting in holding.plans)


def test_points_too_large_for_one_assignment_are_solved_for():
    numbers = np.random.default_rng(6)
    score = numbers.integers(0, 400_000, (6, 6))
    problem = AssignmentProblem(range(6), range(6, 12), score)
    parts = Parts(((score, 2 * score), (0 * score, numbers.integers(0, 9, (6, 6)))), (0, 0))
    expect_the_plans_of_solves(problem, parts, weigh(problem, parts).plans)


def test_aims_that_together_run_over_the_largest_number_are_solved_for():
    numbers = np.random.default_rng(7)
    agreed = [(person, person + 6) for person in range(6)]
    problem = AssignmentProblem(
        *(range(6), range(6, 12), numbers.integers(0, 60_000, (6, 6))),
        gain_left=numbers.integers(0, 100, (6, 6)),
        incumbent=agreed,
        bands=(1, 20, 40, 60, 80, 100),
        stages=(Stage.SCORE, Stage.KEEP, Stage.FAIRNESS),
    )
    parts = Parts(((problem.score, 2 * problem.score),), (0,))
    expect_the_plans_of_solves(problem, parts, weigh(problem, parts).plans)


def test_progress_rises_to_the_end_and_cancelling_gives_nothing():
    problem = AssignmentProblem(range(3), range(3, 6), np.ones((3, 3)))
    told: list[float] = []
    weigh(problem, parts_of((3, 3), 1), progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1
    assert weigh(problem, parts_of((3, 3), 1), cancelled=lambda: True) is None


@pytest.mark.slow
@settings(max_examples=1000, deadline=None)
@given(problems(most=5, most_pairs=16), st.integers(0, 2**32 - 1))
def test_many_small_weightings(problem, seed):
    parts = parts_of(problem.shape, seed)
    expect_the_plans_of_solves(problem, parts, weigh(problem, parts).plans)
