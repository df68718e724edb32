"""Codes on paper: short, of one length, and read back as they were meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buddy_matcher.domain.form_codes import Typed, codes_of, in_codes, read_codes


def lettered(number: int) -> list[str]:
    return codes_of([f"Option {place}" for place in range(number)])


def test_codes_are_letters_and_of_two_where_one_is_not_enough():
    assert lettered(3) == ["a", "b", "c"]
    assert lettered(27)[:2] == ["aa", "ab"]
    assert len(lettered(676)) == 676
    with pytest.raises(ValueError, match="so many options"):
        lettered(677)


def test_yes_no_and_numbers_have_the_codes_that_anybody_would_type():
    assert codes_of(("Yes", "No")) == ["y", "n"]
    assert codes_of(("1", "2", "3")) == ["1", "2", "3"]
    assert codes_of([str(number) for number in range(11)])[-2:] == ["9", "t"]
    assert codes_of(("16", "18")) == ["a", "b"]


@settings(max_examples=40)
@given(st.data(), st.integers(1, 200))
def test_codes_read_back_what_they_were_made_of(data: st.DataObject, options: int):
    chosen = data.draw(st.lists(st.integers(0, options - 1), unique=True))
    codes = lettered(options)
    assert read_codes(in_codes(chosen, codes), codes) == Typed(tuple(chosen))


def test_what_is_no_code_is_refused_and_what_begins_one_is_waited_for():
    assert read_codes("A cx", lettered(3)) == Typed((0, 2), refused="x")
    assert read_codes("aaa", lettered(30)) == Typed((0,), rest="a")
    assert read_codes("aaz", lettered(30)) == Typed((0,), refused="z")
    assert read_codes("", lettered(3)) == Typed(())
