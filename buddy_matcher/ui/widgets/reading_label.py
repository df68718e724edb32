"""Text to read in a narrow column, and buttons of several lines: both fit whatever people are called.

Qt's own labels are as wide as their longest word and its buttons as wide as their text; these break both.
"""

from typing import override

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from buddy_matcher.ui.widgets.broken_text import broken_text
from buddy_matcher.ui.widgets.labels import with_look
from buddy_matcher.ui.widgets.theme import GAP, scaled_font

_HEADING_SIZE = 1.15
_ROOM_FOR_CHEVRON = 6 * GAP  # the style sheet puts one at the end of such a button


class ReadingLabel(QLabel):
    """Text that breaks between words, and inside a word that is wider than the label; it can be copied."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        # A layout asks for the height at one width dozens of times while it finds its own.
        self._heights: dict[tuple[int, str, str], int] = {}

    @override
    def sizeHint(self) -> QSize:
        widest = max(self.fontMetrics().horizontalAdvance(line) for line in self.text().split("\n"))
        return QSize(widest + 1, self.heightForWidth(widest + 1))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth(), self.fontMetrics().height())

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        asked = width, self.text(), self.font().key()
        if asked not in self._heights:
            height = broken_text(self.text(), self.font(), max(1, width)).boundingRect().height()
            self._heights[asked] = max(1, round(height + 0.5))
        return self._heights[asked]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter = QPainter(self)
        painter.setPen(self.palette().color(group, self.foregroundRole()))
        broken_text(self.text(), self.font(), self.width()).draw(painter, QPointF(0, 0))
        painter.end()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("&Copy").triggered.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        menu.popup(event.globalPos())


def reading_heading(text: str) -> ReadingLabel:
    """Return the heading of what stands in a column."""
    label = ReadingLabel(text)
    label.setFont(scaled_font(_HEADING_SIZE, is_bold=True))
    return label


def strong_text(text: str) -> ReadingLabel:
    """Return text that stands out from what follows it."""
    label = ReadingLabel(text)
    label.setFont(scaled_font(1, is_bold=True))
    return label


def quiet_text(text: str) -> ReadingLabel:
    """Return text that may be read second."""
    return with_look(ReadingLabel(text), "quiet")


class LinesButton(QPushButton):
    """A wide button: what it is about in strong text, and more about it below; `name` says what it does."""

    def __init__(self, title: str, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "line")
        self.setAccessibleName(name)
        # A button's own policy would fix the height that it has where no line breaks.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(int(1.5 * GAP), GAP, _ROOM_FOR_CHEVRON, GAP)
        self._lines.setSpacing(GAP // 4)
        for label in (strong_text(title), quiet_text(text)):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._lines.addWidget(label)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done about it, if anything, to the mouse and to the menu key."""
        if not self.actions():
            super().contextMenuEvent(event)
            return
        self.setFocus()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.addActions(self.actions())
        menu.popup(event.globalPos())

    @override
    def sizeHint(self) -> QSize:
        return self._lines.totalSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the least size of its lines; whoever lays it out asks how high they are in its width."""
        return self._lines.totalMinimumSize()
