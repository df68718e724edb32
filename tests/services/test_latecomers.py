"""Someone who signs up after the plan was agreed waits, or is proposed to join a pair; nobody is doubled."""

from dataclasses import replace
from pathlib import Path

import pytest

from buddy_matcher.domain.doubles import DoubledPairing, NoRoom
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import RoundId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import Pairing, PairingState, between
from buddy_matcher.services.overview import NextStep
from buddy_matcher.services.schemes import Services
from tests.helpers.people import add_four, add_person, id_of

HEADINGS = (
    "Full name,Email address,Organisation,Which sector do you work in?,"
    "Which strengths could you share with a buddy?,Which strengths would you like to gain from a buddy?,"
    "Would you be happy to be in a group of three?"
)
PRIYA = "Priya Health,p@x.example.org,X Trust,Health,Project management,Policy and strategy,Yes"
GRACE = "Grace Vcse,g@y.example.org,Y Charity,VCSE,Policy and strategy,Project management,Yes"
LATE = "Late Vcse,l@z.example.org,Z Charity,VCSE,Policy and strategy,Project management,Yes"


def bring(services: Services, folder: Path, *rows: str) -> None:
    sheet = folder / "form.csv"
    sheet.write_text("\n".join((HEADINGS, *rows)), "utf-8")
    services.imports.run(sheet)


@pytest.fixture
def late(services: Services, tmp_path: Path) -> Services:
    """An agreed pair, and a plan that has been suggested anew after somebody signed up late."""
    bring(services, tmp_path, PRIYA, GRACE)
    services.plan.suggest()
    services.pairings.agree()
    bring(services, tmp_path, PRIYA, GRACE, LATE)
    services.plan.suggest()
    return services


def groups(services: Services) -> list[set[str]]:
    return [{member.name for member in pair.members} for pair in services.latest.plan().pairs]


def test_a_latecomer_is_proposed_to_join_and_counts_only_when_agreed(late: Services):
    plan = late.latest.plan()
    assert groups(late) == [{"Priya Health", "Grace Vcse"}]
    [change] = plan.changes
    assert change.change == "Late Vcse joins Priya Health and Grace Vcse: they become a three"
    [waiting] = plan.without_buddy
    assert (
        waiting.reason == "They wait for you to agree that they join Priya Health and Grace Vcse as a three."
    )
    assert plan.standing == "Best possible under your rules and these answers."
    assert late.overview.round().next_step is NextStep.AGREE


def test_an_agreed_change_keeps_the_pairing_and_its_days(late: Services):
    [before] = [p.pairing for p in late.latest.plan().pairs]
    late.pairings.agree()
    plan = late.latest.plan()
    [three] = plan.pairs
    assert three.pairing.id == before.id
    assert groups(late) == [{"Priya Health", "Grace Vcse", "Late Vcse"}]
    assert three.pairing.state is PairingState.AGREED
    assert not plan.changes
    assert not plan.without_buddy
    assert all(membership.joined_on for membership in three.pairing.memberships)
    assert plan.standing == "Best possible under your rules and these answers."
    late.history.undo()
    assert groups(late) == [{"Priya Health", "Grace Vcse"}]
    assert late.latest.plan().changes


def test_a_refused_change_leaves_the_pair_and_the_latecomer_waits(late: Services):
    [change] = late.latest.plan().changes
    late.pairings.unpair(change.pairing.id)
    assert groups(late) == [{"Priya Health", "Grace Vcse"}]
    assert [p.name for p in late.latest.plan().without_buddy] == ["Late Vcse"]


def test_agreeing_at_once_makes_them_a_three(late: Services):
    late.plan.suggest(agree=True)
    assert groups(late) == [{"Priya Health", "Grace Vcse", "Late Vcse"}]
    late.plan.suggest()
    assert not late.latest.plan().changes


def test_who_leaves_a_three_leaves_a_pair_with_the_same_number(late: Services):
    late.pairings.agree()
    [three] = [p.pairing for p in late.latest.plan().pairs]
    late.people.remove(id_of(late, "Late Vcse"))
    [pair] = [p.pairing for p in late.latest.plan().pairs]
    assert (pair.id, len(pair.members), pair.state) == (three.id, 2, PairingState.AGREED)
    assert [bool(m.left_on) for m in pair.memberships] == [False, False, True]
    late.plan.suggest()
    assert groups(late) == [{"Priya Health", "Grace Vcse"}]


def test_a_pairing_that_is_proposed_to_change_can_end_or_be_opened_again(late: Services):
    [pair] = [p.pairing for p in late.latest.plan().pairs]
    late.pairings.reopen(pair.id)
    assert not late.latest.plan().changes
    late.pairings.agree()
    late.plan.suggest()
    assert late.latest.plan().changes
    late.pairings.unpair(pair.id)
    assert not late.latest.plan().changes
    assert not late.latest.plan().pairs


def test_a_locked_draft_becomes_the_three_itself(services: Services, tmp_path: Path):
    bring(services, tmp_path, PRIYA, GRACE)
    services.plan.suggest()
    [pair] = [p.pairing for p in services.latest.plan().pairs]
    services.pairings.lock(pair.id)
    bring(services, tmp_path, PRIYA, GRACE, LATE)
    services.plan.suggest()
    [three] = [p.pairing for p in services.latest.plan().pairs]
    assert (three.id, three.is_locked, len(three.members)) == (pair.id, True, 3)


def test_two_of_an_agreed_three_are_not_paired_once_more(services: Services):
    # The engine does not see threes made by hand; whoever has room for more could meet the same person again.
    for name, sector in (("Asha Rao", Sector.HEALTH), ("Ben Moss", Sector.VCSE), ("Cara Lunt", Sector.VCSE)):
        add_person(services, name, sector, shares="Policy", wishes="Bid", capacity=2)
    services.pairings.pair(*(id_of(services, name) for name in ("Asha Rao", "Ben Moss", "Cara Lunt")))
    services.pairings.agree()
    services.plan.suggest()
    assert groups(services) == [{"Asha Rao", "Ben Moss", "Cara Lunt"}]


def test_no_use_case_can_write_a_double(services: Services):
    ids = add_four(services)
    services.pairings.pair(ids["Asha"], ids["Ben"])
    with services.file.changing(Label("Pair")) as unit:
        unit.pairings.save(Pairing(round_id=RoundId(1), memberships=between(ids["Cara"], ids["Ben"])))
        with pytest.raises(NoRoom, match="Ben Moss would be in 2 pairings, but has room for 1 pairing"):
            unit.commit()
    with services.file.changing(Label("Let Asha and Ben have two")) as unit:
        for name in ("Asha", "Ben"):
            part = unit.participations.get(ids[name])
            unit.participations.save(replace(part, capacity=2))
        unit.commit()
    with services.file.changing(Label("Pair")) as unit:
        unit.pairings.save(Pairing(round_id=RoundId(1), memberships=between(ids["Ben"], ids["Asha"])))
        with pytest.raises(DoubledPairing, match="Asha Rao and Ben Moss would be in two pairings"):
            unit.commit()
    assert len(services.latest.plan().pairs) == 1
