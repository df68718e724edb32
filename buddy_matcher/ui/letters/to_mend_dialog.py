"""What looks odd before letters go out, as one list; each entry leads to where it is mended."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import ClassVar, override

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from buddy_matcher.services.rounds.letters_to_mend import ToMend
from buddy_matcher.ui.widgets.cell_lines import CellLine
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import primary_button
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView

_SIZE = QSize(760, 520)


class Column(IntEnum):
    """The columns of the list."""

    WHO = 0
    WHAT = 1


class ToMendModel(RowsModel[ToMend]):
    """The entries in the order given."""

    headings: ClassVar = ("Who", "What to look at")

    @override
    def cell(self, row: ToMend, column: int) -> Cell:
        text = row.who if column == Column.WHO else row.what
        return Cell(lines=(CellLine(text),), tooltip=text)

    @override
    def search_text(self, row: ToMend) -> str:
        return f"{row.who} {row.what}"


class ToMendDialog(FramedDialog):
    """The list; `find` returns it, `mend` lets one entry be mended, and returns when that is over."""

    def __init__(
        self,
        parent: QWidget | None,
        find: Callable[[], Sequence[ToMend]],
        mend: Callable[[ToMend], object],
    ) -> None:
        super().__init__(
            parent,
            "Look at these before letters go",
            "What is right as it stands can stay: nothing here stops a run.",
        )
        self.resize(_SIZE)
        self._find = find
        self._mend = mend
        self.table = RowsView(ToMendModel(self), "What to look at", wrapped=[Column.WHAT])
        self.table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.table.stretch(Column.WHAT)
        self.table.say_when_empty("Nothing looks odd", "Every letter can go as it is.")
        self.body.addWidget(self.table, 1)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.mending = primary_button("&Mend…")
        self.buttons.addButton(self.mending, QDialogButtonBox.ButtonRole.ActionRole)
        self.mending.clicked.connect(self._on_mend)
        self.table.opened.connect(self._on_mend)
        self._show_list()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        find: Callable[[], Sequence[ToMend]],
        mend: Callable[[ToMend], object],
    ) -> None:
        """Show the list until it is closed."""
        cls(parent, find, mend).exec()

    def _show_list(self) -> None:
        self.table.show_rows(self._find(), lambda entry: entry)
        if not self.table.chosen_rows():
            self.table.choose_first()
        self.mending.setEnabled(bool(self.table.shown()))

    def _on_mend(self) -> None:
        for entry in self.table.chosen_rows():
            self._mend(entry)
            self._show_list()
