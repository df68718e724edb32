"""The people of a round without a buddy as rows of a table, each with the reason.

Someone can be dragged onto another row: the model tells who was dropped on whom and changes nothing.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import ClassVar, override

from PySide6.QtCore import QMimeData, QModelIndex, Qt, Signal

from buddy_matcher.services.rounds.shown_plan import WithoutBuddy
from buddy_matcher.ui.widgets.cell_lines import CellLine, Index, person_lines
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel

MIME_TYPE = "application/x-buddy-matcher-participation"


class Column(IntEnum):
    """The columns of the table."""

    PERSON = 0
    REASON = 1


class WithoutBuddyModel(RowsModel[WithoutBuddy]):
    """The people without a buddy in content order."""

    headings: ClassVar = ("Person", "Why they have no buddy")

    dropped = Signal(int, int)
    """Who was dragged onto whom, as participation ids."""

    @override
    def cell(self, row: WithoutBuddy, column: int) -> Cell:
        if column == Column.REASON:
            return Cell(lines=(CellLine(row.reason),), tooltip=row.reason)
        return Cell(
            lines=person_lines(row.name, row.organisation, row.sector),
            spoken=f"{row.name}, {row.organisation}, {row.sector.label}",
            tooltip=f"{row.name}, {row.organisation}",
        )

    @override
    def search_text(self, row: WithoutBuddy) -> str:
        return f"{row.name} {row.organisation}"

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        drags = Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | drags if index.isValid() else Qt.ItemFlag.NoItemFlags

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.LinkAction

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.LinkAction

    @override
    def mimeTypes(self) -> list[str]:
        return [MIME_TYPE]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        content = QMimeData()
        content.setData(MIME_TYPE, str(self.rows[indexes[0].row()].participation_id).encode())
        return content

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not parent.isValid() or not data.hasFormat(MIME_TYPE):
            return False
        dragged, target = int(bytes(data.data(MIME_TYPE).data())), self.rows[parent.row()].participation_id
        if dragged == target:
            return False
        self.dropped.emit(dragged, target)
        return True
