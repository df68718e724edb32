"""Who is on hold is in no pool: every question about a plan says so, whatever pairing they are in."""

from datetime import datetime

import pytest

from buddy_matcher.domain.arranged import Arranged
from buddy_matcher.domain.letters import Issue
from buddy_matcher.services.follow_up import TO_ASK, UNSENT
from buddy_matcher.services.overview import NextStep
from buddy_matcher.services.schemes import Services
from tests.helpers.lives import TODAY, pair_of
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


@pytest.mark.parametrize("what", ["the pair", "one of it"])
def test_letters_of_a_pair_on_hold_wait(services: Services, what: str):
    ids = add_four(services)
    services.plan.suggest(agree=True)
    pair = pair_of(services, "Asha Rao")
    if what == "the pair":
        services.holds.hold_pairing(pair.pairing.id)
    else:
        services.holds.hold_person(ids["Asha"])
    assert {letter.member.name for letter in services.letters.letters()} == {"Cara Lunt", "Dewi Pugh"}
    services.letters.record_gone(Issue.GIVEN, TODAY)
    assert pair_of(services, "Asha Rao").life.letters_out is None
    assert UNSENT not in {due.kind for due in services.follow_up.due(TODAY)}
    assert services.overview.round().next_step is NextStep.FOLLOW_UP
    services.holds.release_pairing(pair.pairing.id)
    services.holds.release_person(ids["Asha"])
    assert [due.count for due in services.follow_up.due(TODAY) if due.kind == UNSENT] == [1]
    services.letters.record_gone(Issue.GIVEN, TODAY)
    assert pair_of(services, "Asha Rao").life.letters_out == TODAY


def test_nobody_asks_whether_a_pair_on_hold_met(services: Services):
    add_four(services)
    services.plan.suggest(agree=True)
    pairing = pair_of(services, "Asha Rao").pairing
    services.arranging.arrange(pairing.id, Arranged(starts=datetime(2026, 1, 5, 10)))  # noqa: DTZ001 - clock time
    assert TO_ASK in {due.kind for due in services.follow_up.due(TODAY)}
    services.holds.hold_pairing(pairing.id)
    assert TO_ASK not in {due.kind for due in services.follow_up.due(TODAY)}
