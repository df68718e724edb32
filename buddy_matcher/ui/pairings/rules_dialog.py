"""The rules between people: a list of them, and the ways to add and remove one."""

from enum import IntEnum
from functools import partial
from typing import ClassVar, override

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QStackedWidget, QWidget

from buddy_matcher.domain.ids import ParticipantId
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.rules import RuleKind
from buddy_matcher.services.edit_people import EditPeople
from buddy_matcher.services.edit_rules import EditRules, NamedRule
from buddy_matcher.ui.acting.command import Commands
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.choose_person_dialog import ChoosePersonDialog, PersonChoice
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import EmptyState, field_label
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP

_SIZE = QSize(760, 520)

_MEANINGS = {
    RuleKind.NEVER_PAIR: "never become buddies",
    RuleKind.MUST_PAIR: "are paired in every plan",
    RuleKind.PREFER: "are paired if nothing speaks against it",
    RuleKind.AVOID: "are paired only if nothing else is as good",
}


class Column(IntEnum):
    """The columns of the list."""

    KIND = 0
    PEOPLE = 1
    REASON = 2


class RulesModel(RowsModel[NamedRule]):
    """The rules in the order in which they were made."""

    headings: ClassVar = ("Rule", "People", "Why")

    @override
    def cell(self, row: NamedRule, column: int) -> Cell:
        match Column(column):
            case Column.KIND:
                ends = f"until {date_in_words(row.rule.ends_on)}" if row.rule.ends_on else ""
                lines = (CellLine(row.rule.kind.label, Tone.STRONG), CellLine(ends, Tone.QUIET))
                return Cell(lines=tuple(line for line in lines if line.text))
            case Column.PEOPLE:
                return Cell(lines=(CellLine(row.first), CellLine(row.second)))
            case Column.REASON:
                return Cell(lines=(CellLine(row.rule.reason, Tone.QUIET),), tooltip=row.rule.reason)

    @override
    def search_text(self, row: NamedRule) -> str:
        return f"{row.first} {row.second} {row.rule.reason}"


class RulesDialog(FramedDialog):
    """All rules between people; each change is stored at once and can be undone."""

    def __init__(
        self, parent: QWidget | None, rules: EditRules, people: EditPeople, operations: Operations
    ) -> None:
        super().__init__(
            parent,
            "Rules between people",
            "They hold for the next suggestion, and in every round to come.",
        )
        self._rules = rules
        self._people = people
        self._operations = operations
        self.resize(_SIZE)
        self.kind = ChoiceBox([(kind, f"{kind.label}: {meaning}") for kind, meaning in _MEANINGS.items()])
        commands = Commands(self, operations)
        self.add = commands.declare("&Add rule…", self._on_add)
        # What a Mac calls delete is Backspace elsewhere.
        self.remove = commands.declare(
            "&Remove rule", self._on_remove, "Del", "Backspace", why_not=self._unless_chosen
        )
        self._commands = commands
        self.table = RowsView(RulesModel(self), "Rules between people")
        self.table.stretch(Column.PEOPLE, Column.REASON)
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(
            EmptyState(
                "No rules yet",
                "Choose above what two people should or should not be, then add a rule to say who.",
            )
        )
        self._lay_out()
        self.table.chosen.connect(self._commands.look_again)
        self.table.offer(self.remove)
        self._show_rules()

    @classmethod
    def ask(
        cls, parent: QWidget | None, rules: EditRules, people: EditPeople, operations: Operations
    ) -> None:
        """Show the rules until the coordinator closes them."""
        cls(parent, rules, people, operations).exec()

    def _lay_out(self) -> None:
        adding = QHBoxLayout()
        adding.setSpacing(GAP)
        adding.addWidget(field_label("&Two people", self.kind))
        adding.addWidget(self.kind, 1)
        adding.addWidget(action_button(self.add))
        adding.addWidget(action_button(self.remove))
        self.body.addLayout(adding)
        self.body.addWidget(self._places, 1)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)

    def _show_rules(self) -> None:
        rules = self._rules.rules()
        self.table.show_rows(rules, lambda named: named.rule.id)
        self._places.setCurrentIndex(0 if rules else 1)
        self._commands.look_again()

    def _unless_chosen(self) -> str:
        return "" if self.table.chosen_rows() else "Select a rule first."

    def _on_add(self) -> None:
        kind = self.kind.chosen
        first = self._choose(f"{kind.label}: who?")
        second = self._choose(f"{kind.label}: with whom?") if first is not None else None
        if first is not None and second is not None:
            self._operations.perform(lambda: self._rules.add(kind, first, second))
            self._show_rules()

    def _choose(self, title: str) -> ParticipantId | None:
        choices = [PersonChoice.of(each.participant.id, each) for each in self._people.people()]
        return ChoosePersonDialog.ask(self, title, "", choices, accept="Choose person")

    def _on_remove(self) -> None:
        for named in self.table.chosen_rows():
            self._operations.perform(partial(self._rules.remove, named.rule.id))
        self._show_rules()
