"""Dates and times as forms write them. A date whose order is not settled is never guessed."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from enum import Enum

_ISO = re.compile(r"(\d{4})[-/](\d\d?)[-/](\d\d?)(?:[T ]+(.*))?")
_SLASHED = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4}|\d\d)(?:,? +(.*))?")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - reads better
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_NAMED = (
    re.compile(rf"{_MONTH} (\d\d?)(?:st|nd|rd|th)?,? (\d{{4}})(?:,? +(.*))?", re.IGNORECASE),
    re.compile(rf"(\d\d?)(?:st|nd|rd|th)? {_MONTH},? (\d{{4}})(?:,? +(.*))?", re.IGNORECASE),
)
_CLOCK = re.compile(r"(\d\d?):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*([ap]m)?", re.IGNORECASE)
_LAST_MONTH = 12
_NOON = 12


class DateOrder(Enum):
    """Which of the first two numbers of a written date is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def date_order(texts: Iterable[str]) -> DateOrder | None:
    """Return the order that the dates of one sheet share, or None when they don't settle it."""
    found = {order for text in texts if (order := _order_of(text)) is not None}
    return found.pop() if len(found) == 1 else None


def _order_of(text: str) -> DateOrder | None:
    match = _SLASHED.match(text.strip())
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    if first > _LAST_MONTH >= second:
        return DateOrder.DAY_FIRST
    return DateOrder.MONTH_FIRST if second > _LAST_MONTH >= first else None


def read_moment(text: str, order: DateOrder | None) -> datetime | None:
    """Return the local date and time that a text names, None when it is unclear or there is no such day.

    Sheets name no time zone, or that of the form's owner; the clock time is taken as it stands.
    """
    stripped = text.strip()
    day, clock = _iso_day(stripped)
    if day is None:
        day, clock = _named_day(stripped)
    if day is None:
        day, clock = _slashed_day(stripped, order)
    if day is None:
        return None
    return datetime.combine(day, _clock(clock))


def _iso_day(text: str) -> tuple[date | None, str]:
    match = _ISO.fullmatch(text)
    if match is None:
        return None, ""
    return _day(int(match[1]), int(match[2]), int(match[3])), match[4] or ""


def _named_day(text: str) -> tuple[date | None, str]:
    """Return the day of "Sep 7, 2026" or "7 September 2026"."""
    if american := _NAMED[0].fullmatch(text):
        month, day, year, clock = american.groups()
    elif british := _NAMED[1].fullmatch(text):
        day, month, year, clock = british.groups()
    else:
        return None, ""
    return _day(int(year), _MONTHS.index(month.lower()[:3]) + 1, int(day)), clock or ""


def _slashed_day(text: str, order: DateOrder | None) -> tuple[date | None, str]:
    match = _SLASHED.fullmatch(text)
    if match is None or order is None:
        return None, ""
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    # Forms write two-digit years only of this century: nobody answered one before.
    year += 2000 if len(match[3]) == len("26") else 0
    day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
    return _day(year, month, day), match[4] or ""


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(text: str) -> time:
    match = _CLOCK.match(text)
    if match is None:
        return time()
    hour, half = int(match[1]), (match[4] or "").lower()
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    try:
        return time(hour, int(match[2]), int(match[3] or 0))
    except ValueError:
        return time()
