"""Text as people type it, made comparable; what is stored stays as it was typed."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"'})

_JOINERS = "\u200c\u200d"
_JOINED = "\u0600-\u1fff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
# Persian, Sinhala and emoji, among others, are spelt with joiners; elsewhere nobody sees what they do.
_STRAY_JOINER = re.compile(f"(?<![{_JOINED}])[{_JOINERS}]|[{_JOINERS}](?![{_JOINED}])")

SET_APART = "\u2068\u2069"
"""The invisible marks before and after words that `set_apart` sets apart."""

MOST_QUOTED = 60
"""How many characters of what somebody typed a message repeats."""

_RIGHT_TO_LEFT = {"R", "AL"}


_WORD = re.compile(r"\w+")
_LONGER_THAN_MOST_LITTLE_WORDS = 4


def tidy(text: str, *, keeping: str = "") -> str:
    """Return `text` without control, zero-width or direction characters and with single spaces.

    The characters of `keeping` stay, and so do joiners inside a word of a script that spells with them.
    """
    if _is_plain(text):
        tidied = " ".join(text.split())
        return text if tidied == text else tidied  # one text in memory, not two that are equal
    return _shown(text, keeping + _JOINERS)


@lru_cache(maxsize=20_000)  # the sentences of letters are looked at once for each of their readers
def _shown(text: str, kept: str) -> str:
    visible = (" " if c.isspace() else c for c in unicodedata.normalize("NFC", text) if _is_shown(c, kept))
    return " ".join(_STRAY_JOINER.sub("", "".join(visible)).split())


def set_apart(text: str) -> str:
    """Return tidy `text` to be put into a sentence of ours; right-to-left words get marks around them.

    Without the marks, a name in Arabic or Hebrew would turn round the phone number that follows it.
    """
    words = tidy(text)
    if words.isascii() or not any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in words):
        return words
    return f"{SET_APART[0]}{words}{SET_APART[1]}"


def _is_plain(text: str) -> bool:
    # Most text is, and looking at each character takes fifty times as long.
    return text.isascii() and text.isprintable()


def _is_shown(character: str, kept: str) -> bool:
    is_unseen = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"}
    return not is_unseen or character.isspace() or character in kept


@lru_cache(maxsize=20_000)  # every reading orders everybody by names that are nearly all as before
def fold(text: str) -> str:
    """Return `text` for comparing: tidy, case-folded, with plain dashes and quotes, no accents or joiners."""
    if _is_plain(text):
        return " ".join(text.split()).casefold()
    plain = unicodedata.normalize("NFKD", tidy(text).translate(_DASHES).translate(_QUOTES).casefold())
    # Taking a character apart can leave a space or a capital behind.
    bare = "".join(c for c in plain if not unicodedata.combining(c) and c not in _JOINERS)
    return " ".join(bare.casefold().split())


def has_words(text: str, words: str) -> bool:
    """Return whether `words`, such as a name, stand in `text` as whole words one after another.

    Capitals and accents count only in something as short as "Be" or "Al", which is a word otherwise.
    """
    is_short = len(words.strip()) < _LONGER_THAN_MOST_LITTLE_WORDS
    wanted, found = (_WORD.findall(tidy(each) if is_short else fold(each)) for each in (words, text))
    places = range(len(found) - len(wanted) + 1) if wanted else ()
    return any(found[place : place + len(wanted)] == wanted for place in places)


def listed(words: list[str] | tuple[str, ...], last: str = "and") -> str:
    """Return `words` as a list in a sentence: "a", "a and b", "a, b and c"."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def listed_up_to(names: Sequence[str], most: int) -> str:
    """Return so many names at most in a sentence's order, and how many more there are."""
    more = len(names) - most
    return listed([*names[:most], f"{more} more"] if more > 0 else list(names))


def in_short(text: str, most: int = MOST_QUOTED) -> str:
    """Return so many characters of text at most; an ellipsis stands for the rest."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def quoted(text: str) -> str:
    """Return what somebody typed as a message says it: tidy, in quotes, and not longer than need be."""
    return f"“{in_short(tidy(text))}”"


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return "1 person", "2 people": the number with its word."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def hours_and_minutes(minutes: int) -> str:
    """Return for example "4 hours 45 minutes", "45 minutes" or "2 hours"."""
    hours, rest = divmod(minutes, 60)
    told = (counted(hours, "hour") if hours else "", counted(rest, "minute") if rest or not hours else "")
    return " ".join(filter(None, told))


def with_capital(text: str) -> str:
    """Return a clause with a capital first letter, to stand as a sentence; the rest stays as it is."""
    return text[:1].upper() + text[1:]
