"""Writes letters as e-mails that nobody has sent yet, for the coordinator's own mail program to open.

The standard library builds the messages, so that no name can add a header or a recipient. Nothing here sends.
"""

from collections.abc import Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from itertools import groupby

from buddy_matcher.documents.email_address import is_email_address
from buddy_matcher.domain.letters import LetterText, Passage, PassageKind

SUFFIX = ".eml"


def can_be_addressed(address: str) -> bool:
    """Return whether an e-mail can be addressed so, on every mail server."""
    return address.isascii() and is_email_address(address)


def email_draft(letter: LetterText, *, to: str, sender: str, pdf: bytes) -> bytes:
    """Return a letter as an unsent e-mail with its text, and the PDF of it attached.

    `to` and `sender` are addresses; without a usable sender the mail program names its own. Raises
    ValueError when `to` can't be an address.
    """
    if not can_be_addressed(to):
        raise ValueError("nobody can be reached there")
    message = EmailMessage(policy=SMTP)
    message["To"] = Address(letter.recipient, addr_spec=to)
    if can_be_addressed(sender):
        message["From"] = Address(letter.letterhead, addr_spec=sender)
    message["Subject"] = _subject(letter)
    # Mail programs open what bears this as a message to be sent, not as one that came.
    message["X-Unsent"] = "1"
    message.set_content(in_plain_text(letter))
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=letter.file_name())
    return message.as_bytes()


def _subject(letter: LetterText) -> str:
    titles = " / ".join(part.title for part in letter.parts)
    return f"{f'{letter.frame.draft}: ' if letter.is_draft else ''}{titles}, {letter.letterhead}"


def meeting_draft(
    text: str, *, title: str, to: tuple[str, str], sender: tuple[str, str], calendar: bytes
) -> bytes:
    """Return an unsent e-mail about a meeting with its calendar file attached.

    `to` and `sender` are a name and an address; without a usable sender the mail program names its own.
    Raises ValueError when `to` can't be an address.
    """
    if not can_be_addressed(to[1]):
        raise ValueError("nobody can be reached there")
    message = EmailMessage(policy=SMTP)
    message["To"] = Address(to[0], addr_spec=to[1])
    if can_be_addressed(sender[1]):
        message["From"] = Address(sender[0], addr_spec=sender[1])
    message["Subject"] = title
    message["X-Unsent"] = "1"
    message.set_content(f"{text}\n")
    message.add_attachment(calendar, maintype="text", subtype="calendar", filename="meeting.ics")
    return message.as_bytes()


def in_plain_text(letter: LetterText) -> str:
    """Return a letter as text: passages with an empty line between them, the lines of a list together.

    In two languages they stand one below the other, with a line of dashes between them.
    """
    return f"\n{_RULE}\n\n".join(_part(part) for part in letter.parts)


_RULE = "-" * 20


def _part(letter: LetterText) -> str:
    parts = [
        letter.frame.draft if letter.is_draft else "",
        letter.greeting,
        letter.title,
        *_passages(letter),
        "\n".join(letter.closing),
        "\n".join(letter.sender),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _passages(letter: LetterText) -> Iterator[str]:
    for kind, passages in groupby(letter.passages, key=_kind):
        if kind is PassageKind.BULLET:
            yield "\n".join(f"• {passage.text}" for passage in passages)
        else:
            yield from (passage.text for passage in passages)


def _kind(passage: Passage) -> PassageKind:
    return passage.kind
