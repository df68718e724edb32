"""Spare width goes to the columns that have something to show in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.ui.widgets.columns import shared_out


@pytest.mark.parametrize(
    ("spare", "wanted", "given_"),
    [
        (100, (10, 200), [10, 90]),
        (100, (10, 20), [45, 55]),
        (100, (0, 0), [50, 50]),
        (90, (60, 60, 10), [40, 40, 10]),
        (5, (0, 9, 0), [0, 5, 0]),
        (0, (5, 5), [0, 0]),
        (7, (), []),
    ],
)
def test_each_column_gets_what_it_wants_before_any_gets_more(spare: int, wanted: tuple, given_: list[int]):
    assert shared_out(spare, wanted) == given_


@given(st.integers(0, 2000), st.lists(st.integers(0, 900), min_size=1, max_size=6))
def test_hardly_a_pixel_is_left_and_none_is_given_twice(spare: int, wanted: list[int]):
    got = shared_out(spare, wanted)
    assert spare - len(wanted) < sum(got) <= spare
    if sum(wanted) >= spare:
        assert all(got_one <= want for got_one, want in zip(got, wanted, strict=True))
    else:
        assert all(got_one >= want for got_one, want in zip(got, wanted, strict=True))
