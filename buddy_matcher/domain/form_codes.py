"""The short codes by which options are named on paper, and typed in again."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from string import ascii_lowercase


def letters(number: int) -> list[str]:
    """Return the codes of so many options: a, b, c and so on, or for more than 26 aa, ab, ac and so on.

    All are of one length, so that a code that is typed ends by itself. Raises ValueError beyond 676.
    """
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


def read_codes(text: str, options: int) -> Typed:
    """Return which of so many options a text of codes chooses; spaces between them don't count."""
    codes = letters(options)
    typed = "".join(text.lower().split())
    length = len(codes[0])
    pieces = [typed[start : start + length] for start in range(0, len(typed), length)]
    rest = pieces.pop() if pieces and len(pieces[-1]) < length else ""
    known = [piece for piece in pieces if piece in codes]
    refused = next((piece for piece in pieces if piece not in codes), "")
    if rest and not any(code.startswith(rest) for code in codes):
        refused, rest = rest, ""
    return Typed(tuple(dict.fromkeys(map(codes.index, known))), rest, refused)


def in_codes(chosen: Sequence[int], options: int) -> str:
    """Return the codes of some of so many options, as somebody types them."""
    codes = letters(options)
    return " ".join(codes[place] for place in chosen)
