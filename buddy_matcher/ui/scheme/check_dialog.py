"""What a check of the scheme found, in sentences, and the repair of what can be put right."""

from collections.abc import Sequence
from typing import ClassVar, override

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialogButtonBox, QStackedWidget, QWidget

from buddy_matcher.domain.text import counted
from buddy_matcher.services.check_scheme import CheckScheme
from buddy_matcher.services.rounds.findings import Finding, FindingKind
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.widgets.cell_lines import CellLine
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import EmptyState, plain_label, primary_button, quiet_label
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView

_SIZE = QSize(620, 420)

_REPAIR = (
    "Pairings with people who have left end, and what stands twice goes. Someone with too many buddies loses"
    " drafts, the newest first; agreed and locked pairings are left for you to decide.\n\n"
    "A backup is taken first, and Undo brings everything back."
)


class FindingsModel(RowsModel[Finding]):
    """The findings in the order given."""

    headings: ClassVar = ("What was found",)

    @override
    def cell(self, row: Finding, column: int) -> Cell:
        return Cell(lines=(CellLine(row.message),), tooltip=row.message)

    @override
    def search_text(self, row: Finding) -> str:
        return row.message


class CheckDialog(FramedDialog):
    """The findings of a check; they are put right only when the coordinator confirms it."""

    def __init__(
        self, parent: QWidget | None, check: CheckScheme, found: Sequence[Finding], operations: Operations
    ) -> None:
        super().__init__(parent, "Check this scheme")
        self._check = check
        self._operations = operations
        self._of_file = [finding for finding in found if finding.kind is FindingKind.FILE]
        self.resize(_SIZE)
        self.outcome = quiet_label()
        self.table = RowsView(FindingsModel(self), "What was found", wrapped=(0,))
        self.table.stretch(0)
        self.advice = plain_label(
            "A repair does not mend the file itself: restore a backup from the File menu.", wraps=True
        )
        self.repair = primary_button("&Repair scheme…")
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(
            EmptyState("This scheme is in order", "Its file can be read whole, and its pairings make sense.")
        )
        self._lay_out()
        self.repair.clicked.connect(self._on_repair_clicked)
        self._show(found)

    @classmethod
    def ask(
        cls, parent: QWidget | None, check: CheckScheme, found: Sequence[Finding], operations: Operations
    ) -> None:
        """Show what a check found until it is closed."""
        cls(parent, check, found, operations).exec()

    def _lay_out(self) -> None:
        self.body.addWidget(self.outcome)
        self.body.addWidget(self._places, 1)
        self.body.addWidget(self.advice)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.buttons.addButton(self.repair, QDialogButtonBox.ButtonRole.ActionRole)

    def _show(self, found: Sequence[Finding]) -> None:
        self.table.show_rows(found, lambda finding: finding.message)
        self._places.setCurrentIndex(0 if found else 1)
        self.outcome.setText(f"The check found {counted(len(found), 'thing')} to put right.")
        self.outcome.setVisible(bool(found))
        self.advice.setVisible(bool(self._of_file))
        self.repair.setVisible(any(finding.can_be_repaired for finding in found))

    def _on_repair_clicked(self) -> None:
        if ConfirmDialog.ask(self, "Repair scheme", _REPAIR, accept="Repair scheme"):
            self._operations.perform(self._check.repair)
            self._show([*self._of_file, *self._check.findings()])
