"""The ring-round at the keyboard: every key, one action a pair, and how many presses a whole round takes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from buddy_matcher.domain.entries import EntryKind, Fit
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.ring_round import Noted
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.meetings.meetings_page import MeetingsPage
from buddy_matcher.ui.meetings.ring_round import Column, RingRound
from tests.helpers.lives import TODAY, large_round
from tests.ui.meetings.test_meetings_page import page_on, table

MOST_PRESSES = 150
PAIRS = 29


class Keyboard:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, qtbot) -> None:
        self._qtbot = qtbot
        self.presses = 0

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.presses += 1
            self._qtbot.keyClick(QApplication.focusWidget(), key)

    def type(self, text: str) -> None:
        self.presses += len(text)
        self._qtbot.keyClicks(QApplication.focusWidget(), text)


@pytest.fixture
def keyboard(qtbot) -> Keyboard:
    return Keyboard(qtbot)


@pytest.fixture
def page(running: Services, operations: Operations, qtbot) -> MeetingsPage:
    return ringing(running, operations, qtbot)


def ringing(
    services: Services, operations: Operations, qtbot, *, only: tuple[ParticipationId, ...] = ()
) -> MeetingsPage:
    page = page_on(services, operations, qtbot)
    page.show_only(only)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    table(page).setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert QApplication.focusWidget() is grid(page)
    return page


def grid(page: MeetingsPage) -> RingRound:
    return page.findChild(RingRound)


def stories(services: Services) -> list[list[EntryKind]]:
    return [[entry.kind for entry in pair.life.story] for pair in services.follow_up.pairs(TODAY)]


def test_a_round_of_29_pairs_takes_at_most_150_key_presses(
    tmp_path: Path, operations: Operations, qtbot, keyboard: Keyboard
):
    services = large_round(tmp_path / "large.buddy")
    ringing(services, operations, qtbot)
    keyboard.presses += 1  # the key that began it
    for _pair in range(PAIRS):
        keyboard.press(Qt.Key.Key_M, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_F6)
    lives = [pair.life for pair in services.follow_up.pairs(TODAY)]
    assert [(len(life.meetings), life.minutes) for life in lives] == [(1, 60)] * PAIRS
    assert all(list(life.fits.values()) == [Fit.GOOD, Fit.NOT_SURE] for life in lives)
    assert keyboard.presses <= MOST_PRESSES
    services.close()


def test_one_pair_is_one_action(page: MeetingsPage, running: Services, keyboard: Keyboard):
    before = running.history.next_undo()
    keyboard.press(Qt.Key.Key_M, Qt.Key.Key_1, Qt.Key.Key_1)
    assert running.history.next_undo() == before
    keyboard.press(Qt.Key.Key_Down)
    assert stories(running) == [[EntryKind.MEETING], []]
    running.history.undo()
    assert running.history.next_undo() == before


def test_a_remark_is_typed_after_enter(page: MeetingsPage, running: Services, keyboard: Keyboard, qtbot):
    keyboard.press(Qt.Key.Key_Return)
    keyboard.type("moved 1 mile nearer")
    keyboard.press(Qt.Key.Key_Return)
    qtbot.waitUntil(grid(page).hasFocus)
    keyboard.press(Qt.Key.Key_Down)
    [entry] = running.follow_up.pairs(TODAY)[0].life.story
    assert (entry.kind, entry.said) == (EntryKind.NOTE, "moved 1 mile nearer")


@pytest.mark.parametrize(
    ("keys", "kinds"),
    [
        ((Qt.Key.Key_C,), [EntryKind.CONTACT]),
        ((Qt.Key.Key_C, Qt.Key.Key_M), [EntryKind.MEETING]),
        ((Qt.Key.Key_N,), [EntryKind.NO_ANSWER]),
        ((Qt.Key.Key_3,), [EntryKind.CALL]),
        ((Qt.Key.Key_M, Qt.Key.Key_Left, Qt.Key.Key_M), []),
        ((Qt.Key.Key_1, Qt.Key.Key_Left, Qt.Key.Key_Delete), []),
        ((Qt.Key.Key_X,), []),
    ],
)
def test_what_the_keys_come_to(page, running: Services, keyboard: Keyboard, keys, kinds: list[EntryKind]):
    keyboard.press(*keys, Qt.Key.Key_Down)
    assert stories(running)[0] == kinds


def test_a_second_meeting_on_one_day_is_not_recorded_by_the_same_key(
    page: MeetingsPage, running: Services, keyboard: Keyboard, operations: Operations, qtbot
):
    keyboard.press(Qt.Key.Key_M, Qt.Key.Key_Down, Qt.Key.Key_Up)
    with qtbot.waitSignal(operations.said) as said:
        keyboard.press(Qt.Key.Key_M)
    assert "recorded already" in said.args[0]
    keyboard.press(Qt.Key.Key_Down)
    assert stories(running)[0] == [EntryKind.MEETING]


def test_what_is_noted_has_room(page: MeetingsPage, keyboard: Keyboard):
    keyboard.press(Qt.Key.Key_M, Qt.Key.Key_2)
    view = grid(page)
    for column in (Column.MET, Column.FIRST_FIT):
        assert view.columnWidth(column) >= view.sizeHintForIndex(view.model().index(0, column)).width()


def test_the_mouse_can_do_it_too(page: MeetingsPage, running: Services, qtbot):
    view = grid(page)
    for column, times in ((Column.MET, 1), (Column.FIRST_FIT, 2)):
        for _ in range(times):
            middle = view.visualRect(view.model().index(0, column)).center()
            qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    page.settle()
    life = running.follow_up.pairs(TODAY)[0].life
    assert (len(life.meetings), list(life.fits.values())) == (1, [Fit.NOT_SURE])


def test_what_is_still_typed_is_stored_when_the_page_is_left(
    page: MeetingsPage, running: Services, keyboard: Keyboard
):
    keyboard.press(Qt.Key.Key_M, Qt.Key.Key_Return)
    keyboard.type("rang her")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    page.settle()
    [entry] = running.follow_up.pairs(TODAY)[0].life.story
    assert (entry.kind, entry.said) == (EntryKind.MEETING, "rang her")


def test_only_the_pairs_that_the_table_shows_are_rung(running: Services, operations: Operations, qtbot):
    wanted = running.follow_up.pairs(TODAY)[1]
    page = ringing(running, operations, qtbot, only=wanted.pairing.members)
    assert [row.pair.names for row in grid(page).shown()] == [wanted.names]


def test_pairs_are_rung_in_the_order_of_the_table(running: Services, operations: Operations, qtbot):
    page = page_on(running, operations, qtbot)
    table(page).sortByColumn(0, Qt.SortOrder.DescendingOrder)
    wanted = [pair.names for pair in table(page).shown()]
    next(each for each in page.commands() if each.text().replace("&", "") == "Ring-round").trigger()
    assert wanted != [pair.names for pair in running.follow_up.pairs(TODAY)]
    assert [row.pair.names for row in grid(page).shown()] == wanted


def test_a_row_is_stored_when_nothing_more_is_pressed(running: Services, qtbot):
    pairs = running.follow_up.pairs(TODAY)
    stored: list[Noted] = []
    rows = RingRound(lambda _, noted: not stored.append(noted), store_after_ms=0)
    qtbot.addWidget(rows)
    rows.show_pairs(pairs)
    rows.begin()
    qtbot.keyClick(rows, Qt.Key.Key_M)
    assert stored == []
    qtbot.waitUntil(lambda: stored == [Noted(has_met=True)])
