"""Drives the real window by keys alone, or by mouse alone: the same gestures, so that a story is told twice.

By keys a command is given by its shortcut, by menu letters where it has none, and by arrow keys where it has
neither; what a dialog offers is reached by Alt and a letter.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, override

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QMenu,
    QWidget,
)

from buddy_matcher.ui.widgets.rows_view import RowsView
from tests.helpers.fingers import Fingers
from tests.helpers.window import commands_in

CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def plain(text: str) -> str:
    """Return a title without the sign of its letter."""
    return text.replace("&", "")


def has_begun(text: str, beginning: str) -> bool:
    return plain(text).startswith(beginning)


class Gestures(Fingers, ABC):
    """What one does in the window, whatever one does it with."""

    @abstractmethod
    def give(self, menu: str, command: str) -> None:
        """Give a command of a menu, both by the beginning of their titles."""

    @abstractmethod
    def select_rows(self, table: RowsView[Any], places: Sequence[int]) -> None:
        """Select rows of a table by their places, from above, and no others."""

    @abstractmethod
    def use(self, dialog: QWidget, button: str) -> None:
        """Use a button or tick of a dialog, by the beginning of its text."""

    @abstractmethod
    def pick(self, box: QComboBox, place: int) -> None:
        """Choose an entry of a list that unfolds."""

    @abstractmethod
    def swap(self, table: RowsView[Any], first: int, second: int) -> None:
        """Swap the buddies of two rows of the plan."""

    def mark(self, table: RowsView[Any], wanted: Callable[[Any], bool]) -> None:
        """Select those rows of a table that are wanted."""
        self.select_rows(table, [place for place, row in enumerate(table.shown()) if wanted(row)])

    def within[D: QDialog](
        self, kind: type[D], act: Callable[[D], None], opened_by: Callable[[], object]
    ) -> None:
        """Act in the dialog that something opens, once it has the keyboard."""

        def enter(dialog: QDialog) -> None:
            assert isinstance(dialog, kind)
            dialog.activateWindow()
            self.qtbot.waitUntil(lambda: dialog.isActiveWindow() and dialog.focusWidget() is not None)
            act(dialog)

        self.in_dialog(kind, enter, opened_by)

    def action(self, menu: str, command: str) -> tuple[QAction, QMenu, QAction]:
        """Return the entry of the menu bar, its menu, and a command in it, once it can be used."""
        bar = self.window.menuBar()
        self.qtbot.waitUntil(lambda: not self.window.workspace.jobs.is_busy, timeout=60_000)
        title = next(each for each in bar.actions() if plain(each.text()) == menu)
        shown = title.menu()
        assert isinstance(shown, QMenu)
        found = next(each for each in commands_in(shown) if has_begun(each.text(), command))
        assert found.isEnabled(), (command, found.toolTip())
        return title, shown, found


class Mouse(Gestures):
    """Everything by clicks, and by dragging."""

    @override
    def give(self, menu: str, command: str) -> None:
        title, shown, found = self.action(menu, command)
        bar = self.window.menuBar()
        self.qtbot.mouseClick(bar, LEFT, pos=bar.actionGeometry(title).center())
        self.qtbot.waitUntil(shown.isVisible)
        for entry, inner in way_to(shown, found):
            self.qtbot.mouseClick(shown, LEFT, pos=shown.actionGeometry(entry).center())
            shown = inner
            self.qtbot.waitUntil(shown.isVisible)
        self.qtbot.mouseClick(shown, LEFT, pos=shown.actionGeometry(found).center())

    @override
    def select_rows(self, table: RowsView[Any], places: Sequence[int]) -> None:
        for place in places:
            self.qtbot.mouseClick(
                table.viewport(), LEFT, CONTROL if place != places[0] else NONE, self.spot(table, place)
            )

    def spot(self, table: RowsView[Any], place: int) -> QPoint:
        """Return where to click for a row, which is brought in sight."""
        index = table.model().index(place, 0)
        table.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        return table.visualRect(index).center()

    @override
    def use(self, dialog: QWidget, button: str) -> None:
        self.press(offered(dialog, button))

    @override
    def pick(self, box: QComboBox, place: int) -> None:
        self.press(box)
        view = box.view()
        self.qtbot.waitUntil(view.isVisible)

        def is_picked() -> bool:
            # A list that has just unfolded takes no click for a moment, lest a double click choose from it.
            if view.isVisible():
                at = view.visualRect(box.model().index(place, 0)).center()
                self.qtbot.mouseMove(view.viewport(), at)
                self.qtbot.mouseClick(view.viewport(), LEFT, pos=at)
            return box.currentIndex() == place

        self.qtbot.waitUntil(is_picked)

    @override
    def swap(self, table: RowsView[Any], first: int, second: int) -> None:
        """Drag whoever stands first in one row onto whoever stands second in the other."""
        spot = QPointF(self.spot(table, second))
        content = table.model().mimeData([table.model().index(first, 0)])
        link = Qt.DropAction.LinkAction
        enter = QDragEnterEvent(spot, link, content, LEFT, NONE)
        move = QDragMoveEvent(spot, link, content, LEFT, NONE)
        for event in (enter, move):
            QApplication.sendEvent(table.viewport(), event)
            assert event.isAccepted()
        QApplication.sendEvent(table.viewport(), QDropEvent(spot, link, content, LEFT, NONE))


class Keys(Gestures):
    """Everything by keys: a shortcut before menu letters."""

    @override
    def give(self, menu: str, command: str) -> None:
        found = self.action(menu, command)[2]
        if found.shortcut().isEmpty():
            self.give_in_menu(menu, command)
        else:
            QTest.keySequence(focused(), found.shortcut())

    def give_in_menu(self, menu: str, command: str) -> None:
        """Open a menu by its letter, and choose in it by a letter, or by arrow keys where it has none."""
        title, shown, found = self.action(menu, command)
        self.alt(focused(), title.text())
        self.qtbot.waitUntil(shown.isVisible)
        assert QApplication.activePopupWidget() is shown
        for entry, inner in way_to(shown, found):
            self.choose_in(shown, entry)
            shown = inner
            self.qtbot.waitUntil(shown.isVisible)
        self.choose_in(shown, found)
        # Off screen, nothing gives the keyboard back to the window when a menu closes.
        self.take_the_keyboard()

    def choose_in(self, shown: QMenu, found: QAction) -> None:
        """Choose in a menu that is open, by a letter or by arrow keys."""
        letter = QKeySequence.mnemonic(found.text()).toString().removeprefix("Alt+")
        if letter:
            self.qtbot.keyClick(shown, letter)
        else:
            self.go_down_to(found, shown)
            self.qtbot.keyClick(shown, Qt.Key.Key_Return)

    def go_down_to(self, found: QAction, shown: QMenu) -> None:
        """Press the arrow key until a command of a menu is the one that Return gives."""
        for _ in shown.actions():
            if shown.activeAction() is found:
                break
            self.qtbot.keyClick(shown, Qt.Key.Key_Down)
        assert shown.activeAction() is found

    def alt(self, widget: QWidget, text: str) -> None:
        """Press Alt and the letter of a text."""
        letter = QKeySequence.mnemonic(text)
        assert not letter.isEmpty(), f"“{text}” has no letter"
        QTest.keySequence(widget, letter)

    @override
    def select_rows(self, table: RowsView[Any], places: Sequence[int]) -> None:
        self.tab_to(table)
        first = places[0]
        # Ctrl+Home goes to the first row without choosing it, as there may be more to choose.
        self.qtbot.keyClick(table, Qt.Key.Key_Home, CONTROL)
        for _ in range(first or 1):
            self.qtbot.keyClick(table, Qt.Key.Key_Down)
        if not first:
            self.qtbot.keyClick(table, Qt.Key.Key_Up)
        at = first
        for place in places[1:]:
            for _ in range(place - at):
                self.qtbot.keyClick(table, Qt.Key.Key_Down, CONTROL)
            self.qtbot.keyClick(table, Qt.Key.Key_Space, CONTROL)
            at = place

    def tab_to(self, wanted: QWidget) -> None:
        """Press Tab until the focus is where it is wanted."""
        for _ in range(100):
            if focused() is wanted:
                return
            QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert focused() is wanted

    @override
    def use(self, dialog: QWidget, button: str) -> None:
        found = offered(dialog, button)
        if QKeySequence.mnemonic(found.text()).isEmpty():
            self.tab_to(found)
            QTest.keyClick(found, Qt.Key.Key_Space)
        else:
            # A button that a letter presses is seen to go down, and acts a moment later.
            with self.qtbot.waitSignal(found.clicked):
                self.alt(focused(), found.text())

    @override
    def pick(self, box: QComboBox, place: int) -> None:
        self.tab_to(box)
        self.choose(box, place)

    @override
    def swap(self, table: RowsView[Any], first: int, second: int) -> None:
        self.select_rows(table, sorted((first, second)))
        self.give("Pairings", "Swap buddies")


class MenuLetters(Keys):
    """Everything by keys: every command by menu letters."""

    @override
    def give(self, menu: str, command: str) -> None:
        self.give_in_menu(menu, command)


def way_to(shown: QMenu, found: QAction) -> list[tuple[QAction, QMenu]]:
    """Return the entry of a menu, and its menu, within which a command stands, if it does."""
    inner = [(each, each.menu()) for each in shown.actions()]
    return [(each, menu) for each, menu in inner if isinstance(menu, QMenu) and found in menu.actions()]


def offered(within: QWidget, beginning: str) -> QAbstractButton:
    """Return the button or tick in sight whose text begins so, which can be used."""
    found = next(
        one
        for one in within.findChildren(QAbstractButton)
        if one.isVisible() and has_begun(one.text(), beginning)
    )
    assert found.isEnabled(), beginning
    return found


def focused() -> QWidget:
    """Return what has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the keyboard"
    return found
