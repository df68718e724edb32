"""A list of entries to tick, whose words break into lines."""

from typing import override

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from buddy_matcher.ui.widgets.cell_lines import Index
from buddy_matcher.ui.widgets.theme import GAP


class TicksList(QListWidget):
    """Entries with ticks, each as high as its words need in the width of the list."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Entry(self))


class _Entry(QStyledItemDelegate):
    """Asks for the height that words need between the paddings of the style sheet, which Qt forgets."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        option.rect.setWidth(option.rect.width() - 3 * GAP)
        return super().sizeHint(option, index)
