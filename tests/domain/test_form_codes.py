"""Codes on paper: short, of one length, and read back as they were meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buddy_matcher.domain.form_codes import Typed, in_codes, letters, read_codes


def test_codes_are_letters_and_of_two_where_one_is_not_enough():
    assert letters(3) == ["a", "b", "c"]
    assert letters(27)[:2] == ["aa", "ab"]
    assert len(letters(676)) == 676
    with pytest.raises(ValueError, match="so many options"):
        letters(677)


@settings(max_examples=40)
@given(st.data(), st.integers(1, 200))
def test_codes_read_back_what_they_were_made_of(data: st.DataObject, options: int):
    chosen = data.draw(st.lists(st.integers(0, options - 1), unique=True))
    assert read_codes(in_codes(chosen, options), options) == Typed(tuple(chosen))


def test_what_is_no_code_is_refused_and_what_begins_one_is_waited_for():
    assert read_codes("A cx", 3) == Typed((0, 2), refused="x")
    assert read_codes("aaa", 30) == Typed((0,), rest="a")
    assert read_codes("aaz", 30) == Typed((0,), refused="z")
    assert read_codes("", 3) == Typed(())
