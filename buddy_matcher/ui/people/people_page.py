"""The People page: everybody of the round, searched and filtered, and a card of who is selected.

It shows people and opens their dialogs; what is kept and how is decided by the services.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar, override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.domain.changes import Kind
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.text import counted
from buddy_matcher.services.rounds.shown_plan import LatestRound, WithoutBuddy
from buddy_matcher.ui.acting.command import Command, Menu
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.acting.page import Page
from buddy_matcher.ui.leaving.concerned import Concerned, Together
from buddy_matcher.ui.leaving.leaving import Leaving
from buddy_matcher.ui.leaving.leaving_commands import LeavingCommands
from buddy_matcher.ui.people.people_commands import PeopleCommands, PeopleServices
from buddy_matcher.ui.people.people_model import Column, PeopleFilter, PeopleModel, PersonRow, person_rows
from buddy_matcher.ui.people.person_card import PersonCard
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.filter_chips import FilterChips
from buddy_matcher.ui.widgets.labels import (
    heading_label,
    primary_button,
    quiet_label,
    search_line,
)
from buddy_matcher.ui.widgets.page_top import page_top
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_TABLE_WIDTH, _CARD_WIDTH = 860, 300


class PeoplePage(Page):
    """The people of the round, and every way to change who they are and what they answered.

    `sheet_wanted` asks the window to import a form export.
    """

    sheet_wanted = Signal()
    shows: ClassVar = frozenset(
        {
            Kind.PEOPLE,
            Kind.ORGANISATIONS,
            Kind.PAIRINGS,
            Kind.ENTRIES,
            Kind.STRENGTHS,
            Kind.ROUNDS,
            Kind.RULES,
        }
    )

    def __init__(
        self,
        edited: PeopleServices,
        latest: LatestRound,
        leaving: Leaving,
        operations: Operations,
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self._people = edited.people
        self._latest = latest
        self._all: tuple[PersonRow, ...] = ()
        self._only: frozenset[ParticipationId] | None = None
        self._without_buddy: dict[ParticipationId, WithoutBuddy] = {}
        self._search = search_line("Search everything people answered")
        self._commands = PeopleCommands(
            edited,
            operations,
            self,
            today=today,
            import_sheet=self.sheet_wanted.emit,
            find=self._search.setFocus,
        )
        self._leaving = LeavingCommands(leaving, operations, self, Menu.PEOPLE, today)
        self._bringing_people = (
            action_button(self._commands.import_people),
            action_button(self._commands.add, primary_button("")),
        )
        self._bring_first = action_button(self._commands.import_people, primary_button(""))
        self._count = quiet_label()
        self._chips = FilterChips(PeopleFilter, ("person", "people"), "Show everybody")
        self._table = RowsView(PeopleModel(self), "People", parent=self)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._table.stretch(
            Column.PERSON,
            Column.CAN_SHARE,
            Column.WOULD_LIKE,
            Column.BUDDY,
            dispensable=[Column.MEETS, Column.SECTOR, Column.CAN_SHARE, Column.WOULD_LIKE, Column.STATUS],
        )
        self._table.say_when_empty("Nobody here", "Choose All to see everybody.")
        self._table.offer(
            self._commands.edit,
            self._commands.change,
            self._commands.note,
            self._commands.merge,
            self._commands.remove,
            self._commands.erase,
            *self._leaving.all(),
        )
        self._card = PersonCard()
        self._places = QStackedWidget()
        self._lay_out()
        self._connect()

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the window's menu."""
        return (*self._commands.all(), *self._leaving.all())

    def show_duplicates(self) -> None:
        """Show the entries that may be one person."""
        self._commands.show_duplicates()

    def _show_added(self, participation_ids: Sequence[ParticipationId]) -> None:
        """Show who was just added, whatever was searched or filtered."""
        if not all(
            any(row.participation_id == one for row in self._table.shown()) for one in participation_ids
        ):
            self.show_only(())
        self._table.choose(lambda row: row.participation_id in participation_ids)
        self._table.setFocus()

    def _on_search_edited(self) -> None:
        if self._only is not None:  # whoever types looks for somebody among all
            self._only = None
            self._show_people()

    def show_only(self, participation_ids: Sequence[ParticipationId]) -> None:
        """Show only these people until the coordinator takes the filter off; none at all shows everybody."""
        self._only = frozenset(participation_ids) or None
        self._search.clear()
        self._chips.show_all()
        self._show_people()

    @property
    @override
    def first_focus(self) -> QWidget:
        return self._table if self._all else self._bring_first

    @override
    def refresh(self) -> None:
        self._all = self._latest.state().derived(person_rows)
        self._without_buddy = {
            person.participation_id: person for person in self._latest.plan().without_buddy
        }
        self._count.setText(_how_many(self._all))
        self._places.setCurrentIndex(0 if self._all else 1)
        for button in self._bringing_people:
            button.setVisible(bool(self._all))
        self._show_people()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        bin_ = action_button(self._commands.bin)
        layout.addLayout(page_top("People", self._count, bin_, *self._bringing_people))
        self._places.addWidget(self._people_part())
        self._places.addWidget(self._nobody_part())
        layout.addWidget(self._places, 1)

    def _people_part(self) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        acting = (self._commands.edit, self._commands.note, self._commands.change, self._commands.remove)
        layout.addLayout(WrappingRow(self._search, *(action_button(action) for action in acting)))
        layout.addWidget(self._chips)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._table)
        splitter.addWidget(self._card)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([_TABLE_WIDTH, _CARD_WIDTH])
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(GAP)
        layout.addWidget(splitter, 1)
        return part

    def _nobody_part(self) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setSpacing(GAP)
        layout.addStretch(2)
        for label in (
            heading_label("Nobody here yet"),
            quiet_label("Import the answers of your form as they are, or add people one by one."),
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addSpacing(GAP)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._bring_first)
        buttons.addWidget(action_button(self._commands.add))
        buttons.addStretch()
        layout.addLayout(buttons)
        layout.addStretch(3)
        return part

    def _connect(self) -> None:
        self._table.search_by(self._search)
        self._search.textEdited.connect(self._on_search_edited)
        self._commands.added.connect(self._show_added)
        self._chips.changed.connect(self._show_people)
        self._chips.all_wanted.connect(self._on_all_wanted)
        self._table.chosen.connect(self._on_table_chosen)
        self._table.opened.connect(self._commands.edit.trigger)
        self._card.entry_wanted.connect(self._commands.change_note)

    def _show_people(self) -> None:
        people = [row for row in self._all if self._only is None or row.participation_id in self._only]
        shown = self._chips.narrow(people, is_part=self._only is not None)
        self._table.show_rows(shown, lambda row: row.participation_id)
        if not self._table.chosen_rows():
            self._table.choose_first()

    def _on_all_wanted(self) -> None:
        self.show_only(())
        self._table.setFocus()

    def _on_table_chosen(self) -> None:
        chosen: list[PersonRow] = self._table.chosen_rows()
        self._commands.look_at_choice(chosen)
        self._leaving.look_at_choice(self._concerned(chosen))
        if not chosen:
            self._card.show_nobody()
        elif len(chosen) > 1:
            self._card.show_people([row.member.name for row in chosen])
        else:
            waiting = self._without_buddy.get(chosen[0].participation_id)
            others = self._people.other_rounds(chosen[0].member.participant.id)
            self._card.show_person(chosen[0], waiting.reason if waiting else "", others)

    def _concerned(self, chosen: Sequence[PersonRow]) -> Concerned:
        """Return who is selected, with the agreed pairs of somebody who is alone."""
        state, people = self._latest.state(), tuple(row.member for row in chosen)
        theirs = state.pairings_of.get(people[0].participation_id, ()) if len(people) == 1 else ()
        agreed = (pairing for pairing in theirs if pairing.state is PairingState.AGREED)
        return Concerned(
            tuple(Together(each, tuple(state.members[m] for m in each.members)) for each in agreed), people
        )


def _how_many(people: Sequence[PersonRow]) -> str:
    if not people:
        return ""
    sides = [
        f"{sum(person.member.sector is sector for person in people)} {sector.label}" for sector in Sector
    ]
    return f"{counted(len(people), 'person', 'people')}: {' and '.join(sides)}."
