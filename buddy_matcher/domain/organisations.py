"""Organisations and the sector that each belongs to."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from buddy_matcher.domain.ids import UNSAVED, OrganisationId
from buddy_matcher.domain.registers import Identifier
from buddy_matcher.domain.rooms import Room
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


@dataclass(frozen=True, slots=True)
class Successor:
    """The organisation that another one became, and from which day on."""

    into_id: OrganisationId
    on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Organisation:
    """An employer or group that people of the scheme come from.

    `parent_id` names the organisation it is part of: people of one family are not paired. `became` are those
    that it merged into or was split up in, such as boards on 1 April.
    """

    id: OrganisationId = UNSAVED
    name: str
    sector: Sector
    kind: OrganisationKind | None = None
    parent_id: OrganisationId | None = None
    identifiers: tuple[Identifier, ...] = ()
    rooms: tuple[Room, ...] = ()
    became: tuple[Successor, ...] = ()

    def successor_on(self, day: date) -> OrganisationId | None:
        """Return the organisation that this one alone has become by a day, None while it is its own."""
        become = [successor.into_id for successor in self.became if successor.on <= day]
        return become[0] if len(become) == 1 else None


def organisation_key(name: str) -> str:
    """Return a name without what people write differently: capitals, accents, punctuation, "the"."""
    words = re.sub(r"[^\w ]", "", fold(name).replace("&", " and ").replace("-", " ")).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words) or fold(name)


def organisation_called(name: str, organisations: Iterable[Organisation]) -> Organisation | None:
    """Return the organisation that a name means, whatever its spelling; the same spelling comes first."""
    key = organisation_key(name)
    same = [organisation for organisation in organisations if organisation_key(organisation.name) == key]
    return min(same, key=lambda organisation: fold(organisation.name) != fold(name), default=None)


def organisation_today(
    organisation: Organisation, organisations: Mapping[OrganisationId, Organisation], day: date
) -> Organisation:
    """Return what an organisation has become by a day: itself unless it merged into another one."""
    seen: set[OrganisationId] = set()
    while organisation.id not in seen:
        seen.add(organisation.id)
        into = organisation.successor_on(day)
        organisation = organisations.get(into, organisation) if into is not None else organisation
    return organisation


def chain_above(
    organisation_id: OrganisationId, organisations: Mapping[OrganisationId, Organisation], day: date
) -> list[OrganisationId]:
    """Return an organisation's id and those of all that it is part of by a day, the topmost last.

    What it has become stands above it as well. A circle, which only a damaged file holds, is gone round once.
    """
    chain: list[OrganisationId] = []
    above: OrganisationId | None = organisation_id
    while above is not None and above not in chain:
        chain.append(above)
        above = _above(above, organisations, day)
    return chain


def family_of(
    organisation_id: OrganisationId, organisations: Mapping[OrganisationId, Organisation], day: date
) -> OrganisationId:
    """Return the id of the topmost parent of an organisation: its own id when it has none or is not known.

    A circle of parents, which only a damaged file holds, ends at the smallest id of the circle.
    """
    chain = chain_above(organisation_id, organisations, day)
    again = _above(chain[-1], organisations, day)
    return chain[-1] if again is None else min(chain[chain.index(again) :])


def _above(
    organisation_id: OrganisationId, organisations: Mapping[OrganisationId, Organisation], day: date
) -> OrganisationId | None:
    found = organisations.get(organisation_id)
    above = (found.successor_on(day) or found.parent_id) if found else None
    return above if above in organisations else None
