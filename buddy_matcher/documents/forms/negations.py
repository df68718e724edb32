"""Whether a text says no to what it names: such a text is turned around or left unread, never half read."""

import re
from typing import Final

_NEGATION: Final = re.compile(
    r"\b((any\w*|all|every\w*) but|not|never|no longer|cannot|can ?not|unable|unavailable|unwilling|without"
    r"|except|avoid|neither|nor"
    r"|none|nothing|nowhere|nobody|apart from|other than|non|no)\b|n't\b|\bunavail|\bdislike"
)
# Words that hold a negation and deny nothing.
_HARMLESS: Final = re.compile(
    r"\b(not|non)[ -]?(for|4)[ -](private[ -])?profits?\b|\b(not|non)[ -]profits?\b"
    r"|\bnon[ -](governmental|executive|clinical|medical|binary)\b"
    r"|\bno preference\b|\b(do not|don't) mind\b|\bno limits?\b|\bif not\b|\bor not\b|\bno\.|\bno more than\b"
    r"|\bnot (more|further|longer) than\b|\bnot sure\b|\bphone no\b|\b(contact|mobile|telephone|tel"
    r"|reference) no\b"
)
# What asks for the opposite in a question; in an answer it may be a name, as "Mind" is.
_OPPOSING: Final = re.compile(
    r"\b(object|objections?|mind|refuse|decline|oppose[ds]?|reluctan(t|ce)|averse|uncomfortable|unhappy|unable"
    r"|unsuitable|impossible|inconvenient|difficult|awkward|bad|worst|busy|withhold"
    r"|opt(ing)? out|exclude[ds]?|least (good|confident|strong|able|experienced|free|available))\b"
)
# What a form says beside its question: conditions, and what to leave out or not to worry about.
_ASIDE: Final = re.compile(
    r"\b(if|unless) (you|this|that|it|there|we|someone)\b[^?!.)]*(?:\b(?:not|cannot|no)\b"
    r"|n't\b)[^?!.)]*"
    r"|\b(please )?(do not|don't) (include|enter|use|give|write|worry|need|have to|name|put|leave)\b[^?!.)]*"
    r"|\b(we|this|they|it|your answers?|your details) (\w+ )?(do|does|will|would|can|is|are"
    r"|may) not\b[^?!.)]*"
    r"|\b(we|they|it) (don't|won't|can't|doesn't|cannot)\b[^?!.)]*"
    r"|\bit is not\b[^?!.)]*|\bneed not\b[^?!.)]*"
    r"|\b(list|examples?|options?) (is|are) not\b[^?!.)]*"
)


def denies(folded: str) -> bool:
    """Return whether a folded answer denies or limits something of what it names."""
    return bool(_NEGATION.search(_HARMLESS.sub(" ", folded)))


def asks_opposite(folded: str) -> bool:
    """Return whether a folded heading asks for the opposite of what it names ("NOT available").

    What a form adds beside its question, such as "if you can't travel, …", is no part of what it asks.
    """
    bare = _HARMLESS.sub(" ", _ASIDE.sub(" ", folded))
    return bool(_NEGATION.search(bare) or _OPPOSING.search(bare))
