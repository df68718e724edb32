"""Why somebody has no buddy: each reason is true of the plan as it stands."""

from dataclasses import replace
from typing import Any

import pytest

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids, add_person, id_of


def reasons(services: Services) -> dict[str, str]:
    return {person.name: person.reason for person in services.latest.plan().without_buddy}


def limit(services: Services, **limits: Any) -> None:
    this_round = services.scheme.round()
    services.scheme.save_round(replace(this_round, criteria=replace(this_round.criteria, **limits)))


def add_eve(services: Services, **answers: Any) -> None:
    add_person(services, "Eve Stone", Sector.HEALTH, shares="Policy", **answers)


def test_before_there_is_a_plan_it_is_not_blamed(services: Services, ids: Ids):
    assert set(reasons(services).values()) == {
        "They could be paired with 2 people, but there is no plan yet."
    }


def test_whoever_the_plan_leaves_out_is_told_so(services: Services, ids: Ids):
    add_eve(services)
    services.plan.suggest()
    assert reasons(services) == {
        "Eve Stone": "They could be paired with 2 people, but the plan gives those to others."
    }


def test_whoever_came_after_the_plan_is_told_so(services: Services, ids: Ids):
    services.plan.suggest()
    add_eve(services)
    assert reasons(services)["Eve Stone"] == (
        "They could be paired with 2 people, "
        "but the plan, made before the last changes, gives those to others."
    )


def test_people_who_still_have_room_are_counted(services: Services, ids: Ids):
    services.plan.suggest()
    for pair in services.latest.plan().pairs:
        services.pairings.unpair(pair.pairing.id)
    services.pairings.pair(ids["Asha"], ids["Dewi"])
    assert reasons(services)["Cara Lunt"] == (
        "They could be paired with 2 people, of whom 1 still has room: pair them, or suggest pairings again."
    )


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"at_most_per_organisation": 0}, "the limit of 0 pairs for one organisation"),
        ({"at_most_between_organisations": 0}, "the limit of 0 pairs between two organisations"),
    ],
    ids=["of one", "between two"],
)
def test_a_limit_that_stands_in_the_way_is_named(
    services: Services, ids: Ids, limits: dict[str, int], words: str
):
    limit(services, **limits)
    expected = f"They could be paired with 2 people, but {words} stands in the way."
    assert set(reasons(services).values()) == {expected}
    services.plan.suggest()
    assert set(reasons(services).values()) == {expected}


def test_a_limit_counts_only_once_it_is_reached(services: Services, ids: Ids):
    add_eve(services, capacity=1)
    form = services.people.form_of(id_of(services, "Eve Stone"))
    services.people.save(replace(form, organisation="Asha Rao’s group"))
    limit(services, at_most_per_organisation=1)
    assert reasons(services)["Eve Stone"] == "They could be paired with 2 people, but there is no plan yet."
    services.pairings.pair(ids["Asha"], ids["Ben"])
    assert reasons(services)["Eve Stone"] == (
        "They could be paired with 2 people, but the limit of 1 pair for one organisation stands in the way."
    )


def test_where_nobody_across_wants_a_buddy_that_is_the_reason(services: Services):
    add_eve(services)
    assert reasons(services)["Eve Stone"] == "There is nobody on the VCSE side."
    add_person(services, "Ben Moss", Sector.VCSE, shares="Bid", capacity=0)
    assert reasons(services)["Eve Stone"] == "There is nobody who wants a buddy on the VCSE side."


def test_whoever_is_invited_does_not_wait_yet(services: Services, ids: Ids):
    add_eve(services, status=Status.INVITED)
    assert reasons(services)["Eve Stone"] == "They are invited, and have not answered yet."
