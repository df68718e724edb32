"""Organisations, rooms and interests travel in the workbook, and stay as they are where they are known."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from buddy_matcher.domain.conflicts import Conflict, ConflictEffect, ConflictKind, Judgement, Party, Side
from buddy_matcher.domain.ids import ConflictId
from buddy_matcher.domain.organisations import Organisation, OrganisationKind, Sector, Successor
from buddy_matcher.domain.registers import Identifier, Register
from buddy_matcher.domain.rooms import Room, RoomFeature
from buddy_matcher.services.schemes import Services
from tests.helpers.people import add_person, new_scheme

HALL = Room(
    name="=Hall", outcode="HX1", features=frozenset({RoomFeature.HEARING_LOOP}), cost="£10", ask="Zoë"
)
NUMBER = Identifier(register=Register.COMPANIES_HOUSE, number="01234567")


def filled(services: Services) -> None:
    """Fill in everything that can be known of an organisation, and declare an interest."""
    add_person(services, "Asha Rao", Sector.HEALTH, shares="Policy", organisation="Moor Trust")
    add_person(services, "Ben Moss", Sector.VCSE, shares="Bid", organisation="The Hub")
    services.organisations.save(Organisation(name="Old Trust", sector=Sector.HEALTH))
    moor, old, hub = services.organisations.all()
    known = replace(hub, kind=OrganisationKind.CHARITY, identifiers=(NUMBER,), rooms=(HALL,))
    services.organisations.save(known)
    services.organisations.save(
        replace(old, parent_id=moor.id, became=(Successor(moor.id, date(2027, 4, 1)),))
    )
    [asha] = [m.participant.id for m in services.people.people() if m.name == "Asha Rao"]
    services.interests.save(
        Conflict(
            kind=ConflictKind.PERSONAL,
            effect=ConflictEffect.TELL_PANEL,
            parties=(
                Party(Side.FIRST, organisation_id=hub.id),
                Party(Side.SECOND, organisation_id=old.id),
                Party(Side.SECOND, participant_id=asha),
            ),
            reason="Her sister chairs it",
            declared_on=date(2026, 9, 1),
            judged=Judgement(is_conflict=True, by="Nia", on=date(2026, 9, 2)),
            starts_on=date(2026, 9, 3),
            ends_on=date(2027, 9, 3),
            source="The register",
        )
    )


def described(services: Services) -> tuple[object, ...]:
    """Return everything of it without ids."""
    names = {o.id: o.name for o in services.organisations.all()}
    organisations = [
        (
            o.name,
            o.sector,
            o.kind,
            o.parent_id and names[o.parent_id],
            o.identifiers,
            o.rooms,
            [(names[each.into_id], each.on) for each in o.became],
        )
        for o in services.organisations.all()
    ]
    interests = [
        (v.sides, replace(v.conflict, id=ConflictId(0), parties=())) for v in services.interests.all()
    ]
    return organisations, interests


def test_a_round_trip_brings_all_of_it_back_and_adds_nothing_twice(services: Services, tmp_path: Path):
    filled(services)
    path = tmp_path / "out.xlsx"
    services.workbook.save(path)
    (tmp_path / "other").mkdir()
    other = new_scheme(tmp_path / "other")
    report = other.imports.run(path)
    assert (report.problems, report.to_decide) == ((), ())
    assert described(other) == described(services)
    before = other.history.entries()[-1].number
    assert other.imports.run(path).changes.kinds == frozenset()
    assert other.history.entries()[-1].number == before
    other.history.undo()
    assert described(other) == ([], [])
    other.close()
