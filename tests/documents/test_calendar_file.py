"""Calendar files as RFC 5545 has them, read back by a reader of its own: folding, escapes, the clocks."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.documents.calendar_file import CalendarMeeting, calendar_file, in_universal_time

MADE = datetime(2026, 11, 1, 12, tzinfo=UTC)


def meeting(**changed) -> CalendarMeeting:
    usual = {
        "uid": "one@example.org",
        "starts": datetime(2027, 3, 2, 10, 30),  # noqa: DTZ001 - clock time
        "minutes": 60,
        "title": "Buddy meeting",
        "where": "The Hub",
        "notes": "Ask us",
    }
    return CalendarMeeting(**{**usual, **changed})


def read(content: bytes) -> list[tuple[str, str]]:
    """Return the names and values of a calendar file's lines, unfolded and with their escapes undone."""
    text = content.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    escapes = {"n": "\n"}
    found = []
    for line in lines:
        name, _, value = line.partition(":")
        plain, characters = "", iter(value)
        for character in characters:
            escaped = next(characters) if character == "\\" else ""
            plain += escapes.get(escaped, escaped) or character
        found.append((name, plain))
    return found


def test_a_series_stands_there_meeting_by_meeting():
    found = read(calendar_file([meeting(), meeting(uid="two@example.org")], MADE))
    assert found[0] == ("BEGIN", "VCALENDAR")
    assert found[-1] == ("END", "VCALENDAR")
    assert [value for name, value in found if name == "UID"] == ["one@example.org", "two@example.org"]
    assert {name for name, _ in found} >= {"VERSION", "PRODID", "DTSTAMP", "SEQUENCE", "DTEND", "LOCATION"}


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        (date(2027, 3, 27), 10),  # the day before the clocks go forward
        (date(2027, 3, 28), 9),
        (date(2027, 10, 30), 9),
        (date(2027, 10, 31), 10),  # the day on which they go back
    ],
)
def test_ten_o_clock_stays_ten_o_clock_over_the_clock_changes(day: date, hour: int):
    ten = datetime.combine(day, time(10))
    assert in_universal_time(ten).hour == hour
    found = dict(read(calendar_file([meeting(starts=ten)], MADE)))
    assert found["DTSTART"].endswith(f"T{hour:02}0000Z")
    assert found["DTEND"].endswith(f"T{hour + 1:02}0000Z")


def test_a_later_file_wins():
    first, second = (
        dict(read(calendar_file([meeting()], made)))
        for made in (MADE, datetime(2026, 11, 1, 12, 1, tzinfo=UTC))
    )
    assert int(first["SEQUENCE"]) < int(second["SEQUENCE"]) < 2**31
    assert first["UID"] == second["UID"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=200))
def test_whatever_is_written_comes_back_and_adds_no_line(text: str):
    found = read(calendar_file([meeting(title=text, where="", notes=text)], MADE))
    names = [name for name, _ in found]
    assert dict(found)["SUMMARY"] == text
    assert dict(found)["DESCRIPTION"] == text
    assert names.count("BEGIN") == 2
    assert "LOCATION" not in names
