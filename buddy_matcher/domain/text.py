"""Text as people type it, made comparable; what is stored stays as it was typed."""

import unicodedata

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"'})


def tidy(text: str) -> str:
    """Return `text` without control, zero-width or direction characters and with single spaces."""
    if _is_plain(text):
        return " ".join(text.split())
    visible = (" " if c.isspace() else c for c in unicodedata.normalize("NFC", text) if _is_shown(c))
    return " ".join("".join(visible).split())


def _is_plain(text: str) -> bool:
    # Most text is, and looking at each character takes fifty times as long.
    return text.isascii() and text.isprintable()


def _is_shown(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co"}


def fold(text: str) -> str:
    """Return `text` for comparing: tidy, case-folded, without accents, with plain dashes and quotes."""
    if _is_plain(text):
        return " ".join(text.split()).casefold()
    plain = unicodedata.normalize("NFKD", tidy(text).translate(_DASHES).translate(_QUOTES).casefold())
    # Taking a character apart can leave a space or a capital behind.
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def listed(words: list[str] | tuple[str, ...], last: str = "and") -> str:
    """Return `words` as a list in a sentence: "a", "a and b", "a, b and c"."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return "1 person", "2 people": the number with its word."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def with_capital(text: str) -> str:
    """Return a clause with a capital first letter, to stand as a sentence; the rest stays as it is."""
    return text[:1].upper() + text[1:]
