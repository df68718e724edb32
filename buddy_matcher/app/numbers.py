"""Whole numbers as somebody types them on the command line."""

import argparse

from buddy_matcher.domain.text import quoted

MOST = 999_999
"""The largest whole number of anything that can be kept."""

_MOST_DIGITS = 100
"""More are a slip of the fingers; Python reads no more than 4,300."""


def whole_number(text: str, *, most: int | None = MOST) -> int | None:
    """Return a whole number from 0 to `most`, if that is not None; None for any other text."""
    digits = text.strip()
    if not digits.isdecimal() or len(digits) > _MOST_DIGITS:
        return None
    number = int(digits)
    return number if most is None or number <= most else None


def whole(text: str) -> int:
    """Return an option's whole number, which may be below 0 for its command to refuse in its own words."""
    size = whole_number(text.strip().removeprefix("-"), most=None)
    if size is None:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a whole number such as 2")
    return -size if text.strip().startswith("-") else size
