"""Days on which something can be due: no weekends, no bank holidays.

Which days are bank holidays is handed in; the calendars are a library's business (`documents.bank_holidays`).
"""

from collections.abc import Container
from datetime import date, timedelta
from enum import StrEnum

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
"""Days outside these are slips of the fingers; what follows from them might be no date at all."""

_SATURDAY = 5


def today() -> date:
    """Return the coordinator's own day."""
    return date.today()  # noqa: DTZ011 - the coordinator's own day


class Nation(StrEnum):
    """Whose bank holidays a scheme keeps."""

    ENGLAND_AND_WALES = "england_and_wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"

    @property
    def label(self) -> str:
        """The nation as the screen names it."""
        return {
            Nation.ENGLAND_AND_WALES: "England and Wales",
            Nation.SCOTLAND: "Scotland",
            Nation.NORTHERN_IRELAND: "Northern Ireland",
        }[self]


def working_day(day: date, bank_holidays: Container[date]) -> date:
    """Return the day itself if people work on it, else the next one on which they do."""
    while day.weekday() >= _SATURDAY or day in bank_holidays:
        day += timedelta(days=1)
    return day


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise ValueError(f"no day {months} months after {day}")
