"""How a person's name in one piece is told apart into given and family name.

Titles, letters after a name and what stands in brackets are no part of it: they never reach a greeting.
"""

import re
from dataclasses import dataclass
from typing import Final

from buddy_matcher.domain.text import tidy

_PARTICLES: Final = frozenset(
    "al ap ab ben bin da dal de del della den der di dos du el la le st ter van von y".split()  # noqa: SIM905 - reads better
)
_TITLE_WORDS: Final = (
    "br cllr councillor dame dr fr imam miss mr mrs ms mx prof professor rabbi rev revd reverend sir sr"
)
# Honours, degrees and registrations of the field.
_WORDS_AFTER: Final = (
    "mbe obe cbe kbe dbe bem jp dl kc qc phd dphil msc mba bsc ba ma mphil mres pgce pgdip dipsw llb llm edd"
    " dclinpsych rgn rn rmn rm rnld rsw hcpc qn frcn frcp frcgp mrcgp mrcp frcs frcpsych mrcpsych fphm ffph"
    " mfph mbbs mbchb md frsa fcipd mcipd acca aca fca cpfa mcsp esq jnr snr"
)
_TITLES: Final = frozenset(_TITLE_WORDS.split())
_AFTER_NAMES: Final = frozenset(_WORDS_AFTER.split())
_BRACKETED: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_PRONOUNS: Final = re.compile(r"[-–—/|,]? ?\b(?:she|he|they|ze)\s?/\s?\w+(?:\s?/\s?\w+)?\b", re.IGNORECASE)
_SHORT: Final = 2
"""Words of a name, or letters, that are too few to tell a name from what follows it."""

_LETTERS: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """Given and family name; someone with one name has no family name."""

    given: str = ""
    family: str = ""

    @property
    def full(self) -> str:
        """Both in speaking order."""
        return f"{self.given} {self.family}".strip()


def read_person_name(text: str) -> PersonName:
    """Return the name that a text holds, in ordinary writing.

    "Family, Given" is turned, and all before the comma is then the family name. A family name written in
    capitals is told by them. One name alone is a given name, with its title if it has one.
    """
    name = _without_additions(tidy(text))
    before, comma, after = (part.strip() for part in name.partition(","))
    if comma and before and after:
        given, family = _without_titles(after.split(",")[0]), _without_titles(before)
        return PersonName(_spelt(given), _spelt(family))
    given, family = split_full_name(name.strip(" ,"))
    if name.isupper() and family:
        return PersonName(_spelt(given), _spelt(family))
    return PersonName(given, family)


def split_full_name(full_name: str) -> tuple[str, str]:
    """Return given and family name of a name written in one piece; titles are neither.

    The last word is the family name, with the particles before it ("van der Berg") or all the words in
    capitals that it ends ("Sofía GARCÍA LORCA"). One name alone is a given name, with its title if any.
    """
    name = without_title(full_name)
    words = name.split()
    if len(words) <= 1 or _is_title(words[0]):
        return name, ""
    capitals = _capitals_at_end(words)
    if capitals:
        return " ".join(words[:-capitals]), " ".join(_spelt(word) for word in words[-capitals:])
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def without_title(full_name: str) -> str:
    """Return a name without the titles before it; before one name alone, as in "Mrs Smith", they stay."""
    words = full_name.split()
    first = next((i for i, word in enumerate(words) if not _is_title(word)), 0)
    return " ".join(words[first:] if len(words) - first > 1 else words)


def _without_titles(part: str) -> str:
    """Return a part of a name without titles, though a single word is left."""
    words = part.split()
    first = next((i for i, word in enumerate(words) if not _is_title(word)), 0)
    return " ".join(words[first:])


def _without_additions(name: str) -> str:
    """Return a name without brackets, pronouns and the letters after it."""
    bare = tidy(_PRONOUNS.sub(" ", _BRACKETED.sub(" ", name))) or name
    kept = []
    for i, part in enumerate(bare.split(",")):
        words = part.split()
        # Before the first comma, as in "Reed MBE, Ben", at least one word is the name's.
        while len(words) > (1 if i == 0 else 0) and _is_after_name(
            words[-1], first_words=i == 0 and len(words) <= _SHORT
        ):
            words.pop()
        if words:
            kept.append(" ".join(words))
    return ", ".join(kept)


def _is_after_name(word: str, *, first_words: bool) -> bool:
    letters = word.replace(".", "").strip(",")
    if letters.casefold() not in _AFTER_NAMES:
        return False
    # "Yo-Yo Ma" is a name, "Ana Lane MA" has a degree: they are written with capitals, "PhD" with two.
    has_capitals = sum(letter.isupper() for letter in letters) > 1
    return has_capitals and not (first_words and len(letters) <= _SHORT)


def _capitals_at_end(words: list[str]) -> int:
    """Return how many words at the end are in capitals after others that are not, 0 when it is no sign."""
    count = 0
    for word in reversed(words):
        if len(_LETTERS.findall(word)) < _SHORT or not word.isupper():
            break
        count += 1
    return count if count < len(words) else 0


def _spelt(part: str) -> str:
    """Return a part of a name in capitals in ordinary writing; any other stays as it is."""
    if not part.isupper() or len(_LETTERS.findall(part)) < _SHORT:
        return part
    return part.title().replace("’S ", "’s ").replace("'S ", "'s ")


def _is_title(word: str) -> bool:
    return word.rstrip(".").casefold() in _TITLES
