"""Explanations: who is crowded out, which rule is in the way, the next best and the most different plan."""

import numpy as np
import pytest
from hypothesis import assume, given, settings

from buddy_matcher.domain.assignment import Stage
from buddy_matcher.matching import AssignmentProblem, PairLimit, solve
from buddy_matcher.matching.explain import crowd_around, most_different, next_best, openings_for
from tests.matching.brute_force import all_plans
from tests.matching.problems import problems

# a, b and c can only meet x and y; d can meet z as well.
CROWDED = AssignmentProblem(
    "abcd",
    "xyz",
    np.ones((4, 3), dtype=int),
    allowed=[[True, True, False]] * 3 + [[True, True, True]],
)


def test_three_who_can_only_meet_two_are_the_crowd_around_the_one_left_out():
    solution = solve(CROWDED)
    crowd = crowd_around(CROWDED, solution, solution.unmatched[0])
    assert (crowd.people, crowd.partners, crowd.places) == (("a", "b", "c"), ("x", "y"), 2)


def test_somebody_with_a_partner_is_in_no_crowd():
    assert crowd_around(CROWDED, solve(CROWDED), "d") is None


def test_somebody_who_can_meet_nobody_is_a_crowd_of_one():
    problem = AssignmentProblem("ab", "x", [[1], [1]], allowed=[[False], [True]])
    crowd = crowd_around(problem, solve(problem), "a")
    assert (crowd.people, crowd.partners, crowd.places) == (("a",), (), 0)


@given(problems(most=5, most_pairs=15, plain=True))
@settings(max_examples=40, deadline=None)
def test_every_crowd_breaks_halls_condition(problem):
    problem = problem.changed(stages=[Stage.PEOPLE])
    solution = solve(problem)
    for person in solution.unmatched:
        crowd = crowd_around(problem, solution, person)
        assert person in crowd.people
        assert crowd.places == len(crowd.partners) < len(crowd.people)
        for each in crowd.people:
            row = (
                problem.allowed[problem.row_of[each]]
                if each in problem.row_of
                else problem.allowed[:, problem.column_of[each]]
            )
            others = problem.right if each in problem.row_of else problem.left
            assert {others[index] for index in np.flatnonzero(row)} <= set(crowd.partners)


@pytest.mark.parametrize("stop", [{"time_limit": 0}, {"cancelled": lambda: True}])
def test_nothing_is_said_to_help_that_there_was_no_time_to_prove(stop):
    solution = solve(CROWDED)
    far = ~CROWDED.allowed
    person = solution.unmatched[0]
    assert openings_for(CROWDED, solution, person, {"too far": far})
    assert openings_for(CROWDED, solution, person, {"too far": far}, **stop) == ()


def test_the_one_rule_in_the_way_is_named_with_the_partner_it_costs():
    far, busy = np.zeros((2, 2), dtype=bool), np.zeros((2, 2), dtype=bool)
    far[1] = True
    busy[1, 0] = True
    problem = AssignmentProblem("ab", "xy", [[1, 1], [1, 1]], allowed=~(far | busy))
    (opening,) = openings_for(problem, solve(problem), "b", {"too far": far, "no shared time": busy})
    assert (opening.rule, opening.partners, opening.left_out) == ("too far", ("y",), ())


def test_a_limit_can_be_the_rule_in_the_way():
    limit = PairLimit("two firms", [("a", "x"), ("b", "y")], 1)
    problem = AssignmentProblem(
        "ab", "xy", [[1, 1], [1, 1]], allowed=[[True, False], [False, True]], limits=[limit]
    )
    solution = solve(problem)
    (opening,) = openings_for(problem, solution, solution.unmatched[0], {})
    assert (opening.rule, opening.left_out) == ("two firms", ())


def test_a_layer_of_the_wrong_shape_is_refused_by_name():
    with pytest.raises(ValueError, match="too far"):
        openings_for(CROWDED, solve(CROWDED), "a", {"too far": [True]})


@given(problems(most=3, most_pairs=8))
@settings(max_examples=40, deadline=None)
def test_the_next_best_plan_is_the_second_in_the_list_of_all(problem):
    solution = solve(problem)
    others = sorted(value for pairs, value in all_plans(problem) if pairs != set(solution.pairs))
    found = next_best(problem, solution)
    if not others:
        assert found is None
    else:
        assert set(found.pairs) != set(solution.pairs)
        assert (found.exactly().objective if not found.exact else found.objective) == others[-1]


@given(problems(most=3, most_pairs=8))
@settings(max_examples=40, deadline=None)
def test_the_most_different_plan_shares_as_few_pairs_as_any_within_the_loss(problem):
    assume(problem.stages[-1] is Stage.SCORE)
    solution = solve(problem)
    other = most_different(problem, solution, loss=5)
    lowest = (*solution.objective[:-1], solution.objective[-1] - 5)
    fewest = min(
        len(pairs & set(solution.pairs))
        for pairs, value in all_plans(problem)
        if all(reached >= least for reached, least in zip(value, lowest, strict=True))
    )
    assert other.shared == fewest
    assert other.objective[:-1] == solution.objective[:-1]
    assert other.objective[-1] >= solution.objective[-1] - 5


def test_the_crowd_has_everybody_in_the_same_position_also_without_a_partner():
    lefts, rights = range(8), range(8, 14)
    problem = AssignmentProblem(lefts, rights, np.zeros((8, 6), dtype=int))
    solution = solve(problem)
    crowd = crowd_around(problem, solution, solution.unmatched[0])
    assert (crowd.people, crowd.partners, crowd.places) == (tuple(lefts), tuple(rights), 6)
