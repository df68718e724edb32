"""The engine against oracles that share no code with it, and against what must not change its answer."""

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from buddy_matcher.domain.assignment import SolutionStatus, Stage
from buddy_matcher.matching import AssignmentProblem, solve
from tests.matching.brute_force import best_matching_value, best_value
from tests.matching.problems import medium_problem, problems, random_problem
from tests.matching.stagewise_milp import best_value_by_milp

quick = settings(max_examples=100, deadline=None)
thorough = settings(max_examples=5000, deadline=None)


@given(problems())
@quick
def test_no_plan_is_better_than_the_one_found(problem):
    assert solve(problem).objective == best_value(problem)


@pytest.mark.slow
@given(problems(most_pairs=14), st.floats(0, 0.03))
@thorough
def test_no_plan_is_better_than_the_one_found_in_many_more_cases(problem, seconds):
    best = best_value(problem)
    assert solve(problem).objective == best
    stopped = solve(problem, time_limit=seconds)
    assert stopped.objective <= best <= stopped.bound


@given(problems(most=5, most_pairs=25, plain=True))
@quick
def test_no_matching_of_five_with_five_is_better(problem):
    assert solve(problem).objective == best_matching_value(problem)


@pytest.mark.parametrize(("seed", "lefts", "rights"), [(1, 12, 15), (2, 25, 20), (3, 40, 40), (4, 30, 60)])
def test_every_stage_agrees_with_another_solver(seed, lefts, rights):
    problem = random_problem(seed, lefts, rights)
    assert solve(problem).objective == best_value_by_milp(problem)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(300))
def test_every_stage_agrees_with_another_solver_under_all_rules(seed):
    problem = medium_problem(seed)
    best = best_value_by_milp(problem)
    assert solve(problem).objective == best
    stopped = solve(problem, time_limit=0.05)
    assert stopped.objective <= best <= stopped.bound


@pytest.mark.parametrize("seed", [6, 7])
def test_all_rules_together_agree_with_another_solver(seed):
    problem = medium_problem(seed)
    assert solve(problem).objective == best_value_by_milp(problem)


def test_thirty_people_who_are_all_happy_in_a_trio_are_planned_for_their_points_at_once():
    score = np.random.default_rng(0).integers(0, 100, (15, 15))
    happy: dict[str, Any] = {"trio_left": [True] * 15, "trio_right": [True] * 15}
    problem = AssignmentProblem(range(15), range(15, 30), score, stages=[Stage.SCORE], **happy)
    solution = solve(problem, time_limit=20)
    assert (solution.status, solution.objective) == (SolutionStatus.OPTIMAL, best_value_by_milp(problem))


def test_more_time_never_gives_a_worse_plan_or_bound():
    problem = medium_problem(3, most=24)
    best = solve(problem)
    answers = [solve(problem, time_limit=seconds) for seconds in (0.01, 0.05, 0.1, 0.2)]
    assert [each.objective for each in answers] == sorted(each.objective for each in answers)
    assert [each.bound for each in answers] == sorted((each.bound for each in answers), reverse=True)
    for each in answers:
        assert each.objective <= best.objective <= each.bound


def test_score_alone_is_the_classical_assignment():
    score = np.random.default_rng(5).integers(0, 1000, (60, 60))
    solution = solve(AssignmentProblem(range(60), range(60, 120), score, stages=[Stage.SCORE]))
    assert solution.objective == (score[linear_sum_assignment(score, maximize=True)].sum(),)


def test_people_alone_is_the_largest_matching():
    allowed = np.random.default_rng(6).random((50, 60)) < 0.03
    score = np.zeros((50, 60), dtype=int)
    problem = AssignmentProblem(range(50), range(50, 110), score, allowed=allowed, stages=[Stage.PEOPLE])
    graph = nx.Graph([(int(row), int(column) + 50) for row, column in zip(*np.nonzero(allowed), strict=True)])
    tops = {node for node in graph if node < 50}
    largest = nx.bipartite.hopcroft_karp_matching(graph, tops)
    assert solve(problem).objective == (len(largest),)


@given(problems())
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_people_changes_nothing(problem):
    lefts, rights = (np.random.default_rng(7).permutation(size) for size in problem.shape)
    grid = np.ix_(lefts, rights)
    matrices = {name: getattr(problem, name)[grid] for name in ("score", "gain_left", "gain_right")}
    matrices |= {name: getattr(problem, name)[grid] for name in ("allowed", "preferred")}
    lists = {name: getattr(problem, name)[lefts] for name in ("left_capacity", "left_priority", "trio_left")}
    lists |= {
        name: getattr(problem, name)[rights] for name in ("right_capacity", "right_priority", "trio_right")
    }
    left, right = [problem.left[row] for row in lefts], [problem.right[column] for column in rights]
    assert solve(problem.changed(left=left, right=right, **matrices, **lists)) == solve(problem)


