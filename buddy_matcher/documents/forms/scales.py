"""How much a cell says: a tick, a level in words or numbers, agreement, or whether one shares or would gain.

A scale is read by its own words and ends. A cell that is no step of it is not read.
"""

import re
from collections.abc import Iterable
from enum import Enum
from typing import Final

from buddy_matcher.documents.forms.cells import is_no_answer, read_yes
from buddy_matcher.domain.strengths import FULL_LEVEL, LEVEL_LABELS, WISH_LABELS
from buddy_matcher.domain.text import fold

_WORDS: Final = {
    0: "not at all|none|never|no experience|no knowledge|no interest|not confident|not interested|neutral"
    "|strongly disagree|disagree|neither agree nor disagree|neither|don't know|not sure|unsure|no skills"
    "|no skill|not relevant|low need|not applicable",
    1: "a little|slightly|basic|beginner|some|a bit|somewhat|somewhat agree|slightly agree|limited|low|novice"
    "|slightly confident|a little interested|some experience|learning|somewhat interested|some interest",
    2: "well|quite a lot|agree|moderately|moderate|medium|good|fairly well|quite|intermediate|competent"
    "|confident|fairly confident|interested|mostly|quite well|average|quite confident|moderately confident",
    3: "very well|very much|strongly agree|completely agree|expert|advanced|a lot|very|extremely|high"
    "|very confident|extremely confident|very interested|extremely interested|excellent|very good|fully"
    "|highly|lots",
}
_LEVEL_OF_WORD: Final = {word: level for level, words in _WORDS.items() for word in words.split("|")} | {
    fold(word): level for words in (LEVEL_LABELS, WISH_LABELS) for level, word in enumerate(words)
}

_ONE_TO_FIVE: Final = {"1": 0, "2": 1, "3": 1, "4": 2, "5": 3}
_NONE_TO_THREE: Final = {"0": 0, "1": 1, "2": 2, "3": 3}
_NUMBERED: Final = re.compile(r"([0-9]) ?[-–:.=(] ?(.+?)\)?")


class Scale(Enum):
    """How the numbers of one question are to be read."""

    TICKS = "a number is a tick"
    LEVELS = "0 to 3"
    ONE_TO_FIVE = "1 to 5"
    UNCLEAR = "unclear"


def scale_of(cells: Iterable[str], heading: str = "") -> Scale:
    """Return how the numbers under one question are meant, told by the highest and lowest of them.

    A heading that calls the lowest number the most turns the scale round, so it is not read.
    """
    numbers = {cell for cell in cells if cell.isascii() and cell.isdigit()}
    if not numbers <= {"0", "1"} and re.search(
        r"\b1 ?(=|is|being|-|:)? ?(the )?(most|very|high|best|strong|expert|excellent)", fold(heading)
    ):
        return Scale.UNCLEAR
    if numbers <= {"0", "1"}:
        return Scale.TICKS
    if numbers <= {"0", "1", "2", "3"}:
        return Scale.LEVELS
    return Scale.ONE_TO_FIVE if numbers <= {"1", "2", "3", "4", "5"} else Scale.UNCLEAR


def read_level(cell: str, scale: Scale) -> int | None:
    """Return the level 0 to 3 that a cell gives to what its column is about, None when it is no step."""
    folded = fold(cell).strip(" .!")
    if numbered := _NUMBERED.fullmatch(folded):
        return _LEVEL_OF_WORD.get(numbered[2])
    if folded.isascii() and folded.isdigit():
        return _level_of_number(folded, scale)
    if folded in _LEVEL_OF_WORD:
        return _LEVEL_OF_WORD[folded]
    if is_no_answer(cell):
        return 0
    agrees = read_yes(cell) if len(folded) <= len("yes, definitely") else None
    return None if agrees is None else FULL_LEVEL * agrees


def _level_of_number(number: str, scale: Scale) -> int | None:
    if scale is Scale.TICKS:
        return FULL_LEVEL if number != "0" else 0
    steps = {Scale.LEVELS: _NONE_TO_THREE, Scale.ONE_TO_FIVE: _ONE_TO_FIVE}.get(scale, {})
    return steps.get(number)


class Direction(Enum):
    """Whether someone shares a strength, would like to gain it, both, or neither."""

    SHARE = "share"
    GAIN = "gain"
    BOTH = "both"
    NEITHER = "neither"


_SHARES: Final = re.compile(
    r"\b(shares?|offers?|offered|offering|give|giving|teach|bring|can help|could help|have|have this"
    r"|strength|strong|mentor)\b"
)
_GAINS: Final = re.compile(
    r"\b(gain|wants?|wanted|needs?|learn|develop|wish|receive|would like|like to|seeking|improve"
    r"|looking for|get help|mentee)\b"
)


def read_direction(cell: str) -> Direction | None:
    """Return whether a cell says that someone shares or would gain, None when it is not plain."""
    folded = fold(cell).strip(" .")
    if folded == "both":
        return Direction.BOTH
    if is_no_answer(cell) or folded in {"neither", "none of these", "not applicable", "neither of these"}:
        return Direction.NEITHER
    from_negation = re.search(r"\b(not|no|never|neither|cannot)\b|n't\b", folded)
    if from_negation:
        return None
    # "Would like to share" gives: the wish is to share.
    shares = bool(_SHARES.search(folded))
    gains = bool(_GAINS.search(re.sub(r"\b(would )?like to (share|offer|give|teach)\b", "share", folded)))
    if shares and gains:
        return Direction.BOTH
    if shares:
        return Direction.SHARE
    return Direction.GAIN if gains else None
