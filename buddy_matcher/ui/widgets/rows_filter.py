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
        self._ranks: list[int] = []
        self.setSortRole(SORT_ROLE)
        # Before Qt itself hears of a change, and sorts anew.
        for changed in (model.modelReset, model.dataChanged, model.layoutChanged):
            changed.connect(self._forget_ranks)
        for changed in (model.rowsInserted, model.rowsRemoved, model.rowsMoved):
            changed.connect(self._forget_ranks)
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

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._forget_ranks()
        super().sort(column, order)

    @override
    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        """Compare by ranks: to make the keys of both at each comparison takes three times as long."""
        if not self._ranks:
            self._ranks = self._ranked()
        return self._ranks[source_left.row()] < self._ranks[source_right.row()]

    def _forget_ranks(self) -> None:
        self._ranks = []

    def _ranked(self) -> list[int]:
        """Return which place each row takes by the key of its cell, the same for equal ones.

        However the rows within them are sorted, the groups of a model keep their order.
        """
        model, column = self._rows, self.sortColumn()
        sign = 1 if self.sortOrder() is Qt.SortOrder.AscendingOrder else -1
        found = [model.data(model.index(place, column), SORT_ROLE) for place in range(len(model.rows))]
        # A column may hold numbers and, where there is nothing to count, words.
        keys = [
            (sign * model.group(row), isinstance(key, str), key)
            for row, key in zip(model.rows, found, strict=True)
        ]
        rank = {key: place for place, key in enumerate(sorted(set(keys)))}
        return [rank[key] for key in keys]
