import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.documents.forms.scales import Direction, Scale, read_direction, read_level, scale_of


@pytest.mark.parametrize("tick", ["x", "Yes", "1", "✓", "TRUE", "Yes, definitely"])
def test_a_column_is_ticked_in_many_ways(tick: str):
    assert read_level(tick, Scale.TICKS) == 3


@pytest.mark.parametrize(
    "blank", ["No", "0", "-", "n/a", "None", "Not at all", "Strongly disagree", "Disagree"]
)
def test_a_column_that_is_not_ticked_chooses_nothing(blank: str):
    assert read_level(blank, Scale.TICKS) == 0


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("Well", 2),
        ("Very much", 3),
        ("A little", 1),
        ("Strongly agree", 3),
        ("Agree", 2),
        ("Neither agree nor disagree", 0),
        ("Expert", 3),
        ("3 - Very confident", 3),
        ("Beginner", 1),
    ],
)
def test_words_of_scales_are_levels(cell: str, level: int):
    assert read_level(cell, Scale.TICKS) == level


def test_numbers_are_read_by_the_ends_of_their_scale():
    assert [read_level(str(n), scale_of(["0", "2", "3"])) for n in range(4)] == [0, 1, 2, 3]
    assert [read_level(str(n), scale_of(["1", "4", "5"])) for n in range(1, 6)] == [0, 1, 1, 2, 3]
    assert scale_of(["1", "7", "10"]) is Scale.UNCLEAR
    assert read_level("7", Scale.UNCLEAR) is None


def test_a_scale_whose_lowest_number_is_the_most_is_not_read():
    assert scale_of(["1", "5"], "Rate each strength (1 = most confident, 5 = least)") is Scale.UNCLEAR


@pytest.mark.parametrize(
    "cell", ["Sometimes", "cannot share", "only if asked", "ask my manager", "not very confident"]
)
def test_what_is_no_step_is_never_a_tick(cell: str):
    assert not read_level(cell, Scale.TICKS)


@pytest.mark.parametrize(
    ("cell", "direction"),
    [
        ("Could share", Direction.SHARE),
        ("Offer", Direction.SHARE),
        ("I would like to share this", Direction.SHARE),
        ("Would like to gain", Direction.GAIN),
        ("Want", Direction.GAIN),
        ("Need help", Direction.GAIN),
        ("Both", Direction.BOTH),
        ("Could share and would like to gain", Direction.BOTH),
        ("Neither", Direction.NEITHER),
        ("-", Direction.NEITHER),
        ("Could not share", None),
        ("Maybe", None),
    ],
)
def test_a_cell_says_who_shares_and_who_would_gain(cell: str, direction: Direction | None):
    assert read_direction(cell) is direction


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text: str):
    read_direction(text)
    for scale in Scale:
        assert read_level(text, scale) in {None, 0, 1, 2, 3}
