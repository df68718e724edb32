"""What people chose: everybody who was offered a choice, and the number that each answered."""

from enum import IntEnum
from functools import partial
from typing import ClassVar, override

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QWidget

from buddy_matcher.domain.choices import ANY
from buddy_matcher.domain.text import counted
from buddy_matcher.services.questions.hear_choices import HearChoices, HeardChoice
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, plain_label, primary_button
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView

_SIZE = QSize(860, 600)
_HINT = (
    "In the list, type the number from somebody’s answer: 0 if they don’t mind, Delete if they didn’t answer "
    "after all. An export of our form “Choice of a buddy” can be imported instead."
)
_NOT_ANSWERED = "No answer yet"
_DONT_MIND = "Doesn’t mind"
_DIGITS = {Qt.Key.Key_0 + number: number for number in range(10)}


class Column(IntEnum):
    """The columns of the list."""

    PERSON = 0
    OFFERED = 1
    CHOSE = 2


class ChoicesModel(RowsModel[HeardChoice]):
    """Everybody who was offered a choice, by name."""

    headings: ClassVar = ("Person", "May choose", "Chose")

    @override
    def cell(self, row: HeardChoice, column: int) -> Cell:
        match Column(column):
            case Column.PERSON:
                return Cell(
                    lines=(CellLine(row.member.name, Tone.STRONG), CellLine(row.member.organisation_name))
                )
            case Column.OFFERED:
                told = "; ".join(f"{number}: {name}" for number, name, _words in row.introduced)
                words = "\n".join(f"{number}: {words}" for number, _name, words in row.introduced)
                return Cell(lines=(CellLine(told),), tooltip=words)
            case Column.CHOSE:
                is_open = row.chosen is None
                tone = Tone.QUIET if is_open else Tone.STRONG
                return Cell(lines=(CellLine(_chosen_in_words(row), tone),), sort_key=f"{is_open}{row.chosen}")

    @override
    def search_text(self, row: HeardChoice) -> str:
        return f"{row.member.name} {row.member.organisation_name}"


class _ChoicesView(RowsView[HeardChoice]):
    """A list in which digits are answers; `typed` carries a number, None for none."""

    typed = Signal(object)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _DIGITS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.typed.emit(_DIGITS[event.key()])
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.typed.emit(None)
        else:
            super().keyPressEvent(event)


class ChoicesDialog(FramedDialog):
    """Takes down what people chose; each answer is stored at once and can be undone."""

    def __init__(self, parent: QWidget | None, hearing: HearChoices, operations: Operations) -> None:
        super().__init__(parent, "Choices made", _HINT)
        self.resize(_SIZE)
        self._hearing, self._operations = hearing, operations
        self._table = _ChoicesView(ChoicesModel(self), "Choices made", wrapped=[Column.OFFERED])
        self._table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self._table.stretch(Column.OFFERED)
        self._table.say_when_empty(
            "Nobody was offered a choice", "Offer one with “Choices without a loss” in the Pairings menu."
        )
        self._chose = ChoiceBox[int | None]([(None, _NOT_ANSWERED)])
        self._told = plain_label("")
        form = QFormLayout()
        form.addRow(field_label("They c&hose", self._chose), self._chose)
        self.body.addWidget(self._table, 1)
        self.body.addLayout(form)
        self.body.addWidget(self._told)
        self.plan = primary_button("&Plan with these choices")
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.buttons.addButton(self.plan, QDialogButtonBox.ButtonRole.AcceptRole)
        self._table.typed.connect(self._on_typed)
        self._table.chosen.connect(self._on_chosen)
        self._chose.activated.connect(self._on_activated)
        self._show()
        self._table.choose_first()

    @classmethod
    def ask(cls, parent: QWidget | None, hearing: HearChoices, operations: Operations) -> bool:
        """Take down what people chose; return whether to plan with it."""
        return bool(cls(parent, hearing, operations).exec())

    def _show(self) -> None:
        heard = self._hearing.heard()
        self._table.show_rows(heard, lambda row: row.member.participation_id)
        answered = sum(each.chosen is not None for each in heard)
        self._told.setText(f"{answered} of {counted(len(heard), 'person', 'people')} answered.")
        self.plan.setEnabled(self._operations.can_change and any(each.chosen for each in heard))
        self._on_chosen()

    @Slot()
    def _on_chosen(self) -> None:
        rows = self._table.chosen_rows()
        named = [(number, f"{number}: {name}") for number, name, _words in rows[0].introduced] if rows else []
        self._chose.offer([(None, _NOT_ANSWERED), *named, (ANY, _DONT_MIND)])
        self._chose.choose(rows[0].chosen if rows else None)
        self._chose.setEnabled(bool(rows) and self._operations.can_change)

    @Slot()
    def _on_activated(self) -> None:
        self._note(self._chose.chosen)

    @Slot(object)
    def _on_typed(self, number: int | None) -> None:
        if self._note(number):
            self._table.choose_next()

    def _note(self, number: int | None) -> bool:
        """Note what the person in the selected row chose; return whether it was."""
        rows = self._table.chosen_rows()
        if not rows or not self._operations.may_change():
            return False
        noted = {rows[0].member.participation_id: number}
        chose = _chosen_in_words(HeardChoice(rows[0].member, rows[0].introduced, number))
        was_noted = self._operations.perform(
            partial(self._hearing.note, noted), f"{rows[0].member.name}: {chose}"
        )
        self._show()
        return was_noted


def _chosen_in_words(row: HeardChoice) -> str:
    if row.chosen is None:
        return _NOT_ANSWERED
    if row.chosen == ANY:
        return _DONT_MIND
    names = {number: name for number, name, _words in row.introduced}
    return f"{row.chosen}: {names.get(row.chosen, '')}"
