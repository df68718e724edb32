"""When and where a pair has agreed to meet: once, or several times some weeks apart.

Times are those of the clocks in the United Kingdom: ten o’clock stays ten o’clock over a clock change.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from buddy_matcher.domain.meeting import DAYS
from buddy_matcher.domain.phrases import date_in_words

_NOON = 12
MOST_TIMES = 24
"""The most meetings that are arranged at once: one a month for two years."""

MOST_MINUTES = 600
"""The longest meeting, in minutes: a long day."""

MOST_WEEKS = 26
"""The most weeks between two meetings: half a year."""


def day_and_time(moment: datetime) -> str:
    """Return for example "Tuesday 3 November 2026 at 10:30am"."""
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02}" if moment.minute else ""
    half = "am" if moment.hour < _NOON else "pm"
    return f"{DAYS[moment.weekday()]} {date_in_words(moment.date())} at {hour}{minutes}{half}"


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
        is_meant = 1 <= self.minutes <= MOST_MINUTES and 1 <= self.weeks <= MOST_WEEKS
        if not is_meant or not 1 <= self.times <= MOST_TIMES:
            raise ValueError(
                f"1 to {MOST_TIMES} meetings of {MOST_MINUTES} minutes, {MOST_WEEKS} weeks apart"
            )

    @property
    def first_in_words(self) -> str:
        """When and where the first meeting is, as in "Tuesday 3 November 2026 at 10:30am, The Hub"."""
        where = f", {self.where}" if self.where else ""
        return f"{day_and_time(self.starts)}{where}"

    def next_from(self, day: date) -> datetime | None:
        """Return when the first of the meetings on a day or later starts, None where all lie behind."""
        return next((starts for starts in self.all_starts if starts.date() >= day), None)

    def last_before(self, day: date) -> datetime | None:
        """Return when the last of the meetings before a day started, None where all are still to come."""
        return next((s for s in reversed(self.all_starts) if s.date() < day), None)

    @property
    def all_starts(self) -> tuple[datetime, ...]:
        """When each of the meetings starts, the first one first."""
        return tuple(self.starts + timedelta(weeks=self.weeks * number) for number in range(self.times))
