"""What a change would do, against a new solve with the change made."""

from time import process_time
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from benchmarks import schemes
from buddy_matcher.domain.assignment import ContradictoryLocks, Stage
from buddy_matcher.matching import AssignmentProblem, PairLimit, WhatIf, solve
from buddy_matcher.matching.locks import check_locks
from buddy_matcher.matching.verify import broken_rule, value_of
from tests.matching.brute_force import all_plans
from tests.matching.problems import problems, random_problem


def resolved(problem, pair):
    """The best plan with the pair locked, or None where locks rule it out."""
    try:
        return solve(problem.changed(locked=[*problem.locked, pair]))
    except ContradictoryLocks:
        return None


@given(problems(most=5, most_pairs=20, plain=True))
@settings(max_examples=15, deadline=None)
def test_every_alternative_equals_a_new_solve_with_the_pair_locked(problem):
    what_if = WhatIf(problem, solve(problem))
    for person in (*problem.left[:2], *problem.right[:2]):
        for change in what_if.alternatives(person):
            again = resolved(problem, change.pair)
            assert change.exact
            assert change.objective == again.objective
            assert change.pair in change.pairs
            assert broken_rule(problem, change.pairs) is None
            assert value_of(problem, change.pairs) == again.objective


@given(problems())
@settings(max_examples=25, deadline=None)
def test_with_side_rules_the_figure_is_a_bound_and_exact_where_it_says_so(problem):
    what_if = WhatIf(problem, solve(problem))
    for person in (*problem.left[:2], *problem.right[:1]):
        for change in what_if.alternatives(person):
            again = resolved(problem, change.pair)
            if again is None:
                assert not change.exact
                continue
            assert change.objective >= again.objective
            if change.exact:
                assert change.objective == again.objective
            assert broken_rule(problem, change.pairs) is None
            assert value_of(problem, change.pairs) == again.objective


@given(problems(most=5, most_pairs=20, plain=True))
@settings(max_examples=15, deadline=None)
def test_forbidding_and_dropping_out_equal_a_new_solve(problem):
    solution = solve(problem)
    what_if = WhatIf(problem, solution)
    for left, right in solution.pairs:
        allowed = problem.allowed.copy()
        allowed[problem.row_of[left], problem.column_of[right]] = False
        assert what_if.forbid(left, right).objective == solve(problem.changed(allowed=allowed)).objective
        for person, name, order in (
            (left, "left_capacity", problem.row_of),
            (right, "right_capacity", problem.column_of),
        ):
            capacity = getattr(problem, name).copy()
            capacity[order[person]] = 0
            change = what_if.without(person)
            assert change.objective == solve(problem.changed(**{name: capacity})).objective
            assert all(person not in pair for pair in change.pairs)


@given(problems())
@settings(max_examples=15, deadline=None)
def test_nobody_moves_for_a_pair_of_the_plan(problem):
    solution = solve(problem)
    what_if = WhatIf(problem, solution)
    for left, right in solution.pairs:
        change = what_if.pair(left, right)
        assert (change.moved, change.objective) == ((), solution.objective)


def expect_the_same_as_locking(problem):
    """Every answer about a pair is that of a solve with the pair locked, whatever was asked before."""
    what_if = WhatIf(problem, solve(problem))
    for change in [each for person in problem.left[:1] for each in what_if.alternatives(person)]:
        found, locked = change.exactly(), resolved(problem, change.pair)
        assert (found.objective, found.status) == (locked.objective, locked.status)
        assert change.pair in found.pairs


@given(problems())
@settings(max_examples=10, deadline=None)
def test_with_a_pair_the_plan_is_that_of_a_solve_with_the_pair_locked(problem):
    expect_the_same_as_locking(problem)


