import pytest

from buddy_matcher.domain.ids import OrganisationId
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.person_names import PersonName, read_person_name, split_full_name


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
        ("Sofía GARCÍA LORCA", "Sofía", "García Lorca"),
        ("", "", ""),
    ],
)
def test_a_name_in_one_piece_is_given_and_family_name(full_name: str, given: str, family: str):
    assert split_full_name(full_name) == (given, family)


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("García Lorca, Sofía", "Sofía", "García Lorca"),
        ("GARCÍA LORCA, Sofía", "Sofía", "García Lorca"),
        ("MOSS, Ana (MOSS HOSPITAL NHS FOUNDATION TRUST)", "Ana", "Moss"),
        ("Smith, Rev. Dr Jane", "Jane", "Smith"),
        ("Reed MBE, Ben", "Ben", "Reed"),
        ("Ana Moss (she/her)", "Ana", "Moss"),
        ("Ana Moss - she/they", "Ana", "Moss"),
        ("Ana Lane MBE", "Ana", "Lane"),
        ("Ana Jo Lane BA (Hons)", "Ana Jo", "Lane"),
        ("Dr Ana Moss PhD, FRCN", "Ana", "Moss"),
        ("Yo-Yo Ma", "Yo-Yo", "Ma"),
        ("Jack MA", "Jack", "Ma"),
        ("O'NEILL-SMITH, Mary", "Mary", "O'Neill-Smith"),
        ("A. B. SMITH", "A. B.", "Smith"),
        ("(Bob)", "(Bob)", ""),
        ("", "", ""),
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(text: str, given: str, family: str):
    assert read_person_name(text) == PersonName(given, family)


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
    person = Participant(
        given="Alexandra", family="Person", known_as=known_as, organisation_id=OrganisationId(1)
    )
    assert person.known_name == known_name
