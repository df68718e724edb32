"""File names made from people's names: safe on Windows, macOS and Linux, and inside the chosen folder.

The functions make names, never paths, and look at no disk.
"""

import re
from collections.abc import Iterable

from buddy_matcher.domain.text import tidy

MOST_BYTES = 150
"""Leaves room, within the 255 bytes of a file system, for a number and a temporary suffix."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)


def safe_file_name(name: str, *, suffix: str) -> str:
    """Return `name` without path parts, reserved words and signs, ending in `suffix` (such as ".pdf")."""
    stem = tidy(_FORBIDDEN.sub(" ", tidy(name))).removesuffix(suffix).strip(" .")
    stem = _shortened(stem).strip(" .") or "Letter"
    if _RESERVED.fullmatch(stem.split(".", maxsplit=1)[0].strip()):
        stem = f"_{stem}"
    return stem + suffix


def _shortened(stem: str) -> str:
    return stem.encode()[:MOST_BYTES].decode(errors="ignore")


def made_unique(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names in order; one that is taken (capitals aside) gets " (2)" before its suffix."""
    taken: set[str] = set()
    unique: list[str] = []
    for name in names:
        stem, dot, suffix = name.rpartition(".")
        candidate, number = name, 1
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{stem} ({number}){dot}{suffix}"
        taken.add(candidate.casefold())
        unique.append(candidate)
    return tuple(unique)
