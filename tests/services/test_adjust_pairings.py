"""Changing the plan by hand."""

from dataclasses import replace

import pytest

from buddy_matcher.domain.eligibility import Block
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import PairingId, ParticipationId
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.rounds.shown_plan import ShownPair
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids


def pairs(services: Services) -> dict[str, ShownPair]:
    return {pair.names: pair for pair in services.latest.plan().pairs}


def test_pairing_someone_anew_takes_their_draft_pairing_apart(services: Services, ids: Ids):
    services.plan.suggest()
    services.pairings.pair(ids["Asha"], ids["Dewi"])
    assert pairs(services).keys() == {"Asha Rao and Dewi Pugh"}
    assert services.latest.plan().standing == "Changed by hand since the last suggestion."


def test_pairing_by_hand_may_cross_rules_and_the_plan_says_which(services: Services, ids: Ids):
    services.pairings.never_pair(ids["Asha"], ids["Cara"])
    services.pairings.pair(ids["Asha"], ids["Cara"])
    [pair] = pairs(services).values()
    assert pair.blocks == (Block.SAME_SECTOR, Block.NEVER_PAIR)


def test_an_agreed_or_locked_pairing_makes_no_room(services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    services.pairings.agree()
    with pytest.raises(UserError, match="Ben Moss is already in an agreed or locked pairing"):
        services.pairings.pair(ids["Cara"], ids["Ben"])
    assert pairs(services).keys() == {"Asha Rao and Ben Moss"}


def test_people_who_are_paired_already_are_not_paired_twice(services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    with pytest.raises(UserError, match="paired already"):
        services.pairings.pair(ids["Ben"], ids["Asha"])


def test_someone_with_room_gets_a_second_buddy(services: Services, ids: Ids):
    form = services.people.form_of(ids["Asha"])
    services.people.save(replace(form, participation=replace(form.participation, capacity=2)))
    services.pairings.pair(ids["Asha"], ids["Ben"])
    services.pairings.pair(ids["Asha"], ids["Dewi"])
    assert pairs(services).keys() == {"Asha Rao and Ben Moss", "Asha Rao and Dewi Pugh"}


def test_three_people_can_be_paired_by_hand(services: Services, ids: Ids):
    services.pairings.pair(ids["Ben"], ids["Asha"], ids["Cara"])
    [trio] = pairs(services).values()
    assert trio.pairing.is_trio
    assert {m.name for m in trio.members} == {"Asha Rao", "Ben Moss", "Cara Lunt"}
    assert services.history.next_undo() == "Pair Ben Moss with Asha Rao and Cara Lunt"


def test_unpairing_a_draft_removes_it_and_unpairing_an_agreed_one_ends_it(services: Services, ids: Ids):
    services.plan.suggest()
    found = pairs(services)
    services.pairings.unpair(found["Asha Rao and Ben Moss"].pairing.id)
    services.pairings.agree()
    services.pairings.unpair(found["Cara Lunt and Dewi Pugh"].pairing.id, reason="They never met")
    assert pairs(services) == {}
    [ended] = services.latest.state().pairings
    assert (ended.state, ended.ended_reason) == (PairingState.ENDED, "They never met")
    services.plan.suggest()
    assert "Cara Lunt and Dewi Pugh" not in pairs(services)


def test_never_pair_is_a_rule_that_the_next_suggestion_follows(services: Services, ids: Ids):
    services.plan.suggest()
    services.pairings.never_pair(ids["Asha"], ids["Ben"], reason="They are family")
    assert "Asha Rao and Ben Moss" not in pairs(services)
    services.plan.suggest()
    assert pairs(services).keys() == {"Asha Rao and Dewi Pugh", "Cara Lunt and Ben Moss"}


def test_locks_can_be_set_and_taken_off(services: Services, ids: Ids):
    services.plan.suggest()
    [pairing_id, _] = [pair.pairing.id for pair in pairs(services).values()]
    services.pairings.lock(pairing_id)
    assert {p.pairing.is_locked for p in pairs(services).values()} == {True, False}
    services.pairings.unlock(pairing_id)
    assert {p.pairing.is_locked for p in pairs(services).values()} == {False}


def test_agreed_pairings_can_be_reopened(services: Services, ids: Ids):
    services.plan.suggest(agree=True)
    [first, _] = [pair.pairing.id for pair in pairs(services).values()]
    services.pairings.reopen(first)
    states = {pair.pairing.id: pair.pairing.state for pair in pairs(services).values()}
    assert states[first] is PairingState.DRAFT
    services.pairings.agree(first)
    assert not services.latest.plan().is_draft


def test_a_pairing_that_is_gone_is_a_clear_error(services: Services, ids: Ids):
    with pytest.raises(UserError, match="not in the plan any more"):
        services.pairings.unpair(PairingId(99))
    with pytest.raises(UserError, match="not in this round any more"):
        services.pairings.pair(ids["Asha"], ParticipationId(99))


def test_every_adjustment_can_be_undone(services: Services, ids: Ids):
    services.plan.suggest()
    before = pairs(services)
    pairing_id = before["Asha Rao and Ben Moss"].pairing.id
    adjustments = [
        lambda: services.pairings.pair(ids["Asha"], ids["Dewi"]),
        lambda: services.pairings.unpair(pairing_id),
        lambda: services.pairings.lock(pairing_id),
        services.pairings.agree,
        lambda: services.pairings.agree(pairing_id),
        lambda: services.pairings.never_pair(ids["Asha"], ids["Ben"]),
    ]
    for adjust in adjustments:
        assert adjust()
        assert pairs(services) != before
        services.history.undo()
        assert pairs(services) == before


def test_two_pairs_exchange_partners_in_one_action(services: Services, ids: Ids):
    services.plan.suggest()
    before = pairs(services)
    services.pairings.swap(*(pair.pairing.id for pair in before.values()))
    assert pairs(services).keys() == {"Asha Rao and Dewi Pugh", "Cara Lunt and Ben Moss"}
    assert services.history.next_undo() == "Swap the buddies of Cara Lunt and Asha Rao"
    services.history.undo()
    assert pairs(services) == before


def test_a_locked_pair_is_not_swapped(services: Services, ids: Ids):
    services.plan.suggest()
    before = [pair.pairing.id for pair in pairs(services).values()]
    services.pairings.lock(before[0])
    with pytest.raises(UserError, match="can’t swap"):
        services.pairings.swap(*before)
    assert [pair.pairing.id for pair in pairs(services).values()] == before


def test_several_pairs_are_locked_and_taken_apart_in_one_step(services: Services, ids: Ids):
    services.plan.suggest()
    pairings = [pair.pairing.id for pair in services.latest.plan().pairs]
    services.pairings.lock(*pairings)
    assert all(pair.pairing.is_locked for pair in services.latest.plan().pairs)
    assert services.history.next_undo() == "Lock 2 pairings"
    services.pairings.unpair(*pairings)
    assert services.latest.plan().pairs == ()
    services.history.undo()
    services.pairings.unpair(pairings[0])
    with pytest.raises(UserError, match="not in the plan any more"):
        services.pairings.unlock(*pairings)
    assert [pair.pairing.is_locked for pair in services.latest.plan().pairs] == [True]


def test_whoever_may_reach_the_other_is_let_begin_and_is_called_so(services: Services, ids: Ids):
    share_contact(services, ids["Asha"], ids["Ben"])
    services.pairings.pair(ids["Asha"], ids["Ben"])
    [pair] = pairs(services).values()
    found = services.pairings.beginners(pair.pairing.id)
    assert (found.usual, {name for _, name in found.able}) == ("Asha Rao", {"Asha Rao", "Ben Moss"})
    services.pairings.let_begin(pair.pairing.id, ids["Ben"])
    assert services.pairings.beginners(pair.pairing.id).chosen == ids["Ben"]
    services.pairings.agree()
    first = services.follow_up.pairs(today())[0].makes_first_contact
    assert first
    assert first.name == "Ben Moss"


def test_nobody_begins_who_may_not_know_how_to_reach_the_other(services: Services, ids: Ids):
    share_contact(services, ids["Asha"])
    services.pairings.pair(ids["Asha"], ids["Ben"])
    [pair] = pairs(services).values()
    with pytest.raises(UserError, match="can’t make first contact"):
        services.pairings.let_begin(pair.pairing.id, ids["Asha"])
    assert [name for _, name in services.pairings.beginners(pair.pairing.id).able] == ["Ben Moss"]


def share_contact(services: Services, *members: ParticipationId) -> None:
    for member in members:
        form = services.people.form_of(member)
        person = replace(form.participant, email=f"{form.participant.given.lower()}@example.org")
        part = replace(form.participation, share_contact=True)
        services.people.save(replace(form, participant=person, participation=part))
