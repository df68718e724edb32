"""What is wrong with what a form holds, in words that a screen reader speaks when they come in sight."""

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from buddy_matcher.ui.widgets.announcements import announce
from buddy_matcher.ui.widgets.labels import with_look


class Complaint(QLabel):
    """Shows a sentence, or the reason of a refusal, with a sign; with nothing to say it is out of sight."""

    def __init__(self, words: object = None) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setWordWrap(True)
        with_look(self, "poor")
        self._take(words)
        if not words:
            self.hide()

    def complain(self, words: object) -> None:
        """Say what is wrong now, also where it is the same as before; nothing takes it out of sight."""
        is_in_sight = self.isVisible()
        self._take(words)
        self.setVisible(bool(words))
        if is_in_sight:
            self._speak()

    def _take(self, words: object) -> None:
        self._words = str(words) if words else ""
        self.setText(f"⚠ {self._words}" if words else "")

    def _speak(self) -> None:
        announce(self, self._words)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._speak()
