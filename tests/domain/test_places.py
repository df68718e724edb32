"""Postcodes and distances."""

import pytest

from buddy_matcher.domain.places import (
    Base,
    GridPoint,
    distance,
    distance_between,
    distance_in_words,
    is_outcode,
    miles_to_hectometres,
    outcode,
)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("HX1 1UJ", "HX1"),
        ("hx11uj", "HX1"),
        (" bd21 3rw ", "BD21"),
        ("EC1A 1BB", "EC1A"),
        ("LS1", "LS1"),
        ("Leeds", ""),
        ("", ""),
        ("12345", ""),
    ],
)
def test_the_outward_half_is_found_however_a_postcode_is_written(written: str, wanted: str):
    assert outcode(written) == wanted


def test_distances_are_straight_lines_in_units_of_100_m():
    assert distance(GridPoint(0, 0), GridPoint(30, 40)) == 50
    assert miles_to_hectometres(10) == 161


def test_without_points_only_the_same_place_is_known_to_be_near():
    leeds = Base(place="Leeds", outcode="LS1", point=GridPoint(4300, 4330))
    assert distance_between(leeds, Base(place="LEEDS ")) == 0
    assert distance_between(leeds, Base(place="Derry")) is None
    assert distance_between(Base(), Base()) is None


@pytest.mark.parametrize(
    ("hectometres", "wanted"),
    [
        (4, "less than 1 km apart"),
        (5, "about 1 km in a straight line (less than a mile)"),
        (9, "about 1 km in a straight line (1 mile)"),
        (584, "about 58 km in a straight line (36 miles)"),
    ],
)
def test_distances_read_as_words(hectometres: int, wanted: str):
    assert distance_in_words(hectometres) == wanted


@pytest.mark.parametrize(
    ("text", "expected"), [("HX1", True), ("EC1A", True), ("hx1", False), ("HX1 1UJ", False), ("", False)]
)
def test_an_outward_half_as_it_is_kept(text: str, expected: bool):
    assert is_outcode(text) is expected
