"""Presses each command of the open window, answers what it asks, and hears what a screen reader would say.

A screen reader speaks what is announced, a window that opens, and a control that gets the focus.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.random_actions import Presser, title_of

_WORDS = "Kim Ng"
_HEARD = "heard"
_MOST_PRESSES = 8
"""After so many presses all dialogs are given up: what is refused is asked for again and again."""
_ROLES = QDialogButtonBox.ButtonRole


class Listener(Presser):
    """Presses commands and listens; `silent` are those of which nothing was heard that says what came of it.

    The outcome of what changed the scheme, saved a file or closed a dialog has to be announced, or another
    dialog has to open; of what else is pressed it is enough that the focus goes elsewhere.
    """

    def __init__(
        self,
        window: MainWindow,
        folder: Path,
        wait_until: Callable[[Callable[[], bool]], None],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        super().__init__(window, Random(0), wait_until)
        self.silent: list[str] = []
        self.segments: list[_Segment] = []
        self._folder = folder
        self._last: QDialog | None = None
        self._no_outcome = {window.workspace.job_bar.text}
        monkeypatch.setattr(QAccessible, "updateAccessibility", self._on_announced)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        window.workspace.operations.changed.connect(self._on_changed)
        window.workspace.jobs.started.connect(self._no_outcome.add)

    def listen_to(self, command: Command) -> None:
        """Press a command, answer all that it asks, and take note of what was done without a word."""
        self.segments = [_Segment(title_of(command))]
        before = _windows()
        self.press(command)
        self._here.dialogs += [window.windowTitle() for window in _windows() - before]
        self.silent += [each.what for each in self.segments if each.is_silent]

    def answer(self, dialog: QDialog) -> None:
        """Fill in what is empty, press every button once, the one that accepts last, and then give up."""
        # What a dialog leads to, or a job, comes to its end first.
        is_settled, self._last = dialog is self._last, dialog
        if not is_settled or self._window.workspace.jobs.is_busy:
            return
        if dialog.property(_HEARD) is None:
            dialog.setProperty(_HEARD, [])
            if not isinstance(dialog, QFileDialog):
                self._here.dialogs.append(dialog.windowTitle())
            _fill(dialog)
        pressed = dialog.property(_HEARD)
        left = [b for b in _buttons(dialog) if b.text() not in pressed]
        if isinstance(dialog, QFileDialog):
            self._answer_with_a_file(dialog)  # again where it has not read its folder yet
        elif isinstance(dialog, QPrintDialog) or not left or len(self.segments) > _MOST_PRESSES:
            QTimer.singleShot(0, dialog, dialog.reject)
        else:
            dialog.setProperty(_HEARD, [*pressed, left[0].text()])
            what = f"{self.segments[0].what} > {dialog.windowTitle()} > {left[0].text()}"
            self.segments.append(_Segment(what, is_accepting=_role_of(left[0], dialog) is _ROLES.AcceptRole))
            QTimer.singleShot(0, left[0], left[0].click)

    @property
    def _here(self) -> "_Segment":
        return self.segments[-1]

    def _answer_with_a_file(self, dialog: QFileDialog) -> None:
        name = f"{len(list(self._folder.iterdir()))}"
        if dialog.fileMode() is QFileDialog.FileMode.AnyFile:
            dialog.selectFile(str(self._folder / f"{name} {Path(dialog.selectedFiles()[0]).name}"))
        elif dialog.fileMode() is QFileDialog.FileMode.Directory:
            (self._folder / name).mkdir()
            dialog.selectFile(str(self._folder / name))
        else:
            QTimer.singleShot(0, dialog, dialog.reject)
            return
        self._here.has_changed = True
        QTimer.singleShot(0, dialog, dialog.accept)

    def _on_announced(self, event: QAccessibleAnnouncementEvent) -> None:
        if self.segments and event.message() not in self._no_outcome:
            self._here.said.append(event.message())

    def _on_focus(self, _before: object, now: QWidget | None) -> None:
        if self.segments and now is not None:
            self._here.focused.append(now)

    def _on_changed(self, _changes: object) -> None:
        if self.segments:
            self._here.has_changed = True


@dataclass
class _Segment:
    """What was heard between a press and the next."""

    what: str
    is_accepting: bool = False
    has_changed: bool = False
    said: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    focused: list[QWidget] = field(default_factory=list)

    @property
    def is_silent(self) -> bool:
        if self.is_accepting or self.has_changed:
            return not self.said and not self.dialogs
        return not self.said and not self.dialogs and not self.focused


def _windows() -> set[QWidget]:
    return {window for window in QApplication.topLevelWidgets() if window.isVisible()}


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


def _plain(button: QPushButton) -> str:
    return button.text().replace("&", "")


def _fill(dialog: QDialog) -> None:
    for line in dialog.findChildren(QLineEdit):
        is_own = not line.objectName().startswith("qt_") and not line.accessibleName().startswith("Search")
        if is_own and line.isVisible() and line.isEnabled() and not line.text():
            line.setText(_WORDS)
    for text in dialog.findChildren(QPlainTextEdit):
        if text.isVisible() and text.isEnabled() and not text.isReadOnly() and not text.toPlainText():
            text.setPlainText(_WORDS)
