"""How pairs end: whoever leaves three, the other two go on, and nothing that was proposed is left behind."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from buddy_matcher.domain.endings import EndReason, Next, NextFor
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.participations import Status
from buddy_matcher.services.end_pairings import Ending, EndPairings
from buddy_matcher.services.schemes import Services
from tests.helpers.people import add_person, new_scheme

ON = date(2026, 6, 1)


@pytest.fixture
def three(tmp_path: Path):
    """A scheme in which Asha, Ben and Cai are a group of three."""
    services = new_scheme(tmp_path)
    sides = (("Asha Rao", Sector.HEALTH), ("Ben Moss", Sector.VCSE), ("Cai Pugh", Sector.VCSE))
    members = [add_person(services, name, side, shares="Bid", happy_in_trio=True) for name, side in sides]
    services.pairings.pair(*members)
    services.pairings.agree(cross_rules=True)
    with closing(services):
        yield services


def only_pairing(services: Services) -> Pairing:
    (pairing,) = services.latest.state().pairings
    return pairing


def member(services: Services, name: str) -> ParticipationId:
    return next(m.participation_id for m in services.people.people() if m.name == name)


def test_who_leaves_three_keeps_the_reason_and_the_others_go_on(three: Services):
    cai = member(three, "Cai Pugh")
    leaves = Ending(
        on=ON,
        reason=EndReason.NOT_GOOD_FIT,
        note="Too far to travel",
        leaver=cai,
        next_for=(NextFor(cai, Next.LEAVE),),
    )
    three.endings.end(only_pairing(three).id, leaves)
    state = three.latest.state()
    assert only_pairing(three).state is PairingState.AGREED
    assert {state.members[m].name for m in only_pairing(three).members} == {"Asha Rao", "Ben Moss"}
    assert state.members[cai].participation.status is Status.WITHDRAWN
    assert [entry.said for entry in state.entries if entry.participation_id == cai] == [
        "Left a group of three: Not a good fit. Too far to travel"
    ]
    assert {tuple(sorted((named.first, named.second))) for named in three.rules.rules()} == {
        ("Asha Rao", "Cai Pugh"),
        ("Ben Moss", "Cai Pugh"),
    }
    three.history.undo()
    assert only_pairing(three).is_trio


def test_nobody_leaves_a_pair_of_two_alone(three: Services):
    cai, ben = member(three, "Cai Pugh"), member(three, "Ben Moss")
    three.endings.end(only_pairing(three).id, Ending(on=ON, reason=EndReason.NO_TIME, leaver=cai))
    with pytest.raises(UserError, match="Only one of three"):
        three.endings.end(only_pairing(three).id, Ending(on=ON, reason=EndReason.NO_TIME, leaver=ben))


def test_where_everything_is_stopped_for_one_of_three_the_others_go_on_once_they_were_rung(three: Services):
    ben = three.latest.state().members[member(three, "Ben Moss")]
    three.holds.stop(ben.participant.id, ON)
    state = three.latest.state()
    assert only_pairing(three).state is PairingState.AGREED
    held = {m.name for m in state.members.values() if m.participation.is_held}
    assert held == {"Asha Rao", "Cai Pugh"}


@pytest.mark.parametrize("who_ends", ["end", "stop"])
def test_what_was_proposed_to_become_of_a_pair_goes_with_it(three: Services, who_ends: str):
    cai = member(three, "Cai Pugh")
    three.endings.end(only_pairing(three).id, Ending(on=ON, reason=EndReason.NO_TIME, leaver=cai))
    add_person(three, "Dewi Gale", Sector.VCSE, shares="Bid", happy_in_trio=True)
    three.questions.mend.take("join-as-three")
    assert any(pairing.is_proposal for pairing in three.latest.state().pairings)
    asha = three.latest.state().members[member(three, "Asha Rao")]
    if who_ends == "stop":
        three.holds.stop(asha.participant.id, ON)
    else:
        agreed = next(p for p in three.latest.state().pairings if p.state is PairingState.AGREED)
        EndPairings(three.file).end(agreed.id, Ending(on=ON, reason=EndReason.NO_TIME))
    assert not three.latest.state().proposals
    assert only_pairing(three).state is PairingState.ENDED
