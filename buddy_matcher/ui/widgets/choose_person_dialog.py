"""Chooses one person from a list that is searched as one types.

It shows the choices that it is given: what choosing somebody means is the caller's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar, Protocol, Self, override

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox, QWidget

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone, person_lines
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import primary_button, search_line
from buddy_matcher.ui.widgets.match_delegate import Match
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView

_SIZE = QSize(820, 600)


class Person(Protocol):
    """Somebody with a name, an organisation ("" where it is not known) and a sector."""

    @property
    def name(self) -> str: ...  # noqa: D102 - said above

    @property
    def organisation_name(self) -> str: ...  # noqa: D102 - said above

    @property
    def sector(self) -> Sector: ...  # noqa: D102 - said above


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChoice[K: int]:
    """Someone who can be chosen, by an id of type K.

    `now` says where they stand, `warning` what stands against them.
    """

    id: K
    name: str
    organisation: str
    sector: Sector
    match: Match | None = None
    now: str = ""
    warning: str = ""

    @classmethod
    def of(cls, chosen_id: K, person: Person, now: str = "") -> Self:
        """Return the choice of a person by an id of theirs."""
        return cls(
            id=chosen_id,
            name=person.name,
            organisation=person.organisation_name,
            sector=person.sector,
            now=now,
        )


class Column(IntEnum):
    """The columns of the list."""

    PERSON = 0
    MATCH = 1
    STANDING = 2


class ChoicesModel[K: int](RowsModel[PersonChoice[K]]):
    """The choices in the order given."""

    headings: ClassVar = ("Person", "Match", "Now")

    @override
    def cell(self, row: PersonChoice[K], column: int) -> Cell:
        match Column(column):
            case Column.PERSON:
                return Cell(
                    lines=person_lines(row.name, row.organisation, row.sector),
                    spoken=f"{row.name}, {row.organisation}, {row.sector.label}",
                    sort_key=row.name.casefold(),
                )
            case Column.MATCH:
                return Cell(match=row.match, sort_key=row.match.percent if row.match else 0)
            case Column.STANDING:
                told = (CellLine(row.now, Tone.QUIET), CellLine(row.warning, Tone.WARNING))
                return Cell(lines=tuple(line for line in told if line.text), tooltip=row.warning)

    @override
    def search_text(self, row: PersonChoice[K]) -> str:
        return f"{row.name} {row.organisation}"


class ChoosePersonDialog[K: int](FramedDialog):
    """A list of people with a search line above it."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        hint: str,
        choices: Sequence[PersonChoice[K]],
        *,
        accept: str,
    ) -> None:
        super().__init__(parent, title, hint)
        self.resize(_SIZE)
        self.search = search_line("Search names and organisations")
        self.people = RowsView(ChoicesModel[K](self), "People to choose from", match=Column.MATCH)
        self.people.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.people.setColumnHidden(Column.MATCH, not any(choice.match for choice in choices))
        self.people.stretch(Column.PERSON, Column.STANDING)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._accepting = primary_button(accept)
        self.buttons.addButton(self._accepting, QDialogButtonBox.ButtonRole.AcceptRole)
        self.body.addWidget(self.search)
        self.body.addWidget(self.people, 1)
        self.people.search_by(self.search)
        self.people.chosen.connect(self._on_people_chosen)
        self.people.opened.connect(self._on_people_opened)
        self.people.show_rows(choices, lambda choice: choice.id)
        self.people.choose_first()
        self._on_people_chosen()

    @property
    def chosen_id(self) -> K | None:
        """The id of the selected person."""
        return next((choice.id for choice in self.people.chosen_rows()), None)

    @classmethod
    def ask(
        cls, parent: QWidget | None, title: str, hint: str, choices: Sequence[PersonChoice[K]], *, accept: str
    ) -> K | None:
        """Return the id of who was chosen, or None when it was cancelled."""
        dialog = cls(parent, title, hint, choices, accept=accept)
        return dialog.chosen_id if dialog.exec() else None

    def _on_people_chosen(self) -> None:
        self._accepting.setEnabled(self.chosen_id is not None)

    def _on_people_opened(self) -> None:
        if self.chosen_id is not None:
            self.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrow keys move in the list while one types in the search line."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self.search.hasFocus():
            self.people.keyPressEvent(event)
        else:
            super().keyPressEvent(event)
