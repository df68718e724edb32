"""Where and when a pair could meet first: half-days that suit all, places fair to all."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from buddy_matcher.domain.arranged import Arranged, day_and_time
from buddy_matcher.domain.first_meetings import (
    Venue,
    fairest_places,
    next_shared,
    shared_half_days,
)
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letter_facts import Buddy, Introduction
from buddy_matcher.domain.letter_times import free_together, meeting_said
from buddy_matcher.domain.meeting import HalfDay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.places import Base, GridPoint
from buddy_matcher.domain.sayings import in_english

TUESDAY_MORNING, FRIDAY_AFTERNOON = HalfDay(1, 0), HalfDay(4, 1)
BEN = Buddy(
    participation_id=ParticipationId(2),
    called="Ben",
    full_name="Ben Moss",
    organisation="",
    sector=Sector.VCSE,
    reasons=(),
)
MONDAY = date(2026, 12, 14)
CHRISTMAS = date(2026, 12, 25)


def base(easting: int) -> Base:
    return Base("", "", GridPoint(easting, 0))


def test_three_weeks_from_tomorrow_on_without_bank_holidays():
    shared = {TUESDAY_MORNING, FRIDAY_AFTERNOON}
    found = list(next_shared(shared, MONDAY, {CHRISTMAS}))
    assert [each.on for each in found] == [
        *(date(2026, 12, 15), date(2026, 12, 18), date(2026, 12, 22), date(2026, 12, 29)),
        date(2027, 1, 1),
    ]
    assert [each.part for each in found[:2]] == ["morning", "afternoon"]
    last = MONDAY.replace(day=15)
    assert [each.on for each in next_shared({TUESDAY_MORNING}, last, ())][-1] == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("free", "shared"),
    [
        ([{TUESDAY_MORNING, FRIDAY_AFTERNOON}, {TUESDAY_MORNING}], {TUESDAY_MORNING}),
        ([{TUESDAY_MORNING}, {FRIDAY_AFTERNOON}], set()),
        ([{TUESDAY_MORNING}, set()], set()),
        ([], set()),
    ],
)
def test_only_what_suits_all_is_shared(free, shared):
    assert shared_half_days([frozenset(each) for each in free]) == shared


@pytest.mark.parametrize(
    ("free", "said"),
    [
        ([], ()),
        (
            [FRIDAY_AFTERNOON, TUESDAY_MORNING],
            ("both usually free on Tuesday mornings and Friday afternoons",),
        ),
        (
            [HalfDay(day, 2) for day in range(5)],
            ("both usually free on Monday evenings, Tuesday evenings, Wednesday evenings and other times",),
        ),
    ],
)
def test_letters_name_three_usual_times_at_most(free, said):
    introduction = Introduction(buddies=(BEN,), first_contact=None, free=frozenset(free))
    assert in_english(free_together(introduction)) == said
    arranged = Arranged(starts=datetime(2026, 11, 3, 14, 5), where="The Hub")  # noqa: DTZ001 - clock time
    assert free_together(replace(introduction, arranged=arranged)) == ()
    assert in_english((meeting_said(arranged),)) == ("Tuesday 3 November 2026 at 14:05, The Hub",)


def test_the_fairest_place_has_the_smallest_of_the_largest_trips_then_of_the_sums():
    people = [base(0), base(100)]
    venues = [
        Venue("At one’s", base(0)),
        Venue("Unknown", Base("Nowhere")),
        Venue("Past it", base(150)),
        Venue("Half way", base(50)),
        Venue("Nearer the second", base(60)),
        Venue("At the other’s", base(100)),
    ]
    found = fairest_places(people, venues)
    assert [place.venue.name for place in found] == [
        *("Half way", "Nearer the second", "At one’s", "At the other’s", "Past it", "Unknown")
    ]
    assert found[0].trips == (50, 50)
    assert found[-1].trips == (None, None)


def test_a_series_keeps_its_hour_and_says_what_comes_next():
    arranged = Arranged(starts=datetime(2027, 3, 16, 14), times=3, weeks=2)  # noqa: DTZ001 - clock time
    assert [start.isoformat() for start in arranged.all_starts] == [
        *("2027-03-16T14:00:00", "2027-03-30T14:00:00", "2027-04-13T14:00:00")
    ]
    assert arranged.next_from(date(2027, 3, 16)) == arranged.all_starts[0]
    assert arranged.next_from(date(2027, 3, 17)) == arranged.all_starts[1]
    assert arranged.next_from(date(2027, 4, 14)) is None


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(0, 0, "12am"), (9, 5, "9:05am"), (12, 0, "12pm"), (12, 30, "12:30pm"), (18, 0, "6pm")],
)
def test_times_read_as_people_say_them(hour: int, minute: int, said: str):
    moment = datetime(2026, 11, 3, hour, minute)  # noqa: DTZ001 - clock time
    assert day_and_time(moment) == f"Tuesday 3 November 2026 at {said}"


@pytest.mark.parametrize("wrong", [{"minutes": 0}, {"times": 0}, {"times": 25}, {"weeks": 0}])
def test_what_is_no_meeting_is_refused(wrong):
    with pytest.raises(ValueError, match="meetings"):
        Arranged(starts=datetime(2026, 11, 3, 10), **wrong)  # noqa: DTZ001 - clock time
