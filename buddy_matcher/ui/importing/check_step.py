"""What would become of each answer of a sheet, or what became of it: problems first, with counts."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from buddy_matcher.domain.import_report import ImportReport, Outcome, RowOutcome, SheetRow
from buddy_matcher.domain.sheet_reading import Update
from buddy_matcher.domain.text import counted
from buddy_matcher.ui.importing.import_model import (
    AnswersModel,
    Column,
    FindingColumn,
    FindingsModel,
    findings,
)
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.labels import field_label, filter_chip, quiet_label
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow, in_one_line

_FINDING_WIDTH = 200
_ALL = "All"
_ORDER: Final = (Outcome.NOT_IMPORTED, Outcome.ADDED, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.SUPERSEDED)
_UPDATES: Final = (
    (Update.ALL, "Update with what they answered"),
    (Update.BLANKS, "Fill in what is blank only"),
    (Update.NONE, "Leave as they are"),
)


class CheckStep(QWidget):
    """Shows a report, before or after the import.

    `update_chosen` asks to read again, `problems_wanted` for the rows that were kept out, as a sheet, and
    `row_wanted` to mend a row (a `SheetRow`).
    """

    update_chosen = Signal()
    problems_wanted = Signal()
    row_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: ImportReport | None = None
        self._rows: dict[tuple[str, int], SheetRow] = {}
        self._filters = QButtonGroup(self)
        self._chips = {outcome: self._chip(outcome) for outcome in (None, *_ORDER)}
        self._chips[None].setChecked(True)
        self.answers = RowsView(AnswersModel(self), "Answers in the sheet", wrapped=[Column.NOTES])
        self.answers.stretch(Column.PERSON, Column.NOTES)
        self._findings = RowsView(
            FindingsModel(self),
            "Things to look at",
            wrapped=[FindingColumn.COLUMN, FindingColumn.VALUE, FindingColumn.MESSAGE],
        )
        self._findings.stretch(FindingColumn.MESSAGE)
        for column in (FindingColumn.COLUMN, FindingColumn.VALUE):
            self._findings.fix_width(column, _FINDING_WIDTH)
        self._update = ChoiceBox(_UPDATES)
        self._updating = in_one_line(field_label("People you &have already:", self._update), self._update)
        self._save = QPushButton()
        self.mend = QPushButton("&Mend the row…")
        self._unread = quiet_label()
        self._tabs = QTabWidget()
        self._lay_out()
        self._filters.buttonToggled.connect(self._on_filters_toggled)
        self._update.currentIndexChanged.connect(self.update_chosen)
        self._save.clicked.connect(self.problems_wanted)
        self.mend.clicked.connect(self._on_mend)
        self.answers.opened.connect(self._on_mend)
        self.answers.chosen.connect(self._on_answers_chosen)

    @property
    def update_of_known(self) -> Update:
        """What is to become of people whom the scheme holds already."""
        return self._update.chosen

    def _lay_out(self) -> None:
        answers = QWidget()
        chips = QHBoxLayout()
        chips.setSpacing(GAP)
        for chip in self._chips.values():
            chips.addWidget(chip)
        chips.addStretch()
        below = QVBoxLayout(answers)
        below.addLayout(chips)
        below.addWidget(self.answers, 1)
        self._tabs.addTab(answers, "&Answers")
        self._tabs.addTab(self._findings, "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._tabs, 1)
        layout.addLayout(WrappingRow(self._updating, self.mend, self._save))
        layout.addWidget(self._unread)

    def _chip(self, outcome: Outcome | None) -> QPushButton:
        chip = filter_chip(outcome.label if outcome else _ALL)
        self._filters.addButton(chip)
        return chip

    def show_report(self, report: ImportReport, *, is_done: bool = False) -> None:
        """Show what would be done, or what was."""
        self._report = report
        for outcome, chip in self._chips.items():
            number = report.count(outcome) if outcome else report.rows
            chip.setText(f"{outcome.label if outcome else _ALL} {number}")
            chip.setVisible(outcome is None or bool(number))
            if chip.isChecked() and not number:
                self._chips[None].setChecked(True)
        found = findings(report)
        self._findings.show_rows(found, lambda finding: finding)
        self._tabs.setTabText(1, f"&Things to look at ({len(found)})")
        self._tabs.setTabEnabled(1, bool(found))
        waiting = len(report.problem_rows)
        self._save.setText(f"&Save the {counted(waiting, 'row')} not imported as a sheet…")
        self._save.setVisible(bool(waiting))
        self.mend.setVisible(bool(report.sheet_rows) and not is_done)
        self._rows = {row.place: row for row in report.sheet_rows}
        can_update = bool(report.count(Outcome.UPDATED)) or self.update_of_known is not Update.ALL
        self._updating.setVisible(can_update and not is_done)
        unread = ", ".join(f"“{heading}”" for heading in report.unread_columns)
        self._unread.setText(f"Columns that were not read: {unread}.")
        self._unread.setVisible(bool(report.unread_columns))
        self._show_answers()

    def _show_answers(self) -> None:
        if self._report is None:
            return
        wanted = next(outcome for outcome, chip in self._chips.items() if chip.isChecked())
        rows = [r for r in self._report.outcomes if wanted in {None, r.outcome}]
        self.answers.show_rows(_problems_first(rows), lambda row: row.place)
        if not self.answers.chosen_rows():
            self.answers.choose_first()
        self._on_answers_chosen()

    @property
    def _chosen(self) -> SheetRow | None:
        """The row that is selected, as it stands in the sheet."""
        chosen = next(iter(self.answers.chosen_rows()), None)
        return self._rows.get(chosen.place) if chosen else None

    def _on_answers_chosen(self) -> None:
        self.mend.setEnabled(self._chosen is not None)

    def _on_mend(self) -> None:
        if not self.mend.isHidden() and (row := self._chosen):
            self.row_wanted.emit(row)

    def _on_filters_toggled(self, _chip: QPushButton, is_on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if is_on:
            self._show_answers()


def _problems_first(rows: Sequence[RowOutcome]) -> list[RowOutcome]:
    return sorted(rows, key=lambda row: row.outcome is not Outcome.NOT_IMPORTED)
