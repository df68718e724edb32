"""The kinds of letter, an entry of one table each: a new kind is declared here and given its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from buddy_matcher.domain.ids import PairingId


class LetterKind(StrEnum):
    """What a letter tells its reader."""

    INTRODUCTION = "introduction"
    WAITING_LIST = "waiting_list"
    CHANGE = "change"

    @property
    def label(self) -> str:
        """The kind as the screen names it."""
        return KINDS[self].label


@dataclass(frozen=True, kw_only=True, slots=True)
class KindOfLetter:
    """What there is to know of a kind of letter.

    `code` names it on the command line and `key` its number in JSON; `nouns` are one
    and several inside a sentence.
    A kind that `tells_of_buddies` says who somebody's buddies are, or that they have none any more: whoever
    was sent one and has others since is due the change.
    """

    code: str
    key: str
    label: str
    nouns: tuple[str, str]
    tells_of_buddies: bool = False


KINDS: Final[Mapping[LetterKind, KindOfLetter]] = {
    LetterKind.INTRODUCTION: KindOfLetter(
        code="introduction",
        key="introductions",
        label="Introduction",
        nouns=("introduction", "introductions"),
        tells_of_buddies=True,
    ),
    LetterKind.WAITING_LIST: KindOfLetter(
        code="waiting",
        key="waiting_list",
        label="Waiting list",
        nouns=("waiting-list letter", "waiting-list letters"),
    ),
    LetterKind.CHANGE: KindOfLetter(
        code="change",
        key="changes",
        label="Change",
        nouns=("letter about a change", "letters about a change"),
        tells_of_buddies=True,
    ),
}

ROUND: Final = "round"
"""The occasion of a letter that is about the whole round."""


def about_pairings(pairing_ids: tuple[PairingId, ...], *, ended: bool = False) -> str:
    """Return the occasion of a letter about pairings, or about the end of them."""
    numbers = " ".join(str(number) for number in sorted(pairing_ids))
    return f"{'ended' if ended else 'pairing'} {numbers}".strip()
