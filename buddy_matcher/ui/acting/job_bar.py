"""The status line: that everything is saved, or what is running, how far it is, and Cancel."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.widgets.announcements import announce
from buddy_matcher.ui.widgets.labels import rule_line
from buddy_matcher.ui.widgets.one_line import OneLine
from buddy_matcher.ui.widgets.theme import GAP

SAVED = "All changes saved"
SAVED_HERE = "All changes saved on this computer; the file in the synced folder follows within minutes"
NOT_SAVED = "Changes can’t be saved any more: save a copy"
READ_ONLY = "Open to look at only: changes are not possible here"

_PROGRESS_WIDTH = 220
_STEPS = 1000

_ENDS = (".", "!", "?", "…")


class JobBar(QWidget):
    """Follows the jobs of the open scheme; `at_rest` is what it says while none runs."""

    def __init__(self, jobs: Jobs, at_rest: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = OneLine(at_rest)
        self._bar = QProgressBar()
        self._bar.setFixedWidth(_PROGRESS_WIDTH)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("How far the work is")
        self._cancel = QPushButton("&Cancel")
        self._cancel.clicked.connect(jobs.cancel)
        # A name on the text itself would be read in its place.
        self.setAccessibleName("Status")
        self._at_rest = at_rest
        self._work = ""
        self._outcome = ""
        self._is_running = False
        line = QHBoxLayout()
        line.setContentsMargins(2 * GAP, 0, 2 * GAP, 0)
        line.setSpacing(2 * GAP)
        line.addWidget(self._text, 1)
        line.addWidget(self._bar)
        line.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(rule_line())
        layout.addLayout(line, 1)
        # The page above keeps its size when work starts and ends.
        self.setFixedHeight(self._cancel.sizeHint().height() + GAP)
        self._show_running(is_running=False)
        jobs.started.connect(self._on_jobs_started)
        jobs.progressed.connect(self._on_jobs_progressed)
        jobs.ended.connect(self._on_jobs_ended)

    def rest_with(self, text: str) -> None:
        """Say something else while no job runs, from now on."""
        self._at_rest = text
        if not self._is_running:
            self._rest()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._text.text()

    def say(self, text: str) -> None:
        """Show what was done, until the next job, and let a screen reader speak it."""
        # What follows is a sentence of its own.
        self._outcome = text if text.endswith(_ENDS) else f"{text}."
        if not self._is_running:
            self._rest()
        announce(self._text, text)

    def _rest(self) -> None:
        self._text.setText(f"{self._outcome} {self._at_rest}".strip())

    def _show_running(self, *, is_running: bool) -> None:
        self._is_running = is_running
        self._bar.setVisible(is_running)
        self._cancel.setVisible(is_running)

    @Slot(str)
    def _on_jobs_started(self, text: str) -> None:
        self._work, self._outcome = text, ""
        self._text.setText(text)
        announce(self._text, text)
        self._bar.setRange(0, 0)  # moves to and fro until the work says how far it is
        self._show_running(is_running=True)

    @Slot(float, str)
    def _on_jobs_progressed(self, done: float, text: str) -> None:
        self._bar.setRange(0, _STEPS)
        self._bar.setValue(round(done * _STEPS))
        self._text.setText(f"{self._work}: {text}" if text else self._work)

    @Slot()
    def _on_jobs_ended(self) -> None:
        self._show_running(is_running=False)
        self._rest()
        announce(self._text, self._at_rest)
