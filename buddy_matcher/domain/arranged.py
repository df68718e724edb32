"""When and where a pair has agreed to meet: once, or several times some weeks apart.

Times are those of the clocks in the United Kingdom: ten o’clock stays ten o’clock over a clock change.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

MOST_TIMES = 24
"""The most meetings that are arranged at once: one a month for two years."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Arranged:
    """Meetings that were arranged: `times` of them, `weeks` apart, the first of which `starts` on local time.

    Each lasts so many `minutes`. `where` is the place in words, "" where it is still open.
    """

    starts: datetime
    minutes: int = 60
    where: str = ""
    times: int = 1
    weeks: int = 4

    def __post_init__(self) -> None:
        """Refuse a time with a zone, no time at all, and more meetings than can be meant, with ValueError."""
        if self.starts.tzinfo is not None:
            raise ValueError("a meeting starts by the clocks where it is")
        if self.minutes <= 0 or self.weeks <= 0 or not 1 <= self.times <= MOST_TIMES:
            raise ValueError(f"1 to {MOST_TIMES} meetings of some minutes, some weeks apart")

    @property
    def all_starts(self) -> tuple[datetime, ...]:
        """When each of the meetings starts, the first one first."""
        return tuple(self.starts + timedelta(weeks=self.weeks * number) for number in range(self.times))
