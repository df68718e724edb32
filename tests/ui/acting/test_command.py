"""A command is declared once: its button, its menus and its keys say and do the same."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.widgets.action_button import action_button, menu_button


class Shelf:
    """A page with one command, which needs something to be chosen."""

    def __init__(self, operations: Operations, qtbot) -> None:
        self.chosen = ""
        self.opened: list[str] = []
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.commands = Commands(self.page, operations, Menu.PEOPLE)
        self.open: Command = self.commands.declare(
            lambda: f"&Open {self.chosen}" if self.chosen else "&Open",
            lambda: self.opened.append(self.chosen),
            "Ctrl+E",
            why_not=lambda: "" if self.chosen else "Select one first.",
        )
        self.line = QLineEdit()
        self.button = action_button(self.open)
        self.more = menu_button("More", self.open)
        layout = QVBoxLayout(self.page)
        for widget in (self.line, self.button, self.more):
            layout.addWidget(widget)
        self.commands.look_again()
        self.page.show()
        self.line.setFocus()

    def choose(self, what: str) -> None:
        """Choose something."""
        self.chosen = what
        self.commands.look_again()


@pytest.fixture
def shelf(operations: Operations, qtbot) -> Shelf:
    return Shelf(operations, qtbot)


@pytest.fixture
def said(operations: Operations) -> list[str]:
    """What the status line is given."""
    heard: list[str] = []
    operations.said.connect(heard.append)
    return heard


def test_button_and_menu_are_one_command(shelf: Shelf):
    shelf.choose("a book")
    assert shelf.button.text() == "Open a book"
    assert shelf.more.menu().actions() == [shelf.open]
    shelf.button.click()
    assert shelf.opened == ["a book"]
    assert shelf.commands.all() == (shelf.open,)
    assert shelf.open.menu_of is Menu.PEOPLE


def test_what_cannot_be_used_says_why(shelf: Shelf):
    assert not shelf.open.isEnabled()
    assert shelf.button.toolTip() == shelf.open.toolTip() == "Select one first."
    assert shelf.button.accessibleDescription() == "Select one first."
    shelf.choose("a book")
    assert shelf.open.isEnabled()
    assert shelf.button.toolTip() == "Ctrl+E"


def test_its_keys_do_it_or_say_why_not(shelf: Shelf, said: list[str], qtbot):
    qtbot.keyClick(shelf.line, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert (shelf.opened, said) == ([], ["Select one first."])
    shelf.choose("a book")
    qtbot.keyClick(shelf.line, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert (shelf.opened, len(said)) == (["a book"], 1)


def test_it_waits_while_a_job_runs(shelf: Shelf, operations: Operations, qtbot):
    shelf.choose("a book")
    released = Event()
    with qtbot.waitSignal(operations.jobs.ended):
        operations.start("Counting", lambda _progress, _cancelled: released.wait(5), lambda _: None)
        assert "still running" in shelf.open.why_not
        released.set()
    assert shelf.open.isEnabled()


def test_on_a_copy_only_what_changes_nothing_can_be_used(qtbot):
    jobs = Jobs()
    copy = Operations(jobs, is_read_only=True)
    shelf = Shelf(copy, qtbot)
    shelf.choose("a book")
    looks = shelf.commands.declare("&Look", lambda: None, needs=Needs.NOTHING)
    shelf.commands.look_again()
    assert looks.isEnabled()
    assert "copy" in shelf.open.why_not
    jobs.close()


def test_without_a_scheme_only_what_needs_none_can_be_used(shelf: Shelf):
    shelf.choose("a book")
    shelf.commands.follow(None)
    assert shelf.open.why_not == "Open a scheme first."
