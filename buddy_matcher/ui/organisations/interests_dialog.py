"""The interests of a scheme: a list of them, and the ways to declare, judge and remove one."""

from datetime import date
from enum import IntEnum
from functools import partial
from typing import ClassVar, override

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialogButtonBox, QStackedWidget, QWidget

from buddy_matcher.domain.conflicts import Conflict, Party, Side
from buddy_matcher.domain.ids import OrganisationId
from buddy_matcher.domain.text import with_capital
from buddy_matcher.services.edit_interests import EditInterests, ShownInterest
from buddy_matcher.ui.acting.command import Commands
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.organisations.interest_dialog import InterestDialog
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import EmptyState
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_SIZE = QSize(940, 560)


class Column(IntEnum):
    """The columns of the list."""

    BETWEEN = 0
    ABOUT = 1
    STANDING = 2
    EFFECT = 3


class InterestsModel(RowsModel[ShownInterest]):
    """The interests, those to judge first."""

    headings: ClassVar = ("Between", "What it is", "Where it stands", "What it does")

    @override
    def cell(self, row: ShownInterest, column: int) -> Cell:
        conflict = row.conflict
        match Column(column):
            case Column.BETWEEN:
                lines = (CellLine(row.sides[0], Tone.STRONG), CellLine(row.sides[1], Tone.STRONG))
                return Cell(lines=lines, tooltip=" and ".join(row.sides))
            case Column.ABOUT:
                kind = conflict.kind.label
                about = f"{conflict.reason} ({kind.lower()})" if conflict.reason else kind
                return Cell(lines=(CellLine(about),), tooltip=about)
            case Column.STANDING:
                term = "Past" if row.is_past else with_capital(conflict.term)
                lines = (CellLine(conflict.standing), CellLine(term, Tone.QUIET))
                return Cell(lines=tuple(each for each in lines if each.text), tooltip=conflict.standing)
            case Column.EFFECT:
                does = conflict.effect.label if conflict.counts and not row.is_past else "Nothing any more"
                return Cell(lines=(CellLine(does),))

    @override
    def search_text(self, row: ShownInterest) -> str:
        return " ".join((*row.sides, row.conflict.reason, row.conflict.standing))


class InterestsDialog(FramedDialog):
    """All interests; each change is stored at once and can be undone."""

    def __init__(
        self,
        parent: QWidget | None,
        interests: EditInterests,
        operations: Operations,
        today: date,
        organisation_id: OrganisationId | None = None,
    ) -> None:
        super().__init__(
            parent,
            "Interests and conflicts",
            "Declared first, then judged. They count on any day from today to the round’s end.",
        )
        self.resize(_SIZE)
        self._interests = interests
        self._operations = operations
        self._today = today
        self._organisation_id = organisation_id
        self._commands = commands = Commands(self, operations)
        self.declare = commands.declare("&Declare an interest…", self._on_declare, "Ins")
        self.edit = commands.declare("&Edit or judge…", self._on_edit, "F2", why_not=self._unless_one)
        # What a Mac calls delete is Backspace elsewhere.
        self.remove = commands.declare(
            "&Remove", self._on_remove, "Del", "Backspace", why_not=self._unless_chosen
        )
        self.table = RowsView(InterestsModel(self), "Interests", wrapped=[Column.ABOUT, Column.STANDING])
        self.table.stretch(Column.BETWEEN, Column.ABOUT, Column.STANDING)
        self._places = QStackedWidget()
        self._places.addWidget(self.table)
        self._places.addWidget(
            EmptyState(
                "No interests declared",
                "Declare one where a commissioner would meet a bidder, or somebody sits on a board.",
            )
        )
        self.body.addLayout(WrappingRow(*(action_button(each) for each in commands.all())))
        self.body.addWidget(self._places, 1)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.table.chosen.connect(commands.look_again)
        self.table.opened.connect(self.edit.trigger)
        self.table.offer(self.edit, self.remove)
        self._show()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        interests: EditInterests,
        operations: Operations,
        today: date,
        organisation_id: OrganisationId | None = None,
    ) -> None:
        """Show the interests until the coordinator closes them; a new one begins with an organisation."""
        cls(parent, interests, operations, today, organisation_id).exec()

    def _show(self) -> None:
        found = self._interests.all()
        self.table.show_rows(found, lambda interest: interest.conflict.id)
        self._places.setCurrentIndex(0 if found else 1)
        if not self.table.chosen_rows():
            self.table.choose_first()
        self._commands.look_again()

    def _unless_chosen(self) -> str:
        return "" if self.table.chosen_rows() else "Select an interest first."

    def _unless_one(self) -> str:
        return "" if len(self.table.chosen_rows()) == 1 else "Select one interest first."

    def _on_declare(self) -> None:
        first = self._organisation_id
        parties = () if first is None else (Party(Side.FIRST, organisation_id=first),)
        self._keep(Conflict(parties=parties))

    def _on_edit(self) -> None:
        [interest] = self.table.chosen_rows()
        self._keep(interest.conflict)

    def _keep(self, conflict: Conflict) -> None:
        possible = self._interests.possible_parties()
        self._operations.ask_until_kept(
            lambda edited, refusal: InterestDialog.ask(self, edited, possible, self._today, refusal),
            conflict,
            self._interests.save,
        )
        self._show()

    def _on_remove(self) -> None:
        for interest in self.table.chosen_rows():
            self._operations.perform(partial(self._interests.remove, interest.conflict.id))
        self._show()
