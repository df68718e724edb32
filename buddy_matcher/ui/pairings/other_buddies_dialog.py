"""Other buddies of somebody: what each gains, who else would move and where to, and what it costs.

It weighs nothing and changes nothing itself: `weigh` finds out about somebody, `release` lets go of pairings.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar, override

import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QDialogButtonBox, QPushButton, QWidget

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.reasons import Gaining
from buddy_matcher.domain.text import listed, with_capital
from buddy_matcher.services.rounds.shown_plan import ShownPair
from buddy_matcher.services.weigh_changes import OtherBuddies, OtherBuddy
from buddy_matcher.ui.pairings.making_pairs import held_in_words
from buddy_matcher.ui.widgets.announcements import announce
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone, person_lines
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import filter_chip, primary_button, quiet_label, search_line
from buddy_matcher.ui.widgets.reading_label import ReadingLabel
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_SIZE = QSize(1180, 620)
_LINES_IN_FULL = 2
_HINT = "What each choice does to the whole plan. Preview shows it in the table before you keep it."
_TONES = {
    Gaining.ALL: Tone.GOOD,
    Gaining.SOME: Tone.FAIR,
    Gaining.NONE: Tone.WARNING,
    Gaining.NO_WISHES: Tone.QUIET,
}


@dataclass(frozen=True, slots=True)
class Weighing:
    """How the dialog finds out and acts: `weigh` tells its answer later, `release` whether it was done."""

    weigh: Callable[[ParticipationId, Callable[[OtherBuddies], None]], None]
    release: Callable[[Sequence[ShownPair]], bool]


class Column(IntEnum):
    """The columns of the table."""

    BUDDY = 0
    GAINS = 1
    MOVES = 2
    COST = 3


class OtherBuddiesModel(RowsModel[OtherBuddy]):
    """The other buddies, best first; those whom something keeps apart stand last."""

    headings: ClassVar = ("Buddy", "What each gains", "Who else would move", "Against the best plan")

    @override
    def cell(self, row: OtherBuddy, column: int) -> Cell:
        match Column(column):
            case Column.BUDDY:
                return Cell(
                    lines=person_lines(row.name, row.organisation, row.sector),
                    spoken=f"{row.name}, {row.organisation}, {row.sector.label}",
                    sort_key=row.name.casefold(),
                )
            case Column.GAINS:
                gains = CellLine(row.who_gains.words, _TONES[row.who_gains.extent])
                return Cell(lines=(gains, CellLine(row.wishes, Tone.QUIET)))
            case Column.MOVES:
                return Cell(lines=(CellLine(row.moves, wraps=True),), tooltip=row.moves)
            case Column.COST:
                obstacle = obstacle_in_words(row)
                told = obstacle or with_capital(row.cost)
                tone = Tone.WARNING if obstacle else Tone.PLAIN
                return Cell(lines=(CellLine(told, tone, wraps=True),), tooltip=told)

    @override
    def search_text(self, row: OtherBuddy) -> str:
        return f"{row.name} {row.organisation}"

    @override
    def group(self, row: OtherBuddy) -> int:
        return int(bool(obstacle_in_words(row)))


def obstacle_in_words(row: OtherBuddy) -> str:
    """Return what keeps somebody from being chosen: a rule, a lock, or that they are not in the pool."""
    if row.blocks:
        return f"⚠ {with_capital(listed(row.crossed))}"
    if row.held:
        return f"⚠ {held_in_words(row.held)}"
    return "" if row.cost else "⚠ A suggestion gives them no buddy as things are"


def _in_full(row: OtherBuddy) -> str:
    told = obstacle_in_words(row) or f"{with_capital(row.cost)}. Who else would move: {row.moves}"
    return f"{row.name}: {row.who_gains.words}. {told}."


class OtherBuddiesDialog(FramedDialog):
    """A wide table of the other buddies of one person; `people` are those whose buddies can be looked at."""

    def __init__(
        self,
        parent: QWidget | None,
        people: Sequence[tuple[ParticipationId, str]],
        found: OtherBuddies,
        weighing: Weighing,
    ) -> None:
        super().__init__(parent, "Other buddies", _HINT)
        self.resize(_SIZE)
        self._weighing = weighing
        self._person = people[0][0]
        self._held: tuple[ShownPair, ...] = ()
        self._people = QButtonGroup(self)
        self._search = search_line("Search names and organisations")
        self._told = quiet_label()
        self.table = RowsView(OtherBuddiesModel(self), "Other buddies", parent=self)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.stretch(Column.BUDDY, Column.MOVES, Column.COST)
        # A row of one line may be too narrow for what a choice does; here it stands whole.
        self._in_full = ReadingLabel()
        self._in_full.setMinimumHeight(_LINES_IN_FULL * self.fontMetrics().lineSpacing())
        self.table.say_when_empty("Nobody else", "There is nobody else in this round to be their buddy.")
        self._release = QPushButton("&Release them")
        self._preview = primary_button("&Preview")
        self._lay_out(people)
        self._connect()
        self._is_exact = found.is_exact
        self.show_found(found)
        self.table.choose_first()
        self.table.setFocus()

    @property
    def chosen(self) -> tuple[ParticipationId, ParticipationId] | None:
        """The person and the buddy that is selected, by participation id."""
        rows = self.table.chosen_rows()
        return (self._person, rows[0].participation_id) if rows else None

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        people: Sequence[tuple[ParticipationId, str]],
        found: OtherBuddies,
        weighing: Weighing,
    ) -> tuple[ParticipationId, ParticipationId] | None:
        """Return the two to look at in a preview, None when it was cancelled."""
        dialog = cls(parent, people, found, weighing)
        return dialog.chosen if dialog.exec() else None

    def show_found(self, found: OtherBuddies) -> None:
        """Show the other buddies of the person whose turn it is."""
        self._held = found.held
        self.title.setText(f"Other buddies for {found.name}")
        self._told.setText(
            f"{held_in_words(found.held)}: release them to choose another." if found.held else ""
        )
        self._told.setVisible(bool(found.held))
        self.table.show_rows(found.buddies, lambda row: row.participation_id)
        announce(self.table, self._told.text() or f"{len(found.buddies)} other buddies for {found.name}")
        self._on_table_chosen()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Find out exactly what is not known yet, now that the first figures can be read."""
        super().showEvent(event)
        if not self._is_exact:
            self._is_exact = True
            self._weigh()

    def _lay_out(self, people: Sequence[tuple[ParticipationId, str]]) -> None:
        chips = []
        for member_id, name in people:
            chip = filter_chip(name.replace("&", "&&"))
            self._people.addButton(chip, int(member_id))
            chips.append(chip)
        chips[0].setChecked(True)
        row = QWidget()
        row.setLayout(WrappingRow(*chips))
        row.setVisible(len(people) > 1)
        for widget in (row, self._search, self._told):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._in_full)
        roles = QDialogButtonBox.ButtonRole
        self.buttons.addButton(self._release, roles.ActionRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(self._preview, roles.AcceptRole)

    def _connect(self) -> None:
        self._people.idClicked.connect(self._on_person_clicked)
        self._release.clicked.connect(self._on_release_clicked)
        self.table.search_by(self._search)
        self.table.chosen.connect(self._on_table_chosen)
        self.table.opened.connect(self._preview.click)

    def _in_the_way(self) -> tuple[ShownPair, ...]:
        rows = self.table.chosen_rows()
        of_other = rows[0].held if rows else ()
        known = {pair.pairing.id: pair for pair in (*self._held, *of_other)}
        return tuple(known.values())

    def _weigh(self) -> None:
        def show(found: OtherBuddies) -> None:
            if shiboken6.isValid(self):
                self.show_found(found)

        self._weighing.weigh(self._person, show)

    def _on_person_clicked(self, member_id: ParticipationId) -> None:
        self._person = member_id
        self._weigh()

    def _on_release_clicked(self) -> None:
        if self._weighing.release(self._in_the_way()):
            self._weigh()

    def _on_table_chosen(self) -> None:
        in_the_way = self._in_the_way()
        self._release.setEnabled(bool(in_the_way))
        self._release.setToolTip("" if in_the_way else "No lock stands in the way.")
        self._preview.setEnabled(self.chosen is not None and not in_the_way)
        rows = self.table.chosen_rows()
        self._in_full.setText(_in_full(rows[0]) if rows else "")
