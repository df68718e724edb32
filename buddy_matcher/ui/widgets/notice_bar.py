"""A notice above the pages that stays until the coordinator hides it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from buddy_matcher.ui.widgets.labels import plain_label, with_look
from buddy_matcher.ui.widgets.theme import GAP


class NoticeBar(QFrame):
    """Says something that is good to know while one works; without a text it is hidden.

    One that tells in what state the window is stays: it can't be hidden.

    `acted` is emitted when the coordinator chooses what `offer` put beside the text.
    """

    acted = Signal()

    def __init__(self, parent: QWidget | None = None, *, can_hide: bool = True) -> None:
        super().__init__(parent)
        with_look(self, "banner")
        self._label = plain_label("", wraps=True)
        self._label.setAccessibleName("Notice")
        self._offered = QPushButton()
        self._offered.clicked.connect(self.acted)
        self._offered.hide()
        hide = QPushButton("Hi&de notice")
        hide.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GAP, GAP, GAP, GAP)
        line.setSpacing(2 * GAP)
        line.addWidget(self._label, 1)
        line.addWidget(self._offered, alignment=Qt.AlignmentFlag.AlignTop)
        if can_hide:
            line.addWidget(hide, alignment=Qt.AlignmentFlag.AlignTop)
        self.hide()

    def offer(self, words: str) -> None:
        """Put a button beside the text."""
        self._offered.setText(words)
        self._offered.show()

    @Slot(str)
    def say(self, text: str) -> None:
        """Show a notice; one that was hidden comes back only when it says something else."""
        if text != self._label.text():
            self._label.setText(text)
            self._label.setAccessibleDescription(text)
            self.setVisible(bool(text))
