"""Editing organisations: what follows for pairs, and what is refused."""

from dataclasses import replace

import pytest

from buddy_matcher.domain.eligibility import Block
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.organisations import Organisation, OrganisationKind, Sector
from buddy_matcher.services.schemes import Services
from tests.helpers.people import add_person


def organisation(services: Services, name: str) -> Organisation:
    return next(o for o in services.organisations.all() if o.name.startswith(name))


def test_a_changed_sector_moves_the_people_to_the_other_side(services: Services, ids: dict[str, int]):
    changed = replace(organisation(services, "Asha"), sector=Sector.VCSE, kind=OrganisationKind.CHARITY)
    services.organisations.save(changed)
    assert services.latest.state().members[ids["Asha"]].sector is Sector.VCSE
    assert Block.SAME_SECTOR in services.latest.state().blocks(ids["Asha"], ids["Ben"])


def test_organisations_of_one_parent_are_family(services: Services, ids: dict[str, int]):
    parent = organisation(services, "Cara")
    for name in ("Asha", "Ben"):
        services.organisations.save(replace(organisation(services, name), parent_id=parent.id))
    assert services.latest.state().blocks(ids["Asha"], ids["Ben"]) == (Block.SAME_FAMILY,)


def test_names_are_needed_and_differ(services: Services, ids: dict[str, int]):
    with pytest.raises(UserError, match="needs a name"):
        services.organisations.save(replace(organisation(services, "Asha"), name=" "))
    with pytest.raises(UserError, match="already an organisation"):
        services.organisations.save(replace(organisation(services, "Asha"), name="BEN moss's group"))


def test_another_spelling_is_the_same_organisation(services: Services, ids: dict[str, int]):
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


def test_an_organisation_is_never_part_of_itself(services: Services, ids: dict[str, int]):
    asha, ben = organisation(services, "Asha"), organisation(services, "Ben")
    services.organisations.save(replace(asha, parent_id=ben.id))
    with pytest.raises(UserError, match="part of itself"):
        services.organisations.save(replace(ben, parent_id=asha.id))
    with pytest.raises(UserError, match="part of itself"):
        services.organisations.save(replace(ben, parent_id=ben.id))
