import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.documents.forms.cells import (
    is_no_answer,
    read_capacity,
    read_delivery,
    read_language,
    read_level,
    read_miles,
    read_other_format,
    read_phone,
    read_print_size,
    read_yes,
)
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.people import Level


@pytest.mark.parametrize(
    ("text", "number", "is_in_doubt"),
    [
        ("07700 900123", "07700 900123", False),
        ("7700900123", "07700900123", True),
        ("+44 7700 900123", "+44 7700 900123", False),
        ("447700900123", "+447700900123", False),
        ("01484 555000 ext 12", "01484 555000 ext 12", False),
        ("7.70E+09", None, True),
        ("ask reception", None, True),
        ("900123", "900123", True),
    ],
)
def test_a_phone_number_gets_its_first_zero_back(text: str, number: str | None, is_in_doubt: bool):
    reading = read_phone(text)
    assert reading.value == number
    assert bool(reading.message) == is_in_doubt


@pytest.mark.parametrize("level", Level)
def test_a_level_is_known_by_its_label(level: Level):
    assert read_level(level.label) is level


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *[
            (text, True)
            for text in ("Yes", "y", "TRUE", "1", "x", "✓", "Yes, please", "I agree that they may")
        ],
        *[(text, False) for text in ("", "No", "n", "false", "0", "No thank you", "I do not agree")],
        *[(text, None) for text in ("maybe", "it depends", "Happy not to be", "ok but not on Mondays")],
    ],
)
def test_a_yes_is_told_from_a_no(text: str, answer: bool | None):
    assert read_yes(text) is answer


@pytest.mark.parametrize(
    ("text", "miles", "is_in_doubt"),
    [
        ("20", 20, False),
        ("15 miles", 15, False),
        ("up to 15 miles", 15, False),
        ("about 10", 10, True),
        ("10-15", 15, True),
        ("20 km", 12, False),
        ("none", 0, False),
        ("I can't travel", 0, False),
        ("not 10 miles", None, True),
        ("half an hour", None, True),
        ("30 minutes", None, True),
        ("anywhere", None, True),
        ("99999", None, True),
        ("-5", None, True),
        ("1e9", None, True),
        ("2.5", 2, False),
        ("2026-01-02 00:00:00", None, True),
    ],
)
def test_a_distance_is_read_in_miles(text: str, miles: int | None, is_in_doubt: bool):
    reading = read_miles(text)
    assert reading.value == miles
    assert bool(reading.message) == is_in_doubt


@pytest.mark.parametrize(
    ("text", "capacity", "is_in_doubt"),
    [
        ("2", 2, False),
        ("two buddies", 2, False),
        ("none", 0, False),
        ("1 or 2", 2, True),
        ("7", 3, True),
        ("some", None, True),
        ("-1", None, True),
        ("1e9", None, True),
        ("1.5", None, True),
        ("2.0", 2, False),
        ("2026-02-01 00:00:00", None, True),
    ],
)
def test_a_number_of_buddies_is_read(text: str, capacity: int | None, is_in_doubt: bool):
    reading = read_capacity(text)
    assert reading.value == capacity
    assert bool(reading.message) == is_in_doubt


@pytest.mark.parametrize("language", Language)
def test_a_language_is_known_by_its_label(language: Language):
    assert read_language(language.label) is language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Punjabi please", Language.PANJABI),
        ("farsi", Language.PERSIAN),
        ("Mandarin Chinese", Language.CHINESE),
        ("Irish Gaelic", Language.IRISH),
        ("Scottish Gaelic", Language.GAELIC),
        ("العربية", Language.ARABIC),
        ("English and Arabic", Language.ARABIC),
        ("Both", Language.BOTH),
        ("Welsh or English", Language.BOTH),
        ("Arabic or French", None),
        ("Polish, not Welsh", None),
        ("Klingon", None),
    ],
)
def test_a_language_is_known_by_what_people_call_it(text: str, language: Language | None):
    assert read_language(text) is language


@given(st.text(max_size=30))
def test_no_text_breaks_a_reading(text: str):
    for read in (
        read_phone,
        read_miles,
        read_capacity,
        read_print_size,
        read_other_format,
        read_delivery,
        read_yes,
    ):
        read(text)
    assert isinstance(is_no_answer(text), bool)
