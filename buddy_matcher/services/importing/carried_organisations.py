"""Organisations, their rooms and the interests as sheets of a workbook of ours, and back.

An import stores them after the people, since interests name both. What is known already stays as it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from buddy_matcher.documents.grid import Table
from buddy_matcher.documents.workbook_out import Sheet
from buddy_matcher.domain.conflicts import (
    Conflict,
    ConflictEffect,
    ConflictKind,
    Judgement,
    Party,
    Side,
)
from buddy_matcher.domain.ids import OrganisationId, ParticipantId
from buddy_matcher.domain.organisations import (
    Organisation,
    OrganisationKind,
    Sector,
    Successor,
    organisation_key,
)
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.registers import Identifier, Register, identifier
from buddy_matcher.domain.rooms import Room, RoomFeature
from buddy_matcher.domain.text import fold, tidy
from buddy_matcher.services.importing import carried_local
from buddy_matcher.storage.unit_of_work import UnitOfWork

_NAMED: Final = ("Organisation", "Sector", "Kind", "People", "Part of", "Became", "From")
ORGANISATIONS: Final = (*_NAMED, *(register.label for register in Register))
ROOMS: Final = (
    "Organisation",
    "Room",
    "Postcode",
    *(feature.label for feature in RoomFeature),
    "Cost",
    "Whom to ask",
)
INTERESTS: Final = (
    "Between these organisations",
    "Or these people",
    "And these organisations",
    "Or those people",
    "About",
    "Kind",
    "Effect",
    "Declared on",
    "Judged",
    "Judged by",
    "Judged on",
    "From",
    "Until",
    "Told by",
)
_CONFLICT, _NO_CONFLICT, _YES = "A conflict", "No conflict", "Yes"

type _Cells = Mapping[str, str]


class _Carries(StrEnum):
    ORGANISATIONS = "Organisations"
    ROOMS = "Rooms"
    INTERESTS = "Interests"
    LOCAL = carried_local.NAME

    @property
    def headings(self) -> tuple[str, ...]:
        return {
            _Carries.ORGANISATIONS: ORGANISATIONS,
            _Carries.ROOMS: ROOMS,
            _Carries.INTERESTS: INTERESTS,
            _Carries.LOCAL: carried_local.HEADINGS,
        }[self]


@dataclass(frozen=True, slots=True)
class CarriedOrganisations:
    """The rows of such sheets, as texts by heading."""

    organisations: tuple[_Cells, ...] = ()
    rooms: tuple[_Cells, ...] = ()
    interests: tuple[_Cells, ...] = ()
    local: tuple[_Cells, ...] = ()


def carried_sheets(
    organisations: Sequence[Organisation],
    people_of: Mapping[OrganisationId, int],
    conflicts: Sequence[Conflict],
    people: Mapping[ParticipantId, Participant],
) -> list[Sheet]:
    """Return the sheets of organisations, and those of rooms and interests where there are any."""
    known = {each.id: each for each in organisations}
    in_order = sorted(organisations, key=lambda each: each.name.casefold())
    rooms = [_room_row(each, room) for each in in_order for room in each.rooms]
    interests = [_interest_row(each, known, people) for each in conflicts]
    sheets = [
        Sheet(
            _Carries.ORGANISATIONS.value,
            ORGANISATIONS,
            [_organisation_row(each, known, people_of.get(each.id, 0)) for each in in_order],
        ),
        Sheet(_Carries.ROOMS.value, ROOMS, rooms),
        Sheet(_Carries.INTERESTS.value, INTERESTS, interests),
    ]
    return [sheet for sheet in sheets if sheet.rows or sheet.headings is ORGANISATIONS]


def _organisation_row(
    organisation: Organisation, known: Mapping[OrganisationId, Organisation], people: int
) -> tuple[str | int, ...]:
    parent, became = organisation.parent_id, organisation.became
    numbers = {
        register: "\n".join(each.number for each in organisation.identifiers if each.register is register)
        for register in Register
    }
    return (
        organisation.name,
        organisation.sector.label,
        organisation.kind.label if organisation.kind else "",
        people,
        known[parent].name if parent is not None else "",
        "\n".join(known[each.into_id].name for each in became),
        "\n".join(each.on.isoformat() for each in became),
        *numbers.values(),
    )


def _room_row(organisation: Organisation, room: Room) -> tuple[str, ...]:
    has = (_YES if feature in room.features else "" for feature in RoomFeature)
    return organisation.name, room.name, room.outcode, *has, room.cost, room.ask


def _interest_row(
    conflict: Conflict,
    known: Mapping[OrganisationId, Organisation],
    people: Mapping[ParticipantId, Participant],
) -> tuple[str, ...]:
    sides = [
        "\n".join(names)
        for side in Side
        for names in (
            [known[p.organisation_id].name for p in conflict.side(side) if p.organisation_id is not None],
            [people[p.participant_id].full_name for p in conflict.side(side) if p.participant_id is not None],
        )
    ]
    judged = conflict.judged
    verdict = "" if judged is None else _CONFLICT if judged.is_conflict else _NO_CONFLICT
    return (
        *sides,
        conflict.reason,
        conflict.kind.label,
        conflict.effect.label,
        _iso(conflict.declared_on),
        verdict,
        judged.by if judged else "",
        _iso(judged.on if judged else None),
        _iso(conflict.starts_on),
        _iso(conflict.ends_on),
        conflict.source,
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def parted(tables: Sequence[Table]) -> tuple[tuple[Table, ...], CarriedOrganisations]:
    """Return the sheets that may hold something else, and what the others carry."""
    found: dict[_Carries, list[_Cells]] = {each: [] for each in _Carries}
    others = []
    for table in tables:
        carries = _carries(table)
        if carries is None:
            others.append(table)
        else:
            found[carries] += (
                {heading: row.text(place) for place, heading in enumerate(carries.headings)}
                for row in table.rows[1:]
            )
    return tuple(others), CarriedOrganisations(*(tuple(rows) for rows in found.values()))


def _carries(table: Table) -> _Carries | None:
    cells = tuple(map(tidy, table.rows[0].cells)) if table.rows else ()
    return next((each for each in _Carries if cells[: len(each.headings)] == each.headings), None)


def save_carried(carried: CarriedOrganisations, unit: UnitOfWork) -> None:
    """Store what a workbook carries of organisations and interests where nothing is known of it yet."""
    _add_organisations(carried.organisations, unit)
    by_key = {organisation_key(each.name): each for each in unit.organisations.all()}
    rooms = _rooms_of(carried.rooms)
    enriched = (
        _enriched(held, row, rooms.get(organisation_key(held.name), ()), by_key)
        for row in carried.organisations
        if (held := by_key.get(organisation_key(row["Organisation"])))
    )
    unit.organisations.save_all(enriched)
    held_already = {_content(each) for each in unit.conflicts.all()}
    people = {fold(each.full_name): each.id for each in unit.people.all()}
    for row in carried.interests:
        conflict = _interest(row, by_key, people)
        if all(conflict.side(side) for side in Side) and _content(conflict) not in held_already:
            unit.conflicts.save(conflict)
    carried_local.save_local(carried.local, unit)


def _add_organisations(rows: Iterable[_Cells], unit: UnitOfWork) -> None:
    known = {organisation_key(each.name) for each in unit.organisations.all()}
    sectors = {fold(sector.label): sector for sector in Sector}
    for row in rows:
        name, sector = tidy(row["Organisation"]), sectors.get(fold(row["Sector"]))
        if name and sector and organisation_key(name) not in known:
            known.add(organisation_key(name))
            unit.organisations.save(Organisation(name=name, sector=sector))


def _rooms_of(rows: Iterable[_Cells]) -> dict[str, tuple[Room, ...]]:
    found: dict[str, tuple[Room, ...]] = {}
    for row in rows:
        room = Room(
            name=tidy(row["Room"]),
            outcode=tidy(row["Postcode"]),
            features=frozenset(each for each in RoomFeature if fold(row[each.label]) == fold(_YES)),
            cost=tidy(row["Cost"]),
            ask=tidy(row["Whom to ask"]),
        )
        key = organisation_key(row["Organisation"])
        found[key] = (*found.get(key, ()), room) if room.name else found.get(key, ())
    return found


def _enriched(
    held: Organisation, row: _Cells, rooms: tuple[Room, ...], by_key: Mapping[str, Organisation]
) -> Organisation:
    kinds = {fold(kind.label): kind for kind in OrganisationKind}
    kind = kinds.get(fold(row["Kind"]))
    parent = by_key.get(organisation_key(row["Part of"])) if row["Part of"].strip() else None
    return replace(
        held,
        kind=held.kind or (kind if kind and kind.sector is held.sector else None),
        parent_id=held.parent_id or (parent.id if parent and parent.id != held.id else None),
        identifiers=held.identifiers or tuple(sorted(set(_identifiers(row)))),
        rooms=held.rooms or rooms,
        became=held.became or tuple(_successors(held, row, by_key)),
    )


def _identifiers(row: _Cells) -> Iterator[Identifier]:
    for register in Register:
        for line in row[register.label].splitlines():
            if line.strip():
                yield identifier(register, line)


def _successors(held: Organisation, row: _Cells, by_key: Mapping[str, Organisation]) -> Iterator[Successor]:
    for name, on in zip(row["Became"].splitlines(), row["From"].splitlines(), strict=False):
        into, day = by_key.get(organisation_key(name)), _day(on)
        if into and day and into.id != held.id:
            yield Successor(into.id, day)


def _interest(
    row: _Cells, by_key: Mapping[str, Organisation], people: Mapping[str, ParticipantId]
) -> Conflict:
    judged_on = _day(row["Judged on"])
    judged = Judgement(row["Judged"] == _CONFLICT, tidy(row["Judged by"]), judged_on) if judged_on else None
    kinds = {kind.label: kind for kind in ConflictKind}
    effects = {effect.label: effect for effect in ConflictEffect}
    return Conflict(
        kind=kinds.get(tidy(row["Kind"]), ConflictKind.FINANCIAL),
        effect=effects.get(tidy(row["Effect"]), ConflictEffect.KEEP_APART),
        parties=tuple(_parties(row, by_key, people)),
        reason=tidy(row["About"]),
        declared_on=_day(row["Declared on"]),
        judged=judged,
        starts_on=_day(row["From"]),
        ends_on=_day(row["Until"]),
        source=tidy(row["Told by"]),
    )


def _parties(
    row: _Cells, by_key: Mapping[str, Organisation], people: Mapping[str, ParticipantId]
) -> Iterator[Party]:
    for side, organisations, persons in zip(Side, INTERESTS[0:4:2], INTERESTS[1:4:2], strict=True):
        for name in row[organisations].splitlines():
            if found := by_key.get(organisation_key(name)):
                yield Party(side, organisation_id=found.id)
        for name in row[persons].splitlines():
            if (person := people.get(fold(name))) is not None:
                yield Party(side, participant_id=person)


def _content(conflict: Conflict) -> tuple[frozenset[Party], str]:
    return frozenset(conflict.parties), fold(conflict.reason)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
