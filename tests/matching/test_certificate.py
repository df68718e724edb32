"""The proof that comes with a plan is really checked: false ones are found out."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.instances import all_rules, hard_to_reduce, with_limits
from buddy_matcher.domain.assignment import PlanCheckFailed, SolutionStatus
from buddy_matcher.matching import solve
from buddy_matcher.matching.duals import PRICE_UNIT
from buddy_matcher.matching.verify import value_of, verify
from tests.matching.problems import random_problem

PLAIN = random_problem(50, 12, 12)
CROWDED = with_limits(30, organisations=10, at_most=1)
HARD = hard_to_reduce(20)


def with_proof(solution, **changes):
    return replace(solution, proof=replace(solution.proof, **changes))


def worse(problem, solution):
    """Another plan of the problem, passed off as the best with the proof of the best."""
    pairs = solve(problem.changed(locked=[(problem.left[0], problem.right[1])])).pairs
    value = value_of(problem, pairs)
    assert value < solution.objective
    matched = {each for pair in pairs for each in pair}
    unmatched = tuple(each for each in (*problem.left, *problem.right) if each not in matched)
    return replace(solution, pairs=pairs, objective=value, bound=value, unmatched=unmatched)


def test_the_kinds_of_proof_are_all_met_here():
    assert solve(PLAIN).certificate == "cycle"
    assert solve(CROWDED).certificate == "solver bound"
    assert solve(HARD).proof.steps


@pytest.mark.parametrize("problem", [PLAIN, CROWDED, HARD], ids=["plain", "crowded", "hard"])
def test_the_proof_of_the_best_plan_passes_without_a_hitch(problem):
    solution = solve(problem)
    assert solution.status is SolutionStatus.OPTIMAL
    verify(problem, solution)


def test_a_worse_plan_cannot_use_the_proof_of_the_best():
    with pytest.raises(PlanCheckFailed, match="below the bound"):
        verify(PLAIN, worse(PLAIN, solve(PLAIN)))


def test_a_plan_without_a_proof_is_not_called_best():
    with pytest.raises(PlanCheckFailed, match="without a proof"):
        verify(PLAIN, replace(solve(PLAIN), proof=None))


def test_a_dual_that_is_too_small_is_noticed():
    solution = solve(PLAIN)
    level = solution.proof.levels[0]
    smaller = replace(level, left=level.left - 10**9)
    with pytest.raises(PlanCheckFailed, match="negative"):
        verify(PLAIN, with_proof(solution, levels=(smaller, *solution.proof.levels[1:])))


def test_a_proof_for_some_of_the_aims_only_is_noticed():
    solution = solve(PLAIN)
    level = solution.proof.levels[0]
    shorter = replace(level, bases=level.bases[:-1])
    with pytest.raises(PlanCheckFailed, match="leaves out an aim"):
        verify(PLAIN, with_proof(solution, levels=(shorter,)))


def test_pairs_that_were_never_searched_are_noticed():
    solution = solve(CROWDED)
    unsearched = [replace(step, pairs=np.zeros(CROWDED.shape, dtype=bool)) for step in solution.proof.steps]
    with pytest.raises(PlanCheckFailed, match="left out"):
        verify(CROWDED, with_proof(solution, steps=tuple(unsearched)))


def test_a_price_below_nothing_is_noticed():
    solution = solve(HARD)
    last = solution.proof.steps[-1]
    cheaper = replace(last, prices=replace(last.prices, limits=last.prices.limits - 100 * PRICE_UNIT))
    with pytest.raises(PlanCheckFailed, match="negative"):
        verify(HARD, with_proof(solution, steps=(*solution.proof.steps[:-1], cheaper)))


def test_other_prices_prove_less():
    solution = solve(HARD)
    last = solution.proof.steps[-1]
    free = replace(last.prices, limits=0 * last.prices.limits, left=0 * last.prices.left)
    searched = np.zeros(HARD.shape, dtype=bool)
    other = replace(last, prices=free, pairs=searched)
    with pytest.raises(PlanCheckFailed, match="left out"):
        verify(HARD, with_proof(solution, steps=(*solution.proof.steps[:-1], other)))


def test_somebody_who_pays_for_a_trio_they_cannot_share_is_noticed():
    problem = all_rules(20)
    solution = solve(problem)
    first, *later = solution.proof.steps
    false = replace(
        first.prices, left_others=np.where(problem.trio_left, 0, 1)[:, None] * np.ones((20, 20), int)
    )
    with pytest.raises(PlanCheckFailed, match="cannot share"):
        verify(problem, with_proof(solution, steps=(replace(first, prices=false), *later)))


@pytest.mark.parametrize("problem", [with_limits(40), hard_to_reduce(30)], ids=["limits", "hard"])
@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.1])
def test_a_plan_stopped_early_keeps_the_rules_and_its_bound_is_honest(problem, seconds):
    best, stopped = solve(problem), solve(problem, time_limit=seconds)
    assert stopped.objective <= best.objective <= stopped.bound
    if stopped.status is SolutionStatus.OPTIMAL:
        assert stopped.objective == best.objective
