"""The first plan keeps every rule; nothing is asked of how good it is but that people are in it."""

import numpy as np
from hypothesis import given, settings

from buddy_matcher.matching import PairLimit, solve
from buddy_matcher.matching.aims import aims_of, tie_break
from buddy_matcher.matching.first_plan import first_plan
from buddy_matcher.matching.plan import plan_of
from buddy_matcher.matching.verify import broken_rule
from tests.matching.problems import problems, random_problem


def pairs_of_first_plan(problem, relaxed):
    plan = first_plan(problem, plan_of(problem, relaxed), aims_of(problem), tie_break(problem))
    return plan.ids(problem)


@given(problems())
@settings(max_examples=60, deadline=None)
def test_whatever_it_starts_from_the_plan_keeps_rules_and_locks(problem):
    every_pair = [(left, right) for left in problem.left for right in problem.right]
    possible = [
        pair
        for pair in every_pair
        if problem.allowed[problem.row_of[pair[0]], problem.column_of[pair[1]]] or pair in problem.locked
    ]
    pairs = pairs_of_first_plan(problem, possible)
    assert len(set(pairs)) == len(pairs)
    assert set(problem.locked) <= set(pairs)
    assert broken_rule(problem, pairs) is None


def test_people_whose_pairs_break_a_limit_are_paired_with_others():
    problem = random_problem(1, 20, 20, allowed=None)
    best = solve(problem).pairs
    limited = problem.changed(limits=[PairLimit("few", best, 1)])
    pairs = pairs_of_first_plan(limited, best)
    assert len(set(pairs) & set(best)) == 1
    assert len(pairs) == len(np.unique(np.array(pairs))) / 2 == 20
