"""Brings people in from a file: which sheets, what columns ask, what answers mean, a check, and the result.

Each step only asks; the sheet is read anew by what was decided, as the command line reads it, and nothing is
written before the last step. A sheet that leaves nothing to decide goes straight to the check.
"""

from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path
from typing import override

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QStackedWidget, QWidget

from buddy_matcher.domain.asked_values import Lists, asked_values
from buddy_matcher.domain.import_report import ImportReport, Outcome, SheetRow
from buddy_matcher.domain.lists import ListKind
from buddy_matcher.domain.sheet_reading import ReadingDecisions
from buddy_matcher.domain.text import counted
from buddy_matcher.domain.watching import Watch
from buddy_matcher.services.edit_lists import EditLists
from buddy_matcher.services.import_people import ImportPeople, OpenedSheet
from buddy_matcher.ui.acting.jobs import Cancelled, Progress
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.importing.check_step import CheckStep
from buddy_matcher.ui.importing.columns_step import ColumnsStep
from buddy_matcher.ui.importing.import_model import findings
from buddy_matcher.ui.importing.row_dialog import RowDialog
from buddy_matcher.ui.importing.sheets_step import SheetsStep
from buddy_matcher.ui.importing.values_step import ValuesStep
from buddy_matcher.ui.widgets.file_dialogs import SaveProblemsDialog
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import plain_label, primary_button
from buddy_matcher.ui.widgets.steps_strip import StepsStrip
from buddy_matcher.ui.widgets.tab_order import tab_as_laid_out

_SIZE = QSize(980, 680)
_OPENED = 0.4
"""How much of the first reading is done once the file is open."""


class Step(IntEnum):
    """The steps of an import, in their order."""

    FILE = 0
    COLUMNS = 1
    ANSWERS = 2
    CHECK = 3
    RESULT = 4


