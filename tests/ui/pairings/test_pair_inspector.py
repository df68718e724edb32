"""The inspector beside the plan: what it says of who is selected, and what can be done from there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.pairings.pair_inspector import PairInspector
from buddy_matcher.ui.pairings.pairings_page import PairingsPage
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from tests.helpers.dialogs import answer
from tests.helpers.pairings_page import (
    inspected,
    inspector_button,
    names,
    pairs_table,
    people_table,
)
from tests.helpers.people import add_person


@pytest.fixture
def page(pairings_page: PairingsPage) -> PairingsPage:
    return pairings_page


def test_the_inspector_says_why_before_it_counts(page: PairingsPage, services: Services, ids: dict[str, int]):
    services.plan.suggest()
    page.refresh()
    told = inspected(page)
    assert told[0] == "Both gain"
    assert "Gains 2 of 2 wishes" in told
    assert any(text.startswith("• Cara would like help with ") for text in told)
    assert told.index("Why this pair") < told.index("In points")
    assert "50 of 50" in told


def test_the_inspector_names_the_rules_that_a_pair_crosses(
    page: PairingsPage, services: Services, ids: dict[str, int]
):
    services.pairings.pair(ids["Asha"], ids["Cara"])
    page.refresh()
    assert "⚠ This pair crosses a rule" in inspected(page)
    assert "• They work in the same sector." in inspected(page)


def test_a_possible_buddy_in_the_inspector_is_paired_with_one_click(
    page: PairingsPage, services: Services, ids: dict[str, int], qtbot
):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    page.refresh()
    people_table(page).selectRow(0)
    button = next(
        b
        for b in page.findChild(PairInspector).findChildren(QPushButton)
        if b.accessibleName().startswith("Pair Cara Lunt with Dewi Pugh")
    )
    button.click()
    assert "Cara Lunt and Dewi Pugh" in names(services)


def test_names_that_look_like_markup_show_as_typed(page: PairingsPage, services: Services):
    add_person(services, "<b>Asha</b> & #strong", Sector.HEALTH, shares="Policy")
    add_person(services, "<img src=x>", Sector.VCSE, shares="Bid")
    services.plan.suggest()
    page.refresh()
    labels = page.findChild(PairInspector).findChildren(QLabel)
    assert "<b>Asha</b> & #strong" in [label.text() for label in labels]
    assert {label.textFormat() for label in labels if label.text()} == {Qt.TextFormat.PlainText}
    tooltip = pairs_table(page).model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;Asha" in tooltip


def weigh(page: PairingsPage, name: str, operations: Operations, qtbot) -> None:
    inspector_button(page, f"Other buddies: {name}").click()
    qtbot.waitUntil(lambda: f"Other buddies for {name}" in inspected(page))
    qtbot.waitUntil(lambda: not operations.jobs.is_busy)


def test_what_another_buddy_is_said_to_do_comes_true(
    page: PairingsPage, services: Services, ids: dict[str, int], operations: Operations, qtbot
):
    services.plan.suggest()
    page.refresh()
    weigh(page, "Cara Lunt", operations, qtbot)
    other = inspector_button(page, "Pair Cara Lunt with Ben Moss and plan the rest again")
    assert "2 others move, nobody loses a buddy" in other.accessibleName()
    with qtbot.waitSignal(operations.changed, timeout=20_000):
        other.click()
    assert names(services) == {"Cara Lunt and Ben Moss", "Asha Rao and Dewi Pugh"}
    assert services.history.next_undo() == "Pair Cara Lunt with Ben Moss and plan the rest again"
    services.history.undo()
    assert names(services) == {"Cara Lunt and Dewi Pugh", "Asha Rao and Ben Moss"}


def test_planning_around_a_pair_asks_before_other_handmade_drafts_go(
    page: PairingsPage, services: Services, ids: dict[str, int], operations: Operations, monkeypatch, qtbot
):
    services.pairings.pair(ids["Asha"], ids["Dewi"])
    page.refresh()
    people_table(page).selectRow(0)
    weigh(page, "Cara Lunt", operations, qtbot)
    asked = answer(monkeypatch, ConfirmDialog, with_=False)
    inspector_button(page, "Pair Cara Lunt with Ben Moss and plan").click()
    assert "Asha Rao and Dewi Pugh" in str(asked[0][1])
    assert names(services) == {"Asha Rao and Dewi Pugh"}


def test_the_focus_stays_in_the_inspector_and_finds_back_to_the_pair(
    page: PairingsPage, services: Services, ids: dict[str, int], operations: Operations, qtbot
):
    services.plan.suggest()
    page.refresh()
    qtbot.waitActive(page)
    page.activateWindow()
    inspector_button(page, "Other buddies: Cara Lunt").setFocus()
    weigh(page, "Cara Lunt", operations, qtbot)
    assert page.focusWidget() is inspector_button(page, "Back")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert "Why this pair" in inspected(page)
    assert page.findChild(PairInspector).isAncestorOf(page.focusWidget())


def test_a_late_answer_does_not_replace_what_is_selected_meanwhile(
    page: PairingsPage, services: Services, ids: dict[str, int], operations: Operations, qtbot
):
    services.plan.suggest()
    page.refresh()
    with qtbot.waitSignal(operations.jobs.ended):
        inspector_button(page, "Other buddies: Cara Lunt").click()
        assert not any(
            button.isEnabled() for button in page.findChild(PairInspector).findChildren(QPushButton)
        )
        pairs_table(page).selectRow(1)
    assert inspector_button(page, "Other buddies: Asha Rao").isEnabled()
    assert "Why this pair" in inspected(page)


def test_what_would_help_someone_without_a_buddy_is_explained(
    page: PairingsPage, services: Services, ids: dict[str, int], operations: Operations, qtbot
):
    add_person(services, "Eve Stone", Sector.VCSE, shares="Bid")
    services.plan.suggest()
    page.refresh()
    people_table(page).selectRow(0)
    with qtbot.waitSignal(operations.jobs.ended):
        qtbot.mouseClick(inspector_button(page, "What would help?: Eve"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("can only meet Asha Rao and Cara Lunt" in text for text in inspected(page)))


def test_someone_who_named_no_strengths_can_be_edited_on_the_spot(
    page: PairingsPage, services: Services, ids: dict[str, int], qtbot
):
    eve = add_person(services, "Eve Stone", Sector.VCSE)
    services.plan.suggest()
    page.refresh()
    people_table(page).selectRow(0)
    with qtbot.waitSignal(page.form_wanted) as wanted:
        inspector_button(page, "Edit answers…: Eve Stone").click()
    assert wanted.args == [eve]


@pytest.mark.parametrize("width", [560, 1300])
def test_nothing_in_the_inspector_is_wider_than_it(
    page: PairingsPage, services: Services, ids: dict[str, int], width: int, qtbot
):
    long = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh"
    add_person(services, f"{long} {long}", Sector.HEALTH, organisation=long * 3, shares="Policy")
    add_person(services, "محمد عبد الرحمن", Sector.VCSE, organisation="جمعية", shares="Bid", wishes="Policy")
    services.plan.suggest()
    page.resize(width, 700)
    page.refresh()
    inspector = page.findChild(PairInspector)
    for row in range(pairs_table(page).model().rowCount()):
        pairs_table(page).selectRow(row)
        content = inspector.widget()
        assert content.minimumSizeHint().width() <= inspector.viewport().width()
        assert content.width() <= inspector.viewport().width()
    is_below = inspector.mapTo(page, inspector.rect().topLeft()).y() > pairs_table(page).geometry().bottom()
    assert is_below == (width < 900)
