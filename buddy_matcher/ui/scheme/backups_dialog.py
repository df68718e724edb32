"""The backups of a scheme: when each was taken and what it holds; one is restored to a new file."""

from enum import IntEnum
from pathlib import Path
from typing import ClassVar, override

from PySide6.QtCore import QLocale, QSize
from PySide6.QtWidgets import QDialogButtonBox, QStackedWidget, QWidget

from buddy_matcher.domain.backups import Backup
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.file_names import safe_file_name
from buddy_matcher.domain.phrases import date_in_words, moment_in_words
from buddy_matcher.domain.text import counted
from buddy_matcher.services.backups import EVERY_MINUTES, Backups, ShownBackup
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.file_dialogs import SCHEME_SUFFIX, SaveRestoredDialog
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import EmptyState, primary_button
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView

_SIZE = QSize(760, 500)
_ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


class Column(IntEnum):
    """The columns of the list."""

    TAKEN = 0
    HOLDS = 1
    SIZE = 2
    KEPT = 3


class BackupsModel(RowsModel[ShownBackup]):
    """The backups in the order given."""

    headings: ClassVar = ("Taken", "What is in it", "Size", "Kept until")

    @override
    def cell(self, row: ShownBackup, column: int) -> Cell:
        match Column(column):
            case Column.TAKEN:
                lines = (CellLine(moment_in_words(row.taken_at)), CellLine(row.reason, Tone.QUIET))
                return Cell(lines=lines, sort_key=row.backup.number)
            case Column.HOLDS:
                people = counted(row.people, "person", "people")
                return Cell(
                    lines=(CellLine(people), CellLine(counted(row.pairings, "pairing"), Tone.QUIET)),
                    sort_key=row.people,
                )
            case Column.SIZE:
                size = _ENGLISH.formattedDataSize(row.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
                return Cell(lines=(CellLine(size, Tone.QUIET),), sort_key=row.size)
            case Column.KEPT:
                until = CellLine(date_in_words(row.gone_by), Tone.QUIET)
                return Cell(lines=(until,), sort_key=row.gone_by.isoformat())

    @override
    def search_text(self, row: ShownBackup) -> str:
        return f"{moment_in_words(row.taken_at)} {row.reason}"


class BackupsDialog(FramedDialog):
    """A list of the backups, latest first; `restored` is the new file that the coordinator wants to open."""

    def __init__(
        self, parent: QWidget | None, backups: Backups, scheme_name: str, operations: Operations
    ) -> None:
        super().__init__(
            parent,
            "Restore a backup",
            "A backup becomes a new file; the scheme that you work in stays as it is. People who were"
            " erased since are erased from it too.",
        )
        self._backups = backups
        self._scheme_name = scheme_name
        self._operations = operations
        self.restored: Path | None = None
        self.resize(_SIZE)
        self.table = RowsView(BackupsModel(self), "Backups")
        self.table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.table.stretch(Column.TAKEN, Column.HOLDS)
        self.restore = primary_button("&Restore to a new file…")
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(
            EmptyState(
                "No backups yet",
                f"One is taken every {EVERY_MINUTES} minutes in which something changed, and before an"
                " import, a new suggestion, a repair or an erasure.",
            )
        )
        self._lay_out()
        self.restore.clicked.connect(self._on_restore_clicked)
        self.table.opened.connect(self._on_restore_clicked)
        self.table.chosen.connect(self._on_table_chosen)
        self._show_backups()

    @classmethod
    def ask(
        cls, parent: QWidget | None, backups: Backups, scheme_name: str, operations: Operations
    ) -> Path | None:
        """Show the backups until they are closed; return the restored file to open, or None."""
        dialog = cls(parent, backups, scheme_name, operations)
        dialog.exec()
        return dialog.restored

    def _lay_out(self) -> None:
        self.body.addWidget(self._places, 1)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.buttons.addButton(self.restore, QDialogButtonBox.ButtonRole.ActionRole)

    def _show_backups(self) -> None:
        backups = self._backups.list()
        self.table.show_rows(backups, lambda shown: shown.backup.number)
        self.table.choose_first()
        self._places.setCurrentIndex(0 if backups else 1)
        self._on_table_chosen()

    def _on_table_chosen(self) -> None:
        self.restore.setEnabled(bool(self.table.chosen_rows()))

    def _on_restore_clicked(self) -> None:
        chosen: list[ShownBackup] = self.table.chosen_rows()
        if not chosen:
            return
        [shown] = chosen
        name = f"{self._scheme_name}, backup of {moment_in_words(shown.taken_at)}"
        target = SaveRestoredDialog.ask(self, safe_file_name(name, suffix=SCHEME_SUFFIX))
        if target and self._operations.perform(
            lambda: self._restore(shown.backup, target), f"The backup is restored as {target}."
        ):
            self._offer_to_open(target)

    def _restore(self, backup: Backup, target: Path) -> Changes:
        self._backups.restore(backup, target)
        return Changes()

    def _offer_to_open(self, file: Path) -> None:
        question = f"The backup is restored as {file}.\n\nOpen it now in place of this scheme?"
        if ConfirmDialog.ask(self, "Restored", question, accept="Open restored scheme", refuse="Stay here"):
            self.restored = file
            self.accept()
