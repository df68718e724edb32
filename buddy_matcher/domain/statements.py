"""What people wrote in their own words for somebody to read: whether it says anything, and what looks odd.

Letters quote such words whole and as written. Nothing here changes or shortens them.
"""

import re

from buddy_matcher.domain.text import fold, tidy

LONG_STATEMENT = 300
"""Characters: more than this fills a third of a page in large print."""

_SAYS_NOTHING = frozenset(
    [
        "",
        "as above",
        "dont know",
        "i dont know",
        "na",
        "nil",
        "no",
        "no answer",
        "no comment",
        "nobody",
        "none",
        "not applicable",
        "not given",
        "not sure",
        "not sure yet",
        "nothing",
        "nothing at the moment",
        "nothing comes to mind",
        "nothing to add",
        "pass",
        "prefer not to say",
        "see above",
        "skip",
        "tba",
        "tbc",
        "test",
        "unsure",
        "x",
        "xx",
        "xxx",
    ]
)
_CONTACT_DETAIL = re.compile(r"\S@\S|(?:\d[ ()-]?){9,}")
_WEB_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)


def is_statement(text: str) -> bool:
    """Return whether a text says something: "n/a", "-", "none" and the like do not."""
    said = re.sub(r"[^\w\s]", "", fold(text))
    return " ".join(said.split()) not in _SAYS_NOTHING


def odd_statement(text: str) -> str:
    """Return why words to be quoted should be read before they are printed, as a clause, or ""."""
    words = tidy(text)
    letters = [c for c in words if c.isalpha()]
    signs = {
        f"it is long: {len(words)} characters": len(words) > LONG_STATEMENT,
        "it holds an e-mail address or a phone number": bool(_CONTACT_DETAIL.search(words)),
        "it holds a web address": bool(_WEB_ADDRESS.search(words)),
        "it is one word": len(words.split()) == 1 and not _is_written_without_spaces(words),
        "it is all in capitals": len(letters) > 1 and words.isupper(),
    }
    return next((why for why, applies in signs.items() if applies), "")


def _is_written_without_spaces(words: str) -> bool:
    # Chinese, Japanese, Thai and their neighbours: there a sentence may be one "word".
    return any("\u0e00" <= c <= "\u109f" or "\u1780" <= c <= "\u17ff" or c >= "\u2e80" for c in words)
