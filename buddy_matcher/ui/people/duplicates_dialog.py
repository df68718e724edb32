"""Entries that may be one person: a list of them, to merge or to keep as two."""

from enum import IntEnum
from typing import ClassVar, override

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialogButtonBox, QStackedWidget, QWidget

from buddy_matcher.domain.ids import ParticipantId
from buddy_matcher.domain.people import Participant
from buddy_matcher.services.merge_people import MergePeople, PossibleDuplicate
from buddy_matcher.ui.acting.command import Commands
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.people.merge_dialog import MergeDialog
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import EmptyState, primary_button
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView

_SIZE = QSize(860, 520)


class Column(IntEnum):
    """The columns of the list."""

    FIRST = 0
    SECOND = 1
    WHY = 2


class DuplicatesModel(RowsModel[PossibleDuplicate]):
    """Two entries a row, the older one first."""

    headings: ClassVar = ("First entry", "Second entry", "They have")

    @override
    def cell(self, row: PossibleDuplicate, column: int) -> Cell:
        match Column(column):
            case Column.FIRST:
                return _person_cell(row.first, row.organisations[0])
            case Column.SECOND:
                return _person_cell(row.second, row.organisations[1])
            case Column.WHY:
                return Cell(lines=(CellLine(row.likeness.label),))

    @override
    def search_text(self, row: PossibleDuplicate) -> str:
        return f"{row.first.full_name} {row.second.full_name}"


def _person_cell(person: Participant, organisation: str) -> Cell:
    lines = (
        CellLine(person.full_name, Tone.STRONG),
        CellLine(organisation, Tone.QUIET),
        CellLine(person.email, Tone.QUIET),
    )
    said = tuple(line for line in lines if line.text)
    return Cell(lines=said, tooltip=", ".join(line.text for line in said))


class DuplicatesDialog(FramedDialog):
    """What is decided is stored at once and can be undone; the dialog stays open for more."""

    def __init__(self, parent: QWidget | None, merging: MergePeople, operations: Operations) -> None:
        super().__init__(
            parent, "Possible duplicates", "Nobody is merged by itself: two people may share one inbox."
        )
        self.resize(_SIZE)
        self._merging = merging
        self._operations = operations
        self._commands = commands = Commands(self, operations)
        self.merge = commands.declare("&Merge…", self._on_merge, "Return", why_not=self._unless_one)
        self.keep = commands.declare("They are &two people", self._on_keep, "F2", why_not=self._unless_one)
        self.table = RowsView(DuplicatesModel(self), "Possible duplicates")
        self.table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.table.stretch(Column.FIRST, Column.SECOND)
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(EmptyState("No possible duplicates", "Nobody seems to be listed twice."))
        self.body.addWidget(self._places, 1)
        for button in (action_button(self.merge, primary_button("")), action_button(self.keep)):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.table.chosen.connect(commands.look_again)
        self.table.offer(self.merge, self.keep)
        self._show()

    @classmethod
    def ask(cls, parent: QWidget | None, merging: MergePeople, operations: Operations) -> None:
        """Show the entries until the coordinator closes them."""
        cls(parent, merging, operations).exec()

    def _show(self) -> None:
        found = self._merging.possible()
        self.table.show_rows(found, lambda each: (each.first.id, each.second.id))
        self._places.setCurrentIndex(0 if found else 1)
        if not self.table.chosen_rows():
            self.table.choose_first()
        self._commands.look_again()

    def _unless_one(self) -> str:
        return "" if self.table.chosen_rows() else "Select two entries first."

    def _on_merge(self) -> None:
        [chosen] = self.table.chosen_rows()
        merge_two(self, self._merging, self._operations, chosen.first.id, chosen.second.id)
        self._show()

    def _on_keep(self) -> None:
        [chosen] = self.table.chosen_rows()
        self._operations.perform(lambda: self._merging.keep_two(chosen.first.id, chosen.second.id))
        self._show()


def merge_two(
    parent: QWidget, merging: MergePeople, operations: Operations, first: ParticipantId, second: ParticipantId
) -> None:
    """Let the coordinator merge two entries field by field."""
    compared = merging.compare(first, second)
    taken = MergeDialog.ask(parent, compared)
    if taken is not None:
        kept, gone = compared.first.id, compared.second.id
        operations.perform(lambda: merging.merge(kept, gone, taken))
