"""Suggesting a plan: what it holds, what it keeps, and when it is refused."""

import multiprocessing
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from buddy_matcher.domain.assignment import SolutionStatus
from buddy_matcher.domain.changes import Kind
from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.rules import Rule, RuleKind
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids, add_four, add_person, id_of, new_scheme


def names_of_pairs(services: Services) -> set[frozenset[str]]:
    return {frozenset(m.name for m in pair.members) for pair in services.latest.plan().pairs}


BEST = {frozenset({"Asha Rao", "Ben Moss"}), frozenset({"Cara Lunt", "Dewi Pugh"})}


def test_the_plan_pairs_complementary_people_and_is_proved_best(services: Services):
    add_four(services)
    suggestion = services.plan.suggest()
    assert suggestion.status is SolutionStatus.OPTIMAL
    assert suggestion.changes.touches(Kind.PAIRINGS)
    assert suggestion.proof
    assert suggestion.proof.objective == suggestion.proof.bound
    assert dict(suggestion.proof.objective)["people"] == 4
    assert names_of_pairs(services) == BEST
    plan = services.latest.plan()
    assert plan.is_draft
    assert plan.standing == "Best possible under your rules and these answers."
    assert all(
        pair.who_gains.words == "Both gain" and sum(pair.parts.values()) == pair.score for pair in plan.pairs
    )


def test_progress_never_goes_back_and_names_what_is_being_done(services: Services):
    add_four(services)
    reports: list[tuple[float, str]] = []
    services.plan.suggest(progress=lambda done, text: reports.append((done, text)))
    assert [done for done, _ in reports] == sorted(done for done, _ in reports)
    assert "Finding a buddy for as many people as possible" in {text for _, text in reports}


def test_a_cancelled_suggestion_stores_nothing(services: Services):
    add_four(services)
    suggestion = services.plan.suggest(cancelled=lambda: True)
    assert suggestion.status is SolutionStatus.CANCELLED
    assert not suggestion.changes
    assert services.latest.plan().pairs == ()


def test_agreed_pairings_survive_a_new_suggestion(services: Services):
    ids = add_four(services)
    services.pairings.pair(ids["Asha"], ids["Dewi"])
    services.pairings.agree()
    services.plan.suggest()
    assert names_of_pairs(services) == {
        frozenset({"Asha Rao", "Dewi Pugh"}),
        frozenset({"Cara Lunt", "Ben Moss"}),
    }
    states = {pair.pairing.state for pair in services.latest.plan().pairs}
    assert states == {PairingState.AGREED, PairingState.DRAFT}


def test_locked_drafts_survive_and_other_drafts_are_replaced(services: Services):
    ids = add_four(services)
    services.pairings.pair(ids["Asha"], ids["Dewi"])
    services.pairings.pair(ids["Cara"], ids["Ben"])
    services.plan.suggest()
    assert names_of_pairs(services) == BEST
    services.pairings.pair(ids["Asha"], ids["Dewi"])
    [crossed] = [p for p in services.latest.plan().pairs if p.pairing.is_by_hand]
    services.pairings.lock(crossed.pairing.id)
    services.plan.suggest()
    assert frozenset({"Asha Rao", "Dewi Pugh"}) in names_of_pairs(services)


def test_released_agreed_pairings_are_kept_where_nothing_speaks_against_it(services: Services):
    for name, sector in [("Asha Rao", Sector.HEALTH), ("Cara Lunt", Sector.HEALTH)]:
        add_person(services, name, sector, shares="Policy", wishes="Bid")
    for name, sector in [("Ben Moss", Sector.VCSE), ("Dewi Pugh", Sector.VCSE)]:
        add_person(services, name, sector, shares="Bid", wishes="Policy")
    services.plan.suggest()
    suggested = names_of_pairs(services)
    buddy = "Dewi Pugh" if frozenset({"Asha Rao", "Ben Moss"}) in suggested else "Ben Moss"
    services.pairings.pair(id_of(services, "Asha Rao"), id_of(services, buddy))
    services.pairings.agree()
    services.plan.suggest(release_agreed=True)
    assert frozenset({"Asha Rao", buddy}) in names_of_pairs(services)
    assert names_of_pairs(services) != suggested
    asha = id_of(services, "Asha Rao")
    [hers] = [p.pairing for p in services.latest.plan().pairs if asha in p.pairing.members]
    assert hers.state is PairingState.AGREED


def test_a_released_pairing_that_gives_way_is_kept_as_ended(services: Services):
    ids = add_four(services)
    services.pairings.pair(ids["Asha"], ids["Dewi"])
    services.pairings.agree()
    services.pairings.never_pair(ids["Asha"], ids["Dewi"])
    services.plan.suggest(release_agreed=True)
    assert frozenset({"Asha Rao", "Ben Moss"}) in names_of_pairs(services)
    with services.file.reading() as unit:
        ended = [p.members for p in unit.pairings.all() if p.state is PairingState.ENDED]
    assert [set(members) for members in ended] == [{ids["Asha"], ids["Dewi"]}]


