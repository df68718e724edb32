"""Presses each command of the open window, and every button of the dialogs that it opens."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLineEdit, QPlainTextEdit, QPushButton

from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.scheme.workspace import Workspace
from buddy_matcher.ui.widgets.file_dialogs import OpenSheetDialog
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.random_actions import LEFT_OUT, Presser, title_of

LAST = "Undo", "Redo", "Restore"
"""Commands that leave another scheme than they found."""

MOST_ROWS = 60
"""How many rows of a table are tried until a command can be used."""

_WORDS = "Kim Ng"
_PRESSED = "pressed"
_MOST_PRESSES = 8
"""After so many presses all dialogs are given up: what is refused is asked for again and again."""
_ROLES = QDialogButtonBox.ButtonRole

type WaitUntil = Callable[[Callable[[], bool]], None]


class Answerer(Presser):
    """Presses commands; in what they open it fills in what is empty and presses every button once.

    The button that accepts is the last one; then the dialog is given up. Files are written to `folder`; of
    those to read only a `sheet` is chosen.
    """

    def __init__(
        self, window: MainWindow, folder: Path, wait_until: WaitUntil, sheet: Path | None = None
    ) -> None:
        super().__init__(window, Random(0), wait_until)
        self._folder = folder
        self._sheet = sheet
        self._last: QDialog | None = None
        self._command = ""
        self._presses = 0

    def began(self, what: str, *, is_accepting: bool = False) -> None:
        """Take note that a command or a button is pressed now."""

    def opened(self, title: str) -> None:
        """Take note that a dialog came, or a window that stays open."""

    def chose_a_file(self) -> None:
        """Take note that a file was named to write to."""

    def press_and_answer(self, command: Command) -> None:
        """Press a command, and answer all that it asks."""
        self._command, self._presses = title_of(command), 0
        self.began(self._command)
        self.press(command)

    def answer(self, dialog: QDialog) -> None:
        if not self._is_settled(dialog):
            return
        if dialog.property(_PRESSED) is None:
            dialog.setProperty(_PRESSED, [])
            if not isinstance(dialog, QFileDialog):
                self.opened(dialog.windowTitle())
            _fill(dialog)
        pressed = dialog.property(_PRESSED)
        left = [b for b in _buttons(dialog) if b.text() not in pressed]
        if isinstance(dialog, QFileDialog):
            self._answer_with_a_file(dialog)  # again where it has not read its folder yet
        elif isinstance(dialog, QPrintDialog) or not left or self._presses >= _MOST_PRESSES:
            QTimer.singleShot(0, dialog, dialog.reject)
        else:
            self._press_in(dialog, left[0], pressed)

    def _is_settled(self, dialog: QDialog) -> bool:
        """Return whether what the dialog leads to, and any job, came to its end."""
        was_seen, self._last = dialog is self._last, dialog
        return was_seen and not self._window.workspace.jobs.is_busy

    def _press_in(self, dialog: QDialog, button: QPushButton, pressed: list[str]) -> None:
        dialog.setProperty(_PRESSED, [*pressed, button.text()])
        self._presses += 1
        what = f"{self._command} > {dialog.windowTitle()} > {button.text()}"
        self.began(what, is_accepting=_role_of(button, dialog) is _ROLES.AcceptRole)
        QTimer.singleShot(0, button, button.click)

    def _answer_with_a_file(self, dialog: QFileDialog) -> None:
        name = f"{len(list(self._folder.iterdir()))}"
        if dialog.fileMode() is QFileDialog.FileMode.AnyFile:
            dialog.selectFile(str(self._folder / f"{name} {Path(dialog.selectedFiles()[0]).name}"))
        elif dialog.fileMode() is QFileDialog.FileMode.Directory:
            (self._folder / name).mkdir()
            dialog.selectFile(str(self._folder / name))
        elif isinstance(dialog, OpenSheetDialog) and self._sheet:
            dialog.selectFile(str(self._sheet))
        else:
            QTimer.singleShot(0, dialog, dialog.reject)
            return
        self.chose_a_file()
        QTimer.singleShot(0, dialog, dialog.accept)


def press_every_command(
    window: MainWindow, press: Callable[[Command], None], wait_until: WaitUntil
) -> set[str]:
    """Press each command where it can be used, and take back what it changed.

    Returns the titles of those that can't be used anywhere.
    """
    workspace, unused = window.workspace, set()
    workspace.make_all_pages()
    for place, command in _commands_of(window):
        workspace.show_place(place)
        wait_until(lambda: not workspace.jobs.is_busy)
        if not _choose_rows_for(command, workspace, wait_until):
            unused.add(title_of(command))
            continue
        before = workspace.services.history.next_undo()
        wait_until(lambda: not workspace.jobs.is_busy)  # all is shown that the choice of rows leads to
        press(command)
        if window.workspace is not workspace:
            break
        _undo_down_to(before, workspace)
    return unused


def _commands_of(window: MainWindow) -> list[tuple[Place, Command]]:
    """Return every command of the pages that are offered and of the window, with where to press it."""
    offered = [p for p in Place if window.workspace.rail.actions_of_places[p].isEnabled()]
    found = [(place, command) for place in offered for command in window.workspace.commands(place)]
    found += [(Place.OVERVIEW, command) for command in window.commands.all()]
    pressed = [(place, command) for place, command in found if title_of(command) not in LEFT_OUT]
    return sorted(pressed, key=lambda each: _begins(each[1], *LAST))


def _begins(command: Command, *words: str) -> bool:
    return title_of(command).startswith(words)


def _choose_rows_for(command: Command, workspace: Workspace, wait_until: WaitUntil) -> bool:
    """Choose rows of the page in sight with which a command can be used; return whether there are any."""
    if workspace.place is Place.REPORT:
        wait_until(lambda: "being made" not in command.why_not)
    tables = [t for t in workspace.page(workspace.place).findChildren(RowsView) if t.isVisible()]
    for table in tables:
        rows = table.shown()[:MOST_ROWS]
        for number in range(len(rows)):
            for together in (rows[number : number + 1], rows[number : number + 2]):
                if command.isEnabled():
                    return True
                table.choose(together.__contains__)
    return command.isEnabled()


def _undo_down_to(before: str, workspace: Workspace) -> None:
    history = workspace.services.history
    while history.next_undo() not in {before, ""}:
        assert workspace.operations.perform(history.undo)


def _role_of(button: QPushButton, dialog: QDialog) -> QDialogButtonBox.ButtonRole | None:
    boxes = dialog.findChildren(QDialogButtonBox)
    return next((box.buttonRole(button) for box in boxes if button in box.buttons()), None)


def _buttons(dialog: QDialog) -> list[QPushButton]:
    """Return what can be pressed, without what gives up, and what accepts last.

    A button that is checked says so itself, and one with a menu opens that.
    """
    shown = [b for b in dialog.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    acts = [
        b for b in shown if not b.menu() and not b.isCheckable() and b.text().replace("&", "") != "Cancel"
    ]
    acting = [b for b in acts if _role_of(b, dialog) not in {_ROLES.RejectRole, _ROLES.AcceptRole}]
    return acting + [b for b in acts if _role_of(b, dialog) is _ROLES.AcceptRole]


def _fill(dialog: QDialog) -> None:
    for line in dialog.findChildren(QLineEdit):
        is_own = not line.objectName().startswith("qt_") and not line.accessibleName().startswith("Search")
        if is_own and line.isVisible() and line.isEnabled() and not line.text():
            line.setText(_WORDS)
    for text in dialog.findChildren(QPlainTextEdit):
        if text.isVisible() and text.isEnabled() and not text.isReadOnly() and not text.toPlainText():
            text.setPlainText(_WORDS)
