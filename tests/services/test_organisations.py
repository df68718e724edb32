"""Editing organisations: what follows for pairs, and what is refused."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from buddy_matcher.domain.eligibility import Block
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.organisations import Organisation, OrganisationKind, Sector, Successor
from buddy_matcher.domain.registers import Identifier, Register, identifier
from buddy_matcher.domain.rooms import Room
from buddy_matcher.services.importing.organisations import NamedOrganisations
from buddy_matcher.services.schemes import Services, open_scheme
from tests.helpers.golden_file import make
from tests.helpers.people import Ids, add_person
from tests.storage.raw_files import rows_of


def organisation(services: Services, name: str) -> Organisation:
    return next(o for o in services.organisations.all() if o.name.startswith(name))


def test_a_changed_sector_moves_the_people_to_the_other_side(services: Services, ids: Ids):
    changed = replace(organisation(services, "Asha"), sector=Sector.VCSE, kind=OrganisationKind.CHARITY)
    services.organisations.save(changed)
    assert services.latest.state().members[ids["Asha"]].sector is Sector.VCSE
    assert Block.SAME_SECTOR in services.latest.state().blocks(ids["Asha"], ids["Ben"])


def test_organisations_of_one_parent_are_family(services: Services, ids: Ids):
    parent = organisation(services, "Cara")
    for name in ("Asha", "Ben"):
        services.organisations.save(replace(organisation(services, name), parent_id=parent.id))
    assert services.latest.state().blocks(ids["Asha"], ids["Ben"]) == (Block.SAME_FAMILY,)


def test_names_are_needed_and_differ(services: Services, ids: Ids):
    with pytest.raises(UserError, match="needs a name"):
        services.organisations.save(replace(organisation(services, "Asha"), name=" "))
    with pytest.raises(UserError, match="already an organisation"):
        services.organisations.save(replace(organisation(services, "Asha"), name="BEN moss's group"))


def test_another_spelling_is_the_same_organisation(services: Services, ids: Ids):
    services.organisations.save(replace(organisation(services, "Ben"), name="St. Anne’s & Co"))
    add_person(services, "Olu Bello", Sector.VCSE, organisation="The St Anne’s and Co")
    assert [o.name for o in services.organisations.all() if "Anne" in o.name] == ["St. Anne’s & Co"]
    with pytest.raises(UserError, match="already an organisation"):
        services.organisations.save(replace(organisation(services, "Asha"), name="st anne's and co"))


def test_two_that_an_older_file_holds_under_one_name_can_still_be_changed(services: Services):
    with services.file.changing(Label("Spoil")) as unit:
        for name in ("Haven", "The Haven"):
            unit.organisations.save(Organisation(name=name, sector=Sector.VCSE))
        unit.commit()
    haven = organisation(services, "Haven")
    services.organisations.save(replace(haven, kind=OrganisationKind.CHARITY))
    with pytest.raises(UserError, match="already an organisation"):
        services.organisations.save(replace(haven, name="The  haven"))
    add_person(services, "Olu Bello", Sector.VCSE, organisation="Haven")
    assert services.people.people()[-1].organisation.id == haven.id


def test_an_organisation_is_never_part_of_itself(services: Services, ids: Ids):
    asha, ben = organisation(services, "Asha"), organisation(services, "Ben")
    services.organisations.save(replace(asha, parent_id=ben.id))
    with pytest.raises(UserError, match="part of itself"):
        services.organisations.save(replace(ben, parent_id=asha.id))
    with pytest.raises(UserError, match="part of itself"):
        services.organisations.save(replace(ben, parent_id=ben.id))


def test_two_spellings_become_one_and_sheets_read_both(services: Services, ids: Ids):
    asha, cara = organisation(services, "Asha"), organisation(services, "Cara")
    numbers = (Identifier(register=Register.COMPANIES_HOUSE, number=" 123 4567"),)
    services.organisations.save(replace(cara, identifiers=numbers, rooms=(Room(name="Hall"),)))
    services.organisations.merge(cara.id, asha.id)
    merged = organisation(services, "Asha")
    assert (merged.identifiers[0].number, merged.rooms[0].name) == ("01234567", "Hall")
    assert services.latest.state().members[ids["Cara"]].organisation_name == asha.name
    with services.file.reading() as unit:
        [decided] = unit.decided_answers.all()
    assert (decided.text, decided.meaning) == (cara.name, asha.name)
    services.organisations.save(replace(merged, name="Moor Trust"))
    with services.file.reading() as unit:
        assert unit.decided_answers.all()[0].meaning == "Moor Trust"
    with pytest.raises(UserError, match="is in"):
        services.organisations.merge(organisation(services, "Ben").id, merged.id)


def test_everything_that_names_a_spelling_moves(tmp_path: Path):
    path = tmp_path / "golden.buddy"
    make(path)
    services = open_scheme(path)
    before = rows_of(path)
    vcse = [o for o in services.organisations.all() if o.sector is Sector.VCSE]
    for gone in vcse[1:]:
        services.organisations.merge(gone.id, vcse[0].id)
    assert [o.sector for o in services.organisations.all()].count(Sector.VCSE) == 1
    for _ in vcse[1:]:
        services.history.undo()
    services.close()
    assert rows_of(path) == before


def test_an_organisation_that_became_another_is_that_one_from_its_day_on(services: Services, ids: Ids):
    asha, cara = organisation(services, "Asha"), organisation(services, "Cara")
    services.organisations.save(replace(asha, became=(Successor(cara.id, date(2020, 4, 1)),)))
    organisations = NamedOrganisations(services.organisations.all())
    assert organisations.known(asha.name).name == cara.name
    services.organisations.save(replace(asha, became=(Successor(cara.id, date(2999, 4, 1)),)))
    assert NamedOrganisations(services.organisations.all()).known(asha.name).name == asha.name


@pytest.mark.parametrize(
    ("register", "typed", "kept", "looks_right"),
    [
        (Register.ODS, "g7h8j", "G7H8J", True),
        (Register.ODS, "QWO", "QWO", True),
        (Register.CHARITY_ENGLAND_AND_WALES, "1 123 456", "1123456", True),
        (Register.CHARITY_ENGLAND_AND_WALES, "12", "12", False),
        (Register.CHARITY_SCOTLAND, "sco 12345", "SC012345", True),
        (Register.CHARITY_NORTHERN_IRELAND, "100123", "NIC100123", True),
        (Register.COMPANIES_HOUSE, "1234567", "01234567", True),
        (Register.COMPANIES_HOUSE, "SC1234", "SC001234", True),
        (Register.COMPANIES_HOUSE, "none", "NONE", False),
    ],
)
def test_a_number_is_put_into_its_usual_form_and_never_refused(
    register: Register, typed: str, kept: str, looks_right: bool
):
    found = identifier(register, typed)
    assert (found.number, found.looks_right) == (kept, looks_right)
