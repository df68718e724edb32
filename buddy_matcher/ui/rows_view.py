"""A table on screen: searched as one types, sorted by its headings, and its rows chosen as whole rows."""

from collections.abc import Callable, Sequence
from typing import Any, override

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QTableView, QWidget

from buddy_matcher.domain.text import fold
from buddy_matcher.ui.cell_lines import Index, LinesDelegate
from buddy_matcher.ui.match_delegate import MatchDelegate
from buddy_matcher.ui.rows_model import ROW_ROLE, SEARCH_ROLE, SORT_ROLE, RowsModel

_AS_GIVEN = -1


class RowsFilter(QSortFilterProxyModel):
    """Lets through the rows that hold a text, capitals and accents aside."""

    def __init__(self, model: RowsModel[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self.setSortRole(SORT_ROLE)
        self.setSourceModel(model)

    def look_for(self, text: str) -> None:
        """Let through only rows that hold `text`; "" lets through all."""
        self._wanted = fold(text)
        self.invalidate()

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        index = self.sourceModel().index(source_row, 0, source_parent)
        return self._wanted in fold(index.data(SEARCH_ROLE) or "")


class RowsView(QTableView):
    """A view of a `RowsModel`.

    `chosen` is emitted when other rows are selected, `opened` when Return or a double click asks for one.
    Columns in `wrapped` break their text into lines, `match` is the column of a match.
    """

    chosen = Signal()
    opened = Signal()

    def __init__(
        self,
        model: RowsModel[Any],
        name: str,
        *,
        wrapped: Sequence[int] = (),
        match: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self._filter = RowsFilter(model, self)
        self.setModel(self._filter)
        self.setAccessibleName(name)
        self.setItemDelegate(LinesDelegate(self))
        for column in wrapped:
            self.setItemDelegateForColumn(column, QStyledItemDelegate(self))
        if match is not None:
            self.setItemDelegateForColumn(match, MatchDelegate(self))
        self._lay_out()
        self.doubleClicked.connect(self.opened)

    def _lay_out(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.sortByColumn(_AS_GIVEN, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def stretch(self, *columns: int) -> None:
        """Share spare width among some columns; the others are as wide as what they hold."""
        for column in range(self._rows.columnCount()):
            mode = QHeaderView.ResizeMode
            self.horizontalHeader().setSectionResizeMode(
                column, mode.Stretch if column in columns else mode.ResizeToContents
            )

    def fix_width(self, column: int, width: int) -> None:
        """Give a column a width in pixels, which the coordinator can change by dragging."""
        self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().resizeSection(column, width)

    def look_for(self, text: str) -> None:
        """Show only rows that hold `text`."""
        self._filter.look_for(text)

    def shown(self) -> list[Any]:
        """Return the rows that are shown, in their order on screen."""
        return [self._filter.index(row, 0).data(ROW_ROLE) for row in range(self._filter.rowCount())]

    def chosen_rows(self) -> list[Any]:
        """Return the selected rows in their order on screen."""
        selected = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [index.data(ROW_ROLE) for index in selected]

    def show_rows(self, rows: Sequence[Any], identity: Callable[[Any], object]) -> None:
        """Replace the rows; those whose identity was selected are selected again."""
        before = {identity(row) for row in self.chosen_rows()}
        self._rows.show_rows(rows)
        self.choose(lambda row: identity(row) in before)

    def choose(self, wanted: Callable[[Any], bool]) -> None:
        """Select the shown rows that are wanted, and no others."""
        rows = [number for number, row in enumerate(self.shown()) if wanted(row)]
        selection = self.selectionModel()
        selection.clear()
        if rows:
            self.setCurrentIndex(self._filter.index(rows[0], 0))
        flags = QItemSelectionModel.SelectionFlag
        for row in rows[1:]:
            selection.select(self._filter.index(row, 0), flags.Select | flags.Rows)
        self.chosen.emit()

    def choose_first(self) -> None:
        """Select the first row that is shown, if there is any."""
        if self._filter.rowCount():
            self.selectRow(0)

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)
