"""How pages act: an operation runs, its changes are told to every page, its errors are shown in one place."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from buddy_matcher.domain.changes import EVERYTHING, Changes
from buddy_matcher.domain.errors import UserError
from buddy_matcher.ui.jobs import Jobs, Work


class Operations(QObject):
    """Performs operations for pages, at once or as a job.

    `changed` carries the `Changes` of an operation that touched something; `refused` carries the
    `UserError` of one that could not be done.
    """

    changed = Signal(object)
    refused = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        jobs.failed.connect(self._on_jobs_failed)
        jobs.came_late.connect(self._on_jobs_came_late)

    def perform(self, operation: Callable[[], Changes]) -> bool:
        """Run a quick operation; return whether it was done."""
        try:
            self.announce(operation())
        except UserError as error:
            self.refused.emit(error)
            return False
        return True

    def start[T](self, text: str, work: Work[T], on_done: Callable[[T], None]) -> None:
        """Run long work as a job; `text` says in the status bar what is being done."""
        self.jobs.start(text, work, on_done)

    def announce(self, changes: Changes) -> None:
        """Tell every page what was touched."""
        if changes:
            self.changed.emit(changes)

    @Slot(object)
    def _on_jobs_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.refused.emit(error)

    @Slot()
    def _on_jobs_came_late(self) -> None:
        self.announce(EVERYTHING)
