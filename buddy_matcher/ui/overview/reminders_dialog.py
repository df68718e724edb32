"""What the coordinator wanted to come back to: to be ticked, or put off by a week."""

from collections.abc import Callable
from datetime import date, timedelta
from enum import IntEnum
from functools import partial
from typing import ClassVar, override

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox, QPushButton, QWidget

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.ids import EntryId
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.services.follow_up import FollowUp, Reminder
from buddy_matcher.services.record_entries import RecordEntries
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import primary_button
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView

_SIZE = QSize(760, 480)
_LATER = timedelta(days=7)


class Column(IntEnum):
    """The columns of the list."""

    WHEN = 0
    WHO = 1
    WHAT = 2


class RemindersModel(RowsModel[Reminder]):
    """The reminders, the oldest first."""

    headings: ClassVar = ("When", "About", "What")

    @override
    def cell(self, row: Reminder, column: int) -> Cell:
        match Column(column):
            case Column.WHEN:
                on = row.entry.follow_up_on or row.entry.on
                return Cell(lines=(CellLine(date_in_words(on)),), sort_key=on.isoformat())
            case Column.WHO:
                return Cell(lines=(CellLine(row.about, Tone.STRONG),), tooltip=row.about)
            case Column.WHAT:
                said = row.entry.said or row.entry.kind.label
                return Cell(lines=(CellLine(said),), tooltip=said)

    @override
    def search_text(self, row: Reminder) -> str:
        return f"{row.about} {row.entry.said}"


class RemindersDialog(FramedDialog):
    """The reminders that are due on a day."""

    def __init__(
        self,
        parent: QWidget | None,
        follow_up: FollowUp,
        entries: RecordEntries,
        operations: Operations,
        today: date,
    ) -> None:
        super().__init__(
            parent, "Reminders", "Done takes one off the list; what happened stays in the story."
        )
        self.resize(_SIZE)
        self._follow_up = follow_up
        self._entries = entries
        self._operations = operations
        self._today = today
        self.table = RowsView(RemindersModel(self), "Reminders", wrapped=[Column.WHO, Column.WHAT])
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.stretch(Column.WHO, Column.WHAT)
        self.table.say_when_empty("No reminder is due", "Everything that you wanted to come back to is done.")
        self.body.addWidget(self.table, 1)
        self.done_button = primary_button("&Done")
        self.done_button.clicked.connect(self._on_done_clicked)
        self.later_button = QPushButton("Put off a &week")
        self.later_button.clicked.connect(self._on_later_clicked)
        for button in (self.done_button, self.later_button):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self._show_reminders()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        follow_up: FollowUp,
        entries: RecordEntries,
        operations: Operations,
        today: date,
    ) -> None:
        """Show the reminders until the coordinator closes them."""
        cls(parent, follow_up, entries, operations, today).exec()

    def _show_reminders(self) -> None:
        self.table.show_rows(self._follow_up.reminders(self._today), lambda reminder: reminder.entry.id)
        if not self.table.chosen_rows():
            self.table.choose_first()
        can_act = bool(self.table.chosen_rows()) and not self._operations.why_not(Needs.LIFE)
        for button in (self.done_button, self.later_button):
            button.setEnabled(can_act)

    def _on_done_clicked(self) -> None:
        self._act(self._entries.tick)

    def _on_later_clicked(self) -> None:
        until = self._today + _LATER
        self._act(lambda entry_id: self._entries.put_off(entry_id, until))

    def _act(self, operation: Callable[[EntryId], Changes]) -> None:
        for reminder in self.table.chosen_rows():
            self._operations.perform(partial(operation, reminder.entry.id))
        self._show_reminders()
