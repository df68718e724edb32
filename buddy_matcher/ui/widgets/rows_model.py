"""Tables over frozen rows: a subclass says what each cell holds, the roles are the same in every table.

Read only; a model shows the rows that it is given and asks no service.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, override

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

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
        return {
            Qt.ItemDataRole.DisplayRole: self.text,
            Qt.ItemDataRole.AccessibleTextRole: self.spoken or self.text,
            Qt.ItemDataRole.ToolTipRole: as_tooltip(self.tooltip),
            LINES_ROLE: self.lines,
            MATCH_ROLE: self.match,
            SORT_ROLE: self.text.casefold() if self.sort_key is None else self.sort_key,
        }.get(role)


class RowsModel[T](QAbstractTableModel):
    """A table of rows; a subclass says the headings, and what each cell of a row shows."""

    headings: ClassVar[tuple[str, ...]] = ()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[T, ...] = ()

    @property
    def rows(self) -> tuple[T, ...]:
        """The rows in order."""
        return self._rows

    def show_rows(self, rows: Sequence[T]) -> None:
        """Replace everything that is shown."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def cell(self, row: T, column: int) -> Cell:
        """Return what a cell shows."""
        raise NotImplementedError

    def search_text(self, row: T) -> str:
        """Return the text that a search looks at."""
        raise NotImplementedError

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
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == SEARCH_ROLE:
            return self.search_text(row)
        return self.cell(row, index.column()).for_role(role)

    def _holds(self, index: Index) -> bool:
        """Return whether an index is of a cell; a view may ask for a row that has just gone."""
        return index.isValid() and index.row() < len(self._rows) and index.column() < len(self.headings)
