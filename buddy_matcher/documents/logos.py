"""Pictures for the head of letters: what they are, whether they print, and how the template gets them.

The template reads no files. A picture reaches it as SVG text, a photograph wrapped into one: so much text is
read in no time, where a list of as many numbers takes longer than the letter.
"""

import json
import struct
from base64 import b64encode
from dataclasses import dataclass
from typing import Final

import typst

from buddy_matcher.domain.attachments import Attachment
from buddy_matcher.domain.errors import UserError
from buddy_matcher.paths import letters_folder

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The segments of a JPEG that say how large it is."""
_WITHOUT_LENGTH: Final = frozenset({0x01, *range(0xD0, 0xD9)})
_MOST_PIXELS: Final = 40_000_000
"""A small file can hold a picture that takes gigabytes to unfold."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG text, and what it shows."""

    svg: str
    alternative: str


def picture_of(logo: Attachment) -> Picture:
    """Return a logo as letters print it; it was checked when it was attached."""
    return Picture(_as_svg(logo.content), logo.alternative)


def check_logo(content: bytes) -> None:
    """Raise UserError for what is no PNG, JPEG or SVG that letters can print."""
    try:
        _as_svg(content)
        typst.compile(
            str(letters_folder() / "logo.typ"),
            root=str(letters_folder()),
            ignore_system_fonts=True,
            sys_inputs={"picture": json.dumps(list(content))},
        )
    except (typst.TypstError, ValueError, struct.error, IndexError) as error:
        raise UserError(
            "That file is no picture that letters can print. Nothing was changed.",
            "Choose a PNG, JPEG or SVG file.",
        ) from error


def is_for_word(content: bytes) -> bool:
    """Return whether Word can show a picture."""
    return content.startswith((_PNG, _JPEG))


def _as_svg(content: bytes) -> str:
    if content.startswith(_PNG):
        return _wrapped(content, "png", *struct.unpack(">II", content[16:24]))
    if content.startswith(_JPEG):
        return _wrapped(content, "jpeg", *_size_of_jpeg(content))
    text = content.decode("utf-8-sig")
    if "<svg" not in text or "<!ENTITY" in text:
        raise ValueError("no drawing, or one that could unfold without end")
    return text


def _wrapped(content: bytes, kind: str, width: int, height: int) -> str:
    if not 0 < width * height <= _MOST_PIXELS:
        raise ValueError("no picture, or too large a one")
    encoded = b64encode(content).decode("ascii")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}"><image width="{width}" height="{height}" '
        f'xlink:href="data:image/{kind};base64,{encoded}"/></svg>'
    )


def _size_of_jpeg(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels; raises IndexError or struct.error where none are told."""
    at = 2
    while True:
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 if marker in _WITHOUT_LENGTH else 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
