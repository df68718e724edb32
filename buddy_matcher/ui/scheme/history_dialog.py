"""The history: what was done and when, and going back to how the scheme was after any of it."""

from collections.abc import Sequence
from enum import IntEnum
from typing import ClassVar, override

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.phrases import moment_in_words
from buddy_matcher.domain.text import counted
from buddy_matcher.services.history import ConsentChange, History, HistoryEntry
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import plain_label, primary_button, search_line
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView

_SIZE = QSize(760, 560)
_MOST_CONSENTS = 8


class Column(IntEnum):
    """The columns of the history."""

    ACTION = 0
    WHEN = 1


class HistoryModel(RowsModel[HistoryEntry]):
    """The actions in the order given; what was undone is quiet."""

    headings: ClassVar = ("What was done", "When")

    @override
    def cell(self, row: HistoryEntry, column: int) -> Cell:
        if column == Column.WHEN:
            return Cell(lines=(CellLine(moment_in_words(row.at), Tone.QUIET),), sort_key=row.number)
        if row.is_undone:
            lines = [CellLine(row.text, Tone.QUIET), CellLine("Undone", Tone.QUIET)]
        elif row.is_barrier:
            lines = [CellLine(row.text), CellLine("Undo stops here", Tone.WARNING)]
        else:
            lines = [CellLine(row.text)]
        return Cell(lines=tuple(lines), tooltip=row.text)

    @override
    def search_text(self, row: HistoryEntry) -> str:
        return f"{row.text} {moment_in_words(row.at)}"


class HistoryDialog(FramedDialog):
    """Everything that was done, latest first; what came after an action can be undone in one go."""

    def __init__(self, parent: QWidget | None, history: History, operations: Operations) -> None:
        super().__init__(
            parent, "History", "Select an action to go back to how everything was right after it."
        )
        self._history = history
        self._operations = operations
        self._entries: tuple[HistoryEntry, ...] = ()
        self.resize(_SIZE)
        self.search = search_line("Search what was done")
        self.table = RowsView(HistoryModel(self), "What was done")
        self.table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.table.stretch(Column.ACTION)
        self.outcome = plain_label(wraps=True)
        self.undo = primary_button("&Undo down to here…")
        self._lay_out()
        self.search.textChanged.connect(self.table.look_for)
        self.undo.clicked.connect(self._on_undo_clicked)
        self.table.chosen.connect(self._on_table_chosen)
        self._show_history()
        self.table.choose_first()

    @classmethod
    def ask(cls, parent: QWidget | None, history: History, operations: Operations) -> None:
        """Show the history until it is closed."""
        cls(parent, history, operations).exec()

    def _lay_out(self) -> None:
        self.body.addWidget(self.search)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.outcome)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.buttons.addButton(self.undo, QDialogButtonBox.ButtonRole.ActionRole)

    def _show_history(self) -> None:
        self._entries = self._history.entries()
        self.table.show_rows(self._entries[::-1], lambda entry: entry.number)
        self._on_table_chosen()

    def _chosen(self) -> HistoryEntry | None:
        return next(iter(self.table.chosen_rows()), None)

    def _on_table_chosen(self) -> None:
        chosen = self._chosen()
        later = _standing_after(self._entries, chosen) if chosen else []
        self.undo.setEnabled(bool(later) and not any(entry.is_final for entry in later))
        self.outcome.setText(_outcome(chosen, later) if chosen else "")

    def _on_undo_clicked(self) -> None:
        chosen = self._chosen()
        if chosen:
            self._operations.perform(lambda: self._undo_to(chosen))
            self._show_history()

    def _undo_to(self, entry: HistoryEntry) -> Changes:
        later = counted(len(_standing_after(self._entries, entry)), "action")
        question = f"Undo {later}, down to “{entry.text}” of {moment_in_words(entry.at)}?"
        consents = _consents_in_words(self._history.consents_since(entry.number))
        parts = [question, consents, "Redo brings everything back, one action after the other."]
        told = "\n\n".join(part for part in parts if part)
        if not ConfirmDialog.ask(self, "Undo down to here", told, accept=f"Undo {later}"):
            return Changes()
        return self._history.undo_to(entry.number)


def _standing_after(entries: Sequence[HistoryEntry], chosen: HistoryEntry) -> list[HistoryEntry]:
    """Return the actions that undoing down to `chosen` would take back."""
    return [entry for entry in entries if entry.number > chosen.number and not entry.is_undone]


def _outcome(chosen: HistoryEntry, later: Sequence[HistoryEntry]) -> str:
    final = [entry for entry in later if entry.is_final]
    if final:
        stop = next((entry for entry in reversed(final) if entry.is_barrier), final[-1])
        return f"Undo can’t go back to here: it stops at “{stop.text}”, which can’t be taken back."
    if chosen.is_undone:
        return "This is undone. Redo does it again."
    if not later:
        return "Everything is as it was right after this."
    return f"{counted(len(later), 'action')} after this would be undone."


def _consents_in_words(changes: Sequence[ConsentChange]) -> str:
    """Return in sentences which consents undoing would take away or give again, or ""."""
    if not changes:
        return ""
    lines = [
        f"• {change.person} agreed to {change.consent}: this would no longer be recorded."
        if change.is_given
        else f"• {change.person} withdrew the agreement to {change.consent}: it would stand again."
        for change in changes[:_MOST_CONSENTS]
    ]
    more = len(changes) - len(lines)
    lines += [f"• {counted(more, 'more change')} of consent"] if more else []
    return "\n".join(["Please note what people agreed to since:", *lines])
