"""The kinds of letter, an entry of one table each: a new kind is declared here and given its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from buddy_matcher.domain.ids import LetterId, OfferId, PairingId


class LetterKind(StrEnum):
    """What a letter tells its reader."""

    INTRODUCTION = "introduction"
    WAITING_LIST = "waiting_list"
    CHANGE = "change"
    UPDATE = "update"
    INVITATION = "invitation"
    REMINDER = "reminder"
    RECEIVED = "received"
    MISSING = "missing"
    CHECK_IN = "check_in"
    THANKS = "thanks"
    CHOICE = "choice"

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
    was sent one and has others since is due the change. One that `is_of_a_moment` has said what it had to
    once it went: nothing that changes later makes it out of date. One that `brings_together` has done its
    work when the pair is in contact: other wording does not make it due again.
    """

    code: str
    key: str
    label: str
    nouns: tuple[str, str]
    tells_of_buddies: bool = False
    is_of_a_moment: bool = False
    brings_together: bool = False


KINDS: Final[Mapping[LetterKind, KindOfLetter]] = {
    LetterKind.INTRODUCTION: KindOfLetter(
        code="introduction",
        key="introductions",
        label="Introduction",
        nouns=("introduction", "introductions"),
        tells_of_buddies=True,
        brings_together=True,
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
        brings_together=True,
    ),
    LetterKind.UPDATE: KindOfLetter(
        code="update",
        key="updates",
        label="New details",
        nouns=("letter with new details", "letters with new details"),
        tells_of_buddies=True,
    ),
    LetterKind.INVITATION: KindOfLetter(
        code="invitation",
        key="invitations",
        label="Invitation",
        nouns=("invitation", "invitations"),
        is_of_a_moment=True,
    ),
    LetterKind.REMINDER: KindOfLetter(
        code="reminder",
        key="reminders",
        label="Not met yet",
        nouns=("reminder to meet", "reminders to meet"),
        is_of_a_moment=True,
    ),
    LetterKind.RECEIVED: KindOfLetter(
        code="received",
        key="received",
        label="Answers received",
        nouns=("letter about answers received", "letters about answers received"),
        is_of_a_moment=True,
    ),
    LetterKind.MISSING: KindOfLetter(
        code="missing",
        key="missing",
        label="Answers missing",
        nouns=("letter about missing answers", "letters about missing answers"),
        is_of_a_moment=True,
    ),
    LetterKind.CHECK_IN: KindOfLetter(
        code="check-in",
        key="check_ins",
        label="Check-in",
        nouns=("check-in letter", "check-in letters"),
        is_of_a_moment=True,
    ),
    LetterKind.THANKS: KindOfLetter(
        code="thanks",
        key="thanks",
        label="Thank you",
        nouns=("letter of thanks", "letters of thanks"),
        is_of_a_moment=True,
    ),
    LetterKind.CHOICE: KindOfLetter(
        code="choice",
        key="choices",
        label="Choice of a buddy",
        nouns=("letter with a choice", "letters with a choice"),
        is_of_a_moment=True,
    ),
}

ROUND: Final = "round"
"""The occasion of a letter that is about the whole round."""


def about_pairings(pairing_ids: tuple[PairingId, ...], *, ended: bool = False) -> str:
    """Return the occasion of a letter about pairings, or about the end of them."""
    numbers = " ".join(str(number) for number in sorted(pairing_ids))
    return f"{'ended' if ended else 'pairing'} {numbers}".strip()


def about_offer(offer_id: OfferId) -> str:
    """Return the occasion of a letter that offers a choice."""
    return f"offer {offer_id}"


def after_letter(letter_id: LetterId) -> str:
    """Return the occasion of a letter with new details: the letter that gave the old ones."""
    return f"after {letter_id}"


def letter_before(occasion: str) -> LetterId | None:
    """Return which letter one with new details comes after, as `after_letter` named it."""
    return LetterId(int(occasion.removeprefix("after "))) if occasion.startswith("after ") else None
