"""Presses commands of the open window at random, answers what they ask at random, and looks what came of it.

What the window shows is held against a copy of the file that nobody worked in: whatever is kept between two
readings has to say the same as the file.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QPushButton, QWidget

from buddy_matcher.services.schemes import Services, open_read_only
from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.acting.messages import CrashMessage
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.window.window import MainWindow

LEFT_OUT = {
    "Quit": "ends the window",
    "Close scheme": "leaves nothing to act on",
    "Open scheme": "leaves the scheme that is looked at",
    "New scheme": "leaves the scheme that is looked at",
    "Your first round, on the example": "leaves the scheme that is looked at",
}
"""Commands that are not pressed, with the reason."""

_LOOK_EVERY_MS = 5
_ACCEPTS = 0.5
"""How often a dialog is answered and not given up."""

_MOST_ANSWERS = 12
"""After so many presses in one dialog it is given up: some stay open however often one answers."""


class Presser:
    """Presses commands of a window that has a scheme open; `done` tells of each what it was, for a report."""

    def __init__(
        self, window: MainWindow, chance: Random, wait_until: Callable[[Callable[[], bool]], None]
    ) -> None:
        self.done: list[str] = []
        self._window = window
        self._chance = chance
        self._wait_until = wait_until
        self._answered: dict[int, int] = {}

    def commands(self) -> list[Command]:
        """Return every command that may be pressed, of the window and of every page."""
        assert self._window.workspace is not None
        self._window.workspace.make_all_pages()
        of_pages = [c for place in Place for c in self._window.workspace.commands(place)]
        everything = [*self._window.commands.all(), *of_pages]
        return [command for command in everything if title_of(command) not in LEFT_OUT]

    def press_one(self) -> None:
        """Go to a place, choose rows there, and press a command that can be used."""
        workspace = self._window.workspace
        assert workspace is not None
        workspace.show_place(
            self._chance.choice([p for p in Place if workspace.rail.actions_of_places[p].isEnabled()])
        )
        for table in workspace.page(workspace.place).findChildren(RowsView):
            if table.isVisible() and table.shown():
                places = self._chance.sample(range(len(table.shown())), min(len(table.shown()), 2))
                wanted = [table.row_at(place) for place in places[: self._chance.randint(1, 2)]]
                table.choose(wanted.__contains__)
        usable = [
            c for c in self.commands() if c.isEnabled() and (c.works_everywhere or self._is_in_sight(c))
        ]
        self.press(self._chance.choice(usable))

    def press(self, command: Command) -> None:
        """Press a command, and answer what it asks until it has come to its end."""
        workspace = self._window.workspace
        assert workspace is not None
        self.done.append(f"{workspace.place.value}: {title_of(command)}")
        with self._answering():
            command.trigger()
            self._wait_until(lambda: not workspace.jobs.is_busy and QApplication.activeModalWidget() is None)

    def _is_in_sight(self, command: Command) -> bool:
        owner = command.parent()
        return isinstance(owner, QWidget) and owner.isVisible()

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Answer whatever is asked meanwhile."""
        timer = QTimer()
        timer.timeout.connect(self._answer)
        timer.start(_LOOK_EVERY_MS)
        self._answered.clear()
        yield
        timer.stop()

    def _answer(self) -> None:
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if isinstance(popup, QMenu):
            popup.close()
        elif isinstance(modal, CrashMessage):
            pytest.fail("a fault was reported")
        elif isinstance(modal, QDialog):
            self.answer(modal)

    def answer(self, dialog: QDialog) -> None:
        """Press a button of a dialog that is open, or give it up."""
        self._answered[id(dialog)] = self._answered.get(id(dialog), 0) + 1
        buttons = [b for b in dialog.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
        gives_up = self._chance.random() > _ACCEPTS or self._answered[id(dialog)] > _MOST_ANSWERS
        # A file is for the coordinator to choose, and a printer is not there.
        if gives_up or not buttons or isinstance(dialog, QFileDialog | QPrintDialog):
            dialog.reject()
        else:
            button = self._chance.choice(buttons)
            self.done.append(f"  {type(dialog).__name__}: {button.text()}")
            # Not from here: while this answers, its timer would not look at what the button opens.
            QTimer.singleShot(0, button, button.click)


def title_of(command: Command) -> str:
    """Return the title of a command as one reads it."""
    return command.text().replace("&", "").rstrip("…")


def let_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open no other program."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _address: True)


def same_as_the_file(services: Services) -> None:
    """Assert that what use cases say is what they say of the file read afresh."""
    with_file = open_read_only(services.path)
    try:
        assert services.latest.plan() == with_file.latest.plan()
        assert services.overview.round() == with_file.overview.round()
        assert services.letters.letters() == with_file.letters.letters()
        assert content_of(services) == content_of(with_file)
        assert not services.check.findings()
    finally:
        with_file.close()


def content_of(services: Services) -> list[object]:
    """Return the scheme and every object in its file."""
    with services.file.reading() as unit:
        return list(unit.everything())
