"""Chooses one entry of a list, such as a strength, from a list that is searched as one types."""

from collections.abc import Sequence
from typing import ClassVar, override

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox, QWidget

from buddy_matcher.ui.widgets.cell_lines import CellLine
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import primary_button, search_line
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView

_SIZE = QSize(560, 520)

type Entry[K: int] = tuple[K, str]
"""An id and a name."""


class EntriesModel[K: int](RowsModel[Entry[K]]):
    """The entries in the order given."""

    headings: ClassVar = ("Entry",)

    @override
    def cell(self, row: Entry[K], column: int) -> Cell:
        return Cell(lines=(CellLine(row[1]),))

    @override
    def search_text(self, row: Entry[K]) -> str:
        return row[1]


class ChooseEntryDialog[K: int](FramedDialog):
    """A list of entries with a search line above it."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        hint: str,
        entries: Sequence[Entry[K]],
        *,
        chosen: K | None = None,
        accept: str = "Choose entry",
    ) -> None:
        super().__init__(parent, title, hint)
        self.resize(_SIZE)
        self.search = search_line("Search the list")
        self.entries = RowsView(EntriesModel[K](self), "Entries of the list")
        self.entries.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.entries.stretch(0)
        self.entries.search_by(self.search)
        self._accepting = primary_button(accept)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(self._accepting, QDialogButtonBox.ButtonRole.AcceptRole)
        self.body.addWidget(self.search)
        self.body.addWidget(self.entries, 1)
        self.entries.chosen.connect(self._on_entries_chosen)
        self.entries.opened.connect(self._accepting.click)
        self.entries.show_rows(entries, lambda entry: entry[0])
        self.entries.choose_first()
        if chosen is not None:
            self.entries.choose(lambda entry: entry[0] == chosen)

    @property
    def chosen_id(self) -> K | None:
        """The id of the selected entry."""
        return next((entry[0] for entry in self.entries.chosen_rows()), None)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        title: str,
        hint: str,
        entries: Sequence[Entry[K]],
        *,
        chosen: K | None = None,
        accept: str = "Choose entry",
    ) -> K | None:
        """Return the id of the entry that was chosen, or None when it was cancelled.

        `chosen` is the one to begin with, the first without it; `accept` says what the button does.
        """
        dialog = cls(parent, title, hint, entries, chosen=chosen, accept=accept)
        return dialog.chosen_id if dialog.exec() else None

    def _on_entries_chosen(self) -> None:
        self._accepting.setEnabled(self.chosen_id is not None)
