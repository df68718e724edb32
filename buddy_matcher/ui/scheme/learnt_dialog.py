"""What was learnt in a round: a list, and below it the words for one thing more or of the one chosen."""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from functools import partial
from typing import ClassVar, override

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QFormLayout, QPushButton, QWidget

from buddy_matcher.domain.ids import UNSAVED, ParticipationId, RoundId
from buddy_matcher.domain.learning import Learning, LearningKind
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.services.note_learning import Learnt, NoteLearning
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.widgets.cell_lines import CellLine
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.text_field import text_field

_SIZE = QSize(820, 600)
_LINES = 3
_MYSELF = ParticipationId(0)
_HINT = "The report counts it, and quotes it without a name where you may. No patients’ names, please."


class Column(IntEnum):
    """The columns of the list."""

    WHEN = 0
    WHAT = 1
    KIND = 2
    WHO = 3


class LearntModel(RowsModel[Learnt]):
    """What was learnt, the latest first."""

    headings: ClassVar = ("When", "What", "Kind", "Told by")

    @override
    def cell(self, row: Learnt, column: int) -> Cell:
        learning = row.learning
        match Column(column):
            case Column.WHEN:
                when = date_in_words(learning.on)
                return Cell(lines=(CellLine(when),), sort_key=learning.on.isoformat())
            case Column.WHAT:
                return Cell(lines=(CellLine(learning.text),), tooltip=learning.text)
            case Column.KIND:
                kind = f"{learning.kind.label}{'; may be quoted' if learning.may_quote else ''}"
                return Cell(lines=(CellLine(kind),), tooltip=kind)
            case Column.WHO:
                return Cell(lines=(CellLine(row.told_by or "You"),))

    @override
    def search_text(self, row: Learnt) -> str:
        return f"{row.learning.text} {row.told_by}"


class LearntDialog(FramedDialog):
    """What was learnt in a round; what is noted or removed is stored at once and can be undone."""

    def __init__(
        self,
        parent: QWidget | None,
        learning: NoteLearning,
        operations: Operations,
        round_id: RoundId,
        people: Sequence[tuple[ParticipationId, str]],
        today: date,
    ) -> None:
        super().__init__(parent, "What was learnt", _HINT)
        self.resize(_SIZE)
        self._learning, self._operations = learning, operations
        self._round_id, self._today = round_id, today
        self._table = RowsView(LearntModel(self), "What was learnt", wrapped=[Column.WHAT])
        self._table.stretch(Column.WHAT)
        self._table.say_when_empty("Nothing noted yet", "Write below what somebody learnt, and note it.")
        self._words = text_field(lines=_LINES)
        self._kind = ChoiceBox([(kind, kind.label) for kind in LearningKind])
        self._told_by = ChoiceBox([(_MYSELF, "You"), *people])
        self._quote = QCheckBox("A report may &quote it, without a name")
        form = QFormLayout()
        form.addRow(field_label("&Words", self._words), self._words)
        form.addRow(field_label("&Kind", self._kind), self._kind)
        form.addRow(field_label("&Told by", self._told_by), self._told_by)
        form.addRow("", self._quote)
        self.body.addWidget(self._table, 1)
        self.body.addLayout(form)
        self.add = primary_button("&Note it")
        self.edit, self.remove = QPushButton("&Edit"), QPushButton("&Remove")
        self._edited: Learning | None = None
        for button in (self.add, self.edit, self.remove):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.add.clicked.connect(self._on_add_clicked)
        self.edit.clicked.connect(self._on_edit_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self._table.opened.connect(self._on_edit_clicked)
        self._words.textChanged.connect(self._look_again)
        self._table.chosen.connect(self._look_again)
        self._show()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        learning: NoteLearning,
        operations: Operations,
        round_id: RoundId,
        people: Sequence[tuple[ParticipationId, str]],
        today: date,
    ) -> None:
        """Show what was learnt until the coordinator closes it."""
        cls(parent, learning, operations, round_id, people, today).exec()

    def _show(self) -> None:
        self._table.show_rows(self._learning.all(), lambda row: row.learning.id)
        self._look_again()

    @Slot()
    def _look_again(self) -> None:
        can_change = not self._operations.why_not(Needs.LIFE)
        self.add.setEnabled(can_change and bool(self._words.toPlainText().strip()))
        for button in (self.edit, self.remove):
            button.setEnabled(can_change and bool(self._table.chosen_rows()))
        self.add.setText("Save cha&nges" if self._edited else "&Note it")

    @Slot()
    def _on_add_clicked(self) -> None:
        told_by = self._told_by.chosen
        before = self._edited
        learnt = Learning(
            id=before.id if before else UNSAVED,
            round_id=self._round_id,
            participation_id=None if told_by == _MYSELF else told_by,
            on=before.on if before else self._today,
            kind=self._kind.chosen,
            text=self._words.toPlainText(),
            may_quote=self._quote.isChecked(),
        )
        keep = self._learning.correct if before else self._learning.add
        if self._operations.perform(lambda: keep(learnt)):
            self._edited = None
            self._words.clear()
            self._show()
            self._words.setFocus()

    @Slot()
    def _on_edit_clicked(self) -> None:
        """Show what is chosen below, to be changed there."""
        chosen = self._table.chosen_rows()
        if not chosen or not self.edit.isEnabled():
            return
        self._edited = learnt = chosen[0].learning
        self._words.setPlainText(learnt.text)
        self._kind.choose(learnt.kind)
        self._told_by.choose(learnt.participation_id or _MYSELF)
        self._quote.setChecked(learnt.may_quote)
        self._look_again()
        self._words.setFocus()

    @Slot()
    def _on_remove_clicked(self) -> None:
        self._edited = None
        for row in self._table.chosen_rows():
            self._operations.perform(partial(self._learning.remove, row.learning.id))
        self._show()
