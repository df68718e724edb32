"""Locked pairs that cannot all hold are refused with the smallest contradiction."""

from typing import Any

import numpy as np
import pytest

from buddy_matcher.domain.assignment import ContradictoryLocks
from buddy_matcher.matching import AssignmentProblem, PairLimit, solve

SCORE = np.zeros((3, 3), dtype=int)


def refused(**rules):
    with pytest.raises(ContradictoryLocks) as caught:
        solve(AssignmentProblem("abc", "xyz", SCORE, **rules))
    return caught.value


def test_two_partners_for_somebody_who_takes_one():
    error = refused(locked=[("a", "x"), ("b", "y"), ("b", "z"), ("c", "z")])
    assert error.limits == ()
    assert error.pairs in ((("b", "y"), ("b", "z")), (("b", "z"), ("c", "z")))


def test_one_partner_for_somebody_who_takes_none():
    error = refused(locked=[("a", "x"), ("b", "y")], left_capacity=[1, 0, 1])
    assert (error.pairs, error.limits) == ((("b", "y"),), ())


def test_more_pairs_than_a_limit_permits():
    limits = [
        PairLimit("roomy", [("a", "x"), ("b", "y")], 2),
        PairLimit("tight", [("a", "x"), ("b", "y"), ("c", "z")], 1),
    ]
    error = refused(locked=[("a", "x"), ("b", "y"), ("c", "y")], right_capacity=[1, 2, 1], limits=limits)
    assert (error.pairs, error.limits) == ((("a", "x"), ("b", "y")), ("tight",))


def test_a_trio_with_people_to_be_kept_apart():
    flags: dict[str, Any] = {"trio_left": [True] * 3, "trio_right": [True] * 3}
    error = refused(locked=[("a", "x"), ("b", "x")], apart=[("a", "b")], **flags)
    assert error.pairs == (("a", "x"), ("b", "x"))


def test_locks_that_form_a_trio_hold():
    flags: dict[str, Any] = {"trio_left": [True] * 3, "trio_right": [True] * 3}
    solution = solve(AssignmentProblem("abc", "xyz", SCORE, locked=[("a", "x"), ("b", "x")], **flags))
    assert ("x", ("a", "b")) in solution.trios
