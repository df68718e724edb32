"""What each command costs whoever presses it: until its dialog stands there, and for every button of that."""

from collections.abc import Callable
from pathlib import Path
from typing import override

from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from benchmarks.forms import write_form
from benchmarks.handlers import Handlers, let_work, longest, yardstick
from benchmarks.measure import Row
from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.answering import Answerer, press_every_command

PEOPLE_OF_SHEET = 300

_PATIENCE = 120


class Stopwatch(Answerer):
    """Presses commands and buttons; `rows` say of each what the longest handler took that it set off."""

    def __init__(self, window: MainWindow, folder: Path, sheet: Path) -> None:
        super().__init__(window, folder, wait_until, sheet)
        self.rows: dict[str, Row] = {}
        self._handlers = Handlers()
        self._what = ""
        self._only_opens = False

    def time(self, command: Command) -> None:
        """Press a command, and answer all that it asks."""
        self.press_and_answer(command)
        self._note()

    def time_opening(self, command: Command) -> None:
        """Press a command, and give up what it opens."""
        self._only_opens = True
        self.time(command)
        self._only_opens = False

    @override
    def began(self, what: str, *, is_accepting: bool = False) -> None:
        self._note()
        self._what = what
        self._handlers.restart()

    @override
    def answer(self, dialog: QDialog) -> None:
        if self._only_opens and self._is_settled(dialog):
            dialog.reject()
        else:
            super().answer(dialog)

    def _note(self) -> None:
        """Take note of what was pressed last, with what the yardstick takes at the same time."""
        if self._what:
            row = Row(self._what, self._handlers.longest, theirs=yardstick(), reach="100")
            self.rows[row.name] = max(row, self.rows.get(row.name, row), key=lambda each: each.ratio)
        self._what = ""


def wait_until(ready: Callable[[], bool]) -> None:
    """Let the window work until something holds and all is quiet; raises TimeoutError."""
    longest(let_work, until=ready, patience=_PATIENCE)


def pressed(window: MainWindow, folder: Path) -> list[Row]:
    """Return what each command and each button of its dialogs costs; files are written to `folder`."""
    QDesktopServices.openUrl = lambda _address: True  # no other program is opened
    sheet = folder / "answers.xlsx"
    write_form(sheet, PEOPLE_OF_SHEET)
    stopwatch = Stopwatch(window, folder, sheet)
    for command in (window.commands.new, window.commands.open):
        wait_until(lambda: not window.workspace.jobs.is_busy)
        stopwatch.time_opening(command)  # their dialogs would leave the scheme
    press_every_command(window, stopwatch.time, wait_until)
    return list(stopwatch.rows.values())
