"""What an action touched, so that each page of the window knows whether to look again."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A kind of thing that an action can touch."""

    SCHEME = "scheme"
    STRENGTHS = "strengths"
    PEOPLE = "people"
    ORGANISATIONS = "organisations"
    RULES = "rules"
    ROUNDS = "rounds"
    PAIRINGS = "pairings"
    ENTRIES = "entries"
    LETTERS = "letters"
    MONEY = "money"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class Changes:
    """The kinds of thing that an action touched; empty when it changed nothing."""

    kinds: frozenset[Kind] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.kinds)

    def touches(self, *kinds: Kind) -> bool:
        """Return whether any of these kinds was touched."""
        return not self.kinds.isdisjoint(kinds)


EVERYTHING = Changes(frozenset(Kind))
