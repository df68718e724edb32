"""A row of controls that goes on in the next line where there is no room: no page needs a wide screen."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayoutItem, QWidget

from buddy_matcher.ui.widgets.items_layout import ItemsLayout
from buddy_matcher.ui.widgets.theme import GAP


class WrappingRow(ItemsLayout):
    """Lays out controls from the left, each as wide as it wants to be, in as many lines as that takes.

    What is left of a line goes to a control in it that expands, such as a line to search in.
    """

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__(GAP)
        for widget in widgets:
            self.addWidget(widget)

    def fill(self, widgets: Sequence[QWidget]) -> None:
        """Put widgets in the place of those that it holds."""
        for item in self._items:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        self._items.clear()
        for widget in widgets:
            self.addWidget(widget)
            widget.show()  # Qt alone would do it later, and give it room later still
        self.invalidate()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            needed = item.sizeHint().width()
            if not lines or left + needed > width:
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += needed + self.spacing()
        return lines

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def _height_at(self, width: int) -> int:
        heights = [_height(line) for line in self._lines(width)]
        return sum(heights) + self.spacing() * max(0, len(heights) - 1)

    @override
    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._shown()]
        gaps = self.spacing() * max(0, len(shown) - 1)
        return QSize(sum(size.width() for size in shown) + gaps, max((s.height() for s in shown), default=0))

    @override
    def minimumSize(self) -> QSize:
        smallest = QSize(0, 0)
        for item in self._shown():
            smallest = smallest.expandedTo(item.minimumSize())
        return smallest

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        top = rect.top()
        for line in self._lines(rect.width()):
            left, height = rect.left(), _height(line)
            wanted = sum(item.sizeHint().width() for item in line) + self.spacing() * (len(line) - 1)
            spare = max(0, rect.width() - wanted)
            grows = next((item for item in line if _expands(item)), None)
            for item in line:
                size = item.sizeHint()
                width = min(size.width() + (spare if item is grows else 0), rect.width())
                item.setGeometry(QRect(left, top + (height - size.height()) // 2, width, size.height()))
                left += width + self.spacing()
            top += height + self.spacing()


def _height(line: list[QLayoutItem]) -> int:
    return max(item.sizeHint().height() for item in line)


def _expands(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)


def in_one_line(*widgets: QWidget) -> QWidget:
    """Return controls as one, which a row does not part."""
    together = QWidget()
    layout = QHBoxLayout(together)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP)
    for widget in widgets:
        layout.addWidget(widget)
    return together
