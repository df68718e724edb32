"""What is shown whole where there is room for it, and scrolls up and down where there isn't.

The wheel scrolls it: see `calm_fields`.
"""

from typing import override

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLayoutItem,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)

from buddy_matcher.ui.widgets.labels import with_look


def least_height(item: QLayoutItem, width: int) -> int:
    """Return the least height in pixels that an item of a layout bears, as wide as that.

    Qt alone counts what every page of a stack would like to have, also of those that are out of sight.
    """
    widget = item.widget()
    layout = item.layout() or (widget.layout() if widget else None)
    if isinstance(layout, QStackedLayout) and (in_sight := layout.currentWidget()):
        return least_height(QWidgetItem(in_sight), width)
    if isinstance(layout, QVBoxLayout):
        return _least_height_of_column(layout, width)
    return item.minimumHeightForWidth(width) if item.hasHeightForWidth() else item.minimumSize().height()


def _least_height_of_column(column: QVBoxLayout, width: int) -> int:
    margins = column.contentsMargins()
    inner = width - margins.left() - margins.right()
    items = [item for item in map(column.itemAt, range(column.count())) if item and not item.isEmpty()]
    gaps = column.spacing() * max(0, len(items) - 1)
    return sum(least_height(item, inner) for item in items) + gaps + margins.top() + margins.bottom()


def lay_out_now() -> None:
    """Lay out what was filled anew before it is painted: a layout tells the next one above by an event."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


class Scrolled(QWidget):
    """What a pane shows: as high as its words need in the width that they have, not in the least width."""

    @override
    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least


class ScrollingPane(QScrollArea):
    """Shows a widget as large as the pane, and at least as high as it says that it needs for its width.

    It never scrolls sideways, so it is at least as wide as what it shows and the scroll bar.
    """

    def __init__(self, content: Scrolled) -> None:
        super().__init__()
        with_look(self, "scrolls")
        self._content = with_look(content, "page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(content)

    @property
    def missing_height(self) -> int:
        """How much higher it would have to be to show all at once, in pixels."""
        return max(0, self._height_for(self.width()) - self.height())

    @property
    def spare_height(self) -> int:
        """How much lower it could be and still show all at once, in pixels."""
        return max(0, self.height() - self._height_for(self.width()))

    @override
    def sizeHint(self) -> QSize:
        width = max(self._content.sizeHint().width(), self.minimumSizeHint().width())
        return QSize(width, self._height_for(width))

    @override
    def minimumSizeHint(self) -> QSize:
        width = self._content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        height = self._height_for(max(width, self.width()))
        return QSize(width, min(super().minimumSizeHint().height(), height))

    def _height_for(self, width: int) -> int:
        content = self._content
        return content.heightForWidth(width) if content.hasHeightForWidth() else content.sizeHint().height()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by whole pages; the arrows are left to whatever stands around it."""
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            super().keyPressEvent(event)
        else:
            event.ignore()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note that the content needs another size: Qt alone tells nobody above."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self._content:
            self._offer_bar()
            self.updateGeometry()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._offer_bar()
        super().resizeEvent(event)

    def _offer_bar(self) -> None:
        """Have a scroll bar where not all fits beside none: left to Qt, it may come and go without end."""
        policies = Qt.ScrollBarPolicy
        is_needed = self.missing_height > 0
        self.setVerticalScrollBarPolicy(
            policies.ScrollBarAlwaysOn if is_needed else policies.ScrollBarAlwaysOff
        )
