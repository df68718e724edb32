"""Organisations and the sector that each belongs to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from buddy_matcher.domain.ids import UNSAVED, OrganisationId
from buddy_matcher.domain.text import fold


class Sector(StrEnum):
    """The two sides of a scheme."""

    HEALTH = "health"
    VCSE = "vcse"

    @property
    def label(self) -> str:
        """The sector as the screen and the letters name it."""
        return "Health" if self is Sector.HEALTH else "VCSE"

    @property
    def in_words(self) -> str:
        """The sector in words for a reader who knows no abbreviation."""
        if self is Sector.HEALTH:
            return "the health sector"
        return "the voluntary, community, faith and social enterprise sector"

    @property
    def other(self) -> "Sector":
        """The sector on the other side."""
        return Sector.VCSE if self is Sector.HEALTH else Sector.HEALTH


class OrganisationKind(StrEnum):
    """What kind of body an organisation is, within its sector."""

    NHS_TRUST = "nhs_trust"
    INTEGRATED_CARE_BOARD = "integrated_care_board"
    PRIMARY_CARE = "primary_care"
    COUNCIL_PUBLIC_HEALTH = "council_public_health"
    OTHER_STATUTORY = "other_statutory"
    CHARITY = "charity"
    CIC = "cic"
    SOCIAL_ENTERPRISE = "social_enterprise"
    COMMUNITY_GROUP = "community_group"
    FAITH_GROUP = "faith_group"
    INFRASTRUCTURE_BODY = "infrastructure_body"

    @property
    def label(self) -> str:
        """The kind as the screen names it."""
        special = {OrganisationKind.NHS_TRUST: "NHS trust", OrganisationKind.CIC: "CIC"}
        return special.get(self, self.value.replace("_", " ").capitalize())

    @property
    def sector(self) -> Sector:
        """The sector that bodies of this kind belong to."""
        return Sector.HEALTH if self in _HEALTH_KINDS else Sector.VCSE


_HEALTH_KINDS = frozenset(
    {
        OrganisationKind.NHS_TRUST,
        OrganisationKind.INTEGRATED_CARE_BOARD,
        OrganisationKind.PRIMARY_CARE,
        OrganisationKind.COUNCIL_PUBLIC_HEALTH,
        OrganisationKind.OTHER_STATUTORY,
    }
)


class Register(StrEnum):
    """A public register that gives organisations numbers."""

    ODS = "ods"
    CHARITY_ENGLAND_AND_WALES = "charity_ew"
    CHARITY_SCOTLAND = "charity_scotland"
    CHARITY_NORTHERN_IRELAND = "charity_ni"
    COMPANIES_HOUSE = "companies_house"


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Identifier:
    """An organisation's number in a register, as text; many faith and community groups have none."""

    register: Register
    number: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Organisation:
    """An employer or group that people of the scheme come from.

    `parent_id` names the organisation it is part of: people of one family are not paired.
    """

    id: OrganisationId = UNSAVED
    name: str
    sector: Sector
    kind: OrganisationKind | None = None
    parent_id: OrganisationId | None = None
    identifiers: tuple[Identifier, ...] = ()


def organisation_key(name: str) -> str:
    """Return a name without what people write differently: capitals, accents, punctuation, "the"."""
    words = re.sub(r"[^\w ]", "", fold(name).replace("&", " and ").replace("-", " ")).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words) or fold(name)


def organisation_called(name: str, organisations: Iterable[Organisation]) -> Organisation | None:
    """Return the organisation that a name means, whatever its spelling; the same spelling comes first."""
    key = organisation_key(name)
    same = [organisation for organisation in organisations if organisation_key(organisation.name) == key]
    return min(same, key=lambda organisation: fold(organisation.name) != fold(name), default=None)


def family_of(
    organisation_id: OrganisationId, organisations: dict[OrganisationId, Organisation]
) -> OrganisationId:
    """Return the id of the topmost parent of an organisation: its own id when it has none or is not known.

    A circle of parents, which only a damaged file holds, ends at the smallest id of the circle.
    """
    seen: list[OrganisationId] = []
    current = organisation_id
    while current not in seen:
        seen.append(current)
        parent = organisations[current].parent_id if current in organisations else None
        if parent is None or parent not in organisations:
            return current
        current = parent
    return min(seen[seen.index(current) :])
