"""Two columns where there is room for both, else one above the other; what is out of sight takes no room."""

from typing import override

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from buddy_matcher.ui.widgets.items_layout import ItemsLayout
from buddy_matcher.ui.widgets.theme import GAP

_FIRST, _OF = 11, 20
"""How much of the width the first column has."""


class SideBySide(ItemsLayout):
    """Lays out two widgets beside each other from a width on, in pixels; each is as high as it needs."""

    def __init__(self, first: QWidget, second: QWidget, *, from_width: int) -> None:
        super().__init__(3 * GAP)
        self._from_width = from_width
        for widget in (first, second):
            self.addWidget(widget)

    def _areas(self, width: int) -> list[QRect]:
        """Return where each widget stands when there is so much width."""
        first_width = (width - self.spacing()) * _FIRST // _OF
        shown = self._shown()
        is_wide = width >= self._from_width and len(shown) > 1
        areas: list[QRect] = []
        for item in shown:
            after = areas[-1] if areas else QRect(0, 0, 0, 0)
            own = (width - self.spacing() - first_width if areas else first_width) if is_wide else width
            left = after.width() + self.spacing() if areas and is_wide else 0
            top = after.height() + self.spacing() if areas and not is_wide else 0
            areas.append(QRect(left, top, own, _height(item, own)))
        return areas

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    @override
    def _height_at(self, width: int) -> int:
        return max((area.y() + area.height() for area in self._areas(width)), default=0)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._from_width, self.heightForWidth(self._from_width))

    @override
    def minimumSize(self) -> QSize:
        return QSize(max((item.minimumSize().width() for item in self._shown()), default=0), 0)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, area in zip(self._shown(), self._areas(rect.width()), strict=True):
            item.setGeometry(area.translated(rect.topLeft()))


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def columns(first: QLayout, second: QLayout, *, characters: int) -> SideBySide:
    """Return two layouts as columns, where there is room for so many average characters of the font."""
    made = []
    for layout in (first, second):
        layout.setContentsMargins(0, 0, 0, 0)
        widget = QWidget()
        widget.setLayout(layout)
        made.append(widget)
    return SideBySide(*made, from_width=characters * made[0].fontMetrics().averageCharWidth())
