"""How easily a text is read, as a hint to whoever words it; nothing here judges what is said."""

import re
from dataclasses import dataclass
from typing import Final

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…:]+[\"'”’)\]]*(?:\s+|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_YOUNGEST: Final = 5
"""Children begin school at 5: the grade of the Flesch–Kincaid formula counts school years from there."""


@dataclass(frozen=True, slots=True)
class Readability:
    """A text in numbers: its words, those of its longest sentence, and the age to read it, None if empty."""

    words: int
    longest_sentence: int
    reading_age: int | None


def readability(text: str) -> Readability:
    """Return how easily a text is read; the age is that of the Flesch–Kincaid grade level (1975)."""
    sentences = [words for part in _SENTENCE_END.split(text) if (words := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Readability(0, 0, None)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59
    return Readability(len(words), max(map(len, sentences)), max(_YOUNGEST, _YOUNGEST + round(grade)))


def _syllables(word: str) -> int:
    """Return about how many syllables an English word has: groups of vowels, without a silent e."""
    letters = word.casefold()
    groups = len(_VOWELS.findall(letters))
    is_silent = letters.endswith("e") and not letters.endswith(("le", "ee")) and groups > 1
    return max(1, groups - is_silent)
