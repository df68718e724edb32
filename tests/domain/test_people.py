import pytest

from buddy_matcher.domain.people import split_full_name


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
