"""Who is on hold is in no pool: every question about a plan says so, whatever pairing they are in."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from buddy_matcher.documents.bank_holidays import bank_holidays
from buddy_matcher.domain.arranged import Arranged
from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.made_forms import FormKind
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.services.follow_up import BACK, TO_ASK, UNSENT
from buddy_matcher.services.overview import NextStep
from buddy_matcher.services.schemes import Services
from tests.helpers.kept_schemes import opened
from tests.helpers.lives import TODAY, pair_of, running_four
from tests.helpers.people import Ids, add_four


@pytest.fixture
def ids(services: Services) -> Ids:
    ids = add_four(services)
    services.plan.suggest()
    return ids


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Services]:
    """Two agreed pairs whose letters went ten days ago."""
    with closing(opened(running_four, tmp_path / "running.buddy")) as services:
        yield services


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


def test_the_thanks_and_the_invitation_of_a_pair_on_hold_wait_too(running: Services, tmp_path: Path):
    pair = pair_of(running, "Asha Rao")
    running.holds.pass_worry(pair.pairing.id, "Jo Hale", TODAY)
    codes = running.forms.save(running.forms.form(FormKind.CHECK_IN), tmp_path)[-1]
    asked = {row[0] for row in load_workbook(codes.path, read_only=True).active.values}
    assert asked == {"Name", "Cara Lunt", "Dewi Pugh"}
    running.endings.end_all_finished(pair.pairing.round_id, TODAY)
    assert {letter.member.name for letter in running.letters.letters()} == {"Cara Lunt", "Dewi Pugh"}
    running.rounds.start("Spring")
    invited = {member.name: member.participation.is_held for member in running.people.people()}
    assert invited == {"Asha Rao": True, "Ben Moss": True, "Cara Lunt": False, "Dewi Pugh": False}


def test_a_pair_whose_hold_is_over_comes_back_in_today(running: Services):
    pair = pair_of(running, "Asha Rao")
    until = TODAY + timedelta(days=10)
    running.holds.hold_pairing(pair.pairing.id, until)

    def back(days: int) -> set[str]:
        due = running.follow_up.due(until + timedelta(days=days))
        return {member.name for each in due if each.kind == BACK for member in each.people}

    assert back(-1) == set()
    assert back(7) == {"Asha Rao", "Ben Moss"}
    running.holds.release_pairing(pair.pairing.id)
    assert back(7) == set()


def test_the_days_of_a_round_are_due_for_the_pairs_that_are_not_on_hold(running: Services):
    ends = running.scheme.round().dates.due(Milestone.ENDS, bank_holidays(running.scheme.scheme().nation))

    def asked() -> set[str]:
        due = running.follow_up.due(ends) if ends else ()
        return {member.name for each in due if each.kind == Milestone.ENDS for member in each.people}

    assert asked() == {"Asha Rao", "Ben Moss", "Cara Lunt", "Dewi Pugh"}
    running.holds.hold_pairing(pair_of(running, "Asha Rao").pairing.id)
    assert asked() == {"Cara Lunt", "Dewi Pugh"}
    running.holds.hold_person(pair_of(running, "Cara Lunt").pairing.members[0])
    assert asked() == set()
