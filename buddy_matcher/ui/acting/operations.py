"""How pages act: an operation runs, its changes are told to every page, its errors are shown in one place."""

from collections.abc import Callable, Iterable
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal, Slot

from buddy_matcher.domain.changes import EVERYTHING, Changes, Kind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.ui.acting.jobs import Cancelled, Jobs, Progress, Work

type Outcome = str | Callable[[], str]
"""A sentence about what came of something, or what returns it once that is done."""

MANY = 100
"""To change more people or pairs than that takes longer than anybody should wait for a click."""


def _nothing_to_mend() -> None:
    """Stand for a caller that is as it was before it started its job."""


def _nothing_to_read() -> None:
    """Stand for what is shown after a job."""


class Needs(Enum):
    """What must be so for a command to be used.

    Nothing, that no job runs, that what happens in a round can be recorded, or that its plan, people and the
    scheme can change: of an earlier round they can't.
    """

    NOTHING = auto()
    NO_JOB = auto()
    LIFE = auto()
    CHANGE = auto()


_CHANGING = frozenset({Needs.LIFE, Needs.CHANGE})


class Operations(QObject):
    """Performs operations for pages, at once or as a job.

    `changed` carries the `Changes` of an operation that touched something; `refused` carries the
    `UserError` of one that could not be done; `said` a sentence about what came of something, `done` that
    something was done of which no sentence was said. While a scheme `is_read_only`, whatever would change it
    is refused, so its commands are not to be offered. `allowed_anew` tells that other commands can be used.
    `read_ahead` is what reads, beside the window, what the page in sight shows.
    """

    changed = Signal(object)
    refused = Signal(object)
    said = Signal(str)
    done = Signal()
    allowed_anew = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None, *, is_read_only: bool = False) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.is_read_only = is_read_only
        self.read_ahead: Callable[[], object] = _nothing_to_read
        self._looks_back_from = ""
        jobs.came_late.connect(self._on_jobs_came_late)

    @property
    def can_change(self) -> bool:
        """Whether commands that change the scheme are to be offered now."""
        return not self.why_not(Needs.CHANGE)

    def look_back(self, newest: str) -> None:
        """Let nothing of a plan change while an earlier round is in sight; `newest` is "" when none is."""
        self._looks_back_from = newest
        self.allowed_anew.emit()

    @property
    def looks_back(self) -> bool:
        """Whether an earlier round is in sight."""
        return bool(self._looks_back_from)

    def why_not(self, needs: Needs) -> str:
        """Return in a sentence why what has these needs can't be done now, or ""."""
        if needs in _CHANGING and self.is_read_only:
            return "You look at a copy: save a copy of your own to change something."
        if needs is Needs.CHANGE and self.looks_back:
            return f"You look back at an earlier round: go to {self._looks_back_from} to change this."
        if needs is not Needs.NOTHING and self.jobs.is_busy:
            return "Something else is still running: wait for it, or cancel it."
        return ""

    def may_change(self, needs: Needs = Needs.CHANGE) -> bool:
        """Return whether what has these needs can be done now; refuse aloud if it can't."""
        obstacle = self.why_not(needs)
        if obstacle:
            self.refused.emit(UserError(obstacle, "Nothing was changed."))
        return not obstacle

    def say(self, outcome: str) -> None:
        """Show a sentence in the status line and let a screen reader speak it."""
        self.said.emit(outcome)

    def perform(self, operation: Callable[[], Changes], outcome: Outcome = "") -> bool:
        """Run a quick operation; return whether it was done.

        `outcome` is said of it then; without one the window says what the history calls it, or that nothing
        was changed.
        """
        return self.perform_all([operation], outcome)

    def perform_all(self, operations: Iterable[Callable[[], Changes]], outcome: Outcome = "") -> bool:
        """Run quick operations, each one action, until one is refused; the pages look again once."""
        kinds, refusal = frozenset[Kind](), None
        try:
            for operation in operations:
                kinds |= operation().kinds
        except UserError as error:
            refusal = error
        self.announce(Changes(kinds))
        if refusal:
            self.refused.emit(refusal)
        else:
            self._tell_done(Changes(kinds), outcome)
        return refusal is None

    def keep_edited[T](self, before: T, edited: T | None, operation: Callable[[T], Changes]) -> None:
        """Perform an operation with what was edited, nothing if that was given up; say if it is as before."""
        if edited is not None:
            self.perform(lambda: operation(edited) if edited != before else Changes())

    def perform_many(
        self,
        number: int,
        text: str,
        operation: Callable[[], Changes],
        outcome: Outcome = "",
        on_failed: Callable[[], None] = _nothing_to_mend,
    ) -> None:
        """Run an operation on so many things: quickly, or beside the window when they are many."""
        if number > MANY:
            self.perform_beside(text, operation, outcome, on_failed)
        elif not self.perform(operation, outcome):
            on_failed()

    def perform_beside(
        self,
        text: str,
        operation: Callable[[], Changes],
        outcome: Outcome = "",
        on_failed: Callable[[], None] = _nothing_to_mend,
    ) -> None:
        """Run an operation that takes long as a job."""

        def tell(changes: Changes) -> None:
            self.announce(changes)
            self._tell_done(changes, outcome)

        self.start(text, lambda _progress, _cancelled: operation(), tell, on_failed)

    def ask_until_kept[T](
        self, ask: Callable[[T, UserError | None], T | None], first: T, operation: Callable[[T], Changes]
    ) -> T | None:
        """Ask for something and perform an operation with it; ask again with what was refused.

        Returns what the operation was done with, or None when whoever was asked gave up. So a refusal loses
        nothing that was typed.
        """
        answer, refusal = ask(first, None), None
        while answer is not None:
            try:
                changes = operation(answer)
            except UserError as error:
                refusal = error
            else:
                self.announce(changes)
                self._tell_done(changes, "")
                return answer
            answer = ask(answer, refusal)
        return None

    def start[T](
        self,
        text: str,
        work: Work[T],
        on_done: Callable[[T], None],
        on_failed: Callable[[], None] = _nothing_to_mend,
    ) -> None:
        """Run long work as a job; `text` says in the status bar what is being done.

        What is shown after it is read there already, as it takes long after a change. When it fails,
        `on_failed` is called before anybody is told, so that the caller can be used again.
        """

        def work_and_read(progress: Progress, cancelled: Cancelled) -> T:
            made = work(progress, cancelled)
            self.read_ahead()
            return made

        def fail(error: Exception) -> None:
            on_failed()
            self._refuse(error)

        self.jobs.start(text, work_and_read, on_done, fail)

    def start_upkeep[T](self, work: Work[T], on_done: Callable[[T], None]) -> bool:
        """Run what nobody asked for, unless anything runs; return whether it began."""
        return self.jobs.start_upkeep(work, on_done, self._refuse)

    def announce(self, changes: Changes) -> None:
        """Tell every page what was touched."""
        if changes:
            self.changed.emit(changes)

    def _tell_done(self, changes: Changes, outcome: Outcome) -> None:
        told = outcome if isinstance(outcome, str) else outcome()
        if told:
            self.say(told)
        elif changes:
            self.done.emit()
        else:
            self.say("Nothing was changed.")

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.refused.emit(error)

    @Slot()
    def _on_jobs_came_late(self) -> None:
        self.announce(EVERYTHING)
