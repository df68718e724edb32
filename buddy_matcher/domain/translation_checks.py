"""What is wrong or odd about a translation, beside the English that it stands for."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from buddy_matcher.domain.block_text import field_name
from buddy_matcher.domain.sentences import FIELD
from buddy_matcher.domain.text import listed
from buddy_matcher.domain.to_translate import ToTranslate

MOST_CHARACTERS: Final = 1_000
_NUMBERS: Final = frozenset({"number", "number_of_buddies"})
_LONG_ENOUGH_TO_COMPARE: Final = 30
_ODDLY_SHORT, _ODDLY_LONG = 0.4, 2.5
_SAME_ENDS: Final = {":": (":", "："), "?": ("?", "؟", "？")}


def faults_of(english: ToTranslate, text: str) -> Iterator[str]:
    """Yield in clauses why a translation can't be taken: letters would lose a fact, or say braces."""
    wanted, found = _fields(english.english), _fields(text)
    # The form for two things alone may well be one word: "deufis", "أسبوعان".
    needed = wanted - Counter(_NUMBERS) if len(english.numbers) == 1 else wanted
    if missing := needed - found:
        yield f"{_named(missing)} {'is' if len(missing) == 1 else 'are'} missing"
    surplus = found - wanted
    if unknown := [name for name in surplus if name not in wanted]:
        yield f"{_named(unknown)} {'does' if len(unknown) == 1 else 'do'} not stand in the English"
    if twice := [name for name in surplus if name in wanted]:
        yield f"{_named(twice)} {'stands' if len(twice) == 1 else 'stand'} there too often"
    if any(braces in FIELD.sub("", text) for braces in ("{{", "}}")):
        yield "double braces do not belong together"
    if len(text) > MOST_CHARACTERS:
        yield f"it is longer than {MOST_CHARACTERS:,} characters"


def doubts_of(english: ToTranslate, text: str) -> Iterator[str]:
    """Yield in clauses what looks odd in a translation that can be taken."""
    if text.casefold() == english.english.casefold():
        yield "it is the same as the English"
        return
    ours, theirs = (len(FIELD.sub("", each)) for each in (english.english, text))
    if ours >= _LONG_ENOUGH_TO_COMPARE and not _ODDLY_SHORT <= theirs / ours <= _ODDLY_LONG:
        yield f"it is much {'shorter' if theirs < ours else 'longer'} than the English"
    end = english.english[-1:]
    if end in _SAME_ENDS and text[-1:] not in _SAME_ENDS[end]:
        yield f"the English ends with “{end}”"


def _fields(text: str) -> Counter[str]:
    return Counter(field_name(name) for name in FIELD.findall(text))


def _named(names: Counter[str] | list[str]) -> str:
    return listed([f"{{{{{name}}}}}" for name in names])