class ImportDialog(FramedDialog):
    """Reads a sheet on the worker thread, asks what it leaves open, and imports it when told to."""

    def __init__(
        self,
        parent: QWidget | None,
        imports: ImportPeople,
        lists: EditLists,
        sheet: Path,
        operations: Operations,
    ) -> None:
        super().__init__(parent, f"Reading {sheet.name}…", "Nothing is imported yet.")
        self.setWindowTitle("Import people")
        self.resize(_SIZE)
        self._imports = imports
        self._lists = lists
        self._path = sheet
        self._sheet: OpenedSheet | None = None
        self._operations = operations
        self._decisions = ReadingDecisions()
        self._report: ImportReport | None = None
        self._step = Step.FILE
        self.has_imported = False
        self._strip = StepsStrip()
        self._sheets = SheetsStep()
        self._columns = ColumnsStep()
        self._values = ValuesStep()
        self._check = CheckStep()
        self._places = QStackedWidget()
        self._back = QPushButton("&Back")
        self._next = primary_button("&Next")
        self._lay_out()
        self._connect()
        self._read()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        imports: ImportPeople,
        lists: EditLists,
        sheet: Path,
        operations: Operations,
    ) -> bool:
        """Show the import of a sheet until it is closed; return whether anybody was imported."""
        dialog = cls(parent, imports, lists, sheet, operations)
        dialog.exec()
        return dialog.has_imported

    def _lay_out(self) -> None:
        waiting = plain_label("Reading the answers…")
        waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for place in (self._sheets, self._columns, self._values, self._check, waiting):
            self._places.addWidget(place)
        self._places.setCurrentWidget(waiting)
        self.body.addWidget(self._strip)
        self.body.addWidget(self._places, 1)
        self._strip.hide()
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        for button in (self._back, self._next):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.hide()

    def _connect(self) -> None:
        self._back.clicked.connect(self._on_back_clicked)
        self._next.clicked.connect(self._on_next_clicked)
        self._sheets.decided.connect(self._say_how_far)
        self._columns.decided.connect(self._say_how_far)
        self._values.decided.connect(self._say_how_far)
        self._check.update_chosen.connect(self._on_check_update_chosen)
        self._check.problems_wanted.connect(self._on_check_problems_wanted)
        self._check.row_wanted.connect(self._on_check_row_wanted)

    def _read(self) -> None:
        """Read the sheet by what is decided so far, and go on to the step that this leaves open."""
        self._let_choose(is_free=False)
        decisions, opened, path = self._decisions, self._sheet, self._path

        def work(progress: Progress, cancelled: Cancelled) -> _Read:
            watch = Watch(progress, cancelled)
            # Opened once: what is imported in the end is what was checked.
            sheet = opened or self._imports.open(path, watch.part(0, _OPENED))
            report = self._imports.preview(sheet, decisions=decisions, watch=watch.part(_OPENED, 1))
            entries = {kind.questions[0]: self._lists.entries(kind) for kind in ListKind}
            names = {q: [each.name for each in of_list] for q, of_list in entries.items()}
            return _Read(sheet, report, names)

        # What can't be read at first leaves nothing to show; later the steps before are still there.
        on_failed = self._stay if self._report else self.reject
        self._operations.start(f"Reading {path.name}", work, self._on_read, on_failed)

    def _stay(self) -> None:
        self._let_choose(is_free=True)
        self._cancel_button.setEnabled(True)
        self._say_how_far()

    def _on_read(self, found: "_Read") -> None:
        report = found.report
        is_first, self._report, self._sheet = self._report is None, report, found.sheet
        if is_first:
            self._sheets.show_sheets(report.sheets)
        if self._step is Step.FILE:
            self._columns.show_columns(report.columns)
        has_new = self._values.show_values(asked_values(report), found.lists)
        self._check.show_report(report)
        if is_first and report.asks_sheets:
            self._go_to(Step.FILE)
        elif self._step is Step.FILE and not report.taken and self._columns.is_asked:
            self._go_to(Step.COLUMNS)
        else:
            is_asked = has_new or (self._step < Step.ANSWERS and bool(self._values.open_count))
            self._go_to(Step.ANSWERS if is_asked else Step.CHECK)

    def _go_to(self, step: Step) -> None:
        if step is Step.CHECK and self._step < step:
            # The problems stand first.
            self._check.answers.choose_first()
        self._step = step
        self._strip.show()
        self._strip.show_steps([each.name.capitalize() for each in Step], step)
        self._places.setCurrentIndex(min(step, Step.CHECK))
        if self._report:
            self.title.setText("Imported" if step is Step.RESULT else self._report.looks_like)
        # A form of ours that came back leaves nothing to go back to.
        is_form = self._report is not None and self._report.taken is not None
        first = Step.FILE if self._sheets.is_a_choice else Step.COLUMNS
        self._back.setVisible(first < step < Step.RESULT and not is_form)
        self._next.setVisible(step is not Step.RESULT)
        self._stay()
        tab_as_laid_out(self)
        self._focus_on_step()

    def _focus_on_step(self) -> None:
        if self._step is Step.RESULT:
            self._cancel_button.setFocus()
        elif self._step is Step.CHECK:
            (self._next if self._next.isEnabled() else self._check.answers).setFocus()
        else:
            asked = (self._sheets, self._columns, self._values)
            asked[self._step].first_focus.setFocus()

    def _say_how_far(self) -> None:
        """Say what is decided and what is not, and what the button of the next step does."""
        if self._report is None:
            return
        if self._step < Step.CHECK:
            hints = {Step.FILE: self._sheets.advice, Step.COLUMNS: self._columns.advice}
            is_ready = {Step.FILE: self._sheets.is_ready, Step.COLUMNS: not self._columns.obstacle}
            self.hint.setText(hints.get(self._step, self._values.advice))
            self._next.setText("&Next")
            self._next.setEnabled(is_ready.get(self._step, True))
            self._next.setDefault(True)
        elif self._step is Step.CHECK:
            wanted = self._report.count(Outcome.ADDED) + self._report.count(Outcome.UPDATED)
            self.hint.setText("Nothing is imported yet. " + _what_happens(self._report))
            self._next.setText(_what_to_import(self._report, wanted))
            self._next.setEnabled(bool(wanted))
            self._next.setDefault(bool(wanted))

    def _on_next_clicked(self) -> None:
        if self._step is Step.CHECK:
            self._import()
            return
        decided = self._decided()
        is_new, self._decisions = decided != self._decisions, decided
        if is_new:
            self._read()
        elif self._step is Step.FILE and self._columns.is_asked:
            self._go_to(Step.COLUMNS)
        else:
            is_asked = self._step < Step.ANSWERS and not self._values.is_empty
            self._go_to(Step.ANSWERS if is_asked else Step.CHECK)

    def _decided(self) -> ReadingDecisions:
        """Return what is decided up to this step: other sheets have other columns, shown as they are read."""
        if self._step is Step.FILE and self._sheets.chosen != self._decisions.sheets:
            return ReadingDecisions(sheets=self._sheets.chosen, update=self._decisions.update)
        return replace(
            self._decisions,
            columns=self._columns.decisions(),
            values=self._values.decisions(),
            take_lists=self._values.taken_lists(),
        )

    def _on_back_clicked(self) -> None:
        is_asked = self._step is Step.CHECK and not self._values.is_empty
        if self._step is Step.COLUMNS:
            self._go_to(Step.FILE)
        else:
            self._go_to(Step.ANSWERS if is_asked else Step.COLUMNS)

    def _on_check_update_chosen(self) -> None:
        self._decisions = replace(self._decisions, update=self._check.update_of_known)
        self._read()

    def _on_check_problems_wanted(self) -> None:
        report = self._report
        path = report and SaveProblemsDialog.ask(self, f"{self._path.stem} not imported.xlsx")
        if report and path:
            self._operations.start(
                "Saving the rows not imported",
                lambda _progress, _cancelled: self._imports.save_problems(report, path),
                lambda _: self._operations.say(f"The rows are saved as {path}. Mend and import them."),
            )

    def _on_check_row_wanted(self, row: SheetRow) -> None:
        if self._sheet is None or not self._sheet.can_mend(row):
            self._operations.say("This row was put together of several: mend it in the sheet.")
            return
        cells = RowDialog.ask(self, row)
        if cells is not None and cells != row.cells:
            self._sheet = self._sheet.with_mended(row, cells)
            self._read()

    def _import(self) -> None:
        self._let_choose(is_free=False)
        self._cancel_button.setEnabled(False)
        decisions, sheet = self._decisions, self._sheet or self._path

        def work(progress: Progress, cancelled: Cancelled) -> ImportReport:  # noqa: ARG001 - it is waited for
            return self._imports.run(sheet, decisions=decisions, watch=Watch(progress))

        self._operations.start("Importing people", work, self._on_imported, self._stay)

    def _let_choose(self, *, is_free: bool) -> None:
        for control in (self._places, self._back, self._next):
            control.setEnabled(is_free)

    def _on_imported(self, report: ImportReport) -> None:
        self.has_imported = True
        self._report = report
        self._check.show_report(report, is_done=True)
        self._cancel_button.setText("&Close")
        self._go_to(Step.RESULT)
        self.hint.setText(_what_happened(report))
        self._operations.announce(report.changes)
        self._operations.say(report.sentence)

    @property
    def _cancel_button(self) -> QPushButton:
        return self.buttons.button(QDialogButtonBox.StandardButton.Cancel)

    @override
    def reject(self) -> None:
        """Close; an import that runs is waited for, reading is given up."""
        if self._cancel_button.isEnabled():
            self._operations.jobs.cancel()
        if not self._operations.jobs.is_busy:
            super().reject()


