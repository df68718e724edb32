"""The words of one heading: its question and its part, without what a form writes around them.

Survey tools write codes, numbers, hints and the row of a grid into a heading; what is asked is not told here.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from buddy_matcher.domain.text import fold, tidy

LONGEST_HEADING: Final = 400
"""Characters of a heading that are looked at: no question is longer, and looking ahead takes long."""

_PLACEHOLDER = re.compile(r"\{\{[^}]*\}\}|\$\{[^}]*\}|<[a-z/][^>]{0,60}>", re.IGNORECASE)
_EMOJI = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_LIME_CODE = re.compile(r"[A-Za-z]\w{0,30}(?:\[\w{1,30}\])?\. ?(?=\S)")
# A code begins with a small letter or holds a digit; a word that begins a sentence does neither.
_CODE = re.compile(r"[a-z]\w*\.|\w*\d\w*\.|\w*\[")
_NUMBER = re.compile(r"(?:q(?:uestion)? ?)?\d{1,3}(?:\.\d{1,2})*[a-z]? ?[.):\]-]+ ?|q\d{1,3} ", re.IGNORECASE)
_HINT = re.compile(
    r"[\[(](?:please )?(?:tick|select|choose|pick|check|mark|list)\b[^\])]*[\])]"
    r"|[\[(](?:optional|required|mandatory|if applicable|max(?:imum)? of \w+|up to \w+|multiple choice)[\])]"
    r"|[-–,:;.?] ?(?:please )?(?:tick|select|choose|check) (?:all|any|as many|up to|one)\b.*$",
    re.IGNORECASE,
)
_SNAKE = re.compile(r"[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_GRID = re.compile(r"(.+?) ?\[([^\[\]]+)\]\.?")
_ROW = re.compile(r"(.+?) ?(?:>>|»|→) ?(.+)")
_SELECTED = re.compile(r"(.+?) - selected choice(?: - (.+))?", re.IGNORECASE)
_DASHED = re.compile(r"(.+?[?:]?) (?:-|–|—|:) (.+)")
_LANGUAGES = re.compile(r" ?(?:/|\|| - | – ) ?")
_OTHER = re.compile(
    r"(?:other|others|something else|another)\b(?: [a-z]+)?(?: ?[-:,(].*| ?\(?please (?:specify|state"
    r"|say).*)?"
)
_ORDINAL = re.compile(
    r"(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|\d)(?: (?:choice|option|answer))?"
)


@dataclass(frozen=True, slots=True)
class HeadingText:
    """What a heading asks, folded, and which part of the question its column is about, "" for all of it."""

    question: str
    part: str = ""


def without_decoration(heading: str) -> str:
    """Return a heading without codes, numbers, place-holders, hints and emoji, tidy but not folded."""
    text = _EMOJI.sub(" ", _PLACEHOLDER.sub(" ", tidy(heading[:LONGEST_HEADING])))
    text = tidy(_HINT.sub(" ", text))
    text = text.removesuffix("__c")
    if _SNAKE.fullmatch(text):
        text = text.replace("_", " ")
    elif " " not in text:
        text = _CAMEL.sub(" ", text)
    if _LIME_CODE.match(text) and _CODE.match(text):
        text = _LIME_CODE.sub("", text, count=1)
    text = _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text
    before, colon, after = text.partition(": ")
    return after if colon and fold(before) == fold(after) else text


@lru_cache(maxsize=4096)
def plain_question(heading: str) -> str:
    """Return the folded words of a question without what stands around them."""
    return fold(without_decoration(heading)).strip(" :.?*…,-")


def splits(heading: str) -> tuple[tuple[str, str], ...]:
    """Return the ways in which a heading may be a question and a part of it, the surest first."""
    text = without_decoration(heading)
    found = [_SELECTED.fullmatch(text), _GRID.fullmatch(text), _ROW.fullmatch(text), _DASHED.fullmatch(text)]
    return tuple((match[1].strip(), (match[2] or "").strip()) for match in found if match)


def languages(heading: str) -> tuple[str, ...]:
    """Return the parts of a heading that may say the same in two languages, "Enw / Name"."""
    parts = tuple(part for part in _LANGUAGES.split(without_decoration(heading)) if part.strip())
    return parts if len(parts) > 1 else ()


def is_rest(part: str) -> bool:
    """Return whether a part of a question takes what no option says, such as "Other (please specify)"."""
    return bool(_OTHER.fullmatch(fold(part)))


def is_ordinal(part: str) -> bool:
    """Return whether a part only counts, such as "First choice"."""
    return bool(_ORDINAL.fullmatch(fold(part)))
