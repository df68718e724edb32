"""What the plan says of its pairs, and whom someone could be paired with by hand."""

import pytest

from buddy_matcher.domain.criteria import Part
from buddy_matcher.domain.eligibility import Block
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.scoring import rounded
from buddy_matcher.services.change_people import Change
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids, add_person


def test_the_points_of_a_pair_are_told_out_of_the_most_there_are(services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    [pair] = services.latest.plan().pairs
    assert pair.parts[Part.COMPLEMENTARY] == pair.most[Part.COMPLEMENTARY] == 50
    assert pair.percent == rounded(100 * pair.score, sum(pair.most.values()))


def test_the_most_points_of_a_trio_are_those_of_its_two_pairs(services: Services, ids: Ids):
    services.pairings.pair(ids["Ben"], ids["Asha"], ids["Cara"])
    [trio] = services.latest.plan().pairs
    assert trio.most[Part.COMPLEMENTARY] == 100
    assert 0 <= trio.percent <= 100


def test_whoever_is_invited_and_has_not_answered_does_not_wait(services: Services, ids: Ids):
    services.plan.suggest()
    assert services.latest.plan().waiting == 0
    services.changing.change([ids["Asha"]], Change(status=Status.INVITED))
    services.pairings.unpair(*(pair.pairing.id for pair in services.latest.plan().pairs))
    plan = services.latest.plan()
    assert (len(plan.without_buddy), plan.waiting) == (4, 3)


def test_reasons_name_two_people_of_one_name_in_full(services: Services):
    lee = add_person(services, "Sam Lee", Sector.HEALTH, shares="Policy", wishes="Bid")
    ray = add_person(services, "Sam Ray", Sector.VCSE, shares="Bid", wishes="Policy")
    services.pairings.pair(lee, ray)
    [pair] = services.latest.plan().pairs
    assert pair.reasons[0].startswith("Sam Lee would like help with")
    assert pair.reasons[0].endswith("which Sam Ray can share")


def test_possible_buddies_stand_best_first_and_blocked_ones_last(services: Services, ids: Ids):
    found = services.latest.possible_buddies(ids["Asha"])
    assert [buddy.name for buddy in found] == ["Ben Moss", "Dewi Pugh", "Cara Lunt"]
    assert found[0].who_gains.words == "Both gain"
    assert found[0].blocks == ()
    assert found[2].blocks == (Block.SAME_SECTOR,)


def test_possible_buddies_say_whom_they_have_now_and_leave_out_ones_own(services: Services, ids: Ids):
    services.plan.suggest()
    found = {buddy.name: buddy.buddies for buddy in services.latest.possible_buddies(ids["Asha"])}
    assert found == {"Dewi Pugh": ("Cara Lunt",), "Cara Lunt": ("Dewi Pugh",)}


def test_someone_who_is_gone_has_no_possible_buddies(services: Services, ids: Ids):
    services.people.remove(ids["Asha"])
    with pytest.raises(UserError, match="not in this round any more"):
        services.latest.possible_buddies(ids["Asha"])


def test_pairs_stand_in_the_order_of_family_names_like_every_list(services: Services, ids: Ids):
    services.plan.suggest()
    pairs = services.latest.plan().pairs
    assert [pair.names for pair in pairs] == ["Cara Lunt and Dewi Pugh", "Asha Rao and Ben Moss"]
    services.pairings.unpair(*(pair.pairing.id for pair in pairs))
    waiting = [person.name for person in services.latest.plan().without_buddy]
    assert waiting == ["Cara Lunt", "Ben Moss", "Dewi Pugh", "Asha Rao"]
