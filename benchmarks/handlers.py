"""How long the window's thread is away from its events: what whoever clicks or types waits for.

A handler is one pass of the event loop, or the work that a key or a click sets off. Its seconds are processor
time of that thread alone, so that other programs and the worker thread count little.
"""

from collections.abc import Callable
from time import monotonic, sleep, thread_time

YARDSTICK = "work that takes a usual laptop 100 ms"
YARDSTICK_MS = 100
"""What `yardstick` takes on the usual laptop that the reaches are meant for."""

_STEPS = 40_000
_TIMES = 20
_QUIET = 0.0005
"""Seconds of a pass in which nothing was waiting."""

_REST = 0.004


def yardstick() -> float:
    """Return the seconds that a fixed piece of work takes here, to hold handlers against on any machine."""
    return min(_fixed_work() for _ in range(5)) * _TIMES


def _fixed_work() -> float:
    began = thread_time()
    texts = {number: str(number) for number in range(_STEPS)}
    sum(len(text) for text in texts.values())
    return thread_time() - began


class Handlers:
    """The handlers since `restart`, also those of the event loop that a dialog has for itself."""

    def __init__(self) -> None:
        from PySide6.QtCore import QAbstractEventDispatcher

        self._longest = 0.0
        self._began = thread_time()
        loop = QAbstractEventDispatcher.instance()
        loop.awake.connect(self._end_one)
        loop.aboutToBlock.connect(self._end_one)

    def restart(self) -> None:
        """Forget what was, and let a handler begin."""
        self._longest = 0.0
        self._began = thread_time()

    @property
    def longest(self) -> float:
        """The seconds of the longest one, the one that runs among them."""
        return max(self._longest, thread_time() - self._began)

    def _end_one(self) -> None:
        self._longest = self.longest
        self._began = thread_time()


def longest(
    work: Callable[[], object], *, until: Callable[[], bool] = lambda: True, patience: float = 30
) -> float:
    """Do some work, and return the longest handler until all is quiet again and `until` holds.

    Raises TimeoutError when `patience` seconds are over before that.
    """
    found = [_seconds(work)]
    end = monotonic() + patience
    while found[-1] > _QUIET or not until():
        if monotonic() > end:
            raise TimeoutError("the window never came to rest")
        if found[-1] <= _QUIET:
            sleep(_REST)  # leaves the worker thread its turn
        found.append(_seconds(let_work))
    return max(found)


def let_work() -> None:
    """Let the window do what waits, as one pass of its event loop does.

    What is to be deleted waits for a loop of the application's own otherwise, and would all go at once in
    that of the next dialog.
    """
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _seconds(work: Callable[[], object]) -> float:
    began = thread_time()
    work()
    return thread_time() - began
