"""The first plan keeps every rule; nothing is asked of how good it is but that people are in it."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from buddy_matcher.domain.assignment import Stage
from buddy_matcher.matching import PairLimit, solve
from buddy_matcher.matching.aims import aims_of, locks_of, tie_break
from buddy_matcher.matching.first_plan import first_plan
from buddy_matcher.matching.lap import Matching
from buddy_matcher.matching.relaxation import relax
from buddy_matcher.matching.verify import broken_rule
from tests.matching.problems import problems, random_problem


def pairs_of_first_plan(problem, start=None):
    """The first plan made from the relaxed optimum, or from another start."""
    tie = tie_break(problem)
    relaxation = relax(problem, (locks_of(problem), *aims_of(problem)), tie)
    matching = start(relaxation) if start else relaxation.matching
    return first_plan(problem, replace(relaxation, matching=matching), tie).ids(problem)


@given(problems())
@settings(max_examples=60, deadline=None)
def test_whatever_it_starts_from_the_plan_keeps_rules_and_locks(problem):
    pairs = pairs_of_first_plan(problem, start=lambda relaxation: Matching(*np.nonzero(relaxation.is_open)))
    assert len(set(pairs)) == len(pairs)
    assert set(problem.locked) <= set(pairs)
    assert broken_rule(problem, pairs) is None


def test_people_whose_pairs_break_a_limit_are_paired_with_others():
    problem = random_problem(1, 20, 20, allowed=None)
    best = solve(problem).pairs
    limited = problem.changed(limits=[PairLimit("few", best, 1)])
    pairs = pairs_of_first_plan(limited)
    assert len(set(pairs) & set(best)) <= 1
    assert len(pairs) == len(np.unique(np.array(pairs))) / 2 == 20


@given(problems(), st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_points_that_are_no_aim_decide_nothing(problem, seed):
    aims = [stage for stage in problem.stages if stage is not Stage.SCORE]
    others = np.random.default_rng(seed).integers(0, 100, problem.shape)
    without, with_others = problem.changed(stages=aims), problem.changed(stages=aims, score=others)
    assert pairs_of_first_plan(without) == pairs_of_first_plan(with_others)
