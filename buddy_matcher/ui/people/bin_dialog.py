"""The bin: who was removed, and how they come back."""

from enum import IntEnum
from functools import partial
from typing import ClassVar, override

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QStackedWidget, QWidget

from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.services.edit_people import EditPeople
from buddy_matcher.services.erase_person import ErasePerson
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.people.erase_dialog import ask_to_erase
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import EmptyState, primary_button
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView

_SIZE = QSize(620, 460)


class Column(IntEnum):
    """The columns of the bin."""

    PERSON = 0
    REMOVED = 1


class BinModel(RowsModel[Participant]):
    """The removed people in the order given."""

    headings: ClassVar = ("Person", "Removed on")

    @override
    def cell(self, row: Participant, column: int) -> Cell:
        if column == Column.PERSON:
            lines = (CellLine(row.full_name, Tone.STRONG), CellLine(row.email or row.job_title, Tone.QUIET))
            return Cell(lines=tuple(line for line in lines if line.text), sort_key=" ".join(row.sort_name))
        removed = row.removed_at.astimezone() if row.removed_at else None
        told = date_in_words(removed.date()) if removed else ""
        return Cell(lines=(CellLine(told),), sort_key=removed.isoformat() if removed else "")

    @override
    def search_text(self, row: Participant) -> str:
        return f"{row.full_name} {row.email}"


class BinDialog(FramedDialog):
    """A list of the removed people; those selected are restored, and the dialog stays open for more."""

    def __init__(
        self, parent: QWidget | None, people: EditPeople, erasure: ErasePerson, operations: Operations
    ) -> None:
        super().__init__(
            parent, "Bin", "Removed people are in no list and no plan. Restored, they keep all their answers."
        )
        self.resize(_SIZE)
        self._people = people
        self._erasure = erasure
        self._operations = operations
        self._table = RowsView(BinModel(self), "Removed people")
        self._table.stretch(Column.PERSON)
        self._places = QStackedWidget()
        self._places.addWidget(self._table)
        self._places.addWidget(EmptyState("The bin is empty", "People whom you remove wait here."))
        self._restore = primary_button("&Restore")
        self._erase = QPushButton("&Erase for good…")
        self.body.addWidget(self._places, 1)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.buttons.addButton(self._restore, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self._erase, QDialogButtonBox.ButtonRole.ActionRole)
        self._restore.clicked.connect(self._on_restore_clicked)
        self._erase.clicked.connect(self._on_erase_clicked)
        self._table.chosen.connect(self._on_table_chosen)
        self._table.opened.connect(self._on_restore_clicked)
        self._show_bin()

    @classmethod
    def ask(
        cls, parent: QWidget | None, people: EditPeople, erasure: ErasePerson, operations: Operations
    ) -> None:
        """Show the bin until it is closed."""
        cls(parent, people, erasure, operations).exec()

    def _show_bin(self) -> None:
        removed = self._people.bin()
        self._table.show_rows(removed, lambda person: person.id)
        self._table.choose_first()
        self._places.setCurrentIndex(0 if removed else 1)
        self._on_table_chosen()

    def _on_table_chosen(self) -> None:
        chosen = self._table.chosen_rows()
        self._restore.setEnabled(bool(chosen))
        self._erase.setEnabled(len(chosen) == 1)
        self._restore.setText(f"&Restore {len(chosen)} people" if len(chosen) > 1 else "&Restore person")

    def _on_restore_clicked(self) -> None:
        for person in self._table.chosen_rows():
            self._operations.perform(partial(self._people.restore, person.id))
        self._show_bin()

    def _on_erase_clicked(self) -> None:
        [person] = self._table.chosen_rows()
        ask_to_erase(self, self._erasure, person, self._operations, self._show_bin)
