"""The solver's child process: the same answers, cancelled in time, replaced when it dies."""

import os
import signal
import sys
import threading

import pytest

from buddy_matcher.domain.assignment import ContradictoryLocks, SolutionStatus, SolverFailed
from buddy_matcher.matching import SolverProcess, solve
from tests.matching.problems import random_problem


@pytest.fixture(scope="module")
def solver():
    process = SolverProcess()
    process.warm_up()
    yield process
    process.close()


def test_the_child_gives_the_same_solution_and_reports_progress(solver):
    problem, seen = random_problem(30, 20, 20), []
    assert solver.solve(problem, progress=lambda fraction, _stage: seen.append(fraction)) == solve(problem)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_the_child_is_kept_between_solves(solver):
    solver.solve(random_problem(31, 5, 5))
    before = solver.pid
    solver.solve(random_problem(32, 5, 5))
    assert solver.pid == before


def test_a_refusal_of_the_engine_reaches_the_caller(solver):
    problem = random_problem(33, 3, 3, locked=[(0, 3), (0, 4)])
    with pytest.raises(ContradictoryLocks) as caught:
        solver.solve(problem)
    assert caught.value.pairs == ((0, 3), (0, 4))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows can't halt a process")
def test_a_cancelled_solve_returns_even_when_the_child_never_answers(solver):
    solver.solve(random_problem(34, 5, 5))
    os.kill(solver.pid, signal.SIGSTOP)
    solution = solver.solve(random_problem(35, 50, 50), cancelled=lambda: True)
    assert solution.status is SolutionStatus.CANCELLED
    assert solver.pid is None
    assert solver.solve(random_problem(36, 5, 5)).status is SolutionStatus.OPTIMAL


def test_a_killed_child_is_a_clear_error_and_the_next_solve_works(solver):
    solver.solve(random_problem(37, 5, 5))

    def kill_the_child(_fraction, _stage):
        os.kill(solver.pid, getattr(signal, "SIGKILL", signal.SIGTERM))

    with pytest.raises(SolverFailed, match="ended before"):
        solver.solve(random_problem(38, 300, 300), progress=kill_the_child)
    assert solver.solve(random_problem(39, 5, 5)).status is SolutionStatus.OPTIMAL


def test_an_error_in_the_callers_own_progress_does_not_leave_the_child_busy(solver):
    def fail(_fraction, _stage):
        raise RuntimeError("the window is gone")

    with pytest.raises(RuntimeError, match="window"):
        solver.solve(random_problem(40, 50, 50), progress=fail)
    assert solver.solve(random_problem(41, 5, 5)).status is SolutionStatus.OPTIMAL


def test_several_threads_take_turns(solver):
    answers = {}

    def work(seed):
        answers[seed] = solver.solve(random_problem(seed, 8, 8))

    threads = [threading.Thread(target=work, args=(seed,)) for seed in (42, 43, 44)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {seed: solve(random_problem(seed, 8, 8)) for seed in answers} == answers


def test_the_child_of_one_that_was_closed_serves_the_next(solver):
    solver.solve(random_problem(45, 5, 5))
    before = solver.pid
    solver.close()
    assert solver.pid is None
    after = SolverProcess()
    after.warm_up()
    assert after.pid == before
    assert after.solve(random_problem(46, 5, 5)).status is SolutionStatus.OPTIMAL
    after.close()
