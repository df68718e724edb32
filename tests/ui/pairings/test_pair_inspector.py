"""The inspector beside the plan: what it says of who is selected, and what can be done from there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.pairings.pair_inspector import PairInspector
from buddy_matcher.ui.pairings.pairings_page import PairingsPage
from tests.helpers.pairings_page import (
    choose_waiting,
    inspected,
    inspector_button,
    names,
    pairs_table,
)
from tests.helpers.people import Ids, add_person


@pytest.fixture
def page(pairings_page: PairingsPage) -> PairingsPage:
    return pairings_page


def test_the_inspector_says_why_before_it_counts(page: PairingsPage, services: Services, ids: Ids):
    services.plan.suggest()
    page.refresh()
    told = inspected(page)
    assert told[0] == "Both gain"
    assert "Gains 2 of 2 wishes" in told
    assert any(text.startswith("• Cara would like help with ") for text in told)
    assert told.index("Why this pair") > 0
    assert "50 of 50" not in told
    next(b for b in page.findChildren(QPushButton) if b.text() == "In points").click()
    assert "50 of 50" in inspected(page)


def test_the_inspector_names_the_rules_that_a_pair_crosses(page: PairingsPage, services: Services, ids: Ids):
    services.pairings.pair(ids["Asha"], ids["Cara"])
    page.refresh()
    assert "⚠ This pair crosses a rule" in inspected(page)
    assert "• They work in the same sector." in inspected(page)


def test_a_possible_buddy_in_the_inspector_is_paired_with_one_click(
    page: PairingsPage, services: Services, ids: Ids, qtbot
):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    page.refresh()
    choose_waiting(page)
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


def test_a_late_answer_does_not_replace_what_is_selected_meanwhile(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, qtbot
):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    page.refresh()
    choose_waiting(page)
    with qtbot.waitSignal(operations.jobs.ended):
        inspector_button(page, "What would help?: Cara Lunt").click()
        assert not any(
            button.isEnabled() for button in page.findChild(PairInspector).findChildren(QPushButton)
        )
        pairs_table(page).selectRow(0)
    assert inspector_button(page, "Other buddies: Asha Rao").isEnabled()
    assert "Why this pair" in inspected(page)


def test_what_would_help_someone_without_a_buddy_is_explained(
    page: PairingsPage, services: Services, ids: Ids, operations: Operations, qtbot
):
    add_person(services, "Eve Stone", Sector.VCSE, shares="Bid")
    services.plan.suggest()
    page.refresh()
    choose_waiting(page)
    with qtbot.waitSignal(operations.jobs.ended):
        qtbot.mouseClick(inspector_button(page, "What would help?: Eve"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("can only meet Asha Rao and Cara Lunt" in text for text in inspected(page)))


def test_someone_who_named_no_strengths_can_be_edited_on_the_spot(
    page: PairingsPage, services: Services, ids: Ids, qtbot
):
    eve = add_person(services, "Eve Stone", Sector.VCSE)
    services.plan.suggest()
    page.refresh()
    choose_waiting(page)
    with qtbot.waitSignal(page.form_wanted) as wanted:
        inspector_button(page, "Edit answers…: Eve Stone").click()
    assert wanted.args == [eve]


@pytest.mark.parametrize("width", [560, 1300])
def test_nothing_in_the_inspector_is_wider_than_it(
    page: PairingsPage, services: Services, ids: Ids, width: int, qtbot
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
