"""The Organisations page: which organisations people come from, and what is known of each."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar, override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from buddy_matcher.domain.changes import Kind
from buddy_matcher.domain.entries import Entry
from buddy_matcher.domain.ids import OrganisationId
from buddy_matcher.domain.organisations import Organisation, Sector, organisation_key
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.edit_interests import EditInterests
from buddy_matcher.services.edit_organisations import EditOrganisations
from buddy_matcher.services.record_entries import RecordEntries
from buddy_matcher.services.rounds.round_state import Member, RoundState
from buddy_matcher.services.rounds.shown_plan import LatestRound
from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.acting.page import Page
from buddy_matcher.ui.noting.noting import Noting
from buddy_matcher.ui.organisations.interests_dialog import InterestsDialog
from buddy_matcher.ui.organisations.organisation_card import OrganisationCard
from buddy_matcher.ui.organisations.organisation_dialog import OrganisationDialog
from buddy_matcher.ui.organisations.organisations_model import (
    Column,
    OrganisationFilter,
    OrganisationLine,
    OrganisationsModel,
    PersonThere,
    of_organisation,
)
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.choose_entry_dialog import ChooseEntryDialog
from buddy_matcher.ui.widgets.filter_chips import FilterChips
from buddy_matcher.ui.widgets.labels import primary_button, quiet_label, search_line
from buddy_matcher.ui.widgets.page_top import page_top
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_TABLE_WIDTH, _CARD_WIDTH = 860, 280


class OrganisationsPage(Page):
    """All organisations; `people_wanted` asks the window for the people of one, by participation id."""

    shows: ClassVar = frozenset(
        {Kind.ORGANISATIONS, Kind.PEOPLE, Kind.PAIRINGS, Kind.RULES, Kind.ROUNDS, Kind.ENTRIES}
    )

    people_wanted = Signal(object)

    def __init__(
        self,
        organisations: EditOrganisations,
        interests: EditInterests,
        entries: RecordEntries,
        latest: LatestRound,
        operations: Operations,
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self._noting = Noting(self, entries, operations)
        self._organisations = organisations
        self._interests = interests
        self._latest = latest
        self._operations = operations
        self._today = today
        self._all: list[OrganisationLine] = []
        self._count = quiet_label()
        self._search = search_line("Search organisations")
        self._chips = FilterChips(
            OrganisationFilter, ("organisation", "organisations"), "Show every organisation"
        )
        self._card = OrganisationCard()
        self._commands = Commands(self, operations, Menu.ORGANISATIONS)
        self._declare()
        self.setAccessibleName("Organisations")
        self.table = RowsView(OrganisationsModel(self), "Organisations", parent=self)
        self.table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.table.stretch(Column.NAME, dispensable=[Column.PART_OF, Column.KIND, Column.PAIRED])
        self.table.say_when_empty(
            "No organisations here",
            "They come with their people: import a form export, add a person, or add one here.",
        )
        self._lay_out()
        self._connect()

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the window's menu."""
        return self._commands.all()

    def _declare(self) -> None:
        declare, chosen = self._commands.declare, self._unless_chosen
        self._new = declare("&New organisation…", self._on_new, "Ctrl+Shift+A")
        self._edit = declare("&Edit organisation…", self._on_edit, "F2", why_not=chosen)
        self._merge = declare("&Merge with another…", self._on_merge, "Ctrl+M", why_not=chosen)
        self._note = declare(
            "N&ote or reminder…", self._on_note, "Ctrl+Shift+R", why_not=chosen, needs=Needs.LIFE
        )
        self._conflicts = declare(
            "&Interests and conflicts…", self._on_interests, "Ctrl+Shift+I", begins_group=True
        )
        self._show_people = declare(
            "&Show its people",
            self._on_show_people,
            "Ctrl+Shift+W",
            why_not=chosen,
            needs=Needs.NOTHING,
            begins_group=True,
        )
        self._find = declare("&Find organisations", self._search.setFocus, "Ctrl+F", needs=Needs.NOTHING)

    @property
    @override
    def first_focus(self) -> QWidget:
        return self.table

    @override
    def refresh(self) -> None:
        self._all = _lines(self._organisations, self._interests, self._latest.state(), self._today())
        self._count.setText(counted(len(self._all), "organisation") if self._all else "")
        self._show()

    def _show(self) -> None:
        shown = self._chips.narrow(self._all, is_part=False)
        self.table.show_rows(shown, lambda line: line.organisation.id)
        if not self.table.chosen_rows():
            self.table.choose_first()
        self._on_chosen()

    def _lay_out(self) -> None:
        tools = WrappingRow(self._search, action_button(self._edit), action_button(self._merge))
        conflicts, new = action_button(self._conflicts), action_button(self._new, primary_button(""))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.table)
        splitter.addWidget(self._card)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([_TABLE_WIDTH, _CARD_WIDTH])
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(GAP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        layout.addLayout(page_top("Organisations", self._count, conflicts, new))
        layout.addLayout(tools)
        layout.addWidget(self._chips)
        layout.addWidget(splitter, 1)

    def _connect(self) -> None:
        self.table.search_by(self._search)
        self.table.chosen.connect(self._on_chosen)
        self.table.offer(self._edit, self._note, self._merge, self._conflicts, self._show_people)
        self._card.entry_wanted.connect(self._on_note_wanted)
        self.table.opened.connect(self._show_people.trigger)
        self._chips.changed.connect(self._show)

    def _chosen(self) -> OrganisationLine | None:
        return next(iter(self.table.chosen_rows()), None)

    def _unless_chosen(self) -> str:
        return "" if self._chosen() else "Select an organisation first."

    def _on_chosen(self) -> None:
        self._commands.look_again()
        if line := self._chosen():
            self._card.show_organisation(line)
        else:
            self._card.show_nothing()

    def _on_edit(self) -> None:
        if line := self._chosen():
            self._keep(line.organisation)

    def _on_new(self) -> None:
        kept = self._keep(Organisation(name="", sector=Sector.VCSE))
        if kept:
            self._search.clear()
            self._chips.show_all()
            self.table.choose(
                lambda line: organisation_key(line.organisation.name) == organisation_key(kept.name)
            )
            self.table.setFocus()

    def _keep(self, organisation: Organisation) -> Organisation | None:
        """Let the coordinator edit an organisation and keep it; return it as it was kept, or None."""
        others = self._organisations.all()
        return self._operations.ask_until_kept(
            lambda edited, refusal: OrganisationDialog.ask(self, edited, others, self._today(), refusal),
            organisation,
            self._organisations.save,
        )

    def _on_note(self) -> None:
        if line := self._chosen():
            self._noting.note_organisation(line.organisation, self._today())

    def _on_note_wanted(self, entry: Entry) -> None:
        if line := self._chosen():
            self._noting.change(line.organisation.name, entry, self._today())

    def _on_merge(self) -> None:
        line = self._chosen()
        if line is None:
            return
        gone = line.organisation
        others = [
            (each.id, each.name)
            for each in self._organisations.all()
            if each.id != gone.id and each.sector is gone.sector
        ]
        kept = ChooseEntryDialog.ask(
            self,
            f"{gone.name} is the same as…",
            "The name that you choose stays. People, rooms and all else go with it, and sheets with either "
            "name then mean it.",
            others,
        )
        if kept is not None and self._operations.perform(lambda: self._organisations.merge(gone.id, kept)):
            self.table.choose(lambda each: each.organisation.id == kept)

    def _on_interests(self) -> None:
        line = self._chosen()
        organisation_id = line.organisation.id if line else None
        InterestsDialog.ask(self, self._interests, self._operations, self._today(), organisation_id)

    def _on_show_people(self) -> None:
        if line := self._chosen():
            self.people_wanted.emit(line.participation_ids)


def _lines(
    organisations: EditOrganisations, interests: EditInterests, state: RoundState, today: date
) -> list[OrganisationLine]:
    every = organisations.all()
    names = {each.id: each.name for each in every}
    declared = interests.all()
    people: dict[OrganisationId, list[PersonThere]] = {each.id: [] for each in every}
    for member in state.members.values():
        people.get(member.organisation_key, []).append(_person(state, member, today))
    return [
        OrganisationLine(
            each,
            tuple(people[each.id]),
            of_organisation(declared, each),
            names.get(each.parent_id, "") if each.parent_id is not None else "",
            _became(each, names),
            tuple(entry for entry in state.entries if entry.organisation_id == each.id),
        )
        for each in every
    ]


def _person(state: RoundState, member: Member, today: date) -> PersonThere:
    has_buddy = bool(state.pairings_of[member.participation_id])
    waits = not has_buddy and member.participation.can_be_paired_on(today)
    return PersonThere(member.participation_id, member.name, has_buddy, waits)


def _became(organisation: Organisation, names: dict[OrganisationId, str]) -> str:
    told = [f"{names[each.into_id]} on {date_in_words(each.on)}" for each in organisation.became]
    return f"Becomes {listed(told)}" if told else ""