def test_what_is_proved_of_the_plan_is_not_searched_again_for_a_pair():
    """The first aims' bounds are not reached: that nothing is better is known from the plan's search."""
    in_limit = [(0, 0), (0, 1), (1, 1), (1, 2), (1, 3), (2, 0), (2, 3), (3, 0), (3, 2)]
    rules: dict[str, Any] = {
        "allowed": np.array([[0, 1, 1, 1], [1, 0, 0, 1], [1, 0, 1, 0], [0, 0, 1, 1]]) > 0,
        "preferred": np.array([[0, 0, 0, 1], [1, 0, 0, 0], [0, 0, 0, 0], [1, 0, 0, 1]]) > 0,
        "right_capacity": [0, 1, 1, 1],
        "left_priority": [1, 0, 0, 2],
        "right_priority": [0, 1, 0, 1],
        "trio_left": [False, True, True, True],
        "trio_right": [True, True, True, True],
        "apart": [("L0", "L1"), ("R0", "R1"), ("R1", "R2"), ("R2", "R3")],
        "limits": [PairLimit("one", [(f"L{left}", f"R{right}") for left, right in in_limit], 1)],
        "stages": [Stage.PREFERRED, Stage.PRIORITY],
    }
    left, right = ([f"{side}{place}" for place in range(4)] for side in "LR")
    expect_the_same_as_locking(AssignmentProblem(left, right, np.zeros((4, 4)), **rules))


def test_what_the_relaxation_closed_for_the_plan_is_not_searched_for_a_pair():
    """With a lock the relaxation is further from the plan, and leaves pairs open that it closed before."""
    in_limit = [(0, 1), (0, 3), (1, 1), (1, 3), (2, 0), (2, 3), (3, 0), (3, 1), (3, 2)]
    rules: dict[str, Any] = {
        "allowed": np.array([[1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1], [1, 0, 0, 1]]) > 0,
        "preferred": np.array([[0, 1, 1, 1], [0, 0, 1, 1], [1, 1, 0, 0], [0, 1, 1, 1]]) > 0,
        "trio_left": [True] * 4,
        "trio_right": [True] * 4,
        "apart": [("L1", "L2"), ("R0", "R1"), ("R1", "R2")],
        "incumbent": [("L0", "R0"), ("L1", "R1")],
        "limits": [PairLimit("none", [(f"L{left}", f"R{right}") for left, right in in_limit], 0)],
        "stages": [Stage.FEWEST_EXTRA, Stage.PREFERRED, Stage.PEOPLE, Stage.KEEP],
    }
    left, right = ([f"{side}{place}" for place in range(4)] for side in "LR")
    expect_the_same_as_locking(AssignmentProblem(left, right, np.zeros((4, 4)), **rules))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["default", "threes", "limits", "everything"])
def test_one_programme_answers_for_all_buddies_of_somebody(kind):
    expect_the_same_as_locking(schemes.KINDS[kind](40))


@pytest.mark.slow
@given(problems(most_pairs=14))
@settings(max_examples=500, deadline=None)
def test_in_many_more_cases_the_plan_is_that_with_the_pair_locked(problem):
    expect_the_same_as_locking(problem)


def test_the_chain_of_changes_names_everybody_who_moves():
    problem = AssignmentProblem("ab", "xy", [[9, 8], [8, 1]])
    change = WhatIf(problem, solve(problem)).pair("a", "x")
    assert change.objective == (4, 0, 0, 0, 0, 10)
    assert change.pairs == (("a", "x"), ("b", "y"))
    assert change.moved == ("a", "b", "x", "y")


def test_a_blocked_pair_and_one_against_a_lock_have_no_answer():
    problem = AssignmentProblem(
        "ab", "xy", [[9, 8], [8, 1]], allowed=[[True, True], [False, True]], locked=[("a", "x")]
    )
    what_if = WhatIf(problem, solve(problem))
    assert what_if.pair("b", "x") is None
    assert what_if.pair("a", "y") is None
    assert what_if.forbid("a", "x") is None
    assert what_if.without("a") is None


