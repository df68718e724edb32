"""The organisations of an area: those that a scheme could reach, whether anybody of them ever took part."""

from dataclasses import dataclass
from datetime import date

from buddy_matcher.domain.ids import UNSAVED, LocalOrganisationId, OrganisationId, RoundId, ThemeId
from buddy_matcher.domain.organisations import OrganisationKind


@dataclass(frozen=True, slots=True)
class LocalInvitation:
    """That an organisation was asked to take part in a round, and when."""

    round_id: RoundId
    on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class LocalOrganisation:
    """An organisation on the list of those around; `outcode` is the first half of its postcode.

    It is the scheme's organisation of the same name, or the one of `organisation_id` where the scheme knows
    it by another name.
    """

    id: LocalOrganisationId = UNSAVED
    name: str
    kind: OrganisationKind | None = None
    outcode: str = ""
    organisation_id: OrganisationId | None = None
    theme_ids: frozenset[ThemeId] = frozenset()
    invitations: tuple[LocalInvitation, ...] = ()