def test_a_pairing_within_one_sector_stands_beside_the_engines_plan(services: Services):
    ids = add_four(services)
    services.pairings.pair(ids["Asha"], ids["Cara"])
    services.pairings.agree(cross_rules=True)
    services.plan.suggest()
    assert names_of_pairs(services) == {frozenset({"Asha Rao", "Cara Lunt"})}
    reasons = {person.name: person.reason for person in services.latest.plan().without_buddy}
    assert reasons.keys() == {"Ben Moss", "Dewi Pugh"}
    assert services.latest.plan().standing == "Best possible under your rules and these answers."


def test_more_locks_than_someone_has_room_for_are_named_as_contradictory(services: Services):
    ids = add_four(services)
    form = services.people.form_of(ids["Asha"])
    services.people.save(replace(form, participation=replace(form.participation, capacity=2)))
    services.pairings.pair(ids["Asha"], ids["Ben"])
    services.pairings.pair(ids["Asha"], ids["Dewi"])
    services.pairings.agree()
    services.people.save(form)
    with pytest.raises(UserError) as refusal:
        services.plan.suggest()
    assert refusal.value.message == (
        "Asha Rao has room for 1 pairing, but 2 are agreed or locked: with Ben Moss; with Dewi Pugh. "
        "No plan was made."
    )
    assert len(services.latest.plan().pairs) == 2


def test_an_agreed_suggestion_is_agreed_as_a_whole(services: Services):
    ids = add_four(services)
    services.pairings.pair(ids["Asha"], ids["Dewi"])
    [pair] = services.latest.plan().pairs
    services.pairings.lock(pair.pairing.id)
    services.plan.suggest(agree=True)
    assert not services.latest.plan().is_draft


def test_the_order_of_entry_does_not_change_the_plan(tmp_path: Path):
    people = [
        ("Asha Rao", Sector.HEALTH, "Policy", "Bid"),
        ("Cara Lunt", Sector.HEALTH, "Policy", "Bid"),
        ("Ben Moss", Sector.VCSE, "Bid", "Policy"),
        ("Dewi Pugh", Sector.VCSE, "Bid", "Policy"),
    ]
    plans = []
    for number, order in enumerate([people, people[::-1]]):
        (tmp_path / str(number)).mkdir()
        services = new_scheme(tmp_path / str(number))
        for name, sector, shares, wishes in order:
            add_person(services, name, sector, shares=shares, wishes=wishes)
        services.plan.suggest()
        plans.append(names_of_pairs(services))
        services.close()
    assert plans[0] == plans[1]


def test_without_anybody_on_one_side_there_is_no_plan(services: Services):
    with pytest.raises(UserError, match="nobody to pair on the Health and VCSE sides"):
        services.plan.suggest()
    add_person(services, "Asha Rao", Sector.HEALTH, shares="Policy")
    with pytest.raises(UserError, match=r"nobody to pair on the VCSE side\.") as refusal:
        services.plan.suggest()
    assert refusal.value.advice


def test_rules_that_cannot_hold_together_are_named(services: Services):
    ids = add_four(services)
    participant = {m.participation_id: m.participant.id for m in services.people.people()}
    with services.file.changing(Label("Add rules")) as unit:
        for buddy in ("Ben", "Dewi"):
            first, second = participant[ids["Asha"]], participant[ids[buddy]]
            unit.rules.save(
                Rule(kind=RuleKind.MUST_PAIR, first_participant_id=first, second_participant_id=second)
            )
        unit.commit()
    with pytest.raises(
        UserError, match="cannot all hold: Asha Rao with Ben Moss and Asha Rao with Dewi Pugh"
    ):
        services.plan.suggest()


def test_people_without_strengths_wait_until_the_coordinator_decides(services: Services):
    add_four(services)
    waiting = add_person(services, "Eve Stone", Sector.VCSE)
    services.plan.suggest()
    [person] = services.latest.plan().without_buddy
    assert (person.participation_id, person.name) == (waiting, "Eve Stone")
    assert "named no strengths" in person.reason
    form = services.people.form_of(waiting)
    services.people.save(replace(form, participation=replace(form.participation, status=Status.APPLIED)))
    services.plan.suggest()
    [person] = services.latest.plan().without_buddy
    assert "could be paired with 2 people" in person.reason


