import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.documents.forms.cells import (
    is_no_answer,
    read_capacity,
    read_email,
    read_kind,
    read_language,
    read_letters,
    read_level,
    read_miles,
    read_name,
    read_phone,
    read_sector,
    read_yes,
)
from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.domain.people import Delivery, Language, Level, OtherFormat


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Owen O’Neill", "Owen O’Neill"),
        ("Nguyễn", "Nguyễn"),
        ("محمد علي", "محمد علي"),
        ("Jo\u202e\u200by\x07 Grant", "Joy Grant"),
        ("<img src=x>", "<img src=x>"),
    ],
)
def test_a_name_is_kept_but_for_what_nobody_can_see(text: str, name: str):
    assert read_name(text).value == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("LEON BEVAN", "Leon Bevan"),
        ("OWEN O’NEILL", "Owen O’Neill"),
        ("Bevan, Leon", "Leon Bevan"),
        ("Mrs Jane Smith", "Jane Smith"),
        ("Smith, Rev. Dr Jane", "Jane Smith"),
        ("MR LEON BEVAN", "Leon Bevan"),
    ],
)
def test_a_name_that_was_put_right_is_pointed_out(text: str, name: str):
    reading = read_name(text)
    assert reading.value == name
    assert name in reading.message


def test_a_name_with_lost_letters_is_pointed_out():
    reading = read_name("Farhan ?yn")
    assert reading.value == "Farhan ?yn"
    assert reading.message


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("joy@example.org", "joy@example.org"),
        (" MAIR.GILL@NHS.EXAMPLE.ORG", "mair.gill@nhs.example.org"),
        ("o'neill@vcse.example.org", "o'neill@vcse.example.org"),
        ("mailto:joy@example.org", "joy@example.org"),
        ("not given", None),
        ("joy@example", None),
        ("joy@example.org; owen@example.org", None),
        ("joy@example.org\r\nBcc: all@example.org", None),
    ],
)
def test_an_email_address_is_valid_or_left_out_with_a_message(text: str, address: str | None):
    reading = read_email(text)
    assert reading.value == address
    assert bool(reading.message) == (address is None)


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


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Health (NHS, council public health, primary care)", Sector.HEALTH),
        ("Voluntary, community, faith or social enterprise (VCSE)", Sector.VCSE),
        ("NHS", Sector.HEALTH),
        ("charity", Sector.VCSE),
        ("Third sector", Sector.VCSE),
        ("VCS", Sector.VCSE),
        ("VCFSE", Sector.VCSE),
        ("faith group", Sector.VCSE),
        ("VCSE (health charity)", Sector.VCSE),
        ("council", Sector.HEALTH),
        ("community health", None),
        ("private", None),
        ("", None),
    ],
)
def test_sectors_are_understood_in_many_words(text: str, sector: Sector | None):
    assert read_sector(text) is sector


def test_a_kind_of_organisation_is_known_by_its_label():
    assert read_kind("nhs trust") is OrganisationKind.NHS_TRUST
    assert read_kind("something else") is None


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
        *[(text, None) for text in ("maybe", "it depends")],
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
        ("half an hour", None, True),
        ("30 minutes", None, True),
        ("anywhere", None, True),
        ("99999", None, True),
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
        ("2026-02-01 00:00:00", None, True),
    ],
)
def test_a_number_of_buddies_is_read(text: str, capacity: int | None, is_in_doubt: bool):
    reading = read_capacity(text)
    assert reading.value == capacity
    assert bool(reading.message) == is_in_doubt


@pytest.mark.parametrize(
    ("text", "size", "other", "delivery"),
    [
        ("Standard print", 14, None, Delivery.BY_HAND),
        ("Large print (18 point)", 18, None, Delivery.BY_HAND),
        ("Extra large print (24 point)", 24, None, Delivery.BY_HAND),
        ("16pt", 16, None, Delivery.BY_HAND),
        ("22 point, by post", 24, None, Delivery.POST),
        ("By email", 14, None, Delivery.EMAIL),
        ("Easy Read", 14, OtherFormat.EASY_READ, Delivery.BY_HAND),
        ("Braille", 14, OtherFormat.BRAILLE, Delivery.BY_HAND),
        ("Audio CD", 14, OtherFormat.AUDIO, Delivery.BY_HAND),
        ("BSL", 14, OtherFormat.BSL, Delivery.BY_HAND),
    ],
)
def test_letters_are_read_from_one_answer(
    text: str, size: int, other: OtherFormat | None, delivery: Delivery
):
    assert read_letters(text).value == {"print_size": size, "other_format": other, "delivery": delivery}


def test_an_unknown_way_to_get_letters_is_pointed_out():
    assert read_letters("by pigeon").value is None
    assert read_letters("by pigeon").message


@pytest.mark.parametrize("language", Language)
def test_a_language_is_known_by_its_label(language: Language):
    assert read_language(language.label) is language


@given(st.text(max_size=30))
def test_no_text_breaks_a_reading(text: str):
    for read in (read_name, read_email, read_phone, read_miles, read_capacity, read_letters, read_sector):
        read(text)
    assert isinstance(is_no_answer(text), bool)