@dataclass(frozen=True, slots=True)
class _Read:
    """A sheet as it was opened, what it would bring, and the names that its answers may mean."""

    sheet: OpenedSheet
    report: ImportReport
    lists: Lists


def _what_to_import(report: ImportReport, wanted: int) -> str:
    if report.taken:
        return f"&Take in {counted(wanted, 'answer')}"
    return f"&Import {counted(wanted, 'person', 'people')}"


def _what_happens(report: ImportReport) -> str:
    found, waiting = len(findings(report)), report.count(Outcome.NOT_IMPORTED)
    what = counted(waiting, "answer") if report.taken else counted(waiting, "person", "people")
    people = f"{what} can’t come in yet. " if waiting else ""
    if report.outcomes and report.count(Outcome.UNCHANGED) == len(report.outcomes):
        answered = f" {report.taken.sentence}." if report.taken else ""
        return f"All of it is here already: importing it again changes nothing.{answered}"
    return people + (f"{counted(found, 'thing')} to look at." if found else "Everything could be read.")


def _what_happened(report: ImportReport) -> str:
    left = len(report.to_decide)
    return " ".join(
        filter(
            None,
            (
                report.sentence,
                f"{counted(left, 'thing is', 'things are')} left to decide." if left else "",
                _balance_in_words(report),
                "Undo takes all of it back.",
            ),
        )
    )


def _balance_in_words(report: ImportReport) -> str:
    if not report.balance.short:
        return ""
    side = report.balance.short_label
    missing = counted(report.balance.missing, f"more {side} person", f"more {side} people")
    return f"{missing} would let everybody have a buddy."
