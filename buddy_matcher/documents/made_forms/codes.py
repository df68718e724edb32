"""The short codes by which options are named on paper, and typed in again."""

from itertools import count, islice
from string import ascii_lowercase


def letters(number: int) -> list[str]:
    """Return a, b, … z, aa, ab, … for so many options."""
    return list(islice((_letter(index) for index in count()), number))


def _letter(index: int) -> str:
    turn, place = divmod(index, len(ascii_lowercase))
    return (_letter(turn - 1) if turn else "") + ascii_lowercase[place]
