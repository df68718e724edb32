"""Fingers on the keys and the mouse of the real window: what a test does in it, and what it reads there."""

import re
from collections.abc import Callable, Iterable

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.window.window import MainWindow

WORK_MS = 60_000
OPENS_MS, LOOKS_MS = 20_000, 10


class Fingers:
    """Clicks, keys and looks in one window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot

    def go(self, place: Place) -> None:
        self.keys(place.keys)
        assert self.window.workspace.place is place

    def keys(self, sequence: str) -> None:
        self.qtbot.keySequence(self.window, sequence)

    def press(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def click(self, within: QWidget, *beginnings: str) -> None:
        self.press(self.buttons(within, *beginnings)[0])

    def buttons(self, within: QWidget, *beginnings: str) -> list[QPushButton]:
        return [
            shown
            for shown in within.findChildren(QPushButton)
            if shown.isVisible() and shown.text().replace("&", "").startswith(beginnings)
        ]

    def tick(self, box: QCheckBox) -> None:
        if not box.isChecked():
            box.setFocus()
            self.qtbot.keyClick(box, Qt.Key.Key_Space)
        assert box.isChecked()

    def choose(self, box: QComboBox, place: int) -> None:
        box.setFocus()
        self.qtbot.keyClick(box, Qt.Key.Key_Home)
        for _ in range(place):
            self.qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() == place

    def table(self, name: str) -> RowsView:
        tables = self.window.workspace.findChildren(RowsView)
        return next(each for each in tables if each.accessibleName() == name)

    def rows(self, name: str) -> list[frozenset[str]]:
        model = self.table(name).model()
        found = (self.names(model.index(row, 0)) for row in range(model.rowCount()))
        return [names for names in found if len(names) > 1]

    def names(self, index: QModelIndex) -> frozenset[str]:
        """Return the names that stand in the two columns of people; below each name is an organisation."""
        both = " / ".join(str(index.siblingAtColumn(column).data()) for column in (0, 1))
        words = re.split(r", | / |\n|; ", both)
        return frozenset(each for each in words if re.fullmatch(r"[A-Z]\w+ [A-Z][a-z]+", each))

    def select(self, pair: Iterable[str]) -> None:
        self.go(Place.MEETINGS)
        table, wanted = self.table("Pairs that run"), frozenset(pair)
        rows = range(table.model().rowCount())
        row = next(r for r in rows if self.names(table.model().index(r, 0)) == wanted)
        index = table.model().index(row, 0)
        table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.qtbot.mouseClick(
            table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center()
        )

    def in_dialog(
        self, kind: type[QDialog], act: Callable[[QDialog], None], opened_by: Callable[[], object]
    ) -> None:
        """Act in the dialog that something opens, at once or after some work; a fault closes it again."""
        looking = QTimer(self.window)
        done: list[bool] = []
        failed: list[BaseException] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, kind):
                return
            looking.stop()
            try:
                act(dialog)
            except BaseException as error:
                failed.append(error)
            finally:
                done.append(True)
                if dialog.isVisible():
                    dialog.done(QDialog.DialogCode.Rejected)

        looking.timeout.connect(look)
        looking.start(LOOKS_MS)
        opened_by()
        self.qtbot.waitUntil(lambda: bool(done), timeout=OPENS_MS)
        looking.deleteLater()
        for error in failed:
            raise error
        jobs = self.window.workspace.jobs
        self.qtbot.waitUntil(lambda: not jobs.is_busy, timeout=WORK_MS)
        self.take_the_keyboard()

    def take_the_keyboard(self) -> None:
        """Make the window active: off screen, no window system does so when a dialog closes."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)


def words_in(within: QWidget) -> str:
    """Return what labels in sight say."""
    return " ".join(label.text() for label in within.findChildren(QLabel) if label.isVisible())
