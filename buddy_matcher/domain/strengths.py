"""Strengths that people share and wish for, and the themes they work with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from buddy_matcher.domain.ids import UNSAVED, StrengthId, ThemeId

FULL_LEVEL = 3
"""What a tick without a level means: 3 of 0 to 3."""

LEVEL_LABELS = ("No", "A little", "Well", "Very well")
"""How much someone can share, in words, by level 0 to 3."""

WISH_LABELS = ("No", "A little", "Quite a lot", "Very much")
"""How much someone would like to gain, in words, by level 0 to 3."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Strength:
    """One entry of the scheme's editable list of strengths.

    `position` is its place in the order that the coordinator chose, from 1; 0 comes last. From `retired_on`
    it is on no new form; what people answered stays.
    """

    id: StrengthId = UNSAVED
    name: str
    group: str = ""
    position: int = 0
    retired_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Theme:
    """A community or theme that people work with; the fields are those of a `Strength`."""

    id: ThemeId = UNSAVED
    name: str
    group: str = ""
    position: int = 0
    retired_on: date | None = None


def in_order[E: Strength | Theme](entries: Iterable[E]) -> tuple[E, ...]:
    """Return entries in the chosen order, those without a place last, as they were added."""
    return tuple(sorted(entries, key=lambda entry: (not entry.position, entry.position, entry.id)))


def offered[E: Strength | Theme](entries: Iterable[E]) -> tuple[E, ...]:
    """Return the entries that new answers choose from, in order."""
    return tuple(entry for entry in in_order(entries) if entry.retired_on is None)


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class StrengthAnswer:
    """How much one person can share of a strength, and how much of it they would like, each 0 to 3."""

    strength_id: StrengthId
    can_share: int = 0
    would_like: int = 0

    def __post_init__(self) -> None:
        """Refuse levels outside 0 to 3 with ValueError."""
        for name in ("can_share", "would_like"):
            if not 0 <= getattr(self, name) <= FULL_LEVEL:
                raise ValueError(f"{name} must be 0 to {FULL_LEVEL}")


def answers_from(
    can_share: dict[StrengthId, int], would_like: dict[StrengthId, int]
) -> tuple[StrengthAnswer, ...]:
    """Return the answers, sorted by strength, of two maps from strength id to level 0 to 3."""
    return tuple(
        StrengthAnswer(strength_id=s, can_share=can_share.get(s, 0), would_like=would_like.get(s, 0))
        for s in sorted(can_share.keys() | would_like.keys())
        if can_share.get(s, 0) or would_like.get(s, 0)
    )