@given(problems())
@settings(max_examples=30, deadline=None)
def test_exchanging_the_sides_gives_a_plan_of_the_same_value(problem):
    def turned(pairs):
        return [(right, left) for left, right in pairs]

    mirrored = AssignmentProblem(
        problem.right,
        problem.left,
        problem.score.T,
        gain_left=problem.gain_right.T,
        gain_right=problem.gain_left.T,
        allowed=problem.allowed.T,
        left_capacity=problem.right_capacity,
        right_capacity=problem.left_capacity,
        left_priority=problem.right_priority,
        right_priority=problem.left_priority,
        trio_left=problem.trio_right,
        trio_right=problem.trio_left,
        apart=problem.apart,
        preferred=problem.preferred.T,
        locked=turned(problem.locked),
        incumbent=turned(problem.incumbent),
        limits=[type(limit)(limit.name, turned(limit.pairs), limit.at_most) for limit in problem.limits],
        bands=problem.bands,
        stages=problem.stages,
    )
    assert solve(mirrored).objective == solve(problem).objective


def test_other_ids_in_the_same_order_give_the_same_plan():
    problem = random_problem(8, 15, 12)
    renamed = problem.changed(
        left=[f"a{each:03}" for each in problem.left],
        right=[f"b{each:03}" for each in problem.right],
        incumbent=[(f"a{left:03}", f"b{right:03}") for left, right in problem.incumbent],
    )
    assert solve(renamed).pairs == tuple(
        (f"a{left:03}", f"b{right:03}") for left, right in solve(problem).pairs
    )


@given(problems())
@settings(max_examples=25, deadline=None)
def test_locking_a_pair_of_the_plan_changes_no_value(problem):
    solution = solve(problem)
    for pair in solution.pairs[:2]:
        assert solve(problem.changed(locked=[*problem.locked, pair])).objective == solution.objective


@given(problems())
@settings(max_examples=25, deadline=None)
def test_forbidding_an_unused_pair_changes_no_value(problem):
    solution = solve(problem)
    for row, column in np.argwhere(problem.allowed)[:3]:
        if (problem.left[row], problem.right[column]) not in solution.pairs:
            allowed = problem.allowed.copy()
            allowed[row, column] = False
            assert solve(problem.changed(allowed=allowed)).objective == solution.objective


@given(problems())
@settings(max_examples=25, deadline=None)
def test_more_allowed_pairs_never_make_the_plan_worse(problem):
    everything = problem.changed(allowed=np.ones(problem.shape, dtype=bool))
    assert solve(everything).objective >= solve(problem).objective


@given(problems())
@settings(max_examples=25, deadline=None)
def test_fewer_rules_never_make_the_plan_worse(problem):
    assert solve(problem.changed(limits=(), apart=())).objective >= solve(problem).objective


def test_a_new_plan_keeps_as_many_agreed_pairs_as_the_earlier_aims_permit():
    before = random_problem(9, 20, 20, incumbent=())
    agreed = solve(before).pairs
    gone = before.changed(incumbent=agreed, right_capacity=[0] + [1] * 19)
    after = solve(gone)
    assert after.objective == best_value_by_milp(gone)
    assert len(set(after.pairs) & set(agreed)) == after.objective[gone.stages.index(Stage.KEEP)]


@pytest.mark.parametrize(("left", "right"), [((), ()), (("a",), ()), ((), ("b",))])
def test_an_empty_side_gives_an_empty_plan(left, right):
    solution = solve(AssignmentProblem(left, right, []))
    assert solution.status is SolutionStatus.OPTIMAL
    assert solution.pairs == ()
    assert solution.unmatched == (*left, *right)
    assert solution.objective == (0,) * 6


def test_three_who_are_happy_to_share_form_a_trio_round_their_hub():
    flags: dict[str, Any] = {"trio_left": [True, True], "trio_right": [True]}
    solution = solve(AssignmentProblem(["a", "b"], ["c"], [[5], [7]], **flags))
    assert solution.pairs == (("a", "c"), ("b", "c"))
    assert solution.trios == (("c", ("a", "b")),)
    assert solution.objective == (3, 0, -1, 0, 0, 12)


def test_people_to_be_kept_apart_share_no_trio():
    flags: dict[str, Any] = {"trio_left": [True, True], "trio_right": [True]}
    solution = solve(AssignmentProblem(["a", "b"], ["c"], [[5], [7]], apart=[("b", "a")], **flags))
    assert solution.pairs == (("b", "c"),)
    assert solution.unmatched == ("a",)


def test_a_locked_pair_stays_although_it_is_not_allowed():
    problem = AssignmentProblem(["a"], ["b", "c"], [[1, 9]], allowed=[[False, True]], locked=[("a", "b")])
    assert solve(problem).pairs == (("a", "b"),)


def test_progress_never_goes_back_and_ends_at_one():
    seen = []
    solve(random_problem(10, 10, 10), progress=lambda fraction, _stage: seen.append(fraction))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_a_cancelled_solution_is_empty():
    solution = solve(random_problem(11, 10, 10), cancelled=lambda: True)
    assert solution.status is SolutionStatus.CANCELLED
    assert (solution.pairs, solution.unmatched, solution.objective, solution.bound) == ((), (), (), ())


def test_without_any_time_the_locked_pairs_are_the_plan_and_the_bound_is_honest():
    problem = random_problem(12, 30, 30, locked=[(0, 31)], allowed=None)
    solution = solve(problem, time_limit=0)
    assert solution.status is SolutionStatus.FEASIBLE
    assert solution.pairs == ((0, 31),)
    assert solution.objective <= solve(problem).objective <= solution.bound
