"""Solving in a child process that is kept warm, so that neither a long solve nor a crash touches the caller.

The child is spawned, imports the engine once and then waits for problems. Progress and the answer come back
through a pipe; a wish to cancel goes the other way. A child that does not follow the wish in time is ended,
and the next solve starts a new one. Nothing is written to disk.
"""

import atexit
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Any

from buddy_matcher.domain.assignment import SolutionStatus, SolverFailed
from buddy_matcher.matching.limits import PairLimit
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.solution import Solution
from buddy_matcher.matching.solver import solve
from buddy_matcher.matching.watch import Cancelled, Progress

# Seconds between two looks at the wish to cancel, and those the child has to follow it.
GLANCE = 0.05
PATIENCE = 0.4


class SolverProcess:
    """A warm child process that solves one problem at a time; safe to call from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._child: Any = None
        self._pipe: Connection | None = None
        atexit.register(self.close)

    @property
    def pid(self) -> int | None:
        """The child's process id, None while there is none."""
        return None if self._child is None else self._child.pid

    def warm_up(self) -> None:
        """Start the child, so that the first solve need not wait for it."""
        with self._lock:
            self._connected()

    def solve(
        self,
        problem: AssignmentProblem,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        time_limit: float | None = None,
    ) -> Solution:
        """Do in the child what `solver.solve` does; a cancelled solve returns within half a second.

        Raises what that raises, and SolverFailed when the child ends before it has answered.
        """
        with self._lock:
            try:
                pipe = self._connected()
                pipe.send((problem, time_limit))
                answer = self._answer(pipe, progress, cancelled)
            except (EOFError, OSError) as error:
                self.close()
                raise SolverFailed("the solver's process ended before it could answer") from error
            except BaseException:
                # Whatever the caller's own functions raised: the child is still at work on this problem.
                self.close()
                raise
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        """End the child; the next solve would start another."""
        if self._child is not None:
            self._child.kill()
            self._child.join()
            self._child.close()
        if self._pipe is not None:
            self._pipe.close()
        self._child = self._pipe = None

    def _connected(self) -> Connection:
        if self._child is not None and not self._child.is_alive():
            self.close()
        if self._pipe is None:
            spawning = get_context("spawn")
            ours, theirs = spawning.Pipe()
            child = spawning.Process(target=_serve, args=(theirs,), name="pairing", daemon=True)
            with theirs:
                # A child that can't be started, for want of memory say, is not waited for the next time.
                child.start()
            self._pipe, self._child = ours, child
        return self._pipe

    def _answer(
        self, pipe: Connection, progress: Progress | None, cancelled: Cancelled | None
    ) -> Solution | Exception:
        end_by = None
        while end_by is None or time.monotonic() < end_by:
            if pipe.poll(GLANCE):
                content: Any = pipe.recv()
                if isinstance(content, tuple):
                    if progress and end_by is None:
                        progress(*content)
                else:
                    answer: Solution | Exception = content
                    return answer if end_by is None else Solution(SolutionStatus.CANCELLED)
            if end_by is None and cancelled and cancelled():
                end_by = time.monotonic() + PATIENCE
                pipe.send(None)
        self.close()
        return Solution(SolutionStatus.CANCELLED)


def _serve(pipe: Connection) -> None:
    """Solve what comes through the pipe until it is closed; runs in the child."""
    problems: SimpleQueue[Any] = SimpleQueue()
    cancelled = Event()
    _load_libraries()
    Thread(target=_listen, args=(pipe, problems, cancelled), daemon=True).start()
    while (received := problems.get()) is not None:
        problem, time_limit = received
        answer: Solution | Exception
        try:
            answer = solve(problem, lambda *done: pipe.send(done), cancelled.is_set, time_limit)
        except Exception as error:  # every error is for the caller
            answer = error
        pipe.send(answer)


def _load_libraries() -> None:
    """Import what a solve would otherwise stop for, by solving something with a limit that binds."""
    limit = PairLimit("one", ((0, 2), (1, 3)), 1)
    solve(AssignmentProblem((0, 1), (2, 3), [[1, 0], [0, 1]], limits=[limit]))


def _listen(pipe: Connection, problems: "SimpleQueue[Any]", cancelled: Event) -> None:
    """Pass problems on, and None from the caller as the wish to cancel."""
    try:
        while True:
            received = pipe.recv()
            if received is None:
                cancelled.set()
            else:
                cancelled.clear()
                problems.put(received)
    except (EOFError, OSError):
        problems.put(None)
        cancelled.set()
