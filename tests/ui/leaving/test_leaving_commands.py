"""Somebody leaves: from every page that shows them, what is next for each, and few clicks to a new buddy."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMenu, QPushButton

from buddy_matcher.domain.changes import EVERYTHING
from buddy_matcher.domain.endings import EndReason, Next
from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.ids import PairingId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pair_life import PairState
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.participations import Status
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.leaving.concerned import Together
from buddy_matcher.ui.leaving.end_dialog import EndDialog
from buddy_matcher.ui.leaving.hold_dialog import Hold, HoldDialog
from buddy_matcher.ui.leaving.step_in import StepInDialog
from buddy_matcher.ui.leaving.worry_dialog import Passed, WorryDialog
from buddy_matcher.ui.overview.today_part import TodayPart
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.widgets.choose_person_dialog import ChoosePersonDialog
from buddy_matcher.ui.widgets.choose_several_dialog import ChooseSeveralDialog, Several
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.reading_label import LinesButton
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.dialogs import answer
from tests.helpers.lives import TODAY, pair_of
from tests.helpers.people import add_person

MOST_CLICKS = 8
LISTS = {"Pairs of the plan", "People", "Pairs that run"}


@pytest.fixture
def opened(window: MainWindow, running: Services) -> MainWindow:
    """The window on two pairs that run, and Elin, who waits."""
    add_person(running, "Elin Wood", Sector.HEALTH, shares="Policy, Quality", wishes="Bid, Community")
    running.close()
    window.open_file(running.path)
    return window


def command(window: MainWindow, place: Place, beginning: str) -> Command:
    return next(
        c for c in window.workspace.commands(place) if c.text().replace("&", "").startswith(beginning)
    )


def choose(window: MainWindow, place: Place, wanted: Callable[[Any], bool]) -> None:
    window.workspace.show_place(place)
    tables = window.workspace.page(place).findChildren(RowsView)
    next(table for table in tables if table.accessibleName() in LISTS).choose(wanted)


class Mouse:
    """Clicks as a coordinator does, and counts; a choice in a list is two clicks."""

    def __init__(self, qtbot) -> None:
        self._qtbot = qtbot
        self.clicks = 0

    def click(self, button: QPushButton) -> None:
        self.clicks += 1
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def choose(self, box: QComboBox, text: str) -> None:
        self.clicks += 2
        box.setCurrentIndex(box.findText(text))


def button(dialog, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == text)


def box(dialog, name: str) -> QComboBox:
    boxes = dialog.findChildren(QComboBox)
    return next(b for b in boxes if b.accessibleName().removesuffix(" (required)") == name)


def test_from_a_drop_out_to_a_chosen_new_buddy_takes_few_clicks(opened: MainWindow, in_dialogs, qtbot):
    services, mouse = opened.workspace.services, Mouse(qtbot)
    choose(opened, Place.MEETINGS, lambda pair: "Asha Rao" in pair.names)
    mouse.clicks += 1  # the row

    def end(dialog: EndDialog) -> None:
        mouse.choose(box(dialog, "Reason"), "Changed job or left")
        mouse.choose(box(dialog, "What is next for Asha Rao"), "Leave the scheme")
        mouse.click(button(dialog, "End pairing"))

    in_dialogs(EndDialog, end)
    in_dialogs(StepInDialog, lambda dialog: mouse.click(button(dialog, "Take this way")))
    page = opened.workspace.page(Place.MEETINGS)
    mouse.click(
        next(b for b in page.findChildren(QPushButton) if b.text() == "End pairing…" and b.isVisible())
    )
    qtbot.waitUntil(lambda: "Ben Moss" in {m.name for p in services.latest.plan().pairs for m in p.members})
    assert {
        pair.names for pair in services.latest.plan().pairs if pair.pairing.state is PairingState.DRAFT
    } == {"Elin Wood and Ben Moss"}
    assert pair_of(services, "Asha Rao").members[0].participation.status is Status.WITHDRAWN
    assert mouse.clicks <= MOST_CLICKS


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        (Place.PAIRINGS, lambda pair: "Asha Rao" in pair.names),
        (Place.PEOPLE, lambda row: row.member.name == "Asha Rao"),
        (Place.MEETINGS, lambda pair: "Asha Rao" in pair.names),
    ],
)
def test_every_page_of_people_ends_a_pairing(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch, place: Place, wanted
):
    services = opened.workspace.services
    choose(opened, place, wanted)
    pair = pair_of(services, "Asha Rao")
    dialog = EndDialog(opened, Together(pair.pairing, pair.members), TODAY)
    box(dialog, "Reason").setCurrentIndex(1 + list(EndReason).index(EndReason.NOT_GOOD_FIT))
    for each in dialog.findChildren(QComboBox):
        if each.accessibleName().startswith("What is next"):
            each.setCurrentIndex(list(Next).index(Next.NEXT_ROUND))
    answer(monkeypatch, EndDialog, with_=dialog.ending)
    command(opened, place, "End pairing").trigger()
    ended = pair_of(services, "Asha Rao").pairing
    assert (ended.state, ended.ended_for) == (PairingState.ENDED, EndReason.NOT_GOOD_FIT)
    assert [named.rule.kind.value for named in services.rules.rules()] == ["never_pair"]


def test_who_is_free_is_named_below_the_pairs(opened: MainWindow, in_dialogs, qtbot):
    opened.workspace.show_place(Place.MEETINGS)
    page = opened.workspace.page(Place.MEETINGS)
    assert "Free: Elin Wood." in [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    found = []
    in_dialogs(StepInDialog, lambda dialog: (found.append(dialog.hint.text()), dialog.reject()))
    command(opened, Place.MEETINGS, "Find a buddy").trigger()
    qtbot.waitUntil(lambda: bool(found))
    assert found[0].startswith("Free now: Elin Wood.")


def test_a_pairing_does_not_end_without_a_reason(opened: MainWindow, qtbot):
    pair = pair_of(opened.workspace.services, "Asha Rao")
    dialog = EndDialog(opened, Together(pair.pairing, pair.members), TODAY)
    qtbot.addWidget(dialog)
    dialog.show()
    button(dialog, "End pairing").setFocus()
    button(dialog, "End pairing").click()
    assert dialog.isVisible()
    assert dialog.focusWidget() is box(dialog, "Reason")


def test_a_pair_is_held_until_a_day_and_released(opened: MainWindow, monkeypatch: pytest.MonkeyPatch):
    services = opened.workspace.services
    choose(opened, Place.MEETINGS, lambda pair: "Asha Rao" in pair.names)
    answer(monkeypatch, HoldDialog, with_=Hold(TODAY + timedelta(days=9)))
    command(opened, Place.MEETINGS, "Hold pair").trigger()
    assert pair_of(services, "Asha Rao").pairing.held_until == TODAY + timedelta(days=9)
    assert pair_of(services, "Asha Rao").next_date.what == "Back"
    command(opened, Place.MEETINGS, "Release pair").trigger()
    assert not pair_of(services, "Asha Rao").pairing.is_held


def test_somebody_is_held_and_released_where_they_are_selected(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
):
    services = opened.workspace.services
    choose(opened, Place.PEOPLE, lambda row: row.member.name == "Elin Wood")
    answer(monkeypatch, HoldDialog, with_=Hold(None))
    command(opened, Place.PEOPLE, "Hold somebody").trigger()
    assert "Elin Wood" in {m.name for m in services.people.people() if m.participation.is_held}
    command(opened, Place.PEOPLE, "Release person").trigger()
    assert not any(member.participation.is_held for member in services.people.people())


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        (Place.MEETINGS, lambda pair: "Asha Rao" in pair.names),
        (Place.PEOPLE, lambda row: row.member.name == "Asha Rao"),
    ],
)
def test_a_worry_holds_the_pair_and_keeps_only_to_whom_it_was_passed(
    opened: MainWindow, in_dialogs, place: Place, wanted
):
    services = opened.workspace.services
    services.scheme.save_scheme(replace(services.scheme.scheme(), safeguarding="Jo Hale, 07700 900003"))
    told: list[str] = []

    def fill_in(dialog: WorryDialog) -> None:
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        button(dialog, "Hold and keep").click()

    choose(opened, place, wanted)
    in_dialogs(WorryDialog, fill_in)
    command(opened, place, "A worry").trigger()
    assert "Ring Jo Hale, 07700 900003." in told
    pair = pair_of(services, "Asha Rao")
    assert (pair.life.state, pair.pairing.held_until) == (PairState.PAUSED, None)
    [entry] = pair.life.entries
    assert (entry.kind, entry.said, entry.on) == (EntryKind.WORRY, "Jo Hale, 07700 900003", TODAY)
    services.history.undo()
    assert not pair_of(services, "Asha Rao").life.entries
    assert not pair_of(services, "Asha Rao").pairing.is_held


def test_a_worry_about_somebody_who_waits_holds_them(opened: MainWindow, monkeypatch: pytest.MonkeyPatch):
    services = opened.workspace.services
    choose(opened, Place.PEOPLE, lambda row: row.member.name == "Elin Wood")
    answer(monkeypatch, WorryDialog, with_=Passed("Jo Hale", TODAY))
    command(opened, Place.PEOPLE, "A worry").trigger()
    assert [m.name for m in services.people.people() if m.participation.is_held] == ["Elin Wood"]


def test_a_worry_is_kept_only_with_somebody_to_whom_it_was_passed(opened: MainWindow, qtbot):
    dialog = WorryDialog(opened, "Asha Rao", "", TODAY)
    qtbot.addWidget(dialog)
    dialog.show()
    button(dialog, "Hold and keep").click()
    assert dialog.isVisible()
    assert any(label.text() == "⚠ Say to whom you passed it." for label in dialog.findChildren(QLabel))


def test_of_a_pair_it_is_asked_whom_to_stop(opened: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot):
    services = opened.workspace.services
    choose(opened, Place.MEETINGS, lambda pair: "Asha Rao" in pair.names)
    asha, ben = pair_of(services, "Asha Rao").members
    answer(monkeypatch, ChoosePersonDialog, with_=asha.participation_id)
    answer(monkeypatch, ConfirmDialog, with_=True)
    with qtbot.waitSignal(opened.workspace.operations.changed):
        command(opened, Place.MEETINGS, "Stop everything").trigger()
    stopped = {m.name for m in services.people.people() if m.participant.stopped_on}
    assert stopped == {"Asha Rao"}
    held = {m.name for m in services.people.people() if m.participation.is_held}
    assert held == {ben.name}


def test_all_are_finished_but_those_that_go_on(opened: MainWindow, monkeypatch: pytest.MonkeyPatch):
    services = opened.workspace.services
    opened.workspace.show_place(Place.MEETINGS)
    over, on = (pair.pairing.id for pair in services.follow_up.pairs(TODAY))
    answer(monkeypatch, ChooseSeveralDialog, with_=Several(TODAY, (over,), (on,)))
    command(opened, Place.MEETINGS, "Finish pairs").trigger()
    assert [pair.is_over for pair in services.follow_up.pairs(TODAY)] == [True, False]
    assert services.history.next_undo() == "Finish 1 pairing"


def due_line(window: MainWindow, label: str, qtbot) -> LinesButton:
    """Return the line of Today that says what is due, once it is in sight."""
    window.workspace.show_place(Place.OVERVIEW)
    lines = window.findChild(TodayPart).findChildren(LinesButton)
    line = next(each for each in lines if each.accessibleName().startswith(label))
    qtbot.waitUntil(line.isVisible)
    return line


def by_context_menu(_window: MainWindow, line: LinesButton, _qtbot) -> None:
    at = QPoint(20, 10)
    wanted = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, line.mapToGlobal(at))
    QApplication.sendEvent(line, wanted)
    offered = [action for menu in line.findChildren(QMenu) for action in menu.actions()]
    next(action for action in offered if "leavin" in action.text()).trigger()


def by_keys(_window: MainWindow, line: LinesButton, qtbot) -> None:
    line.setFocus()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(line, Qt.Key.Key_X, modifiers)


def by_button(window: MainWindow, _line: LinesButton, _qtbot) -> None:
    leave = button(window.findChild(TodayPart), "Someone is leaving…")
    leave.setFocus()
    leave.click()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # said of menus off screen
@pytest.mark.parametrize(
    ("ask", "asked_about"),
    [
        (by_context_menu, {"Asha Rao", "Ben Moss"}),
        (by_keys, {"Asha Rao", "Ben Moss"}),
        (by_button, {"Asha Rao", "Ben Moss", "Cara Lunt", "Dewi Pugh", "Elin Wood"}),
    ],
)
def test_someone_leaves_from_today(opened: MainWindow, in_dialogs, qtbot, ask, asked_about: set[str]):
    services = opened.workspace.services
    services.entries.add(remind_of(pair_of(services, "Asha Rao").pairing.id))
    services.entries.add(remind_of(pair_of(services, "Cara Lunt").pairing.id, days=30))
    opened.workspace.operations.changed.emit(EVERYTHING)
    line = due_line(opened, "Reminders", qtbot)
    listed = []

    def choose_person(dialog: ChoosePersonDialog) -> None:
        [table] = dialog.findChildren(RowsView)
        listed.append({choice.name for choice in table.shown()})
        table.choose(lambda choice: choice.name == "Asha Rao")
        button(dialog, "Choose person").click()

    def end(dialog: EndDialog) -> None:
        # Of whom the time is over, nobody needs another buddy now.
        box(dialog, "Reason").setCurrentIndex(1 + list(EndReason).index(EndReason.FINISHED))
        button(dialog, "End pairing").click()

    in_dialogs(ChoosePersonDialog, choose_person)
    in_dialogs(EndDialog, end)
    ask(opened, line, qtbot)
    qtbot.waitUntil(lambda: pair_of(services, "Asha Rao").is_over)
    assert listed == [asked_about]


def test_who_waits_leaves_from_today_too(opened: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot):
    services = opened.workspace.services
    elin = next(m for m in services.people.people() if m.name == "Elin Wood")
    asked = answer(monkeypatch, ConfirmDialog, with_=True)
    answer(monkeypatch, ChoosePersonDialog, with_=elin.participation_id)
    due_line(opened, "Without a buddy", qtbot).setFocus()
    command(opened, Place.OVERVIEW, "Someone is leaving").trigger()
    assert [title for title, *_ in asked] == ["Elin Wood leaves the scheme"]
    assert not services.follow_up.without_buddy(TODAY)
    assert services.history.next_undo() == "Change 1 person"


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        (Place.PAIRINGS, lambda row: "Asha Rao" in row.names),
        (Place.PEOPLE, lambda row: row.member.name == "Asha Rao"),
    ],
)
def test_whoever_leaves_while_their_pair_is_a_draft_leaves_the_round(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch, in_dialogs, qtbot, place: Place, wanted
):
    services = opened.workspace.services
    services.pairings.reopen(pair_of(services, "Asha Rao").pairing.id)
    opened.workspace.operations.changed.emit(EVERYTHING)
    asha = next(m for m in services.people.people() if m.name == "Asha Rao")
    choose(opened, place, wanted)
    answer(monkeypatch, ChoosePersonDialog, with_=asha.participation_id)
    asked = answer(monkeypatch, ConfirmDialog, with_=True)
    # Who steps in for them is asked at once, and nobody else moves.
    found = []
    in_dialogs(StepInDialog, lambda dialog: (found.append(dialog.hint.text()), dialog.reject()))
    command(opened, place, "Someone is leaving").trigger()
    qtbot.waitUntil(lambda: bool(found))
    assert [title for title, *_ in asked] == ["Asha Rao leaves the scheme"]
    assert found[0].startswith("Free now: ")
    assert "Ben Moss" in found[0]
    assert {pair.names for pair in services.latest.plan().pairs} == {"Cara Lunt and Dewi Pugh"}


def remind_of(pairing_id: PairingId, *, days: int = 0) -> Entry:
    until = TODAY + timedelta(days=days - 7)
    return Entry(pairing_id=pairing_id, on=TODAY, kind=EntryKind.NOTE, said="Ring", follow_up_on=until)
