"""Writes arranged meetings as a calendar file, as RFC 5545 has it and Outlook, Google and Apple take it.

Each meeting stands there by itself in universal time: so every calendar shows the hour of the clocks in the
United Kingdom, before and after they change, and none has to know their zone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from dateutil.zoneinfo import get_zonefile_instance

SUFFIX = ".ics"
_LONGEST_LINE = 75
"""In bytes: what is longer goes on in the next line, which begins with a space."""

_ESCAPED = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n", "\r": None})


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarMeeting:
    """A meeting for a calendar; it `starts` on the clocks of the United Kingdom.

    What has the `uid` of an earlier file takes its place. `where` may be empty.
    """

    uid: str
    starts: datetime
    minutes: int
    title: str
    where: str
    notes: str


def calendar_file(meetings: Iterable[CalendarMeeting], made_at: datetime) -> bytes:
    """Return a calendar file of meetings; `made_at` has a time zone, and a later file wins."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Buddy Matcher//Meetings//EN", "METHOD:PUBLISH"]
    for meeting in meetings:
        lines += _event(meeting, made_at)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def in_universal_time(local: datetime) -> datetime:
    """Return in universal time what the clocks of the United Kingdom show."""
    return local.replace(tzinfo=_zone()).astimezone(UTC)


@cache
def _zone() -> Any:
    # Windows keeps no zones; this package brings its own.
    return get_zonefile_instance().get("Europe/London")


def _event(meeting: CalendarMeeting, made_at: datetime) -> Iterator[str]:
    starts = in_universal_time(meeting.starts)
    yield "BEGIN:VEVENT"
    yield f"UID:{meeting.uid}"
    yield f"DTSTAMP:{_stamp(made_at)}"
    yield f"SEQUENCE:{int(made_at.timestamp() - _EPOCH.timestamp())}"
    yield f"DTSTART:{_stamp(starts)}"
    yield f"DTEND:{_stamp(starts + timedelta(minutes=meeting.minutes))}"
    yield f"SUMMARY:{meeting.title.translate(_ESCAPED)}"
    if meeting.where:
        yield f"LOCATION:{meeting.where.translate(_ESCAPED)}"
    yield f"DESCRIPTION:{meeting.notes.translate(_ESCAPED)}"
    yield "STATUS:CONFIRMED"
    yield "END:VEVENT"


_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
"""From when a file's number is counted in seconds: it must grow, and fit 31 bits."""


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _folded(line: str) -> str:
    """Break a line between characters, so that no part is too long in bytes."""
    parts, part, length = [], "", 0
    for character in line:
        size = len(character.encode())
        if length + size > _LONGEST_LINE:
            parts.append(part)
            part, length = " ", 1
        part, length = part + character, length + size
    return "\r\n".join([*parts, part])
