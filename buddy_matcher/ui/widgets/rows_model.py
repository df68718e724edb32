"""Tables over frozen rows: a subclass says what each cell holds, the roles are the same in every table.

Read only; a model shows the rows that it is given and asks no service.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar, override

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from buddy_matcher.domain.text import fold
from buddy_matcher.ui.widgets.cell_lines import LINES_ROLE, CellLine, Index
from buddy_matcher.ui.widgets.labels import as_tooltip
from buddy_matcher.ui.widgets.match_delegate import MATCH_ROLE, Match

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
SORT_ROLE = Qt.ItemDataRole.UserRole + 2
SEARCH_ROLE = Qt.ItemDataRole.UserRole + 3

_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one cell shows, as lines or as a match.

    `spoken` and `sort_key` are the text itself unless they are given.
    """

    lines: tuple[CellLine, ...] = ()
    match: Match | None = None
    spoken: str = ""
    tooltip: str = ""
    sort_key: str | int | None = None

    @property
    def text(self) -> str:
        """The cell as one text."""
        return self.match.words if self.match else ", ".join(line.text for line in self.lines if line.text)

    def for_role(self, role: int) -> Any:
        """Return what a view asks for, or None."""
        return _READERS[role](self) if role in _READERS else None


_READERS: dict[int, Callable[[Cell], Any]] = {
    int(Qt.ItemDataRole.DisplayRole): lambda cell: cell.text,
    int(Qt.ItemDataRole.AccessibleTextRole): lambda cell: cell.spoken or cell.text,
    int(Qt.ItemDataRole.ToolTipRole): lambda cell: as_tooltip(cell.tooltip),
    int(LINES_ROLE): lambda cell: cell.lines,
    int(MATCH_ROLE): lambda cell: cell.match,
    int(SORT_ROLE): lambda cell: cell.text.casefold() if cell.sort_key is None else cell.sort_key,
}
"""What a cell answers, by role; a view asks for a dozen other roles of each cell that it paints."""


def _itself(row: Any) -> Hashable:
    itself: Hashable = row
    return itself


class RowsModel[T](QAbstractTableModel):
    """A table of rows; a subclass says the headings, and what each cell of a row shows."""

    headings: ClassVar[tuple[str, ...]] = ()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[T, ...] = ()
        # A view asks for a dozen roles of a cell, and again whenever it paints it.
        self._cells: dict[tuple[int, int], Cell] = {}
        self._searched: dict[int, str] = {}

    @property
    def rows(self) -> tuple[T, ...]:
        """The rows in order."""
        return self._rows

    def show_rows(self, rows: Sequence[T], identity: Callable[[T], Hashable] = _itself) -> None:
        """Show other rows: those that are still there stay where they are, and only what differs is told."""
        before, after = self._rows, tuple(rows)
        old, new = [identity(row) for row in before], [identity(row) for row in after]
        stays_old, stays_new = _staying(old, new)
        self._forget()
        for first, last in reversed(_runs(stays_old)):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._rows = self._rows[:first] + self._rows[last + 1 :]
            self.endRemoveRows()
        for first, last in _runs(stays_new):
            self.beginInsertRows(QModelIndex(), first, last)
            self._rows = self._rows[:first] + after[first : last + 1] + self._rows[first:]
            self.endInsertRows()
        self._rows = after
        self._forget()
        was = [row for row, stays in zip(before, stays_old, strict=True) if stays]
        at = [place for place, stays in enumerate(stays_new) if stays]
        for row, place in zip(was, at, strict=True):
            if row is not after[place] and row != after[place]:
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.headings) - 1))

    def replace_row(self, place: int, row: T) -> None:
        """Show another row in the place of one."""
        self._rows = (*self._rows[:place], row, *self._rows[place + 1 :])
        self._searched.pop(place, None)
        for column in range(len(self.headings)):
            self._cells.pop((place, column), None)
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.headings) - 1))

    def searched(self, row: int) -> str:
        """Return the text of a row that a search looks at, folded."""
        if row not in self._searched:
            self._searched[row] = fold(self.search_text(self._rows[row]))
        return self._searched[row]

    def cell(self, row: T, column: int) -> Cell:
        """Return what a cell shows."""
        raise NotImplementedError

    def search_text(self, row: T) -> str:
        """Return the text that a search looks at."""
        raise NotImplementedError

    def group(self, row: T) -> int:
        """Return the number of the group that a row belongs to: groups keep their order in every sorting."""
        del row
        return 0

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.headings)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_heading = orientation is Qt.Orientation.Horizontal and 0 <= section < len(self.headings)
        if is_heading and role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section]
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self._holds(index):
            return None
        if role == ROW_ROLE:
            return self._rows[index.row()]
        if role == SEARCH_ROLE:
            return self.search_text(self._rows[index.row()])
        return self._cell(index.row(), index.column()).for_role(role) if role in _READERS else None

    def _cell(self, row: int, column: int) -> Cell:
        if (row, column) not in self._cells:
            self._cells[row, column] = self.cell(self._rows[row], column)
        return self._cells[row, column]

    def _forget(self) -> None:
        self._cells.clear()
        self._searched.clear()

    def _holds(self, index: Index) -> bool:
        """Return whether an index is of a cell; a view may ask for a row that has just gone."""
        return 0 <= index.row() < len(self._rows) and 0 <= index.column() < len(self.headings)


def _staying(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[list[bool], list[bool]]:
    """Return of the rows before and after which ones stay: all that are in both, if their order is the same.

    Else it is those at the beginning and at the end.
    """
    both = set(old) & set(new)
    if [one for one in old if one in both] == [one for one in new if one in both]:
        return [one in both for one in old], [one in both for one in new]
    top = _leading_equals(old, new)
    bottom = _leading_equals(old[top:][::-1], new[top:][::-1])
    return _ends(len(old), top, bottom), _ends(len(new), top, bottom)


def _ends(length: int, top: int, bottom: int) -> list[bool]:
    return [place < top or place >= length - bottom for place in range(length)]


def _runs(stays: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the first and the last place of each run of rows that don't stay."""
    runs = groupby(enumerate(stays), key=lambda entry: entry[1])
    places = ([place for place, _ in run] for is_staying, run in runs if not is_staying)
    return [(found[0], found[-1]) for found in places]


def _leading_equals(first: Sequence[object], second: Sequence[object]) -> int:
    """Return how many entries at the beginning of two lists are the same."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(first), len(second)))
