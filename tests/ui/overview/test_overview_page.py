"""The Overview page: counts, what to look at, and where its buttons lead."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from buddy_matcher.domain.reasons import Gaining
from buddy_matcher.services.overview import NextStep
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.overview.overview_page import OverviewPage
from buddy_matcher.ui.overview.round_cards import RoundCards
from buddy_matcher.ui.overview.today_part import TodayPart
from buddy_matcher.ui.widgets.steps_strip import StepsStrip
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.lives import TODAY
from tests.helpers.people import Ids

FORM_EXPORT = Path(__file__).parents[2] / "samples" / "microsoft-forms.xlsx"


@pytest.fixture
def page(services: Services, operations: Operations, qtbot) -> OverviewPage:
    page = OverviewPage(services.overview, services.follow_up, services.entries, operations, lambda: TODAY)
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    return page


def button(page: OverviewPage, text: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if text in b.text())


def words(page: OverviewPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def words_in_sight(page: OverviewPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_the_focus_goes_to_the_next_step(page: OverviewPage, qtbot):
    page.activateWindow()
    page.first_focus.setFocus()
    qtbot.waitUntil(lambda: page.focusWidget() is button(page, "Bring people in"))


def test_an_empty_round_leads_to_bringing_people_in(page: OverviewPage, qtbot):
    with qtbot.waitSignal(page.step_wanted) as wanted:
        qtbot.mouseClick(button(page, "Bring people in"), Qt.MouseButton.LeftButton)
    assert wanted.args == [NextStep.ADD_PEOPLE]
    assert "everything is in order" not in words_in_sight(page)
    assert "To look at" not in words_in_sight(page)


def test_an_imported_round_shows_what_to_look_at(page: OverviewPage, services: Services, qtbot):
    services.imports.run(FORM_EXPORT)
    page.refresh()
    assert "28 people" in words(page)
    for text in ("1 wish", "Decide on 3 answers"):
        with qtbot.waitSignal(page.decisions_wanted):
            qtbot.mouseClick(button(page, text), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.people_wanted) as wanted:
        qtbot.keyClick(button(page, "named no strengths"), Qt.Key.Key_Space)
    [ids] = wanted.args
    assert [services.latest.state().members[i].name for i in ids] == ["Farhan Ŵyn"]


def test_the_next_step_follows_the_plan(page: OverviewPage, services: Services, ids: Ids):
    steps: list[object] = []
    page.step_wanted.connect(steps.append)
    for act in (lambda: None, services.plan.suggest, services.pairings.agree):
        act()
        page.refresh()
        first: Any = page.first_focus
        first.click()
    assert steps == [NextStep.SUGGEST, NextStep.AGREE, NextStep.PRINT_LETTERS]
    assert "2 pairs, 0 people without a buddy." in words(page)


def test_the_steps_say_what_is_done_and_what_was_left_for_later(page: OverviewPage, services: Services):
    def steps() -> str:
        page.refresh()
        [strip] = page.findChildren(StepsStrip)
        told = [label.text() for label in strip.findChildren(QLabel) if label.isVisible()]
        return " ".join(text for text in told if text != "›")

    assert steps() == "1 People 2 Decide 3 Plan 4 Agree 5 Letters 6 Meetings"
    services.imports.run(FORM_EXPORT)
    assert steps() == "✓ People 57 2 Decide 3 3 Plan 4 Agree 5 Letters 6 Meetings"
    services.plan.suggest()
    assert steps() == "✓ People 57 2 Decide 3 ✓ Plan 4 Agree 5 Letters 6 Meetings"


def test_the_cards_tell_of_the_plan_and_of_what_is_wished(page: OverviewPage, services: Services):
    services.imports.run(FORM_EXPORT)
    page.refresh()
    assert "9 wishes · 5 can share it" in words_in_sight(page)
    services.plan.suggest()
    page.refresh()
    pairs = services.latest.plan().pairs
    both = sum(pair.who_gains.extent is Gaining.ALL for pair in pairs)
    told = words_in_sight(page)
    assert f"Both gain {both}" in told
    assert f"The longest journey is {max(pair.miles or 0 for pair in pairs)} miles." in told
    assert " of 9 wishes met · 5 can share it" in told


@pytest.mark.parametrize(("width", "has_two"), [(1300, True), (1024, False)])
def test_there_are_two_columns_where_the_window_has_room(
    window: MainWindow, running: Services, width: int, has_two: bool
):
    running.close()
    window.open_file(running.path)
    window.resize(width, 768)
    [today], [cards] = (window.findChildren(kind) for kind in (TodayPart, RoundCards))
    place_of = [each.mapTo(window, each.rect().topLeft()) for each in (today, cards)]
    assert (place_of[0].y() == place_of[1].y()) == has_two


def test_with_nothing_to_look_at_the_cards_have_all_the_room(page: OverviewPage, ids: Ids):
    page.resize(1300, 800)
    page.refresh()
    assert "everything is in order" in words_in_sight(page)
    assert "To look at" not in words_in_sight(page)
    [cards] = page.findChildren(RoundCards)
    assert cards.width() > page.width() * 3 // 4
