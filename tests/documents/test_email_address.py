import pytest

from buddy_matcher.documents.email_address import email_address, is_email_address


def test_an_address_is_kept_in_lower_case() -> None:
    assert email_address("Asha.Rao@Example.ORG") == "asha.rao@example.org"


@pytest.mark.parametrize(
    "text", ["", "notanemail", "a@b", "@example.org", "a b@example.org", "a@example..org"]
)
def test_what_is_no_address_is_told(text: str) -> None:
    assert email_address(text) == ""
    assert not is_email_address(text)
