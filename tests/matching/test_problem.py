"""What an assignment problem refuses, and how it says so."""

import numpy as np
import pytest

from buddy_matcher.domain.assignment import Stage
from buddy_matcher.matching import AssignmentProblem, PairLimit, PairsBetween

LEFT, RIGHT, SCORE = ("a", "b"), ("x", "y", "z"), np.zeros((2, 3), dtype=int)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("left", ("a", "a")),
        ("left", ("a", 1)),
        ("left", ("a", "x")),
        ("right", ("x", "y", ["z"])),
        ("score", np.zeros((3, 2), dtype=int)),
        ("score", [[1, 2, 3], [4, 5]]),
        ("score", [[1.5, 0, 0], [0, 0, 0]]),
        ("score", [[np.nan, 0, 0], [0, 0, 0]]),
        ("score", [[np.inf, 0, 0], [0, 0, 0]]),
        ("score", [[1_000_001, 0, 0], [0, 0, 0]]),
        ("score", [[-1_000_001, 0, 0], [0, 0, 0]]),
        ("score", [["1", "2", "3"], ["4", "5", "6"]]),
        ("score", np.zeros((2, 3), dtype=bool)),
        ("gain_left", np.full((2, 3), 101)),
        ("gain_right", np.full((2, 3), -1)),
        ("allowed", np.ones((2, 3), dtype=int)),
        ("preferred", np.ones((3, 2), dtype=bool)),
        ("left_capacity", [1, -1]),
        ("right_capacity", [1, 1]),
        ("left_priority", [-1, 0]),
        ("right_priority", [[0, 0, 0]]),
        ("trio_left", [0.5, 1]),
        ("trio_right", [True]),
        ("apart", [("a", "x")]),
        ("apart", [("a", "a")]),
        ("apart", [("a", "nobody")]),
        ("locked", [("x", "a")]),
        ("locked", ["ax"]),
        ("locked", [("a", "nobody")]),
        ("incumbent", [("a", "x", "y")]),
        ("limits", [PairLimit("few", [("a", "nobody")], 1)]),
        ("limits", [PairLimit("few", [("a", "x")], -1)]),
        ("limits", [PairLimit("few", [("a", "x")], True)]),
        ("bands", (30, 1)),
        ("bands", (0, 1)),
        ("bands", (1.5,)),
        ("stages", (Stage.SCORE, Stage.SCORE)),
        ("stages", ("score",)),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(name, value):
    arguments = {"left": LEFT, "right": RIGHT, "score": SCORE} | {name: value}
    with pytest.raises(ValueError, match=name):
        AssignmentProblem(**arguments)


def test_whole_numbers_may_come_as_floats():
    problem = AssignmentProblem(LEFT, RIGHT, SCORE + 0.0)
    assert problem.score.dtype == np.int64


def test_the_callers_array_can_change_afterwards_without_harm():
    score = SCORE.copy()
    problem = AssignmentProblem(LEFT, RIGHT, score)
    score[0, 0] = 9
    assert problem.score[0, 0] == 0


def test_pairs_named_twice_count_once():
    problem = AssignmentProblem(LEFT, RIGHT, SCORE, locked=[("a", "x"), ("a", "x")])
    assert problem.locked == (("a", "x"),)


def test_a_changed_problem_keeps_everything_else():
    problem = AssignmentProblem(LEFT, RIGHT, SCORE, locked=[("a", "x")], bands=(5,))
    changed = problem.changed(locked=())
    assert (changed.locked, changed.bands, changed.left) == ((), (5,), LEFT)


def test_a_changed_problem_knows_its_limits_without_reading_them_again():
    limits = [PairLimit("few", PairsBetween("ab", "xy"), 1)]
    problem = AssignmentProblem(LEFT, RIGHT, SCORE, limits=limits)
    changed = problem.changed(locked=[("a", "x")])
    assert changed.limits is problem.limits
    assert changed.limit_entries.row.tolist() == [0, 0, 1, 1]
    assert problem.changed(limits=[]).limit_entries.row.tolist() == []


def test_the_entries_of_all_limits_are_their_pairs_in_order():
    limits = [
        PairLimit("groups", PairsBetween(["a", "b"], ["z", "x"]), 1),
        PairLimit("nobody", PairsBetween([], ["x"]), 1),
        PairLimit("listed", [("b", "x"), ("a", "y")], 1),
        PairLimit("a group again", PairsBetween(["b"], ["x", "y", "z"]), 1),
    ]
    problem = AssignmentProblem(LEFT, RIGHT, SCORE, limits=limits)

    entries = problem.limit_entries

    named = zip(entries.place.tolist(), entries.row.tolist(), entries.column.tolist(), strict=True)
    assert [(place, "ab"[row], "xyz"[column]) for place, row, column in named] == [
        (place, *pair) for place, limit in enumerate(problem.limits) for pair in limit.pairs
    ]
