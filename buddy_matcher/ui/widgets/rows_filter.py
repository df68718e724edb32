"""Which rows of a table are shown, and in which order: by a text that is searched for and by a heading."""

from collections.abc import Iterable
from typing import Any, override

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.text import fold
from buddy_matcher.ui.widgets.cell_lines import Index
from buddy_matcher.ui.widgets.rows_model import SORT_ROLE, RowsModel

AS_GIVEN = -1
"""What Qt takes for no column to sort by."""


class RowsFilter(QSortFilterProxyModel):
    """Lets through the rows that hold a text, capitals and accents aside."""

    def __init__(self, model: RowsModel[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = ""
        self._folded = ""
        self._rows = model
        self.setSortRole(SORT_ROLE)
        self.setSourceModel(model)

    def look_for(self, text: str) -> None:
        """Let through only rows that hold `text`; "" lets through all."""
        self.wanted = text
        self._folded = fold(text)
        self.invalidate()

    def rows_at(self, places: Iterable[int]) -> list[Any]:
        """Return the rows that are shown at these places."""
        rows = self._rows.rows
        if self._folded or self.sortColumn() != AS_GIVEN:
            places = (self.mapToSource(self.index(place, 0)).row() for place in places)
        return [rows[place] for place in places]

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        return not self._folded or self._folded in self._rows.searched(source_row)


class _GroupedFilter(RowsFilter):
    """Keeps the groups of a model in their order, however the rows within them are sorted."""

    @override
    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        rows = self._rows.rows
        left, right = (self._rows.group(rows[index.row()]) for index in (source_left, source_right))
        if left != right:
            return (left < right) == (self.sortOrder() is Qt.SortOrder.AscendingOrder)
        return super().lessThan(source_left, source_right)


def rows_filter(model: RowsModel[Any], parent: QWidget) -> RowsFilter:
    """Return a filter for a model; Qt compares rows by itself, and faster, where there are no groups."""
    has_groups = type(model).group is not RowsModel.group
    return (_GroupedFilter if has_groups else RowsFilter)(model, parent)
