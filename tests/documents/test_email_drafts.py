"""Letters as e-mails that nobody has sent yet."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.documents.email_drafts import can_be_addressed, email_draft
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import LetterText, Passage, PassageKind

LETTER = LetterText(
    participation_id=ParticipationId(1),
    kind=LetterKind.INTRODUCTION,
    given="Siân",
    family="Khan",
    letterhead="Calder Buddy Scheme",
    address=("Siân Khan",),
    sender=("Calder Trust", "07700 900123"),
    dated=date(2026, 11, 21),
    greeting="Dear Siân,",
    title="Meet your buddy",
    passages=(
        Passage(PassageKind.PARAGRAPH, "Your buddy is Ben Price."),
        Passage(PassageKind.HEADING, "Why we paired you"),
        Passage(PassageKind.BULLET, "Ben can share fundraising, which you asked for."),
        Passage(PassageKind.BULLET, "You both work with carers."),
    ),
    closing=("Yours sincerely,", "Nia Hughes"),
)


def draft(letter: LetterText = LETTER, to: str = "sian@example.org", sender: str = "") -> EmailMessage:
    message = message_from_bytes(email_draft(letter, to=to, sender=sender, pdf=b"%PDF"), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_is_addressed_unsent_and_holds_the_letter_as_text_and_as_pdf():
    message = draft(sender="buddies@example.org")
    assert message["To"].addresses[0].display_name == "Siân Khan"
    assert message["To"].addresses[0].addr_spec == "sian@example.org"
    assert message["From"].addresses[0].addr_spec == "buddies@example.org"
    assert message["Subject"] == "Meet your buddy, Calder Buddy Scheme"
    assert message["X-Unsent"] == "1"
    assert message.get_body().get_content().splitlines() == [
        "Dear Siân,",
        "",
        "Meet your buddy",
        "",
        "Your buddy is Ben Price.",
        "",
        "Why we paired you",
        "",
        "• Ben can share fundraising, which you asked for.",
        "• You both work with carers.",
        "",
        "Yours sincerely,",
        "Nia Hughes",
        "",
        "Calder Trust",
        "07700 900123",
    ]
    [pdf] = message.iter_attachments()
    assert (pdf.get_filename(), pdf.get_content()) == ("2026-11-21 Khan Siân.pdf", b"%PDF")


def test_a_draft_of_a_draft_says_so():
    assert draft(replace(LETTER, is_draft=True))["Subject"].startswith("Draft: ")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "sian",
        "sian@",
        "@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "a@b@c",
        "siân@example.org",
        "<",
    ],
)
def test_what_is_no_address_is_refused(address: str):
    assert not can_be_addressed(address)
    with pytest.raises(ValueError, match="nobody"):
        email_draft(LETTER, to=address, sender="", pdf=b"")
    assert draft(sender=address)["From"] is None


@given(st.text(st.characters(categories=["L", "N", "P", "Z", "S"]), max_size=60))
def test_no_name_adds_a_header_or_a_recipient(name: str):
    message = draft(replace(LETTER, given=name, family="", letterhead=name))
    assert [address.addr_spec for address in message["To"].addresses] == ["sian@example.org"]
    assert {"To", "Subject", "X-Unsent"} <= set(message.keys())
    assert "Bcc" not in message
