"""The Organisations page: which organisations people come from, and what is known of each."""

from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar, override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from buddy_matcher.domain.changes import Kind
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.organisations import Organisation, Sector, organisation_key
from buddy_matcher.domain.text import counted
from buddy_matcher.services.edit_organisations import EditOrganisations
from buddy_matcher.services.edit_people import EditPeople
from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.acting.page import Page
from buddy_matcher.ui.organisations.organisation_dialog import OrganisationDialog
from buddy_matcher.ui.widgets.action_button import action_button
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.labels import quiet_label, search_line, title_label
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import GAP


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation with the participation ids of its people in the round."""

    organisation: Organisation
    people: tuple[ParticipationId, ...]


class Column(IntEnum):
    """The columns of the table."""

    NAME = 0
    SECTOR = 1
    KIND = 2
    PEOPLE = 3


class OrganisationsModel(RowsModel[OrganisationLine]):
    """The organisations in the order of their names."""

    headings: ClassVar = ("Organisation", "Sector", "Kind", "People")

    @override
    def cell(self, row: OrganisationLine, column: int) -> Cell:
        organisation = row.organisation
        match Column(column):
            case Column.NAME:
                return Cell(lines=(CellLine(organisation.name, Tone.STRONG),), tooltip=organisation.name)
            case Column.SECTOR:
                return Cell(lines=(CellLine(organisation.sector.label, sector=organisation.sector),))
            case Column.KIND:
                kind = organisation.kind.label if organisation.kind else ""
                return Cell(lines=(CellLine(kind, Tone.QUIET),))
            case Column.PEOPLE:
                people = counted(len(row.people), "person", "people")
                return Cell(lines=(CellLine(people),), sort_key=len(row.people))

    @override
    def search_text(self, row: OrganisationLine) -> str:
        return f"{row.organisation.name} {row.organisation.sector.label}"


class OrganisationsPage(Page):
    """All organisations; `people_wanted` asks the window for the people of one, by participation id."""

    shows: ClassVar = frozenset({Kind.ORGANISATIONS, Kind.PEOPLE})

    people_wanted = Signal(object)

    def __init__(self, organisations: EditOrganisations, people: EditPeople, operations: Operations) -> None:
        super().__init__()
        self._organisations = organisations
        self._people = people
        self._operations = operations
        self._count = quiet_label()
        self._search = search_line("Search organisations")
        self._commands = commands = Commands(self, operations, Menu.ORGANISATIONS)
        self._new = commands.declare("&New organisation…", self._on_new, "Ctrl+Shift+A")
        self._edit = commands.declare("&Edit organisation…", self._on_edit, "F2", why_not=self._unless_chosen)
        self._show_people = commands.declare(
            "&Show its people",
            self._on_show_people,
            "Ctrl+Shift+W",
            why_not=self._unless_chosen,
            needs=Needs.NOTHING,
        )
        self._find = commands.declare(
            "&Find organisations", self._search.setFocus, "Ctrl+F", needs=Needs.NOTHING
        )
        self.setAccessibleName("Organisations")
        self.table = RowsView(OrganisationsModel(self), "Organisations", parent=self)
        self.table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.table.stretch(Column.NAME)
        self.table.say_when_empty(
            "No organisations yet",
            "They come with their people: import a form export, add a person, or add one here.",
        )
        self._lay_out()
        self._connect()

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the window's menu."""
        return self._commands.all()

    @property
    @override
    def first_focus(self) -> QWidget:
        return self.table

    @override
    def refresh(self) -> None:
        members = self._people.people()
        lines = [
            OrganisationLine(o, tuple(m.participation_id for m in members if m.organisation_key == o.id))
            for o in self._organisations.all()
        ]
        known = counted(len(lines), "organisation")
        self._count.setText(f"{known}. Open one to see its people." if lines else "")
        self.table.show_rows(lines, lambda line: line.organisation.id)
        if not self.table.chosen_rows():
            self.table.choose_first()
        self._commands.look_again()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(GAP)
        tools.addWidget(self._search, 1)
        for action in (self._new, self._edit, self._show_people):
            tools.addWidget(action_button(action))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        layout.addWidget(title_label("Organisations"))
        layout.addWidget(self._count)
        layout.addLayout(tools)
        layout.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.table.search_by(self._search)
        self.table.chosen.connect(self._commands.look_again)
        self.table.offer(self._edit, self._show_people)
        self.table.opened.connect(self._show_people.trigger)

    def _chosen(self) -> OrganisationLine | None:
        return next(iter(self.table.chosen_rows()), None)

    def _unless_chosen(self) -> str:
        return "" if self._chosen() else "Select an organisation first."

    def _on_edit(self) -> None:
        line = self._chosen()
        if line is None:
            return
        self._keep(line.organisation)

    def _on_new(self) -> None:
        kept = self._keep(Organisation(name="", sector=Sector.VCSE))
        if kept:
            self._search.clear()
            self.table.choose(
                lambda line: organisation_key(line.organisation.name) == organisation_key(kept.name)
            )
            self.table.setFocus()

    def _keep(self, organisation: Organisation) -> Organisation | None:
        """Let the coordinator edit an organisation and keep it; return it as it was kept, or None."""
        return self._operations.ask_until_kept(
            lambda edited, refusal: OrganisationDialog.ask(self, edited, self._organisations.all(), refusal),
            organisation,
            self._organisations.save,
        )

    def _on_show_people(self) -> None:
        line = self._chosen()
        if line is not None:
            self.people_wanted.emit(line.people)