def test_the_exact_answer_under_a_limit_comes_from_a_new_solve():
    limit = PairLimit("one", [("a", "x"), ("b", "y")], 1)
    problem = AssignmentProblem("ab", "xy", [[9, 1], [1, 9]], limits=[limit])
    change = WhatIf(problem, solve(problem)).pair("a", "x")
    assert change.exactly().pairs == (("a", "x"),)
    assert change.pairs == (("a", "x"),)
    assert not change.exact


def moved_to(plan, solution):
    return {person for pair in set(plan).symmetric_difference(solution.pairs) for person in pair}


def fewest_moves(problem, solution):
    """How many people the best plans of a problem move, in the one that moves fewest."""
    plans = list(all_plans(problem))
    best = max(value for _pairs, value in plans)
    return min(len(moved_to(pairs, solution)) for pairs, value in plans if value == best)


def changes_of(problem, solution):
    """Each change with its problem: some alternatives, and every drop-out and forbidden pair."""
    what_if = WhatIf(problem, solution)
    for person in (*problem.left, *problem.right):
        for change in what_if.alternatives(person)[:2]:
            yield problem.changed(locked=[*problem.locked, change.pair]), change
        if change := what_if.without(person):
            side = "left" if person in problem.left else "right"
            capacity = getattr(problem, f"{side}_capacity").copy()
            capacity[getattr(problem, side).index(person)] = 0
            yield problem.changed(**{f"{side}_capacity": capacity}), change
    for left, right in solution.pairs:
        if change := what_if.forbid(left, right):
            allowed = problem.allowed.copy()
            allowed[problem.row_of[left], problem.column_of[right]] = False
            yield problem.changed(allowed=allowed), change


def test_nobody_is_moved_who_may_stay_without_a_partner():
    agreed = (("a", "x"), ("a", "y"))
    rules: dict[str, Any] = {"left_capacity": [2, 1], "incumbent": agreed, "stages": [Stage.KEEP]}
    problem = AssignmentProblem("ab", "xy", [[0, 0], [0, 0]], **rules)
    solution = solve(problem)
    assert solution.pairs == agreed
    assert WhatIf(problem, solution).without("a").moved == ("a", "x", "y")


def test_who_stays_with_the_same_partner_is_not_counted_as_moved():
    rules: dict[str, Any] = {
        "trio_left": [True, True, True],
        "trio_right": [True],
        "apart": [("L0", "L1")],
        "left_priority": [2, 0, 1],
        "stages": [Stage.PRIORITY],
    }
    problem = AssignmentProblem(["L0", "L1", "L2"], ["R0"], [[0], [0], [0]], **rules)
    solution = solve(problem)
    assert solution.pairs == (("L0", "R0"), ("L2", "R0"))
    assert WhatIf(problem, solution).without("L0").moved == ("L0", "R0")


@pytest.mark.slow
@given(problems(most=3, most_pairs=8))
@settings(max_examples=500, deadline=None)
def test_of_equally_good_plans_one_moves_the_fewest(problem):
    solution = solve(problem)
    for changed, change in changes_of(problem, solution):
        try:
            check_locks(changed)
        except ContradictoryLocks:
            continue
        assert len(change.moved) == fewest_moves(changed, solution)


def test_an_unknown_person_is_refused():
    problem = AssignmentProblem("a", "x", [[1]])
    with pytest.raises(ValueError, match="nobody"):
        WhatIf(problem, solve(problem)).alternatives("nobody")


def test_all_alternatives_of_one_of_a_thousand_people_come_at_once():
    problem = random_problem(20, 500, 500)
    what_if = WhatIf(problem, solve(problem))
    seconds = []
    for person in (3, 77, 500, 801):
        start = process_time()
        assert len(what_if.alternatives(person)) > 200
        seconds.append(process_time() - start)
    assert min(seconds) < 0.2
    assert np.isfinite(seconds).all()
