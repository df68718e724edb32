"""No letter with Alt leads to two places: Qt then only moves the focus, and nothing happens."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QTabBar, QWidget

from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.every_dialog import dialogs_of
from tests.helpers.kept_schemes import copy_of
from tests.helpers.people import planned_four
from tests.helpers.window import window_on


def letters_of(widget: QWidget) -> Counter[str]:
    """The letters that lead somewhere in what is in sight, each with how often."""
    texts = [button.text() for button in widget.findChildren(QAbstractButton) if button.isVisible()]
    texts += [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.buddy()]
    for bar in widget.findChildren(QTabBar):
        texts += [bar.tabText(tab) for tab in range(bar.count()) if bar.isVisible()]
    return Counter(filter(None, (QKeySequence.mnemonic(text).toString() for text in texts)))


def twice(letters: Counter[str]) -> list[str]:
    """Those that would lead to two places."""
    return [letter for letter, times in letters.items() if times > 1]


@pytest.fixture(scope="module")
def window(qapp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """The window on a scheme with a plan; only looked at."""
    with window_on(copy_of(planned_four, tmp_path_factory.mktemp("planned") / "scheme.buddy")) as window:
        yield window


@pytest.mark.parametrize("place", Place)
def test_no_letter_is_used_twice_in_a_place(window: MainWindow, place: Place):
    window.workspace.show_place(place)
    titles = [action.text() for action in window.menuBar().actions() if action.isVisible()]
    letters = letters_of(window) + Counter(QKeySequence.mnemonic(title).toString() for title in titles)
    assert not twice(letters)


@pytest.mark.parametrize("place", Place)
def test_no_letter_is_used_twice_in_a_menu(window: MainWindow, place: Place):
    window.workspace.show_place(place)
    found = {}
    titles = [title for title in window.menuBar().actions() if title.isVisible()]
    while titles:
        title = titles.pop()
        menu: Any = title.menu()
        letters = (QKeySequence.mnemonic(command.text()).toString() for command in menu.actions())
        found[title.text()] = twice(Counter(filter(None, letters)))
        titles += [command for command in menu.actions() if command.menu()]
    assert not any(found.values()), found


def test_no_letter_is_used_twice_in_a_dialog(window: MainWindow):
    found = {}
    for name, dialog in dialogs_of(window.workspace):
        dialog.show()
        tabs = [(bar, tab) for bar in dialog.findChildren(QTabBar) for tab in range(bar.count())]
        for bar, tab in tabs or [(QTabBar(), 0)]:
            bar.setCurrentIndex(tab)
            found[name, bar.tabText(tab)] = twice(letters_of(dialog))
        dialog.hide()
    assert not any(found.values()), found
