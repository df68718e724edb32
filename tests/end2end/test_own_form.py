"""A form that nobody here knows becomes a plan through the real window, and every click is counted."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from buddy_matcher.domain.lists import ListKind
from buddy_matcher.domain.questions import Question
from buddy_matcher.ui.importing.import_dialog import ImportDialog
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.widgets.file_dialogs import OpenSheetDialog
from buddy_matcher.ui.window.remembered import Remembered
from buddy_matcher.ui.window.window import MainWindow
from tests.end2end.test_window_story import (
    WORK_MS,
    button,
    buttons,
    in_dialog,
    table,
    take_the_keyboard,
    words,
)
from tests.helpers.dialogs import answer
from tests.helpers.own_forms import HEADINGS, MEANINGS, STRENGTHS, write_own_form
from tests.helpers.people import new_scheme

MOST_CLICKS = 40


class Mouse:
    """Clicks, and counts how often; a list to choose from takes two."""

    def __init__(self, qtbot: QtBot) -> None:
        self.clicks = 0
        self._qtbot = qtbot

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        self.clicks += 1
        self._qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def choose(self, within: QWidget, text: str, words: str) -> None:
        box = next(b for b in within.findChildren(QComboBox) if b.accessibleName() == f"What “{text}” is")
        self.click(box)
        assert box.view().isVisible()
        # The mouse over an entry makes it current; Qt ignores a click so soon after the list opened.
        box.view().setCurrentIndex(box.model().index(box.findText(words), 0))
        self.clicks += 1
        self._qtbot.keyClick(box.view(), Qt.Key.Key_Return)
        assert box.currentText() == words


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window on a new scheme; the file dialog is answered with a form of somebody's own."""
    services = new_scheme(tmp_path)
    services.close()
    answer(monkeypatch, OpenSheetDialog, with_=write_own_form(tmp_path / "answers.csv"))
    window = MainWindow(Remembered())
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    assert window.open_file(services.path)
    return window


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # said of pop-ups off screen
def test_a_form_in_unknown_words_becomes_a_plan_in_few_clicks(window: MainWindow, qtbot: QtBot):
    mouse = Mouse(qtbot)
    # The menu, its command, and the file in the system's own dialog.
    mouse.clicks += 4
    in_dialog(
        ImportDialog,
        lambda dialog: bring_in(dialog, window, mouse, qtbot),
        opened_by=window.commands.import_sheet.trigger,
    )
    assert window.workspace.place is Place.OVERVIEW
    take_the_keyboard(window, qtbot)
    mouse.click(button(window, "Look at pairings"))
    assert window.workspace.place is Place.PAIRINGS
    with qtbot.waitSignal(window.workspace.operations.changed, timeout=WORK_MS):
        mouse.click(button(window, "Suggest pairings"))
    assert table(window, "Pairs of the plan").model().rowCount() == 20
    assert mouse.clicks <= MOST_CLICKS
    in_dialog(
        ImportDialog,
        lambda dialog: look_again(dialog, qtbot),
        opened_by=window.commands.import_sheet.trigger,
    )
    assert {entry.name for entry in window.workspace.services.lists.entries(ListKind.STRENGTHS)} == set(
        STRENGTHS
    )


def bring_in(dialog: QDialog, window: MainWindow, mouse: Mouse, qtbot: QtBot) -> None:
    wait_for(dialog, "Keep the other", qtbot)
    assert "Say which column holds people’s names" in words(dialog)
    decide_columns(dialog, mouse)
    assert "Every column is decided." in words(dialog)
    mouse.click(button(dialog, "Next"))
    wait_until(dialog, "answers are not decided", qtbot)
    mouse.click(next(box for box in dialog.findChildren(QCheckBox) if "Use these 12" in box.text()))
    for (_, text), meaning in MEANINGS.items():
        mouse.choose(dialog, text, meaning)
    assert "Every answer is decided." in words(dialog)
    mouse.click(button(dialog, "Next"))
    wait_for(dialog, "Import 40 people", qtbot)
    with qtbot.waitSignal(window.workspace.operations.changed, timeout=WORK_MS):
        mouse.click(button(dialog, "Import 40 people"))
    assert "40 added." in words(dialog)
    mouse.click(button(dialog, "Close"))


def look_again(dialog: QDialog, qtbot: QtBot) -> None:
    """The same file next month asks nothing and changes nothing."""
    wait_until(dialog, "All of it is here already: importing it again changes nothing.", qtbot)
    assert not button(dialog, "Import 0 people").isEnabled()


def decide_columns(dialog: QDialog, mouse: Mouse) -> None:
    likely = {Question.EMAIL, Question.POSTCODE}
    for heading, question in HEADINGS.items():
        if question in likely:
            mouse.click(named(dialog, f"“{heading}” is: {question.label}"))
        elif question is not Question.ANYTHING_ELSE:
            mouse.choose(dialog, heading, question.label if question else "Not used")
    mouse.click(button(dialog, "Keep the other 1"))


def named(within: QWidget, name: str) -> QWidget:
    return next(each for each in buttons(within, "") if each.accessibleName() == name)


def wait_for(dialog: QDialog, beginning: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: any(b.isEnabled() for b in buttons(dialog, beginning)), timeout=WORK_MS)


def wait_until(dialog: QDialog, told: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: told in words(dialog), timeout=WORK_MS)
