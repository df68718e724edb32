"""Shows the answer to a question as a sentence and a table, and asks for the number that a question needs."""

from collections.abc import Sequence
from typing import ClassVar, override

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QWidget

from buddy_matcher.ui.widgets.cell_lines import CellLine
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, number_box, primary_button
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView

_SIZE = QSize(760, 520)

type Row = tuple[int, tuple[str, ...]]
"""The place of a row in the answer, and its cells."""


class AnswerModel(RowsModel[Row]):
    """The rows of an answer, in the order given; numbers are sorted as such."""

    headings: ClassVar[tuple[str, ...]] = ()

    @override
    def cell(self, row: Row, column: int) -> Cell:
        text = row[1][column]
        return Cell(lines=(CellLine(text),), tooltip=text, sort_key=text.casefold().rjust(12))

    @override
    def search_text(self, row: Row) -> str:
        return " ".join(row[1])


def model_of(headings: tuple[str, ...], parent: QWidget | None) -> AnswerModel:
    """Return a model with these headings."""
    kind = type("AnswerModel", (AnswerModel,), {"headings": headings})
    model: AnswerModel = kind(parent)
    return model


_ROWS, _ROW = 12, 24
"""How many rows the usual size shows, and how much lower it is, in pixels, for each that is not there."""


class AnswerDialog(FramedDialog):
    """An answer to read; with `accept` one of its rows can be chosen."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        hint: str,
        headings: tuple[str, ...],
        rows: Sequence[tuple[str, ...]],
        *,
        accept: str = "",
    ) -> None:
        super().__init__(parent, title, hint)
        self.resize(_SIZE.width(), _SIZE.height() - _ROW * max(0, _ROWS - len(rows)))
        self.table = RowsView(model_of(headings, self), title, wrapped=[len(headings) - 1])
        self.table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.table.stretch(len(headings) - 1)
        self.table.show_rows([(place, row) for place, row in enumerate(rows)], lambda row: row[0])
        self.body.addWidget(self.table, 1)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        if accept:
            self.buttons.addButton(primary_button(accept), QDialogButtonBox.ButtonRole.AcceptRole)
        self.table.choose_first()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        title: str,
        hint: str,
        headings: tuple[str, ...],
        rows: Sequence[tuple[str, ...]],
        *,
        accept: str = "",
    ) -> int | None:
        """Show an answer; return the place of the row that was chosen, None when it was only read."""
        dialog = cls(parent, title, hint, headings, rows, accept=accept)
        if not dialog.exec():
            return None
        chosen = dialog.table.chosen_rows()
        return chosen[0][0] if chosen else None


class NumberDialog(FramedDialog):
    """Asks for a whole number within `bounds`: the least, the one it begins with, and the most."""

    def __init__(self, parent: QWidget | None, title: str, label: str, bounds: tuple[int, int, int]) -> None:
        super().__init__(parent, title)
        least, first, most = bounds
        self.number = number_box(least, most)
        self.number.setValue(first)
        form = QFormLayout()
        form.addRow(field_label(f"&{label}", self.number), self.number)
        self.body.addLayout(form)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("&Go on"), QDialogButtonBox.ButtonRole.AcceptRole)

    @classmethod
    def ask(cls, parent: QWidget | None, title: str, label: str, bounds: tuple[int, int, int]) -> int | None:
        """Return the number, None when it was cancelled."""
        dialog = cls(parent, title, label, bounds)
        return dialog.number.value() if dialog.exec() else None
