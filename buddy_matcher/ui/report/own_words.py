"""What the coordinator writes into a report: one field for each section, chosen above it."""

from typing import override

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from buddy_matcher.domain.report import Part, Report
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.labels import field_label, heading_label, quiet_label
from buddy_matcher.ui.widgets.theme import GAP

_HINT = "They stand under that section’s sentences, as you write them. Name nobody who did not agree."


class OwnWords(QWidget):
    """Shows and takes the coordinator's words under one section.

    `written` tells that there is something to keep, once the field or the section is left.
    """

    written = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[Part, str] = {}
        self.section = ChoiceBox([(part, part.heading) for part in Part])
        self._shown = self.section.chosen
        self.words = _Words()
        self.words.setAccessibleName("Your own words")
        self.words.setTabChangesFocus(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(heading_label("Your own words"))
        layout.addWidget(field_label("Un&der", self.section))
        layout.addWidget(self.section)
        layout.addWidget(self.words, 1)
        layout.addWidget(quiet_label(_HINT))
        self.section.currentIndexChanged.connect(self._on_section_changed)
        self.words.left.connect(self._on_words_left)

    @property
    def unkept(self) -> tuple[Part, str] | None:
        """The section whose words were changed and not kept yet, with them."""
        return (self._shown, self.words.toPlainText()) if self.words.document().isModified() else None

    def let_write(self, *, can_write: bool) -> None:
        """Take words, or show them only."""
        self.words.setReadOnly(not can_write)

    def show_texts(self, report: Report) -> None:
        """Show what is kept; what is being written stays."""
        self._texts = {section.part: section.own for section in report.sections}
        if not self.unkept:
            self._show()

    def kept(self) -> None:
        """Take note that the words were kept."""
        self._texts[self._shown] = self.words.toPlainText()
        self.words.document().setModified(False)

    def _show(self) -> None:
        self._shown = self.section.chosen
        text = self._texts.get(self._shown, "")
        if text != self.words.toPlainText():
            self.words.setPlainText(text)
        self.words.document().setModified(False)

    def _on_section_changed(self) -> None:
        if self.unkept:
            self.written.emit()
        self._show()

    def _on_words_left(self) -> None:
        if self.unkept:
            self.written.emit()


class _Words(QPlainTextEdit):
    """A field that tells when it is left."""

    left = Signal()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
