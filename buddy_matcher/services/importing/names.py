"""Whether two names may be one person's: spelt short, misspelt, or with letters lost on the way.

Names alone never make two people one; `importing.identity` asks for an address or an id besides.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator

from buddy_matcher.documents.forms.cells import fits_damaged, is_damaged
from buddy_matcher.domain.text import fold

type Name = tuple[str, str]
"""Given and family name, folded."""

_SAME_GIVEN = 75
_SAME_FAMILY = 85
_ALIKE = 80
_MOST_COMPARED = 50


def folded_name(given: str, family: str) -> Name:
    """Return a name for comparing."""
    return fold(given), fold(family)


def may_be_one(a: Name, b: Name) -> bool:
    """Return whether two names that have more in common may be one person's.

    The first given names agree, and so do the family names as far as both are there.
    """
    return _given_agree(_first_word(a[0]), _first_word(b[0])) and _family_agree(a[1], b[1])


def _first_word(given: str) -> str:
    return given.partition(" ")[0].rstrip(".")


def _given_agree(a: str, b: str) -> bool:
    is_short_form = a.startswith(b) or b.startswith(a)
    return is_short_form or _fits(a, b) or _likeness(a, b) >= _SAME_GIVEN


def _family_agree(a: str, b: str) -> bool:
    if not a or not b or _fits(a, b):
        return True
    if min(len(a.rstrip(".")), len(b.rstrip("."))) <= 1:
        return a[0] == b[0]
    mine, theirs = set(re.split(r"[ -]", a)), set(re.split(r"[ -]", b))
    return mine <= theirs or theirs <= mine or _likeness(a, b) >= _SAME_FAMILY


def _fits(a: str, b: str) -> bool:
    return (is_damaged(a) and fits_damaged(b, a)) or (is_damaged(b) and fits_damaged(a, b))


class AlikeNames[T: Hashable]:
    """Finds whoever of the same place has nearly the same name; given or family name must be equal."""

    def __init__(self) -> None:
        self._blocks: dict[tuple[str, str, object], list[tuple[T, Name]]] = defaultdict(list)

    def add(self, someone: T, name: Name, place: object) -> None:
        """Note somebody's name; `place` is what people alike must share."""
        for key in self._keys(name, place):
            self._blocks[key].append((someone, name))

    def find(self, name: Name, place: object) -> T | None:
        """Return the first who is alike, None if nobody is."""
        for key in self._keys(name, place):
            for someone, other in self._blocks.get(key, [])[:_MOST_COMPARED]:
                if all(_are_alike(*parts) for parts in zip(name, other, strict=True)):
                    return someone
        return None

    @staticmethod
    def _keys(name: Name, place: object) -> Iterator[tuple[str, str, object]]:
        yield "given", name[0], place
        yield "family", name[1], place


def _are_alike(a: str, b: str) -> bool:
    # What two words can have in common at most: nearly all who share one name differ in more than that.
    most = 200 * (Counter(a) & Counter(b)).total() / max(1, len(a) + len(b))
    return a == b or (most >= _ALIKE and _likeness(a, b) >= _ALIKE)


def _likeness(a: str, b: str) -> float:
    """Return how alike two words are, 0 to 100."""
    # Late: no first sight of a scheme needs it.
    from rapidfuzz import fuzz

    return fuzz.ratio(a, b)
