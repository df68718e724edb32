"""Who is on hold is in no pool: every question about a plan says so, whatever pairing they are in."""

import pytest

from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids, add_four


@pytest.fixture
def ids(services: Services) -> Ids:
    ids = add_four(services)
    services.plan.suggest()
    return ids


def unpair(services: Services) -> None:
    services.pairings.unpair(services.latest.plan().pairs[0].pairing.id)


def lock(services: Services) -> None:
    services.pairings.lock(*(pair.pairing.id for pair in services.latest.plan().pairs))


@pytest.mark.parametrize(
    "prepare",
    [lambda _: None, lambda s: s.pairings.agree(), lock, unpair],
    ids=["draft", "agreed", "locked", "alone"],
)
def test_every_question_can_be_asked_while_somebody_is_on_hold(services: Services, ids, prepare):
    prepare(services)
    for member in (ids["Asha"], ids["Dewi"]):
        services.holds.hold_person(member)
        waiting = services.latest.plan().without_buddy
        assert all(person.reason for person in waiting)
        held = {member, ids["Asha"]}
        assert all(person.is_in_pool is (person.participation_id not in held) for person in waiting)
        services.overview.round()
        services.questions.mend.free()
        list(services.questions.mend.answers())
    services.plan.suggest()


def test_the_reason_says_until_when(services: Services, ids):
    services.pairings.unpair(*(pair.pairing.id for pair in services.latest.plan().pairs))
    services.holds.hold_person(ids["Asha"])
    reasons = {p.participation_id: p.reason for p in services.latest.plan().without_buddy}
    assert reasons[ids["Asha"]] == "They are on hold until you release them."
