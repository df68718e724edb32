"""What layouts of our own have in common: their items in order, and a height that goes with the width."""

from typing import override

from PySide6.QtWidgets import QLayout, QLayoutItem


class ItemsLayout(QLayout):
    """Keeps items in order; a layout of a kind says where they stand, and how high that is at a width."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def _shown(self) -> list[QLayoutItem]:
        """Return the items that are in sight."""
        return [item for item in self._items if not item.isEmpty()]

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def _height_at(self, width: int) -> int:
        """Return how high all items are together at a width, in pixels."""
        raise NotImplementedError

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        # A page asks for the same few widths hundreds of times while it is laid out.
        if width not in self._heights:
            self._heights[width] = self._height_at(width)
        return self._heights[width]

    @override
    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()
