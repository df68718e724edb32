"""Solving in a child process that is kept warm, so that neither a long solve nor a crash touches the caller.

The child is spawned, imports the engine once and then waits for problems. Progress and the answer come back
through a pipe; a wish to cancel goes the other way. A child that does not follow the wish in time is ended,
and the next solve starts a new one. The child of a scheme that was closed serves the next that is opened.
Nothing is written to disk.
"""

import atexit
import time
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Any, Self

from buddy_matcher.domain.assignment import SolutionStatus, SolverFailed
from buddy_matcher.matching.limits import PairLimit
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.matching.solution import Solution
from buddy_matcher.matching.solver import solve
from buddy_matcher.matching.watch import Cancelled, Progress

# Seconds between two looks at the wish to cancel, and those the child has to follow it.
GLANCE = 0.05
PATIENCE = 0.4


@dataclass(frozen=True, slots=True)
class _Child:
    """A child that serves, and our end of the pipe to it."""

    process: SpawnProcess
    pipe: Connection

    @classmethod
    def start(cls) -> Self:
        """Spawn one; raises OSError when the system has no room for it."""
        spawning = get_context("spawn")
        ours, theirs = spawning.Pipe()
        process = spawning.Process(target=_serve, args=(theirs,), name="pairing", daemon=True)
        with theirs:
            # A child that can't be started, for want of memory say, is not waited for the next time.
            process.start()
        return cls(process, ours)

    def end(self) -> None:
        """End it, whatever it is at."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()


_idle: list[_Child] = []
"""At most one child that nobody needs now: starting another takes a second of processor time."""


@atexit.register
def _end_idle() -> None:
    while _idle:
        _idle.pop().end()


class SolverProcess:
    """A warm child process that solves one problem at a time; safe to call from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._child: _Child | None = None

    @property
    def pid(self) -> int | None:
        """The child's process id, None while there is none."""
        return self._child.process.pid if self._child else None

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
                self._end()
                raise SolverFailed("the solver's process ended before it could answer") from error
            except BaseException:
                # Whatever the caller's own functions raised: the child is still at work on this problem.
                self._end()
                raise
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        """Let go of the child: whoever warms up next takes it over, and it ends with this program."""
        if not self._lock.acquire(blocking=False):
            # It is at work, and nobody will wait for the answer.
            self._end()
            return
        try:
            if self._child and self._child.process.is_alive() and not _idle:
                _idle.append(self._child)
                self._child = None
            self._end()
        finally:
            self._lock.release()

    def _end(self) -> None:
        child, self._child = self._child, None
        if child:
            child.end()

    def _connected(self) -> Connection:
        if self._child and not self._child.process.is_alive():
            self._end()
        if self._child is None:
            self._child = _take_idle() or _Child.start()
        return self._child.pipe

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
        self._end()
        return Solution(SolutionStatus.CANCELLED)


def _take_idle() -> _Child | None:
    while _idle:
        child = _idle.pop()
        if child.process.is_alive():
            return child
        child.end()
    return None


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
