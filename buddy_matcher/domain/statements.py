"""What people wrote in their own words for somebody to read: who may read it, and what looks odd in it.

Letters quote such words whole and as written. Nothing here changes or shortens them.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from buddy_matcher.domain.text import fold, tidy


class StatementAbout(StrEnum):
    """What somebody wishes the other sector knew more about."""

    WORK = "work"
    PEOPLE = "people"
    ME = "me"

    @property
    def label(self) -> str:
        """The subject as its writer would say it."""
        return {
            StatementAbout.WORK: "My work",
            StatementAbout.PEOPLE: "The people I serve",
            StatementAbout.ME: "Me",
        }[self]


class Permission(StrEnum):
    """Who may read a statement. Nobody may until its writer says so."""

    NOT_SHARED = "not-shared"
    BUDDY = "buddy"
    SCHEME = "scheme"


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody wishes the other sector knew, and who may read it.

    The buddy reads whose words they are. The scheme, and a report where it `may_quote` them, read them
    without a name.
    """

    about: StatementAbout
    text: str = ""
    permission: Permission = Permission.NOT_SHARED
    may_quote: bool = False

    def __post_init__(self) -> None:
        """Refuse that a report may quote what nobody may read, with ValueError."""
        if self.may_quote and self.permission is Permission.NOT_SHARED:
            raise ValueError("a statement that is not shared can't be quoted")

    @property
    def said(self) -> str:
        """The words, or "" where they say nothing."""
        return self.text if is_statement(self.text) else ""

    @property
    def for_buddy(self) -> str:
        """What the buddy may read, or ""."""
        return "" if self.permission is Permission.NOT_SHARED else self.said

    @property
    def for_scheme(self) -> str:
        """What everybody of the scheme may read, without the writer's name, or ""."""
        return self.said if self.permission is Permission.SCHEME else ""

    @property
    def for_report(self) -> str:
        """What a report may quote, without the writer's name, or ""."""
        return self.for_buddy if self.may_quote else ""

    @property
    def read_by(self) -> str:
        """Who may read it, in the words that forms offer."""
        if self.permission is Permission.NOT_SHARED:
            return NOBODY
        return next(words for words, may in READERS.items() if may == (self.permission, self.may_quote))


NOBODY = "Nobody"
"""What forms offer to whoever wants their words kept from everybody but the coordinator."""

READERS = {
    "My buddy only": (Permission.BUDDY, False),
    "My buddy and – without my name – reports": (Permission.BUDDY, True),
    "My buddy and – without my name – the scheme": (Permission.SCHEME, False),
    "My buddy and – without my name – the scheme and reports": (Permission.SCHEME, True),
    NOBODY: (Permission.NOT_SHARED, False),
}
"""Who may read a statement, as forms offer it: without commas, at which form tools part answers."""
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
_PERSON = re.compile(r"\b(?:Mrs?|Ms|Miss|Mx|Dr|Sister|patient|client)\.? [A-Z]\w")
_WEB_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)


def is_statement(text: str) -> bool:
    """Return whether a text says something: "n/a", "-", "none" and the like do not."""
    said = re.sub(r"[^\w\s]", "", fold(text))
    return " ".join(said.split()) not in _SAYS_NOTHING


@lru_cache(maxsize=4_000)  # asked of every letter after each change
def odd_statement(text: str) -> str:
    """Return why words to be quoted should be read before they are printed, as a clause, or ""."""
    words = tidy(text)
    letters = [c for c in words if c.isalpha()]
    signs = {
        f"it is long: {len(words)} characters": len(words) > LONG_STATEMENT,
        "it holds an e-mail address or a phone number": bool(_CONTACT_DETAIL.search(words)),
        "it holds a web address": bool(_WEB_ADDRESS.search(words)),
        "it may name a patient or client": bool(_PERSON.search(words)),
        "it is one word": len(words.split()) == 1 and not _is_written_without_spaces(words),
        "it is all in capitals": len(letters) > 1 and words.isupper(),
    }
    return next((why for why, applies in signs.items() if applies), "")


def _is_written_without_spaces(words: str) -> bool:
    # Chinese, Japanese, Thai and their neighbours: there a sentence may be one "word".
    return any("\u0e00" <= c <= "\u109f" or "\u1780" <= c <= "\u17ff" or c >= "\u2e80" for c in words)
