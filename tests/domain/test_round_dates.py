"""The dates of a round: what follows from what, and days on which something can be due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.round_dates import DaysOfRound, Milestone, RoundDates
from buddy_matcher.domain.working_days import months_later, working_day

HOLIDAYS = frozenset(
    {date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 12, 25), date(2026, 12, 28)}
)
LETTERS = date(2026, 3, 6)


def test_without_a_date_nothing_follows():
    assert not any(RoundDates().on(milestone) for milestone in Milestone)


def test_everything_follows_from_the_day_of_the_letters():
    dates = RoundDates().choose(Milestone.LETTERS_ON, LETTERS)
    assert dates.on(Milestone.FIRST_CONTACT) == date(2026, 3, 20)
    assert dates.on(Milestone.FIRST_MEETING) == date(2026, 4, 3)
    assert dates.on(Milestone.FIT_CHECK) == date(2026, 4, 5)
    assert dates.on(Milestone.ENDS) == date(2026, 9, 6)
    assert dates.on(Milestone.MIDDLE) == date(2026, 6, 6)
    assert dates.on(Milestone.FOLLOW_UP) == date(2027, 3, 6)


def test_a_due_day_moves_past_good_friday_weekend_and_easter_monday():
    dates = RoundDates().choose(Milestone.LETTERS_ON, LETTERS)
    assert dates.due(Milestone.FIRST_MEETING, HOLIDAYS) == date(2026, 4, 7)
    assert dates.due(Milestone.FIT_CHECK, HOLIDAYS) == date(2026, 4, 7)


def test_a_form_may_close_on_a_sunday():
    sunday = date(2026, 2, 22)
    dates = RoundDates().choose(Milestone.CLOSES, sunday)
    assert dates.due(Milestone.CLOSES, HOLIDAYS) == sunday


def test_a_chosen_date_stays_when_the_letters_move_and_the_others_move_along():
    dates = RoundDates().choose(Milestone.LETTERS_ON, LETTERS).choose(Milestone.MIDDLE, date(2026, 6, 1))
    moved = dates.choose(Milestone.LETTERS_ON, LETTERS + timedelta(days=7))
    assert moved.on(Milestone.MIDDLE) == date(2026, 6, 1)
    assert moved.on(Milestone.ENDS) == date(2026, 9, 13)
    assert moved.choose(Milestone.MIDDLE, None).on(Milestone.MIDDLE) == date(2026, 6, 13)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 3, 31), 3, date(2026, 6, 30)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_months_later_stays_within_the_month(day: date, months: int, later: date):
    assert months_later(day, months) == later


@given(day=st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_a_working_day_is_the_first_from_the_day_on(day: date):
    found = working_day(day, HOLIDAYS)
    days = [day + timedelta(days=n) for n in range((found - day).days + 1)]
    assert [d for d in days if d.weekday() < 5 and d not in HOLIDAYS] == [found]


@pytest.mark.parametrize(
    ("milestone", "on"),
    [
        (Milestone.OPENS, date(2027, 1, 10)),
        (Milestone.FIT_CHECK, date(2025, 4, 5)),
        (Milestone.MIDDLE, date(2028, 6, 1)),
        (Milestone.ENDS, date(2025, 9, 6)),
        (Milestone.FOLLOW_UP, date(2026, 3, 7)),
    ],
)
def test_a_date_of_another_year_than_the_rounds_is_refused(milestone: Milestone, on: date):
    dates = RoundDates().choose(Milestone.LETTERS_ON, LETTERS)
    dates.check_order()
    with pytest.raises(UserError, match="would come before"):
        dates.choose(milestone, on).check_order()


def test_a_round_has_days_from_half_a_year_before_its_letters_to_its_follow_up():
    around = RoundDates().choose(Milestone.LETTERS_ON, LETTERS).days((), ())
    assert around == DaysOfRound(date(2025, 9, 6), date(2027, 3, 6))


def test_without_a_chosen_date_the_days_of_a_round_follow_from_its_letters_and_take_in_what_is_known():
    today = date(2027, 6, 1)
    assert RoundDates().days((), (today,)) is None
    assert RoundDates().days((LETTERS,), (today,)) == DaysOfRound(date(2025, 9, 6), today)
    ends = RoundDates().choose(Milestone.ENDS, date(2026, 9, 6))
    assert ends.days((), ()) == DaysOfRound(date(2025, 9, 6), date(2027, 3, 6))
