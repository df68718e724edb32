"""Organisations as rows of a table, and what the chips above it choose among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import ClassVar, override

from buddy_matcher.domain.entries import Entry
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.organisations import Organisation, Sector
from buddy_matcher.services.edit_interests import ShownInterest
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel


@dataclass(frozen=True, slots=True)
class PersonThere:
    """Somebody of the round who comes from an organisation."""

    participation_id: ParticipationId
    name: str
    has_buddy: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation with its people of the round, the interests that it stands in and what was noted.

    `part_of` is the name of its parent, "" without one, and `became` says what it became and when.
    """

    organisation: Organisation
    people: tuple[PersonThere, ...] = ()
    interests: tuple[ShownInterest, ...] = ()
    part_of: str = ""
    became: str = ""
    noted: tuple[Entry, ...] = ()

    @property
    def paired(self) -> int:
        """How many of its people have a buddy."""
        return sum(person.has_buddy for person in self.people)

    @property
    def waiting(self) -> int:
        """How many of its people could have one and have none."""
        return sum(person.waits for person in self.people)

    @property
    def participation_ids(self) -> tuple[ParticipationId, ...]:
        """The participations of its people."""
        return tuple(person.participation_id for person in self.people)


class OrganisationFilter(Enum):
    """What the chips choose; the value is what a chip says."""

    ALL = "All"
    HEALTH = "Health"
    VCSE = "VCSE"
    NO_KIND = "No kind"
    WITH_CONFLICTS = "With interests"

    def takes(self, row: OrganisationLine, /) -> bool:
        """Return whether an organisation is among those."""
        match self:
            case OrganisationFilter.HEALTH:
                return row.organisation.sector is Sector.HEALTH
            case OrganisationFilter.VCSE:
                return row.organisation.sector is Sector.VCSE
            case OrganisationFilter.NO_KIND:
                return row.organisation.kind is None
            case OrganisationFilter.WITH_CONFLICTS:
                return bool(row.interests)
            case _:
                return True


class Column(IntEnum):
    """The columns of the table."""

    NAME = 0
    SECTOR = 1
    KIND = 2
    PART_OF = 3
    PEOPLE = 4
    PAIRED = 5
    WAITING = 6


class OrganisationsModel(RowsModel[OrganisationLine]):
    """The organisations in the order of their names."""

    headings: ClassVar = ("Organisation", "Sector", "Kind", "Part of", "People", "Paired", "Waiting")

    @override
    def cell(self, row: OrganisationLine, column: int) -> Cell:
        organisation = row.organisation
        match Column(column):
            case Column.NAME:
                return Cell(lines=(CellLine(organisation.name, Tone.STRONG),), tooltip=organisation.name)
            case Column.SECTOR:
                return Cell(lines=(CellLine(organisation.sector.label, sector=organisation.sector),))
            case Column.KIND:
                kind = organisation.kind.label if organisation.kind else ""
                return Cell(lines=(CellLine(kind, Tone.QUIET),))
            case Column.PART_OF:
                return Cell(lines=(CellLine(row.part_of, Tone.QUIET),), tooltip=row.part_of)
            case _:
                counts = {Column.PEOPLE: len(row.people), Column.PAIRED: row.paired}
                number = counts.get(Column(column), row.waiting)
                return Cell(lines=(CellLine(f"{number:,}" if number else "–"),), sort_key=number)

    @override
    def search_text(self, row: OrganisationLine) -> str:
        organisation = row.organisation
        return " ".join(
            (
                organisation.name,
                organisation.sector.label,
                organisation.kind.label if organisation.kind else "",
                row.part_of,
                *(identifier.number for identifier in organisation.identifiers),
                *(f"{room.name} {room.outcode}" for room in organisation.rooms),
                *(person.name for person in row.people),
            )
        )


def of_organisation(lines: Sequence[ShownInterest], organisation: Organisation) -> tuple[ShownInterest, ...]:
    """Return the interests that name an organisation, those that are past left out."""
    return tuple(
        each
        for each in lines
        if not each.is_past
        and any(party.organisation_id == organisation.id for party in each.conflict.parties)
    )
