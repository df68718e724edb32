import pytest

from buddy_matcher.domain.postal_address import lacks_for_post


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((), "it is empty"),
        (("", " "), "it is empty"),
        (("1 High Street", "Halifax"), "its last line is no postcode"),
        (("1 High Street", "HX1"), "its last line is no postcode"),
        (("HX1 1UJ",), "it has no street"),
        (("1 High Street", "HX1 1UJ"), ""),
        (("1 High Street", "Halifax", "hx11uj"), ""),
        (("1 The Street", "London", "SW1A 1AA"), ""),
    ],
)
def test_an_address_for_the_post_has_a_street_and_a_postcode(lines: tuple[str, ...], why: str):
    assert lacks_for_post(lines) == why
