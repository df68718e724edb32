"""Why someone waits, and which single rule would have to give way."""

from dataclasses import replace
from typing import Any

import pytest

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.rules import RuleKind
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids, add_person


def test_too_many_people_for_too_few_places_are_named(services: Services, ids: Ids):
    add_person(services, "Eve Stone", Sector.VCSE, shares="Bid")
    services.plan.suggest()
    [person] = services.latest.plan().without_buddy
    crowd = next(
        s for s in services.waiting.explain(person.participation_id) if s.startswith("These 3 people")
    )
    assert "can only meet Asha Rao and Cara Lunt, who have room for 2 buddies" in crowd


def test_the_one_rule_that_stands_in_the_way_is_named(services: Services):
    add_person(services, "Asha Rao", Sector.HEALTH, shares="Policy", ways=frozenset({MeetingWay.PHONE}))
    ben = add_person(services, "Ben Moss", Sector.VCSE, shares="Bid", ways=frozenset({MeetingWay.VIDEO}))
    services.plan.suggest()
    assert services.waiting.explain(ben) == (
        "The rules leave nobody: of 1 person, 1 has no way to meet in common.",
        "If it did not count that they have no way to meet in common, they would be paired with Asha Rao, "
        "and nobody else would lose a buddy.",
    )
    assert services.waiting.explain_all().keys() == {m.participation_id for m in services.people.people()}


def limit_pairs(services: Services, **limits: Any) -> None:
    criteria = replace(services.scheme.round().criteria, **limits)
    services.scheme.save_round(replace(services.scheme.round(), criteria=criteria))


@pytest.fixture
def two_of_one_group(services: Services) -> int:
    """Two who want Ben and Dewi, but their group may have one pair only; return who waits."""
    for name in ("Asha Rao", "Cara Lunt"):
        add_person(services, name, Sector.HEALTH, organisation="Leeds 2 Ward", shares="Policy", wishes="Bid")
    for name in ("Ben Moss", "Dewi Pugh"):
        add_person(services, name, Sector.VCSE, shares="Bid", wishes="Policy")
    limit_pairs(services, at_most_per_organisation=1)
    services.plan.suggest()
    return next(
        p.participation_id for p in services.latest.plan().without_buddy if p.organisation == "Leeds 2 Ward"
    )


def test_a_limit_is_named_by_its_organisation(services: Services, two_of_one_group: ParticipationId):
    last = services.waiting.explain(two_of_one_group)[-1]
    assert last.startswith(
        "If it did not count that pairs of organisation Leeds 2 Ward are limited, they would be paired with"
    )
    assert last.endswith("and nobody else would lose a buddy.")


def test_without_time_it_is_said_why_people_wait_but_not_what_would_help(
    services: Services, two_of_one_group: ParticipationId
):
    in_time, at_once = services.waiting.explain_all(), services.waiting.explain_all(seconds=0)
    assert in_time.keys() == at_once.keys()
    assert any("If it did not count" in s for s in in_time[two_of_one_group])
    assert at_once[two_of_one_group] == in_time[two_of_one_group][: len(at_once[two_of_one_group])]
    assert not any("If it did not count" in s for said in at_once.values() for s in said)


def test_a_cancelled_explanation_is_none(services: Services, two_of_one_group: ParticipationId):
    services.people.remove(next(m.participation_id for m in services.people.people() if m.name == "Ben Moss"))
    assert services.waiting.explain(two_of_one_group, cancelled=lambda: True) == ()


def test_someone_paired_in_the_best_plan_is_told_so(services: Services, ids: Ids):
    assert "The best plan under your rules has a buddy for them" in services.waiting.explain(ids["Asha"])[-1]


def test_contradictory_rules_are_named_with_their_people(services: Services, ids: Ids):
    participant = {m.participation_id: m.participant.id for m in services.people.people()}
    for buddy in ("Ben", "Dewi"):
        services.rules.add(RuleKind.MUST_PAIR, participant[ids["Asha"]], participant[ids[buddy]])
    assert services.waiting.explain(ids["Asha"]) == ()
    with pytest.raises(UserError, match="Asha Rao with Ben Moss and Asha Rao with Dewi Pugh"):
        services.plan.suggest()