def test_reasons_for_having_no_buddy_name_the_rules(services: Services):
    add_person(services, "Asha Rao", Sector.HEALTH, shares="Policy", organisation="The Hub")
    add_person(services, "Cara Lunt", Sector.HEALTH, shares="Policy", ways=frozenset())
    add_person(services, "Ben Moss", Sector.VCSE, shares="Bid", capacity=0)
    ruled = add_person(services, "Dewi Pugh", Sector.VCSE, shares="Bid")
    asha = next(m.participation_id for m in services.people.people() if m.name == "Asha Rao")
    cara = next(m.participation_id for m in services.people.people() if m.name == "Cara Lunt")
    services.pairings.never_pair(ruled, asha)
    services.pairings.never_pair(ruled, cara)
    services.plan.suggest()
    reasons = {person.name: person.reason for person in services.latest.plan().without_buddy}
    assert (
        reasons["Dewi Pugh"] == "The rules leave nobody: of 2 people, 2 are kept apart from them by a rule."
    )
    assert "asked for no buddy" in reasons["Ben Moss"]


def test_a_plan_from_the_solvers_own_process_is_the_same(services: Services, ids: Ids):
    services.plan.suggest()
    here = services.latest.plan()
    services.plan.warm_up()
    services.plan.suggest()
    there = services.latest.plan()
    assert [pair.names for pair in there.pairs] == [pair.names for pair in here.pairs]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows can't halt a process")
def test_a_killed_solver_changes_nothing_and_the_next_suggestion_works(services: Services, ids: Ids):
    services.plan.warm_up()
    child = next(process for process in multiprocessing.active_children() if process.name == "pairing")
    os.kill(child.pid, signal.SIGSTOP)  # so that it can't answer before it is killed

    def kill_while_waiting() -> bool:
        child.kill()
        return False

    with pytest.raises(EnvironmentProblem, match="Nothing was changed"):
        services.plan.suggest(cancelled=kill_while_waiting)
    assert services.latest.plan().pairs == ()
    services.plan.suggest()
    assert names_of_pairs(services) == BEST


def test_two_people_are_paired_locked_and_planned_around_in_one_step(services: Services, ids: Ids):
    services.plan.suggest()
    made = services.plan.suggest_with(ids["Asha"], ids["Dewi"])
    assert made.status is SolutionStatus.OPTIMAL
    plan = services.latest.plan()
    found = {pair.names: (pair.pairing.is_locked, pair.pairing.is_by_hand) for pair in plan.pairs}
    assert found == {"Asha Rao and Dewi Pugh": (True, True), "Cara Lunt and Ben Moss": (False, False)}
    assert plan.standing == "Best possible under your rules and these answers."
    assert services.history.next_undo() == "Pair Asha Rao with Dewi Pugh and plan the rest again"
    services.history.undo()
    assert {pair.names for pair in services.latest.plan().pairs} == {
        "Asha Rao and Ben Moss",
        "Cara Lunt and Dewi Pugh",
    }


def test_planning_around_two_people_keeps_agreed_and_locked_pairs(services: Services, ids: Ids):
    services.plan.suggest(agree=True)
    before = services.latest.plan()
    with pytest.raises(UserError, match="Asha Rao is already in an agreed or locked pairing"):
        services.plan.suggest_with(ids["Asha"], ids["Dewi"])
    assert services.latest.plan() == before
    eve = add_person(services, "Eve Stone", Sector.VCSE, shares="Bid")
    fay = add_person(services, "Fay Hill", Sector.HEALTH, shares="Policy")
    services.plan.suggest_with(fay, eve)
    assert {pair.names for pair in services.latest.plan().pairs} == {
        "Asha Rao and Ben Moss",
        "Cara Lunt and Dewi Pugh",
        "Fay Hill and Eve Stone",
    }


def test_a_pair_of_the_plan_is_locked_when_the_rest_is_planned_around_it(services: Services, ids: Ids):
    services.plan.suggest()
    services.plan.suggest_with(ids["Ben"], ids["Asha"])
    found = {pair.names: pair.pairing.is_locked for pair in services.latest.plan().pairs}
    assert found == {"Asha Rao and Ben Moss": True, "Cara Lunt and Dewi Pugh": False}


def test_planning_around_two_people_can_be_cancelled(services: Services, ids: Ids):
    services.plan.suggest()
    before = services.latest.plan()
    assert not services.plan.suggest_with(ids["Asha"], ids["Dewi"], cancelled=lambda: True).changes
    assert services.latest.plan() == before


def test_nobody_who_has_left_is_planned_around(services: Services, ids: Ids):
    services.plan.suggest()
    form = services.people.form_of(ids["Asha"])
    withdrawn = replace(form.participation, status=Status.WITHDRAWN)
    services.people.save(replace(form, participation=withdrawn))
    with pytest.raises(UserError, match="Asha Rao is withdrawn"):
        services.plan.suggest_with(ids["Asha"], ids["Dewi"])
