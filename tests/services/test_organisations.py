"""Editing organisations: what follows for pairs, and what is refused."""

from dataclasses import replace

import pytest

from buddy_matcher.domain.eligibility import Block
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.organisations import Organisation, OrganisationKind, Sector
from buddy_matcher.services.schemes import Services


def organisation(services: Services, name: str) -> Organisation:
    return next(o for o in services.organisations.all() if o.name.startswith(name))


def test_a_changed_sector_moves_the_people_to_the_other_side(services: Services, ids: dict[str, int]):
    changed = replace(organisation(services, "Asha"), sector=Sector.VCSE, kind=OrganisationKind.CHARITY)
    services.organisations.save(changed)
    assert services.people.state().members[ids["Asha"]].sector is Sector.VCSE
    assert Block.SAME_SECTOR in services.people.state().blocks(ids["Asha"], ids["Ben"])


def test_organisations_of_one_parent_are_family(services: Services, ids: dict[str, int]):
    parent = organisation(services, "Cara")
    for name in ("Asha", "Ben"):
        services.organisations.save(replace(organisation(services, name), parent_id=parent.id))
    assert services.people.state().blocks(ids["Asha"], ids["Ben"]) == (Block.SAME_FAMILY,)


def test_names_are_needed_and_differ(services: Services, ids: dict[str, int]):
    with pytest.raises(UserError, match="needs a name"):
        services.organisations.save(replace(organisation(services, "Asha"), name=" "))
    with pytest.raises(UserError, match="already an organisation"):
        services.organisations.save(replace(organisation(services, "Asha"), name="BEN moss's group"))


def test_an_organisation_is_never_part_of_itself(services: Services, ids: dict[str, int]):
    asha, ben = organisation(services, "Asha"), organisation(services, "Ben")
    services.organisations.save(replace(asha, parent_id=ben.id))
    with pytest.raises(UserError, match="part of itself"):
        services.organisations.save(replace(ben, parent_id=asha.id))
    with pytest.raises(UserError, match="part of itself"):
        services.organisations.save(replace(ben, parent_id=ben.id))
