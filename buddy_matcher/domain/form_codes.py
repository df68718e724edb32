"""The short codes by which options are named on paper, and typed in again."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from string import ascii_lowercase
from typing import Final

from buddy_matcher.domain.made_forms import YES_NO

_TEN: Final = "10"
_MOST_NUMBERS: Final = 11


def codes_of(options: Sequence[str]) -> list[str]:
    """Return the codes of options: y and n for yes and no, numbers up to ten as they are, else letters.

    Ten is t, so that all are of one length and a code that is typed ends by itself. Raises ValueError for
    more than 676 options.
    """
    if tuple(options) == YES_NO:
        return ["y", "n"]
    if len(options) <= _MOST_NUMBERS and all(_is_number(option) for option in options):
        return ["t" if option == _TEN else option for option in options]
    return _letters(len(options))


def _is_number(option: str) -> bool:
    return option == _TEN or (len(option) == 1 and option.isdecimal())


def _letters(number: int) -> list[str]:
    """Return a, b, c and so on, or for more than 26 aa, ab, ac and so on."""
    length = 1 if number <= len(ascii_lowercase) else 2
    if number > len(ascii_lowercase) ** 2:
        raise ValueError("nobody ticks one of so many options")
    codes = product(ascii_lowercase, repeat=length)
    return ["".join(code) for code, _ in zip(codes, range(number), strict=False)]


@dataclass(frozen=True, slots=True)
class Typed:
    """What typed codes say: the places of the options, what a code begins with, and what is none."""

    chosen: tuple[int, ...]
    rest: str = ""
    refused: str = ""


def read_codes(text: str, codes: Sequence[str]) -> Typed:
    """Return which options, by their codes, a text chooses; spaces between them don't count."""
    typed = "".join(text.lower().split())
    length = len(codes[0])
    pieces = [typed[start : start + length] for start in range(0, len(typed), length)]
    rest = pieces.pop() if pieces and len(pieces[-1]) < length else ""
    known = [piece for piece in pieces if piece in codes]
    refused = next((piece for piece in pieces if piece not in codes), "")
    if rest and not any(code.startswith(rest) for code in codes):
        refused, rest = rest, ""
    return Typed(tuple(dict.fromkeys(map(list(codes).index, known))), rest, refused)


def in_codes(chosen: Sequence[int], codes: Sequence[str]) -> str:
    """Return the codes of some options, as somebody types them."""
    return " ".join(codes[place] for place in chosen)
