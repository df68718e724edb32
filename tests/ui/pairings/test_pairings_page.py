"""The Pairings page on real services: what it shows, and each of its commands."""

from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from buddy_matcher.domain.endings import EndReason, Next, NextFor
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.end_pairings import Ending
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.leaving.end_dialog import EndDialog
from buddy_matcher.ui.pairings.pairings_page import PairingsPage
from buddy_matcher.ui.widgets.choose_entry_dialog import ChooseEntryDialog
from buddy_matcher.ui.widgets.choose_person_dialog import ChoosePersonDialog
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog, ReasonDialog
from buddy_matcher.ui.widgets.labels import LOOK
from tests.helpers.dialogs import answer
from tests.helpers.pairings_page import (
    choose_waiting,
    command,
    count_rows,
    drag,
    inspected,
    inspector_button,
    names,
    pairs_table,
    words,
)
from tests.helpers.people import Ids, add_person


@pytest.fixture
def page(pairings_page: PairingsPage) -> PairingsPage:
    return pairings_page


def suggest(page: PairingsPage, operations: Operations, qtbot) -> None:
    with qtbot.waitSignal(operations.changed, timeout=20_000):
        command(page, "Suggest").trigger()


def test_without_a_plan_the_page_says_so_and_can_make_one(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, qtbot
):
    page.refresh()
    assert "No plan yet" in words(page)
    assert "2 Health people and 2 VCSE people can be paired" in " ".join(words(page))
    suggest(page, operations, qtbot)
    assert pairs_table(page).isVisible()
    assert pairs_table(page).model().rowCount() == 2
    assert "2 pairs · 0 waiting · proved best" in words(page)


def test_with_one_side_empty_the_page_leads_to_people(page: PairingsPage, services: Services, qtbot):
    add_person(services, "Ben Moss", Sector.VCSE, shares="Bid")
    page.refresh()
    assert "Nobody to pair on the Health side" in words(page)
    assert not command(page, "Suggest").isEnabled()
    go = next(b for b in page.findChildren(QPushButton) if b.text() == "Go to people")
    with qtbot.waitSignal(page.people_wanted):
        go.click()


def test_commands_wait_while_pairings_are_suggested(
    page: PairingsPage, ids: Ids, operations: Operations, qtbot
):
    page.refresh()
    with qtbot.waitSignal(operations.changed, timeout=20_000):
        command(page, "Suggest").trigger()
        assert not any(each.isEnabled() for each in page.commands() if each.needs is not Needs.NOTHING)
    assert command(page, "Suggest").isEnabled()


def test_a_refusal_of_a_suggestion_is_told(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, qtbot
):
    page.refresh()
    services.people.remove(ids["Asha"], ids["Cara"])
    with qtbot.waitSignal(operations.refused, timeout=20_000) as refused:
        command(page, "Suggest").trigger()
    assert isinstance(refused.args[0], UserError)
    assert command(page, "Suggest").isEnabled()


def test_hand_made_drafts_are_replaced_only_when_confirmed(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, monkeypatch, qtbot
):
    services.pairings.pair(ids["Asha"], ids["Cara"])
    page.refresh()
    asked = answer(monkeypatch, ConfirmDialog, with_=False)
    command(page, "Suggest").trigger()
    assert names(services) == {"Asha Rao and Cara Lunt"}
    assert "Asha Rao and Cara Lunt" in asked[0][1]
    answer(monkeypatch, ConfirmDialog, with_=True)
    suggest(page, operations, qtbot)
    assert names(services) == {"Asha Rao and Ben Moss", "Cara Lunt and Dewi Pugh"}


def test_two_people_are_paired_from_a_ranked_list(
    page: PairingsPage, services: Services, ids: Ids, monkeypatch
):
    page.refresh()
    offered = []

    def choose(parent, title, hint, choices, *, accept):
        offered.append([choice.name for choice in choices])
        return ids["Asha"] if "first" in title else ids["Ben"]

    monkeypatch.setattr(ChoosePersonDialog, "ask", choose)
    command(page, "Pair").trigger()
    assert names(services) == {"Asha Rao and Ben Moss"}
    assert offered[1] == ["Ben Moss", "Dewi Pugh", "Cara Lunt"]


def test_a_selected_person_is_paired_by_keyboard(
    page: PairingsPage, services: Services, ids: Ids, monkeypatch, qtbot
):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    page.refresh()
    answer(monkeypatch, ChoosePersonDialog, with_=ids["Dewi"])
    choose_waiting(page)
    assert "Why without a buddy" in inspected(page)
    qtbot.keyClick(pairs_table(page), Qt.Key.Key_Return)
    assert names(services) == {"Asha Rao and Ben Moss", "Cara Lunt and Dewi Pugh"}


