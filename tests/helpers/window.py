"""What the main window says and offers, for tests that drive it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from buddy_matcher.ui.acting.messages import Message
from buddy_matcher.ui.window.remembered import Remembered
from buddy_matcher.ui.window.welcome_page import WelcomePage
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.finding import the


@contextmanager
def window_on(path: Path) -> Iterator[MainWindow]:
    """Show a window on a scheme, for several tests that only look at it; to make one takes longest."""
    window = MainWindow(Remembered())
    window.show()
    assert window.open_file(path)
    yield window
    window.close()
    window.deleteLater()


def message(window: QWidget) -> str:
    """Close the message over a window or a part of it; return what it said."""
    [shown] = [m for m in window.findChildren(Message) if m.isVisible()]
    text = " ".join(label.text() for label in shown.findChildren(QLabel) if label.text())
    shown.close()
    return text


def status(window: MainWindow) -> str:
    """Return what the status line says."""
    assert window.workspace is not None
    return window.workspace.job_bar.text


def menu(window: MainWindow, title: str) -> list[str]:
    """Open a menu that is offered; return its commands."""
    menus = [action.menu() for action in window.menuBar().actions() if action.isVisible()]
    found = next(menu for menu in menus if isinstance(menu, QMenu) and menu.title().replace("&", "") == title)
    found.aboutToShow.emit()
    return [action.text().replace("&", "") for action in commands_in(found)]


def commands_in(menu: QMenu) -> Iterator[QAction]:
    """Yield the commands of a menu, and of the menus within it."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from commands_in(inner)
        elif not action.isSeparator():
            yield action


def offered_commands(window: MainWindow) -> list[QAction]:
    """Return every command that the menu bar offers."""
    menus = [action.menu() for action in window.menuBar().actions() if action.isVisible()]
    return [action for menu in menus if isinstance(menu, QMenu) for action in commands_in(menu)]


def is_welcoming(window: MainWindow) -> bool:
    """Return whether no scheme is open and the welcome page is in sight."""
    return window.workspace is None and the(WelcomePage, window).isVisible()
