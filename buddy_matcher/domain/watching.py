"""What the caller of long work wants while it goes on: to hear how far it is, and to stop it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass


class WorkCancelledError(Exception):
    """The caller no longer wants the result; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Passes on how far work is, from `start` to `end` of the whole, and asks whether to stop."""

    progress: Callable[[float, str], None] | None = None
    cancelled: Callable[[], bool] | None = None
    start: float = 0.0
    end: float = 1.0

    def part(self, start: float, end: float) -> "Watch":
        """Return a watch for a part of the work, given as fractions of this one's."""
        width = self.end - self.start
        return Watch(self.progress, self.cancelled, self.start + start * width, self.start + end * width)

    def at(self, fraction: float, words: str = "") -> None:
        """Tell how far the work is; raises WorkCancelledError when it is to stop."""
        if self.cancelled and self.cancelled():
            raise WorkCancelledError
        if self.progress:
            self.progress(self.start + fraction * (self.end - self.start), words)

    def through[T](self, items: Sequence[T], words: str = "", *, every: int = 100) -> Iterator[T]:
        """Yield items, telling after every so many how far it is."""
        for number, item in enumerate(items):
            if number % every == 0:
                self.at(number / len(items), words)
            yield item

    def counting[T](self, items: Iterable[T], *, every: int = 500) -> Iterator[T]:
        """Yield items whose number is not known, only asking whether to stop."""
        for number, item in enumerate(items):
            if number % every == 0:
                self.at(0.0)
            yield item
