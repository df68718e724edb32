"""Shows what a form export would bring before anything is imported, and then what it brought."""

from pathlib import Path
from typing import override

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.domain.import_report import ImportReport, Outcome
from buddy_matcher.domain.text import counted
from buddy_matcher.services.import_people import ImportPeople
from buddy_matcher.ui.acting.jobs import Cancelled, Progress
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.scheme.import_model import (
    AnswersModel,
    Column,
    FindingColumn,
    FindingsModel,
    findings,
)
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import filter_chip, plain_label, primary_button, quiet_label
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP

_SIZE = QSize(980, 680)
_FINDING_WIDTH = 200
_ALL = "All"


class ImportDialog(FramedDialog):
    """Reads a sheet on the worker thread, shows what it holds, and imports it when asked to."""

    def __init__(
        self, parent: QWidget | None, imports: ImportPeople, sheet: Path, operations: Operations
    ) -> None:
        super().__init__(parent, f"Reading {sheet.name}…", "Nothing is imported yet.")
        self.setWindowTitle("Import people")
        self.resize(_SIZE)
        self._imports = imports
        self._sheet = sheet
        self._operations = operations
        self._report: ImportReport | None = None
        self.has_imported = False
        self._filters = QButtonGroup(self)
        self._chips = {outcome: self._chip(outcome) for outcome in (None, *Outcome)}
        self._chips[None].setChecked(True)
        self._answers = RowsView(AnswersModel(self), "Answers in the sheet", wrapped=[Column.NOTES])
        self._answers.stretch(Column.PERSON, Column.NOTES)
        self._findings = RowsView(
            FindingsModel(self),
            "Things to look at",
            wrapped=[FindingColumn.COLUMN, FindingColumn.VALUE, FindingColumn.MESSAGE],
        )
        self._findings.stretch(FindingColumn.MESSAGE)
        for column in (FindingColumn.COLUMN, FindingColumn.VALUE):
            self._findings.fix_width(column, _FINDING_WIDTH)
        self._unread = quiet_label()
        self._tabs = QTabWidget()
        self._places = QStackedWidget()
        self._import = primary_button("&Import")
        self._lay_out()
        self._connect()
        self._preview()

    @classmethod
    def ask(cls, parent: QWidget | None, imports: ImportPeople, sheet: Path, operations: Operations) -> bool:
        """Show the import of a sheet until it is closed; return whether anybody was imported."""
        dialog = cls(parent, imports, sheet, operations)
        dialog.exec()
        return dialog.has_imported

    def _lay_out(self) -> None:
        answers = QWidget()
        chips = QHBoxLayout()
        chips.setSpacing(GAP)
        for chip in self._chips.values():
            chips.addWidget(chip)
        chips.addStretch()
        below = QVBoxLayout(answers)
        below.addLayout(chips)
        below.addWidget(self._answers, 1)
        self._tabs.addTab(answers, "&Answers")
        self._tabs.addTab(self._findings, "")
        waiting = plain_label("Reading the answers…")
        waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._places.addWidget(waiting)
        self._places.addWidget(self._tabs)
        self.body.addWidget(self._places, 1)
        self.body.addWidget(self._unread)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(self._import, QDialogButtonBox.ButtonRole.ActionRole)
        self._unread.hide()

    def _connect(self) -> None:
        self._import.clicked.connect(self._on_import_clicked)
        self._filters.buttonToggled.connect(self._on_filters_toggled)

    def _chip(self, outcome: Outcome | None) -> QPushButton:
        chip = filter_chip(outcome.label if outcome else _ALL)
        self._filters.addButton(chip)
        return chip

    def _preview(self) -> None:
        self._import.setEnabled(False)

        def work(progress: Progress, cancelled: Cancelled) -> ImportReport:  # noqa: ARG001 - one step
            progress(0, "Reading the answers")
            return self._imports.preview(self._sheet)

        self._operations.start(f"Reading {self._sheet.name}", work, self._on_previewed, self.reject)

    def _on_previewed(self, report: ImportReport) -> None:
        self.title.setText(report.looks_like)
        wanted = report.count(Outcome.ADDED) + report.count(Outcome.UPDATED)
        self.hint.setText("Nothing is imported yet. " + _what_happens(report))
        self._import.setText(f"&Import {counted(wanted, 'person', 'people')}")
        self._import.setEnabled(bool(wanted))
        self._import.setDefault(bool(wanted))
        self._show_report(report)
        (self._import if wanted else self._answers).setFocus()

    def _on_import_clicked(self) -> None:
        self._let_choose(is_free=False)

        def work(progress: Progress, cancelled: Cancelled) -> ImportReport:  # noqa: ARG001 - one step
            progress(0, "Importing people")
            return self._imports.run(self._sheet)

        self._operations.start(
            "Importing people", work, self._on_imported, lambda: self._let_choose(is_free=True)
        )

    def _let_choose(self, *, is_free: bool) -> None:
        for button in (self._import, self._cancel_button):
            button.setEnabled(is_free)

    def _on_imported(self, report: ImportReport) -> None:
        self.has_imported = True
        self.title.setText("Imported")
        self.hint.setText(f"{report.sentence} Undo takes all of it back.")
        self._show_report(report)
        self._import.hide()
        self._cancel_button.setText("&Close")
        self._cancel_button.setEnabled(True)
        self._cancel_button.setFocus()
        self._operations.announce(report.changes)
        self._operations.say(report.sentence)

    @property
    def _cancel_button(self) -> QPushButton:
        return self.buttons.button(QDialogButtonBox.StandardButton.Cancel)

    def _show_report(self, report: ImportReport) -> None:
        self._report = report
        for outcome, chip in self._chips.items():
            number = report.count(outcome) if outcome else report.rows
            chip.setText(f"{outcome.label if outcome else _ALL} {number}")
            chip.setVisible(outcome is None or bool(number))
        found = findings(report)
        self._findings.show_rows(found, lambda finding: finding)
        self._tabs.setTabText(1, f"&Things to look at ({len(found)})")
        self._tabs.setTabEnabled(1, bool(found))
        self._unread.setText(f"Columns that were not read: {', '.join(report.unread_columns)}.")
        self._unread.setVisible(bool(report.unread_columns))
        self._places.setCurrentIndex(1)
        self._show_answers()

    def _show_answers(self) -> None:
        if self._report is None:
            return
        wanted = next(outcome for outcome, chip in self._chips.items() if chip.isChecked())
        rows = [r for r in self._report.outcomes if wanted in {None, r.outcome}]
        self._answers.show_rows(rows, lambda row: row.place)

    def _on_filters_toggled(self, _chip: QPushButton, is_on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if is_on:
            self._show_answers()

    @override
    def reject(self) -> None:
        """Close; an import that runs is waited for, reading is given up."""
        if self._report is None:
            self._operations.jobs.cancel()
        if not self._operations.jobs.is_busy:
            super().reject()


def _what_happens(report: ImportReport) -> str:
    found = len(findings(report))
    return f"{counted(found, 'thing')} to look at." if found else "Everything could be read."
