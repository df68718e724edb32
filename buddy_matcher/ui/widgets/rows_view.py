"""A table on screen: searched as one types, sorted by its headings, and its rows chosen as whole rows."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import override

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.ui.widgets.announcements import announce
from buddy_matcher.ui.widgets.cell_lines import Index, LinesDelegate, WrappedDelegate, usual_row
from buddy_matcher.ui.widgets.columns import Columns
from buddy_matcher.ui.widgets.labels import EmptyState, quiet_label
from buddy_matcher.ui.widgets.match_delegate import MatchDelegate
from buddy_matcher.ui.widgets.rows_filter import AS_GIVEN, RowsFilter
from buddy_matcher.ui.widgets.rows_model import RowsModel
from buddy_matcher.ui.widgets.theme import GAP

_SCROLLS = 4
"""So often a table scrolls on until a row is whole in sight."""

_FEWEST_ROWS = 3
"""A table is no lower than so many of its rows."""


class _NoMatch(QWidget):
    """What stands in a table where a search finds nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.told = quiet_label()
        self.told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = QPushButton("Clear search")
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addStretch()
        layout.addWidget(self.told)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()


class RowsView[T](QTableView):
    """A view of a `RowsModel`.

    `chosen` is emitted when other rows are selected, `opened` when Return or a double click asks
    for one, `clear_wanted` when a search that found nothing is to be given up.
    Columns in `wrapped` break their text into lines, `match` is the column of a match. The context menu
    sorts, so that nobody needs a mouse for that.
    """

    chosen = Signal()
    opened = Signal()
    clear_wanted = Signal()

    def __init__(
        self,
        model: RowsModel[T],
        name: str,
        *,
        wrapped: Sequence[int] = (),
        match: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self._is_fitting = False
        self._is_choosing = False
        self._filter = RowsFilter(model, self)
        self.setModel(self._filter)
        self.setAccessibleName(name)
        self.setItemDelegate(LinesDelegate(self))
        for column in wrapped:
            self.setItemDelegateForColumn(column, WrappedDelegate(self))
        if match is not None:
            self.setItemDelegateForColumn(match, MatchDelegate(self))
        self.columns = Columns(self)
        self._has_advice = False
        self._nothing = EmptyState("", "", parent=self.viewport())
        self._no_match = _NoMatch(self.viewport())
        for state in (self._nothing, self._no_match):
            _show(state, is_wanted=False)
        self._no_match.button.clicked.connect(self.clear_wanted)
        self._lay_out()
        self._offer_sorting()
        self.doubleClicked.connect(self.opened)

    def _lay_out(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.sortByColumn(AS_GIVEN, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalScrollBar().valueChanged.connect(self._fit_rows_in_sight)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _offer_sorting(self) -> None:
        for column, heading in enumerate(self._rows.headings):
            action = QAction(f"Sort by “{heading}”", self)
            action.triggered.connect(partial(self._sort_by, column))
            self.addAction(action)

    def offer(self, *commands: QAction) -> None:
        """Put commands on the selected rows into the context menu, above those that sort."""
        line = QAction(self)
        line.setSeparator(True)
        self.insertActions(self.actions()[0], [*commands, line])

    def stretch(self, *columns: int, dispensable: Sequence[int] = ()) -> None:
        """Share spare width among some columns; the others are as wide as what they hold.

        Where that leaves too little, the `dispensable` columns are hidden in turn; then the table scrolls.
        """
        self.columns.share(columns, dispensable)

    def fix_width(self, column: int, width: int) -> None:
        """Give a column a width in pixels, which the coordinator can change by dragging."""
        self.columns.fix(column, width)

    def say_when_empty(self, title: str, text: str) -> None:
        """Say what to show where there are no rows at all; without it there is just an empty table."""
        self._nothing.say(title, text)
        self._has_advice = True

    def search_by(self, line: QLineEdit) -> None:
        """Search as one types in a line, and let the line be cleared where nothing is found."""
        line.textChanged.connect(self.look_for)
        self.clear_wanted.connect(line.clear)
        self.clear_wanted.connect(line.setFocus)

    def look_for(self, text: str, *, chooses: bool = True) -> None:
        """Show only rows that hold `text`; if it `chooses`, one of them is always selected."""
        with self._choosing():
            self._filter.look_for(text)
            if chooses and not self._chosen_places():
                self.choose_first()
            self._show_emptiness()
            self._fit_rows_in_sight()

    @property
    def is_narrowed(self) -> bool:
        """Whether a search leaves rows out, or they are sorted: then their order is not the one given."""
        return bool(self._filter.wanted) or self.horizontalHeader().sortIndicatorSection() != AS_GIVEN

    def row_at(self, place: int) -> T:
        """Return the row that is shown at a place of the table."""
        row: T = self._filter.rows_at([place])[0]
        return row

    def shown(self) -> list[T]:
        """Return the rows that are shown, in their order on screen."""
        return self._filter.rows_at(range(self._filter.rowCount()))

    def chosen_rows(self) -> list[T]:
        """Return the selected rows in their order on screen."""
        return self._filter.rows_at(self._chosen_places())

    def _chosen_places(self) -> list[int]:
        # Qt's list of selected rows asks the model for each, which takes long where hundreds are selected.
        selection = self.selectionModel().selection()
        ranges = [selection.at(number) for number in range(selection.count())]
        return sorted({place for each in ranges for place in range(each.top(), each.bottom() + 1)})

    def show_rows(self, rows: Sequence[T], identity: Callable[[T], Hashable]) -> None:
        """Replace the rows; those whose identity was selected are selected again, else what follows."""
        places = self._chosen_places()
        before = {identity(row) for row in self._filter.rows_at(places)}
        place = min(places, default=0)
        with self._choosing():
            self._rows.show_rows(rows, identity)
            if {identity(row) for row in self.chosen_rows()} != before:
                self.choose(lambda row: identity(row) in before)
            if before and not self.chosen_rows() and self._filter.rowCount():
                self.selectRow(min(place, self._filter.rowCount() - 1))
            self._show_emptiness()
            self.columns.fit()
            self._fit_rows_in_sight()
        # What a row says may hang on others that changed.
        self.viewport().update()

    def choose(self, wanted: Callable[[T], bool]) -> None:
        """Select the shown rows that are wanted, and no others."""
        rows = [number for number, row in enumerate(self.shown()) if wanted(row)]
        flags = QItemSelectionModel.SelectionFlag
        selection = self.selectionModel()
        with self._choosing():
            selection.clear()
            if rows:
                self.selectRow(rows[0])
            for row in rows[1:]:
                selection.select(self._filter.index(row, 0), flags.Select | flags.Rows)

    @contextmanager
    def _choosing(self) -> Iterator[None]:
        """Tell once, at the end, that other rows are selected, however many steps that takes."""
        is_outermost, self._is_choosing = not self._is_choosing, True
        try:
            yield
        finally:
            self._is_choosing = not is_outermost
        if is_outermost:
            self.chosen.emit()

    @override
    def selectRow(self, row: int) -> None:
        """Select one row and no other; Qt's own would add to the others while Ctrl or Shift is held."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._filter.index(row, 0), flags.ClearAndSelect | flags.Rows)

    def choose_first(self) -> None:
        """Select the first row that is shown, if there is any."""
        if self._filter.rowCount():
            self.selectRow(0)

    def choose_next(self) -> None:
        """Select the row below the current one, where there is one."""
        below = self.currentIndex().row() + 1
        if below < self._filter.rowCount():
            self.selectRow(below)

    def _show_emptiness(self) -> None:
        is_empty = not self._filter.rowCount()
        is_narrowed = bool(self._rows.rows)
        if is_empty and is_narrowed:
            told = f"Nothing found for “{self._filter.wanted}”."
            self._no_match.told.setText(told)
            announce(self._no_match.told, told)
        _show(self._no_match, is_wanted=is_empty and is_narrowed)
        _show(self._nothing, is_wanted=is_empty and not is_narrowed and self._has_advice)
        self._tell_those_around()

    def _tell_those_around(self) -> None:
        """Let whoever lays it out ask anew how high it has to be; a splitter passes that on to nobody."""
        self.updateGeometry()
        around = self.parentWidget()
        while around:
            if isinstance(around, QSplitter):
                around.updateGeometry()
            around = around.parentWidget()

    def _fit_rows_in_sight(self) -> None:
        """Give each row in sight the height that it needs; asking all of thousands takes seconds."""
        if self._is_fitting or not self._filter.rowCount():
            return
        self._is_fitting = True
        row = max(0, self.rowAt(0))
        while row < self._filter.rowCount() and self.rowViewportPosition(row) < self.viewport().height():
            height = self.sizeHintForRow(row)
            if height != self.rowHeight(row):
                self.setRowHeight(row, height)
            row += 1
        self._is_fitting = False

    @override
    def minimumSizeHint(self) -> QSize:
        """Leave room for a few rows, or for the words that stand in their place."""
        width = self.viewport().width()
        room = max((state.heightForWidth(width) for state in self._states_in_sight), default=0)
        if self._filter.rowCount():
            # Where text breaks, a row is as high as can be as long as its columns have no width yet.
            row = min(self.sizeHintForRow(0), usual_row(self.font()))
            room = min(_FEWEST_ROWS, self._filter.rowCount()) * row
        # Also while it scrolls sideways; whether it does may not decide how wide it is itself.
        around = self.horizontalHeader().height() + self.horizontalScrollBar().sizeHint().height()
        around += 2 * self.frameWidth()
        return super().minimumSizeHint().expandedTo(QSize(0, room + around))

    @property
    def _states_in_sight(self) -> list[EmptyState | _NoMatch]:
        return [state for state in (self._nothing, self._no_match) if state.isVisibleTo(self.viewport())]

    def fit_anew(self) -> None:
        """Fit rows and columns after the coordinator chose another height of rows."""
        self.columns.fit()
        self._fit_rows_in_sight()
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()
        self._fit_rows_in_sight()
        for state in (self._nothing, self._no_match):
            state.setGeometry(self.viewport().rect())
        if self._states_in_sight:
            self.updateGeometry()  # the words take more lines in a narrower table

    def _sort_by(self, column: int) -> None:
        """Sort by a column; the other way round when it is sorted by that already."""
        self.sorting = (column, self.sorting != (column, True))

    def _column_menu(self, menu: QMenu) -> QMenu:
        """Return a menu that shows, hides and moves columns: nobody needs a mouse for that."""
        columns = menu.addMenu("Columns")
        for column, heading in enumerate(self._rows.headings):
            action = columns.addAction(heading)
            action.setCheckable(True)
            action.setChecked(not self.columns.is_away(column))
            action.toggled.connect(
                lambda is_on, column=column: self.columns.put_away(column, is_away=not is_on)
            )
        current = self.currentIndex()
        if current.isValid():
            columns.addSeparator()
            heading = self._rows.headings[current.column()]
            for words, by in (("left", -1), ("right", 1)):
                move = partial(self.columns.move, current.column(), by)
                columns.addAction(f"Move “{heading}” to the {words}", move)
        return columns

    @property
    def sorting(self) -> tuple[int, bool]:
        """The column that rows are sorted by, -1 for the order given, and whether upwards."""
        header = self.horizontalHeader()
        is_ascending = header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        return header.sortIndicatorSection(), is_ascending

    @sorting.setter
    def sorting(self, wanted: tuple[int, bool]) -> None:
        column, is_ascending = wanted
        if AS_GIVEN <= column < self._rows.columnCount():
            orders = Qt.SortOrder
            self.sortByColumn(column, orders.AscendingOrder if is_ascending else orders.DescendingOrder)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the commands and the ways to sort; the tooltip of one that can't be used says why."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.addActions(self.actions())
        self._column_menu(menu)
        menu.popup(event.globalPos())

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._is_choosing:
            self.chosen.emit()

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row in sight, also where those above it grow when they come in sight with it."""
        row = index.row()
        for _ in range(_SCROLLS):
            super().scrollTo(index, hint)
            if self.rowViewportPosition(row) + self.rowHeight(row) <= self.viewport().height():
                break
            self.updateGeometries()  # how far it can scroll, Qt would find out later

    @override
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the first or last row with Home and End; where rows are chosen, cells in one are nothing."""
        moves = QAbstractItemView.CursorAction
        are_rows_chosen = self.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows
        if are_rows_chosen and cursorAction in (moves.MoveHome, moves.MoveEnd) and self._filter.rowCount():
            row = 0 if cursorAction is moves.MoveHome else self._filter.rowCount() - 1
            return self._filter.index(row, max(0, self.currentIndex().column()))
        return super().moveCursor(cursorAction, modifiers)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)


def _show(state: EmptyState | _NoMatch, *, is_wanted: bool) -> None:
    """Show or hide what stands in place of rows."""
    state.setVisible(is_wanted)
    # Tab finds no way past the buttons of a dialog where a hidden one in a table could take the focus.
    policy = Qt.FocusPolicy.StrongFocus if is_wanted else Qt.FocusPolicy.NoFocus
    state.button.setFocusPolicy(policy)
