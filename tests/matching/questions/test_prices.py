"""Prices that prove a plan, checked anew with plain tuples."""

import numpy as np
import pytest
from hypothesis import given, settings

from buddy_matcher.matching import AssignmentProblem, solve
from buddy_matcher.matching.questions.prices import prices_of
from tests.matching.problems import problems, random_problem


def check(problem):
    solution = solve(problem)
    prices = prices_of(problem, solution)
    assert tuple(prices.worth[prices.is_planned].sum(axis=0).tolist()) == solution.objective
    planned = {
        (prices.places[left].person, prices.places[right].person)
        for left, right in prices.pairs[prices.is_planned]
    }
    assert planned == set(solution.pairs)
    if prices.gap is None:
        assert_they_prove(prices, solution)
    else:
        aim, total = prices.gap
        assert total >= solution.objective[aim]
    return prices.gap is None


def assert_they_prove(prices, solution):
    nothing = (0,) * len(solution.objective)
    over = prices.of_places[prices.pairs[:, 0]] + prices.of_places[prices.pairs[:, 1]] - prices.worth
    for rule, price in zip(prices.rules, prices.of_rules, strict=True):
        np.add.at(over, rule.members, price)
        assert prices.is_planned[rule.members].sum() <= rule.at_most
        assert tuple(price.tolist()) >= nothing
    assert all(tuple(each) >= nothing for each in over.tolist())
    for place, price in zip(prices.places, prices.of_places.tolist(), strict=True):
        assert place.is_held or tuple(price) >= nothing
    total = prices.of_places.sum(axis=0) + sum(
        rule.at_most * price for rule, price in zip(prices.rules, prices.of_rules, strict=True)
    )
    assert tuple(np.atleast_1d(total).tolist()) == solution.objective


@settings(max_examples=80)
@given(problems(most=4))
def test_prices_prove_the_plan_or_say_where_they_do_not(problem):
    check(problem)


@settings(max_examples=30)
@given(problems(most=6, most_pairs=30, plain=True))
def test_without_side_rules_prices_always_suffice(problem):
    assert check(problem)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None)
@given(problems(most=5, most_pairs=20))
def test_prices_of_many_problems(problem):
    check(problem)


def test_prices_of_a_round_of_the_usual_size():
    assert check(random_problem(1, 60, 57, left_capacity=np.arange(60) % 2 + 1))


def test_half_pairs_that_no_plan_can_have_leave_the_proof_to_the_search():
    # Three pairs of which no two go together: half of each would make one and a half.
    from buddy_matcher.matching import PairLimit

    crossing = [((0, 3), (1, 4)), ((0, 3), (2, 5)), ((1, 4), (2, 5))]
    limits = [PairLimit(f"not both {place}", pairs, 1) for place, pairs in enumerate(crossing)]
    problem = AssignmentProblem(
        range(3), range(3, 6), np.eye(3), allowed=np.eye(3, dtype=bool), limits=limits
    )
    solution = solve(problem)
    assert solution.objective[0] == 2
    assert prices_of(problem, solution).gap == (0, 3)
