"""What the caller wants while the work goes on: to hear how far it is, to stop it, to have it end in time."""

import time
from collections.abc import Callable

from buddy_matcher.domain.assignment import Stage

type Progress = Callable[[float, Stage | None], None]
type Cancelled = Callable[[], bool]


class CancelledError(Exception):
    """The caller no longer wants an answer."""


class Watch:
    """Passes on progress, and tells the time that is left."""

    def __init__(
        self,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        time_limit: float | None = None,
    ) -> None:
        self._progress = progress
        self._furthest = 0.0
        self._deadline = None if time_limit is None else time.monotonic() + time_limit
        self.cancelled: Cancelled = cancelled or _never

    def report(self, fraction: float, stage: Stage | None = None) -> None:
        """Tell the caller how far the work is; a fraction below an earlier one counts as that one."""
        self._furthest = max(self._furthest, fraction)
        if self._progress:
            self._progress(self._furthest, stage)

    def seconds_left(self) -> float | None:
        """Return None without a deadline, otherwise 0 or more. Raises CancelledError when cancelled."""
        if self.cancelled():
            raise CancelledError
        return None if self._deadline is None else max(0.0, self._deadline - time.monotonic())

    def wants_stop(self) -> bool:
        """Return whether the work is to end, for whatever reason."""
        return self.cancelled() or (self._deadline is not None and time.monotonic() >= self._deadline)

    def is_over(self) -> bool:
        """Return whether the time is up. Raises CancelledError when cancelled."""
        return self.seconds_left() == 0


def _never() -> bool:
    return False
