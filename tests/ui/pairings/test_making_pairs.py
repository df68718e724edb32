"""Pairs made by hand: dragged, chosen or by keys; a rule is asked about, a lock is offered to be released."""

import pytest

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.rules import RuleKind
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.pairings.pairings_page import PairingsPage
from buddy_matcher.ui.pairings.plan_table import PlanTable
from buddy_matcher.ui.widgets.choose_entry_dialog import ChooseEntryDialog
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from tests.helpers.dialogs import answer
from tests.helpers.finding import the
from tests.helpers.pairings_page import command, drag, names, pairs_table
from tests.helpers.people import Ids

AS_SUGGESTED = {"Asha Rao and Ben Moss", "Cara Lunt and Dewi Pugh"}
SWAPPED = {"Asha Rao and Dewi Pugh", "Cara Lunt and Ben Moss"}


@pytest.fixture
def page(pairings_page: PairingsPage) -> PairingsPage:
    return pairings_page


def keep_apart(services: Services, *pair: ParticipationId) -> None:
    members = services.latest.state().members
    first, second = (members[each].participant.id for each in pair)
    services.rules.add(RuleKind.NEVER_PAIR, first, second)


def test_dragging_one_person_onto_another_pairs_them(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, qtbot
):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    page.refresh()
    with qtbot.waitSignal(operations.changed):
        drag(page, "Cara Lunt", onto="Dewi Pugh")
    assert "Cara Lunt and Dewi Pugh" in names(services)


def test_dragging_between_two_pairs_swaps_their_buddies(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, qtbot
):
    services.plan.suggest()
    page.refresh()
    with qtbot.waitSignal(operations.changed):
        drag(page, "Cara Lunt", onto="Asha Rao")
    assert names(services) == {"Asha Rao and Dewi Pugh", "Cara Lunt and Ben Moss"}


def test_two_who_wait_are_paired_without_a_question(page: PairingsPage, services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    page.refresh()
    the(PlanTable, page).choose({ids["Cara"], ids["Dewi"]})
    command(page, "Pair these two").trigger()
    assert "Cara Lunt and Dewi Pugh" in names(services)


def test_who_waits_is_paired_with_a_selected_pair_by_keys(page: PairingsPage, services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    page.refresh()
    the(PlanTable, page).choose({ids["Asha"], ids["Ben"], ids["Cara"]})
    command(page, "Pair these two").trigger()
    assert names(services) == {"Cara Lunt and Ben Moss"}


def test_two_selected_pairs_swap_their_buddies(page: PairingsPage, services: Services, ids: Ids):
    services.plan.suggest()
    page.refresh()
    pairs_table(page).selectAll()
    command(page, "Swap").trigger()
    assert names(services) == SWAPPED


def test_with_one_pair_selected_the_other_is_asked_for(
    page: PairingsPage, services: Services, ids: Ids, monkeypatch
):
    services.plan.suggest()
    keep_apart(services, ids["Asha"], ids["Dewi"])
    page.refresh()
    the(PlanTable, page).choose({ids["Asha"], ids["Ben"]})
    [cara] = [pair for pair in services.latest.plan().pairs if ids["Cara"] in pair.pairing.members]
    asked = answer(monkeypatch, ChooseEntryDialog, with_=cara.pairing.id)
    answer(monkeypatch, ConfirmDialog, with_=True)
    command(page, "Swap").trigger()
    assert [words for _, words in asked[0][2]] == ["Cara Lunt and Dewi Pugh ⚠ crosses a rule"]
    assert names(services) == SWAPPED


def test_a_rule_that_a_swap_would_cross_is_asked_about(
    page: PairingsPage, services: Services, ids: Ids, monkeypatch, qtbot
):
    services.plan.suggest()
    keep_apart(services, ids["Asha"], ids["Dewi"])
    page.refresh()
    pairs_table(page).selectAll()
    asked = answer(monkeypatch, ConfirmDialog, with_=False)
    command(page, "Swap").trigger()
    assert "Asha Rao and Dewi Pugh: a rule says never to pair them" in asked[0][1]
    drag(page, "Cara Lunt", onto="Asha Rao")
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert names(services) == AS_SUGGESTED


def test_a_lock_in_the_way_is_named_and_released_when_that_is_wanted(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, monkeypatch, qtbot
):
    services.plan.suggest(agree=True)
    [asha] = [pair for pair in services.latest.plan().pairs if ids["Asha"] in pair.pairing.members]
    services.pairings.lock(asha.pairing.id)
    page.refresh()
    asked = answer(monkeypatch, ConfirmDialog, with_=False)
    drag(page, "Cara Lunt", onto="Asha Rao")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0][1].startswith(
        "Cara Lunt and Dewi Pugh are agreed; Asha Rao and Ben Moss are agreed and locked."
    )
    assert names(services) == AS_SUGGESTED
    answer(monkeypatch, ConfirmDialog, with_=True)
    drag(page, "Cara Lunt", onto="Asha Rao")
    qtbot.waitUntil(lambda: names(services) == SWAPPED)
    assert {pair.pairing.state for pair in services.latest.plan().pairs} == {PairingState.DRAFT}
    assert services.history.next_undo() == "Swap the buddies of Cara Lunt and Asha Rao"
