"""Check this plan: one sentence first, then what it rests on, then the questions that go further.

It shows what was found out; the questions are commands of the window, so that each has one place.
"""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QWidget

from buddy_matcher.domain.text import with_capital
from buddy_matcher.services.questions.check_plan import CheckedPlan
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.answer_dialog import Row, model_of
from buddy_matcher.ui.widgets.folded_part import FoldedPart
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import heading_label, quiet_label, rule_line
from buddy_matcher.ui.widgets.rows_view import RowsView

_SIZE = QSize(820, 640)
_AIMS = ("What the plan looks for, first things first", "This plan", "The best")
_PARTS = ("Part of the points", "Points", "Of at most")

type Further = tuple[QAction, str]
"""A command that asks more, and what it answers."""


class CheckPlanDialog(FramedDialog):
    """The check of a plan; what should be looked into further is chosen from it."""

    def __init__(self, parent: QWidget | None, checked: CheckedPlan, further: Sequence[Further]) -> None:
        super().__init__(parent, "Check this plan")
        self.resize(_SIZE)
        self.setAccessibleDescription(checked.sentence)
        self.body.addWidget(heading_label(checked.sentence))
        rows = [(line.words, f"{line.this:,}", f"{line.best:,}") for line in checked.aims]
        self.body.addWidget(_table("What the plan looks for", _AIMS, rows, self))
        points = [
            (with_capital(line.part), f"{line.points:,}", f"{line.most:,}" if line.most else "")
            for line in checked.parts
        ]
        self.body.addWidget(
            FoldedPart("Points, part by part", _table("Points, part by part", _PARTS, points, self))
        )
        self.body.addWidget(rule_line())
        self.body.addWidget(heading_label("Look further"))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, (command, words) in enumerate(further):
            button = action_button(command)
            grid.addWidget(button, row, 0)
            grid.addWidget(quiet_label(words), row, 1)
        self.body.addLayout(grid)
        self.body.addStretch()
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)

    @classmethod
    def ask(cls, parent: QWidget | None, checked: CheckedPlan, further: Sequence[Further]) -> None:
        """Show the check until it was read."""
        cls(parent, checked, further).exec()


class _Table(RowsView[Row]):
    """A table as high as its rows: the dialog scrolls, not the table."""

    @override
    def sizeHint(self) -> QSize:
        rows = self.model().rowCount()
        height = sum(self.rowHeight(row) for row in range(rows)) + self.horizontalHeader().sizeHint().height()
        return QSize(super().sizeHint().width(), height + 2 * self.frameWidth() + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())


def _table(
    name: str, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]], parent: QWidget
) -> RowsView[Row]:
    table = _Table(model_of(headings, parent), name)
    table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
    table.stretch(0)
    table.show_rows(list(enumerate(rows)), lambda row: row[0])
    for row in range(len(rows)):
        table.setRowHeight(row, table.sizeHintForRow(row))
    table.choose_first()
    return table
