"""Work that takes long, on the one worker thread; no other module knows threads.

Work is a plain function `work(progress, cancelled)`. The coordinator asks for one job at a time; upkeep is
what nobody asked for, such as a backup. It begins only while nothing runs, is not to be seen, and what is
asked for meanwhile waits for it instead of being refused. All signals and callbacks arrive on the window's
thread, and none for a job that was cancelled.

Only numbers travel between the threads. Whichever thread drops an object last destroys it, and what a job
holds (its callbacks, its result, an error with its frames) may be the last to hold a widget.
"""

import itertools
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from threading import Event, Thread
from typing import Any

from PySide6.QtCore import QEventLoop, QMetaObject, QObject, Qt, QThread, Signal, Slot

from buddy_matcher.ui.acting.collecting import collecting

type Progress = Callable[[float, str], None]
type Cancelled = Callable[[], bool]
type Work[T] = Callable[[Progress, Cancelled], T]
type OnFailed = Callable[[Exception], None]


class _Job:
    """Work, what came of it, and who is to be told on the window's thread."""

    def __init__(self, work: Work[Any], on_done: Callable[[Any], None], on_failed: OnFailed) -> None:
        self.cancelled = Event()
        self.was_done = False
        self._work = work
        self._on_done = on_done
        self._on_failed = on_failed
        self._result: Any = None
        self._error: Exception | None = None

    def run(self, progress: Progress) -> None:
        """Do the work, unless it was cancelled while it waited, and keep what came of it."""
        if self.cancelled.is_set():
            return
        try:
            self._result = self._work(progress, self.cancelled.is_set)
        except Exception as error:
            self._error = error
        else:
            self.was_done = True

    def tell(self) -> None:
        """Call who waits for the result or the error."""
        error, self._error = self._error, None  # its frames hold this job: a circle otherwise
        if error:
            self._on_failed(error)
        else:
            self._on_done(self._result)


def meanwhile[T](work: Callable[[], T]) -> T:
    """Return what some work makes on another thread while the window goes on painting; keys and clicks wait.

    It is for what has to be there before anything can be shown. Raises what the work raises.
    """
    waiting, made = QEventLoop(), Future[T]()

    def run() -> None:
        try:
            made.set_result(work())
        except Exception as error:
            made.set_exception(error)
        QMetaObject.invokeMethod(waiting, "quit", Qt.ConnectionType.QueuedConnection)

    thread = Thread(target=run)
    collecting.pause()
    thread.start()
    waiting.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    thread.join()
    collecting.go_on()
    return made.result()


class _Worker(QObject):
    """Runs jobs on the worker thread, by number and in the order in which they were requested."""

    progressed = Signal(int, float, str)
    ended = Signal(int)

    def __init__(self, jobs: dict[int, _Job]) -> None:
        super().__init__()
        self._jobs = jobs

    @Slot(int)
    def run(self, number: int) -> None:
        self._jobs[number].run(partial(self.progressed.emit, number))
        self.ended.emit(number)


class Jobs(QObject):
    """Starts work on the worker thread and tells how the job that was asked for goes.

    `came_late` tells that cancelled work had been completed all the same, so what it stored must be shown.
    """

    started = Signal(str)
    progressed = Signal(float, str)
    ended = Signal()
    came_late = Signal()
    _requested = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._jobs: dict[int, _Job] = {}
        self._asked_for: int | None = None
        self._upkeep: int | None = None
        self._thread = QThread(self)
        self._worker = _Worker(self._jobs)
        self._worker.moveToThread(self._thread)
        self._requested.connect(self._worker.run)
        self._worker.progressed.connect(self._on_worker_progressed)
        self._worker.ended.connect(self._on_worker_ended)
        self._thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether a job that was asked for runs, or waits for upkeep to end."""
        return self._asked_for is not None

    def start[T](self, text: str, work: Work[T], on_done: Callable[[T], None], on_failed: OnFailed) -> None:
        """Run work, then call `on_done` with its result or `on_failed` with what it raised.

        Raises RuntimeError while another job that was asked for runs: commands are disabled then.
        """
        if self._asked_for is not None:
            raise RuntimeError("another job is running")
        self._asked_for = self._number(_Job(work, on_done, on_failed))
        self.started.emit(text)
        self._requested.emit(self._asked_for)

    def start_upkeep[T](self, work: Work[T], on_done: Callable[[T], None], on_failed: OnFailed) -> bool:
        """Run upkeep unless anything runs, or all is closed; return whether it began."""
        if self._jobs or not self._thread.isRunning():
            return False
        self._upkeep = self._number(_Job(work, on_done, on_failed))
        self._requested.emit(self._upkeep)
        return True

    def cancel(self) -> None:
        """Ask the job that was asked for to stop, and forget its result."""
        if self._asked_for is not None:
            self._jobs[self._asked_for].cancelled.set()
            self._end(self._asked_for)

    def close(self) -> None:
        """Cancel what runs and wait for the worker thread to end."""
        for job in self._jobs.values():
            job.cancelled.set()
        self.cancel()
        self._upkeep = None
        self._thread.quit()
        self._thread.wait()
        collecting.go_on(len(self._jobs))
        self._jobs.clear()

    def _number(self, job: _Job) -> int:
        number = next(self._numbers)
        self._jobs[number] = job
        collecting.pause()
        return number

    def _end(self, number: int) -> bool:
        """Take note that a job has ended; return whether anybody still waits for what came of it."""
        if number == self._asked_for:
            self._asked_for = None
            self.ended.emit()
            return True
        if number == self._upkeep:
            self._upkeep = None
            return True
        return False

    @Slot(int, float, str)
    def _on_worker_progressed(self, number: int, done: float, text: str) -> None:
        if number == self._asked_for:
            self.progressed.emit(done, text)

    @Slot(int)
    def _on_worker_ended(self, number: int) -> None:
        job = self._jobs.pop(number, None)
        if job is None:  # closed meanwhile
            return
        collecting.go_on()
        if self._end(number):
            job.tell()
        elif job.was_done:
            self.came_late.emit()
