"""Mending a plan, against every plan of a small problem."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from buddy_matcher.domain.assignment import SolutionStatus, Stage
from buddy_matcher.matching import AssignmentProblem, PairLimit, solve
from buddy_matcher.matching.questions.mend import Way, free_people, mend
from tests.matching.brute_force import all_plans
from tests.matching.problems import problems, random_problem


@st.composite
def rounds_with_a_plan(draw):
    """A problem and the pairs of some plan of it, good or bad."""
    problem = draw(problems(most=4, most_pairs=9))
    plans = sorted(sorted(pairs) for pairs, _value in all_plans(problem))
    return problem, frozenset(draw(st.sampled_from(plans)))


def has_room_for_an_aim(problem):
    """The other orders of aims are refused; a round never has one of them."""
    return problem.stages[-1] is Stage.SCORE or not {Stage.KEEP, Stage.PREFERRED} <= set(problem.stages)


def partners(pairs):
    return Counter(person for pair in pairs for person in pair)


def best_that_moves_nobody(problem, present, plans):
    """The best value of the plans that keep all present pairs and make no three of them."""
    capacity = dict(zip(problem.left, problem.left_capacity, strict=True))
    capacity |= dict(zip(problem.right, problem.right_capacity, strict=True))
    before = partners(present)
    return max(
        value
        for pairs, value in plans
        if pairs >= present
        and all(
            count <= max(capacity[person], before[person])
            for person, count in partners(pairs).items()
            if before[person]
        )
    )


def check(problem, present):
    plans = list(all_plans(problem))
    nobody, joined, again = mend(problem, present)
    assert [nobody.way, joined.way, again.way] == list(Way)
    assert {each.status for each in (nobody, joined, again)} == {SolutionStatus.OPTIMAL}
    assert nobody.objective == best_that_moves_nobody(problem, present, plans)
    assert joined.objective == max(value for pairs, value in plans if pairs >= present)
    assert again.objective == max(value for _pairs, value in plans)
    kept = max(len(present & pairs) for pairs, value in plans if value == again.objective)
    assert len(present.intersection(again.pairs)) == kept
    for each in (nobody, joined, again):
        assert (set(each.pairs), each.objective) in plans
        assert set(each.new) == set(each.pairs) - present
        assert set(each.helped) == set(free_people(problem, present)) & {p for new in each.new for p in new}
    assert not nobody.moved
    assert not joined.moved
    assert set(again.moved) == {person for pair in present.difference(again.pairs) for person in pair}


@settings(max_examples=40)
@given(rounds_with_a_plan())
def test_each_way_gives_the_best_plan_of_its_kind(instance):
    problem, present = instance
    assume(has_room_for_an_aim(problem))
    check(problem, present)


@pytest.mark.slow
@settings(max_examples=1000, deadline=None)
@given(rounds_with_a_plan())
def test_many_small_plans_mended(instance):
    problem, present = instance
    assume(has_room_for_an_aim(problem))
    check(problem, present)


def test_someone_left_alone_joins_two_who_are_happy_in_a_three():
    problem = AssignmentProblem([0, 1], [2], [[9], [5]], trio_left=[True, True], trio_right=[True])
    nobody, joined, again = mend(problem, [(0, 2)])
    assert nobody.helped == ()
    assert joined.helped == (1,)
    assert joined.trios == ((2, (0, 1)),)
    assert joined.moved == again.moved == ()


def test_pairs_against_the_rules_stay_where_nobody_moves():
    limit = PairLimit("none", [(0, 2), (1, 3)], 0)
    problem = AssignmentProblem(
        [0, 1], [2, 3], [[1, 1], [1, 1]], allowed=[[False, True], [True, True]], limits=[limit]
    )
    nobody = next(iter(mend(problem, [(0, 2)])))
    assert nobody.pairs == ((0, 2),)


def test_a_large_round_is_mended_like_a_small_one():
    problem = random_problem(7, 60, 60, allowed=np.ones((60, 60), dtype=bool), incumbent=())
    present = set(solve(problem).pairs[5:])
    nobody, _joined, again = mend(problem, present)
    assert len(nobody.helped) == 10
    assert again.objective >= nobody.objective
    assert set(nobody.pairs) >= present


def test_cancelling_ends_it():
    assert list(mend(random_problem(8, 3, 3), [], cancelled=lambda: True)) == []
