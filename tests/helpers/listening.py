"""Presses each command of the open window, answers what it asks, and hears what a screen reader would say.

A screen reader speaks what is announced, a window that opens, and a control that gets the focus.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import override

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWidget

from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.answering import Answerer, WaitUntil


class Listener(Answerer):
    """Presses commands and listens; `silent` are those of which nothing was heard that says what came of it.

    The outcome of what changed the scheme, saved a file or closed a dialog has to be announced, or another
    dialog has to open; of what else is pressed it is enough that the focus goes elsewhere.
    """

    def __init__(
        self, window: MainWindow, folder: Path, wait_until: WaitUntil, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        super().__init__(window, folder, wait_until)
        self.silent: list[str] = []
        self.segments: list[_Segment] = []
        self._no_outcome = {window.workspace.job_bar.text}
        monkeypatch.setattr(QAccessible, "updateAccessibility", self._on_announced)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        window.workspace.operations.changed.connect(self._on_changed)
        window.workspace.jobs.started.connect(self._no_outcome.add)

    def listen_to(self, command: Command) -> None:
        """Press a command, answer all that it asks, and take note of what was done without a word."""
        self.segments = []
        before = _windows()
        self.press_and_answer(command)
        for window in _windows() - before:
            self.opened(window.windowTitle())
        self.silent += [each.what for each in self.segments if each.is_silent]

    @override
    def began(self, what: str, *, is_accepting: bool = False) -> None:
        self.segments.append(_Segment(what, is_accepting))

    @override
    def opened(self, title: str) -> None:
        self._here.dialogs.append(title)

    @override
    def chose_a_file(self) -> None:
        self._here.has_changed = True

    @property
    def _here(self) -> "_Segment":
        return self.segments[-1]

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
