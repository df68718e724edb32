"""The independent check refuses every kind of false claim."""

from dataclasses import replace

import pytest

from buddy_matcher.domain.assignment import PlanCheckFailed, SolutionStatus
from buddy_matcher.matching import AssignmentProblem, PairLimit, solve
from buddy_matcher.matching.verify import verify

PROBLEM = AssignmentProblem(
    ("a", "b"),
    ("x", "y"),
    [[1, 5], [2, 3]],
    allowed=[[True, True], [True, False]],
    limits=[PairLimit("few", [("a", "x"), ("a", "y")], 1)],
    locked=[("a", "y")],
)
GOOD = solve(PROBLEM)


def test_the_true_plan_passes():
    verify(PROBLEM, GOOD)
    assert GOOD.pairs == (("a", "y"), ("b", "x"))


@pytest.mark.parametrize(
    "claim",
    [
        {"pairs": (("b", "x"),)},
        {"pairs": (("a", "y"), ("b", "y"))},
        {"pairs": (("a", "x"), ("a", "y"))},
        {"pairs": (("b", "x"), ("a", "y"))},
        {"objective": (4, 0, 0, 0, 0, 8)},
        {"bound": (4, 0, 0, 0, 0, 6)},
        {"bound": (4, 0, 0, 0, 0, 8)},
        {"unmatched": ("a",)},
        {"trios": (("a", ("x", "y")),)},
    ],
)
def test_a_false_claim_is_found_out(claim):
    with pytest.raises(PlanCheckFailed):
        verify(PROBLEM, replace(GOOD, **claim))


def test_a_plan_without_proof_may_have_a_higher_bound():
    unproved = replace(GOOD, status=SolutionStatus.FEASIBLE, bound=(4, 0, 0, 0, 0, 8))
    verify(PROBLEM, unproved)
    with pytest.raises(PlanCheckFailed):
        verify(PROBLEM, replace(unproved, status=SolutionStatus.OPTIMAL))
