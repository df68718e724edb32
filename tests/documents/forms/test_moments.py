from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.documents.forms.moments import DateOrder, date_order, read_moment

UK, US = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST


def moment(*parts: int) -> datetime:
    return datetime.fromisoformat("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*parts))


@pytest.mark.parametrize(
    ("text", "order", "found"),
    [
        ("2026-09-07 16:24:00", None, moment(2026, 9, 7, 16, 24, 0)),
        ("2026/05/20 1:43:01 PM GMT+1", None, moment(2026, 5, 20, 13, 43, 1)),
        ("14/09/2026 20:30:00", UK, moment(2026, 9, 14, 20, 30, 0)),
        ("09/21/2026 10:11:12 AM", US, moment(2026, 9, 21, 10, 11, 12)),
        ("09/21/2026 12:00:00 AM", US, moment(2026, 9, 21, 0, 0, 0)),
        ("7/27/26 19:06:23", US, moment(2026, 7, 27, 19, 6, 23)),
        ("14.09.2026", UK, moment(2026, 9, 14, 0, 0, 0)),
    ],
)
def test_times_of_answers_are_read(text: str, order: DateOrder | None, found: datetime):
    assert read_moment(text, order) == found


@pytest.mark.parametrize(
    ("text", "order"),
    [("8/7/2026", None), ("31/02/2026", UK), ("2026-02-31", None), ("7/27/26", UK), ("soon", UK), ("", UK)],
)
def test_a_date_that_is_unclear_or_impossible_is_not_guessed(text: str, order: DateOrder | None):
    assert read_moment(text, order) is None


def test_one_date_settles_the_order_for_all():
    assert date_order(["8/7/2026", "27/07/2026"]) is UK
    assert date_order(["8/7/26 10:00", "7/27/26 10:00"]) is US


def test_dates_that_fit_both_orders_or_contradict_settle_nothing():
    assert date_order(["8/7/2026", "1/2/2026"]) is None
    assert date_order(["27/7/2026", "7/27/2026"]) is None
    assert date_order(["2026-07-27"]) is None


@given(st.text(max_size=20), st.sampled_from([UK, US, None]))
def test_no_text_breaks_a_reading(text: str, order: DateOrder | None):
    moment = read_moment(text, order)
    assert moment is None or moment.tzinfo is None
