"""Why someone waits, and which single rule would have to give way."""

from dataclasses import replace

import pytest

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.rules import RuleKind
from buddy_matcher.services.schemes import Services
from tests.helpers.people import add_person


def test_too_many_people_for_too_few_places_are_named(services: Services, ids: dict[str, int]):
    add_person(services, "Eve Stone", Sector.VCSE, shares="Bid")
    services.plan.suggest()
    [person] = services.overview.plan().without_buddy
    crowd = next(s for s in services.waiting.explain(person.id) if s.startswith("These 3 people"))
    assert "can only meet Asha Rao and Cara Lunt, who have room for 2 buddies" in crowd


def test_the_one_rule_that_stands_in_the_way_is_named(services: Services):
    add_person(services, "Asha Rao", Sector.HEALTH, shares="Policy", ways=frozenset({MeetingWay.PHONE}))
    ben = add_person(services, "Ben Moss", Sector.VCSE, shares="Bid", ways=frozenset({MeetingWay.VIDEO}))
    services.plan.suggest()
    assert services.waiting.explain(ben) == (
        "The rules leave nobody: of 1 person, 1 have no way to meet in common.",
        "If it did not count that they have no way to meet in common, they would be paired with Asha Rao, "
        "and nobody else would lose a buddy.",
    )
    assert services.waiting.explain_all().keys() == {m.id for m in services.people.people()}


def test_a_limit_is_named_by_its_organisation(services: Services, ids: dict[str, int]):
    criteria = replace(services.scheme.round().criteria, at_most_per_organisation=0)
    services.scheme.save_round(replace(services.scheme.round(), criteria=criteria))
    sentences = services.waiting.explain(ids["Asha"])
    assert not any(any(c.isdigit() for c in s) and "organisation 1" in s for s in sentences)


def test_someone_paired_in_the_best_plan_is_told_so(services: Services, ids: dict[str, int]):
    assert "The best plan under your rules has a buddy for them" in services.waiting.explain(ids["Asha"])[-1]


def test_contradictory_rules_are_named_with_their_people(services: Services, ids: dict[str, int]):
    participant = {m.id: m.participant.id for m in services.people.people()}
    for buddy in ("Ben", "Dewi"):
        services.rules.add(RuleKind.MUST_PAIR, participant[ids["Asha"]], participant[ids[buddy]])
    assert services.waiting.explain(ids["Asha"]) == ()
    with pytest.raises(UserError, match="Asha Rao with Ben Moss and Asha Rao with Dewi Pugh"):
        services.plan.suggest()
