"""What sheets are read by because it was decided once, to look at and to forget."""

from enum import IntEnum
from typing import ClassVar, override

from PySide6.QtWidgets import QVBoxLayout, QWidget

from buddy_matcher.services.remembered_decisions import Remembered, RememberedDecisions
from buddy_matcher.ui.acting.command import Commands
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.labels import search_line
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow


class Column(IntEnum):
    """The columns of the table."""

    WHERE = 0
    TEXT = 1
    MEANS = 2


class RememberedModel(RowsModel[Remembered]):
    """Decisions on headings, then on answers."""

    headings: ClassVar = ("Decided on", "What the sheet says", "What it means")

    @override
    def cell(self, row: Remembered, column: int) -> Cell:
        match Column(column):
            case Column.WHERE:
                where = f"Answer to “{row.question.label}”" if row.question else "Column"
                return Cell(lines=(CellLine(where, Tone.QUIET),))
            case Column.TEXT:
                return Cell(lines=(CellLine(row.text, Tone.STRONG),), tooltip=row.text)
            case Column.MEANS:
                nothing = "Left out" if row.question else "Not used"
                return Cell(lines=(CellLine(row.means or nothing),))

    @override
    def search_text(self, row: Remembered) -> str:
        return f"{row.text} | {row.means}"


class RememberedTab(QWidget):
    """The decisions on sheets; forgetting is stored at once and can be undone."""

    def __init__(
        self, decisions: RememberedDecisions, operations: Operations, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._decisions = decisions
        self._operations = operations
        self.search = search_line("Search decisions")
        self.table = RowsView(RememberedModel(self), "Remembered decisions")
        self.table.stretch(Column.TEXT, Column.MEANS)
        self.table.say_when_empty(
            "Nothing is remembered yet",
            "What you decide on a sheet’s columns and answers stands here, and is not asked again.",
        )
        self.table.search_by(self.search)
        self._commands = Commands(self, operations)
        forget = self._commands.declare(
            "&Forget", self._on_forget, "Del", "Backspace", why_not=self._unless_chosen
        )
        self.table.chosen.connect(self._commands.look_again)
        self.table.offer(forget)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(self.search)
        layout.addWidget(self.table, 1)
        layout.addLayout(WrappingRow(action_button(forget)))
        self.refresh()

    def refresh(self) -> None:
        """Read the decisions anew."""
        self.table.show_rows(self._decisions.all(), lambda each: (each.heading_id, each.answer_ids))
        self._commands.look_again()

    def _unless_chosen(self) -> str:
        return "" if self.table.chosen_rows() else "Select a decision first."

    def _on_forget(self) -> None:
        self._operations.perform(lambda: self._decisions.forget(self.table.chosen_rows()))
        self.refresh()
