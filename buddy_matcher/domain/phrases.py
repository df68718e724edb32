"""How dates and entries of the scheme's lists read inside an English sentence.

Reasons and letters share this. Nothing here knows what a sentence is about.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime

from buddy_matcher.domain.text import listed

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_KEEPS_CAPITAL = re.compile(
    """
    (african|arabic|asian|bangladeshi|bengali|black|british|buddhist|cantonese|caribbean|chinese|christian
    |deaf|english|european|excel|farsi|french|gujarati|gyps(?:y|ies)|hindi|hindu|indian|irish|islamic|jewish
    |kurdish|makaton|microsoft|muslim|pakistani|polish|portuguese|punjabi|roma|romani|romanian|scottish|sikh
    |somali|spanish|traveller|turkish|ukrainian|urdu|welsh)s?
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""First words of likely list entries that keep their capital anywhere in a sentence."""


def date_in_words(day: date) -> str:
    """Return for example "21 November 2026", whatever the computer's language is."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment_in_words(moment: datetime) -> str:
    """Return for example "21 November 2026, 14:05", in this computer's time zone."""
    local = moment.astimezone()
    return f"{date_in_words(local.date())}, {local:%H:%M}"


def inside_sentence(entry: str) -> str:
    """Return a list entry with a small first letter, unless it starts with a name or an abbreviation."""
    first = next(iter(re.findall(r"[\w’'+]+", entry)), "")
    is_abbreviation = any(c.isupper() for c in first[1:]) or "+" in first
    if is_abbreviation or _KEEPS_CAPITAL.fullmatch(first):
        return entry
    return entry[:1].lower() + entry[1:]


def in_a_list(words: Sequence[str]) -> str:
    """Return `words` as a list in a sentence that can't be misread when one itself holds "and"."""
    if len(words) > 1 and any("," in word for word in words):
        return f"{'; '.join(words[:-1])}; and {words[-1]}"
    if len(words) > 1 and any(" and " in word for word in words):
        return f"{', '.join(words[:-1])}, and {words[-1]}"
    return listed(tuple(words))
