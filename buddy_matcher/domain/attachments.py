"""Files that belong to a scheme: the logo on its letters, and the organisation's own paper for Word."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from buddy_matcher.domain.ids import UNSAVED, AttachmentId

MOST_BYTES: Final = 500_000
"""How large a file may be: it is kept in the scheme, and again in its history."""


class Purpose(StrEnum):
    """What a file is for."""

    LOGO = "logo"
    LETTERHEAD = "letterhead"


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """A file as it was attached; of one purpose the last one counts, an empty one says that there is none.

    `alternative` says what a picture shows to whoever can't see it; `encoded` is the content in base 64.
    """

    id: AttachmentId = UNSAVED
    purpose: Purpose
    name: str = ""
    alternative: str = ""
    encoded: str = ""

    @classmethod
    def of(cls, purpose: Purpose, name: str, content: bytes, alternative: str = "") -> "Attachment":
        """Return the attachment of a file's content."""
        return cls(
            purpose=purpose, name=name, alternative=alternative, encoded=b64encode(content).decode("ascii")
        )

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return b64decode(self.encoded)


def attached(attachments: tuple[Attachment, ...], purpose: Purpose) -> Attachment | None:
    """Return the file that counts for a purpose, or None."""
    last = max((a for a in attachments if a.purpose is purpose), key=lambda each: each.id, default=None)
    return last if last and last.encoded else None
