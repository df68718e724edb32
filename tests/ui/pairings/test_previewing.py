"""Other buddies are weighed, looked at in the plan, and kept or given up."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.rules import RuleKind
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.pairings.other_buddies_dialog import OtherBuddiesDialog, Weighing
from buddy_matcher.ui.pairings.pairings_page import PairingsPage
from buddy_matcher.ui.pairings.plan_table import PlanTable
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from tests.helpers.dialogs import answer
from tests.helpers.finding import the
from tests.helpers.pairings_page import choose_waiting, command, inspector_button, names, pairs_table, words
from tests.helpers.people import Ids

AS_SUGGESTED = {"Asha Rao and Ben Moss", "Cara Lunt and Dewi Pugh"}
OTHERWISE = {"Asha Rao and Dewi Pugh", "Cara Lunt and Ben Moss"}


@pytest.fixture
def page(pairings_page: PairingsPage, services: Services, ids: Ids) -> PairingsPage:
    services.plan.suggest()
    pairings_page.refresh()
    return pairings_page


def preview(page: PairingsPage, ids: Ids, operations: Operations, monkeypatch, qtbot) -> list:
    """Choose Ben as another buddy for Cara; return what the dialog was asked with."""
    asked = answer(monkeypatch, OtherBuddiesDialog, with_=(ids["Cara"], ids["Ben"]))
    the(PlanTable, page).choose({ids["Cara"], ids["Dewi"]})
    command(page, "Other buddies").trigger()
    qtbot.waitUntil(lambda: command(page, "Keep").isEnabled())
    return asked


def rows(page: PairingsPage) -> set[str]:
    return {row.names for row in the(PlanTable, page).table.shown()}


def test_a_preview_shows_what_would_be_and_stores_nothing(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, monkeypatch, qtbot
):
    [(people, found, _weighing)] = preview(page, ids, operations, monkeypatch, qtbot)
    assert people == [(ids["Cara"], "Cara Lunt"), (ids["Dewi"], "Dewi Pugh")]
    [ben] = [other for other in found.buddies if other.name == "Ben Moss"]
    assert ben.moves == "Asha Rao with Dewi Pugh"
    assert ben.cost.startswith("nobody loses a buddy")
    assert rows(page) == OTHERWISE
    assert names(services) == AS_SUGGESTED
    assert all(
        str(pairs_table(page).model().index(row, 4).data()).startswith("Would change") for row in (0, 1)
    )
    told = (
        "Preview: Cara Lunt and Ben Moss as a pair. Who else moves: Asha Rao and Dewi Pugh. "
        "0 people without a buddy. Nothing is stored yet."
    )
    assert told in words(page)
    # What only is looked at is not to be mistaken for what would be agreed.
    assert not command(page, "Agree the whole plan").isEnabled()
    assert not command(page, "Suggest").isEnabled()
    assert not command(page, "Unpair").isEnabled()


def test_what_another_buddy_is_said_to_do_comes_true(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, monkeypatch, qtbot
):
    preview(page, ids, operations, monkeypatch, qtbot)
    with qtbot.waitSignal(operations.changed):
        command(page, "Keep the preview").trigger()
    assert names(services) == OTHERWISE
    assert services.history.next_undo() == "Pair Cara Lunt with Ben Moss and plan the rest again"
    services.history.undo()
    assert names(services) == AS_SUGGESTED


def test_the_focus_goes_back_to_the_table_when_a_preview_ends(
    page: PairingsPage, ids: Ids, operations: Operations, monkeypatch, qtbot
):
    page.activateWindow()
    for end in ("Undo the preview", "Keep the preview"):
        preview(page, ids, operations, monkeypatch, qtbot)
        [button] = [b for b in page.findChildren(QPushButton) if b.text() == end]
        qtbot.waitUntil(lambda: isinstance(page.focusWidget(), QPushButton))
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Return)
        assert page.focusWidget() is pairs_table(page)


def test_a_preview_that_crosses_a_rule_is_kept_only_when_confirmed(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, monkeypatch, qtbot
):
    members = services.latest.state().members
    cara, ben = (members[ids[name]].participant.id for name in ("Cara", "Ben"))
    services.rules.add(RuleKind.NEVER_PAIR, cara, ben)
    page.refresh()
    preview(page, ids, operations, monkeypatch, qtbot)
    assert any("This crosses a rule: a rule says never to pair them." in text for text in words(page))
    asked = answer(monkeypatch, ConfirmDialog, with_=False)
    command(page, "Keep the preview").trigger()
    assert "Cara Lunt and Ben Moss" in asked[0][1]
    assert names(services) == AS_SUGGESTED


def test_a_preview_is_given_up_or_ends_with_any_other_change(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, monkeypatch, qtbot
):
    preview(page, ids, operations, monkeypatch, qtbot)
    command(page, "Undo the preview").trigger()
    assert rows(page) == AS_SUGGESTED
    assert not command(page, "Keep").isEnabled()
    preview(page, ids, operations, monkeypatch, qtbot)
    operations.perform(lambda: services.pairings.lock(services.latest.plan().pairs[0].pairing.id))
    assert rows(page) == AS_SUGGESTED


def test_a_preview_asks_before_other_handmade_drafts_go(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, monkeypatch, qtbot
):
    services.pairings.pair(ids["Asha"], ids["Dewi"])
    page.refresh()
    answer(monkeypatch, OtherBuddiesDialog, with_=(ids["Cara"], ids["Ben"]))
    asked = answer(monkeypatch, ConfirmDialog, with_=False)
    choose_waiting(page)
    inspector_button(page, "Other buddies: ").click()
    qtbot.waitUntil(lambda: bool(asked))
    assert "Asha Rao and Dewi Pugh" in str(asked[0][1])
    assert names(services) == {"Asha Rao and Dewi Pugh"}


def test_what_is_still_weighed_does_not_stand_in_the_way_of_a_preview(
    page: PairingsPage, ids: Ids, monkeypatch, qtbot
):
    def ask(_parent: object, people, _found, weighing: Weighing) -> tuple[ParticipationId, ParticipationId]:
        weighing.weigh(people[0][0], lambda _found: None)
        return ids["Cara"], ids["Ben"]

    monkeypatch.setattr(OtherBuddiesDialog, "ask", ask)
    the(PlanTable, page).choose({ids["Cara"], ids["Dewi"]})
    command(page, "Other buddies").trigger()
    qtbot.waitUntil(lambda: command(page, "Keep").isEnabled())
    assert rows(page) == OTHERWISE


def test_the_other_buddies_are_those_of_whom_was_asked_about_last(
    page: PairingsPage, ids: Ids, monkeypatch, qtbot
):
    told: list[str] = []

    def ask(_parent: object, people, _found, weighing: Weighing) -> None:
        for who, _name in people:
            weighing.weigh(who, lambda found: told.append(found.name))
        qtbot.waitUntil(lambda: bool(told))

    monkeypatch.setattr(OtherBuddiesDialog, "ask", ask)
    the(PlanTable, page).choose({ids["Cara"], ids["Dewi"]})
    command(page, "Other buddies").trigger()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["Dewi Pugh"]


def dialog_on(services: Services, person: ParticipationId, name: str, qtbot) -> OtherBuddiesDialog:
    def release(pairs) -> bool:
        services.pairings.reopen(*(pair.pairing.id for pair in pairs))
        return True

    weighing = Weighing(lambda who, show: show(services.weighing.other_buddies(who)), release)
    dialog = OtherBuddiesDialog(None, [(person, name)], services.weighing.other_buddies(person), weighing)
    qtbot.addWidget(dialog)
    return dialog


def cells(dialog: OtherBuddiesDialog) -> list[list[str]]:
    model = dialog.table.model()
    return [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]


def test_the_table_says_what_each_choice_does_or_which_rule_forbids_it(services: Services, ids: Ids, qtbot):
    services.plan.suggest()
    dialog = dialog_on(services, ids["Cara"], "Cara Lunt", qtbot)
    ben, asha = cells(dialog)
    assert ben[0].startswith("Ben Moss")
    assert ben[2] == "Asha Rao with Dewi Pugh"
    assert ben[3].startswith("Nobody loses a buddy")
    assert asha[0].startswith("Asha Rao")
    assert asha[3] == "⚠ They work in the same sector"
    assert "Asha Rao: No stated wish met. ⚠ They work in the same sector." not in words(dialog)
    dialog.table.selectRow(0)
    # A row of one line may be too narrow for it.
    assert any("Who else would move: Asha Rao with Dewi Pugh." in text for text in words(dialog))
    assert dialog.chosen == (ids["Cara"], ids["Ben"])


def test_a_lock_in_the_way_is_named_and_can_be_released(services: Services, ids: Ids, qtbot):
    services.plan.suggest(agree=True)
    dialog = dialog_on(services, ids["Cara"], "Cara Lunt", qtbot)
    buttons = {b.text().replace("&", ""): b for b in dialog.findChildren(QPushButton)}
    assert any("Cara Lunt and Dewi Pugh are agreed" in text for text in words(dialog))
    assert cells(dialog)[0][3] == "⚠ Asha Rao and Ben Moss are agreed"
    assert not buttons["Preview"].isEnabled()
    buttons["Release them"].click()
    assert {pair.pairing.state for pair in services.latest.plan().pairs} == {PairingState.DRAFT}
    assert cells(dialog)[0][2] == "Asha Rao with Dewi Pugh"
    assert buttons["Preview"].isEnabled()
