import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.documents.forms.identities import read_email, read_name, read_organisation, read_postcode


def full_name(text: str) -> str:
    name = read_name(text).value
    return name.full if name else ""


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
    assert full_name(text) == name


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
    assert reading.value is not None
    assert reading.value.full == name
    assert name in reading.message


def test_a_name_with_lost_letters_is_pointed_out():
    reading = read_name("Farhan ?yn")
    assert reading.value is not None
    assert reading.value.full == "Farhan ?yn"
    assert reading.message


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("joy@example.org", "joy@example.org"),
        (" MAIR.GILL@NHS.EXAMPLE.ORG", "mair.gill@nhs.example.org"),
        ("o'neill@vcse.example.org", "o'neill@vcse.example.org"),
        ("mailto:joy@example.org", "joy@example.org"),
        ("joy@example", None),
        ("Joy Grant <joy@example.org>", "joy@example.org"),
        ("joy@example.org.", "joy@example.org"),
        ("joy@example.org,", "joy@example.org"),
        ("joy@example.org (work)", "joy@example.org"),
        ("joy @example.org", "joy@example.org"),
        ("joy(at)example.org", "joy@example.org"),
        ("\u200bjoy@example.org", "joy@example.org"),
        ("joy@exam ple.org", None),
        ("joy@example.org; owen@example.org", None),
        ("joy@example.org\r\nBcc: all@example.org", None),
    ],
)
def test_an_email_address_is_valid_or_left_out_with_a_message(text: str, address: str | None):
    reading = read_email(text)
    assert reading.value == address
    assert bool(reading.message) == (address is None)


@pytest.mark.parametrize(
    ("text", "outward"),
    [
        ("hx1 1uj", "HX1"),
        ("HX11UJ", "HX1"),
        ("LS1 4", "LS1"),
        ("LS14", "LS14"),
        ("LS1 4A", "LS1"),
        ("BT7 1NN", "BT7"),
        ("n/a", ""),
        ("ZZ99", None),
        ("Leeds", None),
    ],
)
def test_a_postcode_is_one_that_exists(text: str, outward: str | None):
    assert read_postcode(text).value == outward


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        *(
            (text, "")
            for text in ("Other", "Other (please specify)", "n/a", "N/A", "-", "None", "Self employed")
        ),
        *(
            (text, "")
            for text in ("self-employed", "Retired", "Freelance consultant", "Not currently working")
        ),
        ("Other: Hill Hub", "Hill Hub"),
        ("Other Voices Theatre", "Other Voices Theatre"),
        ("The Independent Living Centre", "The Independent Living Centre"),
        ("Retired Nurses Together", "Retired Nurses Together"),
    ],
)
def test_what_only_says_that_there_is_none_is_no_organisation(text: str, organisation: str):
    assert read_organisation(text) == organisation


@given(st.text(max_size=40))
def test_no_text_breaks_a_reading(text: str):
    for read in (read_name, read_email, read_postcode, read_organisation):
        read(text)
