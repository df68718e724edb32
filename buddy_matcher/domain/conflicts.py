"""Interests that may keep people apart: declared first, then judged to be a conflict or not.

An interest has two sides, each of one or several organisations and people, such as one commissioner and all
bidders. Until it is judged, the two sides stay apart.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from buddy_matcher.domain.ids import UNSAVED, ConflictId, OrganisationId, ParticipantId
from buddy_matcher.domain.phrases import date_in_words


class ConflictKind(StrEnum):
    """What kind of interest it is."""

    FINANCIAL = "financial"
    PROFESSIONAL = "professional"
    PERSONAL = "personal"
    INDIRECT = "indirect"

    @property
    def label(self) -> str:
        """The kind as the screen names it."""
        return {
            ConflictKind.PROFESSIONAL: "Non-financial, professional",
            ConflictKind.PERSONAL: "Non-financial, personal",
        }.get(self, self.value.capitalize())


class ConflictEffect(StrEnum):
    """What an interest does to pairs of its two sides."""

    KEEP_APART = "keep_apart"
    TELL_PANEL = "tell_panel"

    @property
    def label(self) -> str:
        """The effect as the screen names it."""
        return "Keep them apart" if self is ConflictEffect.KEEP_APART else "Tell the panel"


class Side(StrEnum):
    """One of the two sides of an interest."""

    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation or a person on one side of an interest."""

    side: Side
    organisation_id: OrganisationId | None = None
    participant_id: ParticipantId | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was decided about a declared interest, by whom and when."""

    is_conflict: bool
    by: str
    on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """A declared interest between two sides; `reason` is what it is about, `source` who or what told of it.

    It is live from `starts_on` to `ends_on`, both included; None is no bound.
    """

    id: ConflictId = UNSAVED
    kind: ConflictKind = ConflictKind.FINANCIAL
    effect: ConflictEffect = ConflictEffect.KEEP_APART
    parties: tuple[Party, ...] = ()
    reason: str = ""
    declared_on: date | None = None
    judged: Judgement | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    source: str = ""

    def side(self, side: Side) -> tuple[Party, ...]:
        """Return those on one side."""
        return tuple(party for party in self.parties if party.side is side)

    @property
    def counts(self) -> bool:
        """Whether it is a conflict as far as is known: judged to be one, or not judged yet."""
        return self.judged is None or self.judged.is_conflict

    def is_live_within(self, first: date, last: date | None) -> bool:
        """Return whether it is live on any of the days from `first` to `last`, None for no end."""
        has_begun = self.starts_on is None or last is None or self.starts_on <= last
        return has_begun and (self.ends_on is None or first <= self.ends_on)

    @property
    def standing(self) -> str:
        """Where it stands, for example "Judged a conflict by Nia Hughes on 4 March 2027"."""
        if self.judged is None:
            return "Declared, not judged yet"
        verdict = "a conflict" if self.judged.is_conflict else "no conflict"
        by = f" by {self.judged.by}" if self.judged.by else ""
        return f"Judged {verdict}{by} on {date_in_words(self.judged.on)}"

    @property
    def term(self) -> str:
        """From when until when it holds, in words, "" where it always does."""
        parts = (
            f"from {date_in_words(self.starts_on)}" if self.starts_on else "",
            f"until {date_in_words(self.ends_on)}" if self.ends_on else "",
        )
        return " ".join(filter(None, parts))


def concerns(
    party: Party,
    participant_id: ParticipantId,
    organisation_id: OrganisationId | None,
    families: Mapping[OrganisationId, Container[OrganisationId]],
) -> bool:
    """Return whether a person who works for an organisation stands with a party.

    Organisations stand with those that they are part of, and with those that are part of them: `families`
    are the organisations above each, itself included.
    """
    if party.participant_id is not None:
        return party.participant_id == participant_id
    if party.organisation_id is None or organisation_id is None:
        return False
    above, below = families.get(organisation_id, ()), families.get(party.organisation_id, ())
    return party.organisation_id in above or organisation_id in below
