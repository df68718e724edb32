import pytest

from buddy_matcher.domain.people import Participant, split_full_name


@pytest.mark.parametrize(
    ("full_name", "given", "family"),
    [
        ("Joy Grant", "Joy", "Grant"),
        ("Anna van der Berg", "Anna", "van der Berg"),
        ("Nguyễn", "Nguyễn", ""),
        ("Mrs Jane Smith", "Jane", "Smith"),
        ("Rev. Dr. Jane de la Cruz", "Jane", "de la Cruz"),
        ("Mrs Smith", "Mrs Smith", ""),
        ("Dr", "Dr", ""),
        ("Drew Miss", "Drew", "Miss"),
        ("", "", ""),
    ],
)
def test_a_name_in_one_piece_is_given_and_family_name(full_name: str, given: str, family: str):
    assert split_full_name(full_name) == (given, family)


@pytest.mark.parametrize(
    ("known_as", "known_name"),
    [
        ("", "Alexandra Person"),
        ("Sky", "Sky Person"),
        ("Sky Person", "Sky Person"),
        ("sky person", "sky Person"),
    ],
)
def test_people_are_told_by_the_name_they_use_with_the_family_name_once(known_as: str, known_name: str):
    person = Participant(given="Alexandra", family="Person", known_as=known_as, organisation_id=1)
    assert person.known_name == known_name
