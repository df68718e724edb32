"""Work that takes long, on the one worker thread; no other module knows threads.

Work is a plain function `work(progress, cancelled)`. Each job has a token, so that a late result of a
cancelled job falls on the floor. All signals and callbacks arrive on the window's thread.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

type Progress = Callable[[float, str], None]
type Cancelled = Callable[[], bool]
type Work[T] = Callable[[Progress, Cancelled], T]


@dataclass(slots=True)
class _Job:
    token: int
    work: Work[Any]
    on_done: Callable[[Any], None]
    cancelled: Event = field(default_factory=Event)


class _Worker(QObject):
    """Runs one job after another on the worker thread."""

    progressed = Signal(int, float, str)
    succeeded = Signal(int, object)
    failed = Signal(int, object)

    @Slot(object)
    def run(self, job: _Job) -> None:
        def report(done: float, text: str) -> None:
            self.progressed.emit(job.token, done, text)

        try:
            result = job.work(report, job.cancelled.is_set)
        except Exception as error:
            self.failed.emit(job.token, error)
        else:
            self.succeeded.emit(job.token, result)


class Jobs(QObject):
    """Starts work on the worker thread, one job at a time, and tells how it goes.

    `came_late` tells that cancelled work had been completed all the same, so what it stored must be shown.
    """

    started = Signal(str)
    progressed = Signal(float, str)
    ended = Signal()
    failed = Signal(object)
    came_late = Signal()
    _requested = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens = itertools.count(1)
        self._current: _Job | None = None
        self._thread = QThread(self)
        self._worker = _Worker()
        self._worker.moveToThread(self._thread)
        self._requested.connect(self._worker.run)
        self._worker.progressed.connect(self._on_worker_progressed)
        self._worker.succeeded.connect(self._on_worker_succeeded)
        self._worker.failed.connect(self._on_worker_failed)
        self._thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether a job is running."""
        return self._current is not None

    def start[T](self, text: str, work: Work[T], on_done: Callable[[T], None]) -> None:
        """Run work and call `on_done` with its result; `failed` is emitted with what it raised.

        Raises RuntimeError while another job is running: pages disable their commands then.
        """
        if self._current:
            raise RuntimeError("another job is running")
        self._current = _Job(next(self._tokens), work, on_done)
        self.started.emit(text)
        self._requested.emit(self._current)

    def cancel(self) -> None:
        """Ask the running job to stop and forget its result."""
        if self._current:
            self._current.cancelled.set()
            self._end()

    def close(self) -> None:
        """Cancel what runs and wait for the worker thread to end."""
        self.cancel()
        self._thread.quit()
        self._thread.wait()

    def _end(self) -> None:
        self._current = None
        self.ended.emit()

    def _is_current(self, token: int) -> bool:
        return self._current is not None and self._current.token == token

    @Slot(int, float, str)
    def _on_worker_progressed(self, token: int, done: float, text: str) -> None:
        if self._is_current(token):
            self.progressed.emit(done, text)

    @Slot(int, object)
    def _on_worker_succeeded(self, token: int, result: object) -> None:
        if self._current and self._is_current(token):
            on_done = self._current.on_done
            self._end()
            on_done(result)
        else:
            self.came_late.emit()

    @Slot(int, object)
    def _on_worker_failed(self, token: int, error: Exception) -> None:
        if self._is_current(token):
            self._end()
            self.failed.emit(error)
