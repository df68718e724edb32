"""A part of a pane that is folded away until somebody asks for it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from buddy_matcher.ui.widgets.labels import filter_chip
from buddy_matcher.ui.widgets.theme import GAP


class FoldedPart(QWidget):
    """A button with what it shows and hides below it; `folded` tells whether it is hidden now."""

    folded = Signal(bool)

    def __init__(self, title: str, part: QWidget, *, is_folded: bool = True) -> None:
        super().__init__()
        self._part = part
        self.button: QPushButton = filter_chip(title)
        self.button.setChecked(not is_folded)
        part.setHidden(is_folded)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch()
        layout.addLayout(row)
        layout.addWidget(part)
        self.button.toggled.connect(self._on_button_toggled)

    def _on_button_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._part.setVisible(is_on)
        self.folded.emit(not is_on)