def test_the_chips_count_and_narrow_the_plan(page: PairingsPage, services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Cara"])
    page.refresh()
    chips = {b.text(): b for b in page.findChildren(QPushButton) if b.isCheckable() and b.isVisible()}
    assert {"All 3", "Crosses a rule 1", "Waiting 2", "Locked 0"} <= chips.keys()
    chips["Crosses a rule 1"].click()
    assert count_rows(page) == (1, 0)
    chips["Waiting 2"].click()
    assert count_rows(page) == (0, 2)


def test_a_draft_is_unpaired_with_delete(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, qtbot
):
    services.plan.suggest()
    page.refresh()
    pairs_table(page).setFocus()
    with qtbot.waitSignal(operations.changed):
        qtbot.keyClick(pairs_table(page), Qt.Key.Key_Delete)
    assert names(services) == {"Asha Rao and Ben Moss"}


def test_unpairing_an_agreed_pair_asks_what_every_end_asks(
    page: PairingsPage, services: Services, ids: Ids, monkeypatch
):
    services.plan.suggest(agree=True)
    page.refresh()
    answer(monkeypatch, EndDialog, with_=None)
    command(page, "Unpair").trigger()
    assert len(names(services)) == 2
    members = services.latest.plan().pairs[0].pairing.members
    nothing_else = tuple(NextFor(member, Next.NEXT_ROUND) for member in members)
    ending = Ending(on=today(), reason=EndReason.NO_TIME, note="They moved away", next_for=nothing_else)
    answer(monkeypatch, EndDialog, with_=ending)
    command(page, "Unpair").trigger()
    ended = [p for p in services.latest.state().pairings if p.state is PairingState.ENDED]
    assert [(p.ended_for, p.ended_reason) for p in ended] == [(EndReason.NO_TIME, "They moved away")]


def test_a_pair_is_locked_and_unlocked_and_stays_selected(page: PairingsPage, services: Services, ids: Ids):
    services.plan.suggest()
    page.refresh()
    pairs_table(page).selectRow(1)
    command(page, "Lock").trigger()
    assert [pair.pairing.is_locked for pair in services.latest.plan().pairs] == [False, True]
    command(page, "Unlock").trigger()
    assert not any(pair.pairing.is_locked for pair in services.latest.plan().pairs)
    assert [index.row() for index in pairs_table(page).selectionModel().selectedRows()] == [1]


def test_who_makes_first_contact_is_chosen_and_left_to_the_usual_side(
    page: PairingsPage, services: Services, ids: Ids, monkeypatch
):
    services.plan.suggest()
    page.refresh()
    chosen = services.latest.plan().pairs[0].pairing
    for member in chosen.members:
        form = services.people.form_of(member)
        person = replace(form.participant, phone="07700 900123")
        part = replace(form.participation, share_contact=True)
        services.people.save(replace(form, participant=person, participation=part))
    page.refresh()
    answer(monkeypatch, ChooseEntryDialog, chosen.members[1])
    command(page, "Who makes first contact").trigger()
    assert services.pairings.beginners(chosen.id).chosen == chosen.members[1]
    answer(monkeypatch, ChooseEntryDialog, 0)
    command(page, "Who makes first contact").trigger()
    assert services.pairings.beginners(chosen.id).chosen is None


def test_one_pair_or_the_whole_plan_is_agreed(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, qtbot
):
    services.plan.suggest()
    page.refresh()
    command(page, "Agree pair").trigger()
    states = [pair.pairing.state for pair in services.latest.plan().pairs]
    assert states == [PairingState.AGREED, PairingState.DRAFT]
    command(page, "Make draft again").trigger()
    with qtbot.waitSignal(operations.done):
        command(page, "Agree the whole plan").trigger()
    assert not services.latest.plan().is_draft
    assert not command(page, "Agree the whole plan").isEnabled()


def test_never_pair_makes_a_rule_with_its_reason(
    page: PairingsPage, services: Services, ids: Ids, monkeypatch
):
    services.plan.suggest()
    page.refresh()
    asked = answer(monkeypatch, ReasonDialog, with_="Family")
    command(page, "Never pair").trigger()
    assert str(asked[0][1]).startswith("Cara Lunt and Dewi Pugh will not be suggested")
    assert names(services) == {"Asha Rao and Ben Moss"}
    services.plan.suggest()
    assert "Cara Lunt and Dewi Pugh" not in names(services)


def test_searching_narrows_pairs_and_who_waits(page: PairingsPage, services: Services, ids: Ids, qtbot):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    page.refresh()
    search = next(w for w in page.findChildren(QWidget) if w.accessibleName().startswith("Search"))
    qtbot.keyClicks(search, "dewi")
    assert count_rows(page) == (0, 1)
    assert "Dewi Pugh" in inspected(page)
    assert not command(page, "Unpair").isEnabled()
    qtbot.keyClicks(search, "zzz")
    assert inspected(page) == ["Select a pair to see why it was made."]
    next(b for b in pairs_table(page).findChildren(QPushButton) if b.text() == "Clear search").click()
    assert count_rows(page) == (1, 2)
    assert "Dewi Pugh" in inspected(page) or "Why this pair" in inspected(page)


def test_the_selection_stays_when_the_plan_is_read_anew(page: PairingsPage, services: Services, ids: Ids):
    services.plan.suggest()
    page.refresh()
    pairs_table(page).selectRow(1)
    services.plan.suggest()
    page.refresh()
    assert [index.row() for index in pairs_table(page).selectionModel().selectedRows()] == [1]


def test_every_command_has_a_shortcut_of_its_own(page: PairingsPage):
    shortcuts = [action.shortcut().toString() for action in page.commands()]
    assert all(shortcuts)
    assert len(set(shortcuts)) == len(shortcuts)


def test_nothing_can_be_dropped_or_paired_while_a_job_runs(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, qtbot
):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    page.refresh()
    can_end = Event()
    with qtbot.waitSignal(operations.jobs.ended):
        operations.start("Waiting", lambda _progress, _cancelled: can_end.wait(5), lambda _nothing: None)
        assert not pairs_table(page).acceptDrops()
        with qtbot.waitSignal(operations.refused):
            drag(page, "Cara Lunt", onto="Dewi Pugh")
        can_end.set()
    assert names(services) == {"Asha Rao and Ben Moss"}


def test_a_plan_changed_by_hand_is_compared_with_the_best_one(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, qtbot
):
    services.pairings.pair(ids["Asha"], ids["Dewi"])
    page.refresh()
    compare = next(b for b in page.findChildren(QPushButton) if "Compare" in b.text())
    with qtbot.waitSignal(operations.jobs.ended):
        qtbot.mouseClick(compare, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("2 people lose a buddy" in text for text in words(page)))


def test_return_on_a_pair_asks_for_the_answers_of_both(
    page: PairingsPage, services: Services, ids: Ids, qtbot
):
    services.plan.suggest()
    page.refresh()
    with qtbot.waitSignal(page.people_wanted) as wanted:
        qtbot.keyClick(pairs_table(page), Qt.Key.Key_Return)
    assert wanted.args == [(ids["Cara"], ids["Dewi"])]
    with qtbot.waitSignal(page.people_wanted) as wanted:
        inspector_button(page, "Show answers: Dewi Pugh").click()
    assert wanted.args == [(ids["Dewi"],)]


def test_the_row_that_follows_is_selected_when_a_pair_is_taken_apart(
    page: PairingsPage, services: Services, ids: Ids
):
    add_person(services, "Eve Stone", Sector.VCSE, shares="Bid")
    add_person(services, "Fay Hill", Sector.HEALTH, shares="Policy")
    services.plan.suggest()
    page.refresh()
    pairs_table(page).selectRow(1)
    command(page, "Unpair").trigger()
    assert [index.row() for index in pairs_table(page).selectionModel().selectedRows()] == [1]


def test_several_pairs_are_locked_and_unpaired_at_once(page: PairingsPage, services: Services, ids: Ids):
    services.plan.suggest()
    page.refresh()
    pairs_table(page).selectAll()
    command(page, "Lock 2 pairs").trigger()
    assert all(pair.pairing.is_locked for pair in services.latest.plan().pairs)
    command(page, "Unlock 2 pairs").trigger()
    command(page, "Unpair 2 pairs").trigger()
    assert names(services) == set()


def test_pairing_starts_from_the_selected_pair(page: PairingsPage, services: Services, ids: Ids, monkeypatch):
    services.plan.suggest()
    page.refresh()
    pairs_table(page).selectRow(1)
    asked = answer(monkeypatch, ChoosePersonDialog, with_=None)
    command(page, "Pair").trigger()
    assert [choice.name for choice in asked[0][2]][:2] == ["Asha Rao", "Ben Moss"]


def test_the_primary_button_is_the_next_step(page: PairingsPage, services: Services, ids: Ids):
    def primary() -> list[str]:
        buttons = [b for b in page.findChildren(QPushButton) if b.isVisibleTo(page)]
        return [b.text().replace("&", "") for b in buttons if b.property(LOOK) == "primary"]

    page.refresh()
    assert primary() == ["Suggest pairings"]
    services.plan.suggest()
    page.refresh()
    assert primary() == ["Agree the whole plan"]


def test_a_copy_to_look_at_offers_nothing_that_changes_it(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, qtbot
):
    services.plan.suggest()
    operations.is_read_only = True
    page.refresh()
    assert [action.text() for action in page.commands() if action.isEnabled()] == [
        "Other &buddies…",
        "Plan as a table",
        "&Matrix of all pairs",
        "Strengths wished and met",
        "Map of places",
        "Save the picture…",
        "Picture as a table…",
        "Show answ&ers",
        "&Find in the plan",
    ]
