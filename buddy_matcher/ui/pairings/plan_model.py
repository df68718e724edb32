"""The plan as rows of one table: its pairs, and after them whoever waits for a buddy.

A person can be dragged onto another row: the model tells who was dropped on whom and changes nothing.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import ClassVar, override

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal

from buddy_matcher.domain.ids import UNSAVED, ParticipationId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.reasons import Gaining
from buddy_matcher.domain.scoring import fairness_gain
from buddy_matcher.domain.text import listed
from buddy_matcher.services.rounds.shown_plan import PairMember, ShownPair, WithoutBuddy
from buddy_matcher.ui.widgets.cell_lines import CellLine, Index, Tone, person_lines
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel

CROSSES = "⚠ Crosses a rule"
CHANGED = "Would change"
MIME_TYPE = "application/x-buddy-matcher-participation"

type PlanRow = ShownPair | WithoutBuddy

_TONES = {
    Gaining.ALL: Tone.GOOD,
    Gaining.SOME: Tone.FAIR,
    Gaining.NONE: Tone.WARNING,
    Gaining.NO_WISHES: Tone.QUIET,
}


class Column(IntEnum):
    """The columns of the table."""

    HEALTH = 0
    VCSE = 1
    WISHES = 2
    MEET = 3
    STATE = 4


class PlanModel(RowsModel[PlanRow]):
    """The pairings in reading order, then the people without a buddy.

    `changed` are, by participation id, those whose row a preview marks.
    """

    headings: ClassVar = ("Health person", "VCSE person", "Wishes met", "Meet", "State")

    dropped = Signal(int, int)
    """Who was dragged onto whom, as participation ids."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.changed: frozenset[ParticipationId] = frozenset()

    @override
    def cell(self, row: PlanRow, column: int) -> Cell:
        if isinstance(row, WithoutBuddy):
            cell = _waiting_cell(row, Column(column))
        else:
            cell = _pair_cell(row, Column(column))
        is_changed = column == Column.STATE and not self.changed.isdisjoint(members_of(row))
        return _marked(cell) if is_changed else cell

    @override
    def search_text(self, row: PlanRow) -> str:
        people = (row,) if isinstance(row, WithoutBuddy) else row.members
        return " ".join(f"{person.name} {person.organisation}" for person in people)

    @override
    def group(self, row: PlanRow) -> int:
        return int(isinstance(row, WithoutBuddy))

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        can_drag = self._at(index) is not None
        drags = Qt.ItemFlag.ItemIsDragEnabled if can_drag else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | drags | Qt.ItemFlag.ItemIsDropEnabled

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.LinkAction

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.LinkAction

    @override
    def mimeTypes(self) -> list[str]:
        return [MIME_TYPE]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        content = QMimeData()
        dragged = next((who for who in map(self._at, indexes) if who is not None), None)
        if dragged is not None:
            content.setData(MIME_TYPE, str(dragged).encode())
        return content

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not parent.isValid() or not data.hasFormat(MIME_TYPE):
            return False
        dragged = ParticipationId(int(bytes(data.data(MIME_TYPE).data())))
        target = self._facing(dragged, self.rows[parent.row()])
        if target is None:
            return False
        self.dropped.emit(dragged, target)
        return True

    def _at(self, index: Index) -> ParticipationId | None:
        """Return who stands in a cell alone, or None."""
        row, column = self.rows[index.row()], index.column()
        if isinstance(row, WithoutBuddy):
            return row.participation_id if column == _column_of(row) else None
        if column not in (Column.HEALTH, Column.VCSE):
            return None
        there = sides(row)[column]
        return there[0].participation_id if len(there) == 1 else None

    def _facing(self, dragged: ParticipationId, row: PlanRow) -> ParticipationId | None:
        """Return for whom of a row somebody who is dropped there is meant: the other sector comes first."""
        if dragged in members_of(row):
            return None
        if isinstance(row, WithoutBuddy):
            return row.participation_id
        sector = next((sector for who, sector in self._sectors() if who == dragged), None)
        return facing(sector, row)

    def _sectors(self) -> list[tuple[ParticipationId, Sector]]:
        people = (
            person
            for row in self.rows
            for person in ((row,) if isinstance(row, WithoutBuddy) else row.members)
        )
        return [(person.participation_id, person.sector) for person in people]


def facing(sector: Sector | None, pair: ShownPair) -> ParticipationId:
    """Return for whom of a pair somebody of a sector is meant: the other sector comes first."""
    others = [member for member in pair.members if member.sector is not sector]
    return (others or pair.members)[0].participation_id


def members_of(row: PlanRow) -> tuple[ParticipationId, ...]:
    """Return who stands in a row, by participation id."""
    return (row.participation_id,) if isinstance(row, WithoutBuddy) else row.pairing.members


def identity(row: PlanRow) -> object:
    """Return by what a row is known again when the plan is read anew."""
    return row.participation_id if isinstance(row, WithoutBuddy) else (row.change, frozenset(members_of(row)))


def sides(pair: ShownPair) -> tuple[tuple[PairMember, ...], tuple[PairMember, ...]]:
    """Return who stands in the first and in the second column of people.

    A pair by hand within one sector has its second person in the second column all the same.
    """
    health = tuple(member for member in pair.members if member.sector is Sector.HEALTH)
    vcse = tuple(member for member in pair.members if member.sector is Sector.VCSE)
    return (health, vcse) if health and vcse else (pair.members[:1], pair.members[1:])


def state_in_words(pair: ShownPair) -> str:
    """Return for example "Draft, locked, by hand"; a pair that is only imagined is not in the plan."""
    if pair.pairing.id == UNSAVED:
        return "Not in the plan"
    words = ["Proposed change" if pair.change else pair.pairing.state.label]
    words += ["locked"] if pair.pairing.is_locked else []
    words += ["by hand"] if pair.pairing.is_by_hand else []
    return ", ".join(words)


def wishes_in_numbers(pair: ShownPair) -> str:
    """Return for example "2 of 3 · 2 of 2", in the order in which the people stand."""
    first, second = sides(pair)
    return " · ".join(_short(member) for member in (*first, *second))


def _pair_cell(row: ShownPair, column: Column) -> Cell:
    match column:
        case Column.HEALTH | Column.VCSE:
            return _people_cell(sides(row)[column])
        case Column.WISHES:
            return _wishes_cell(row)
        case Column.MEET:
            far = -1 if row.miles is None else row.miles
            return Cell(lines=(CellLine(row.meets),), spoken=row.meeting, tooltip=row.meeting, sort_key=far)
        case Column.STATE:
            return _state_cell(row)


def _waiting_cell(row: WithoutBuddy, column: Column) -> Cell:
    own = _column_of(row)
    match column:
        case Column.HEALTH | Column.VCSE if column == own:
            return Cell(
                lines=person_lines(row.name, row.organisation, row.sector),
                spoken=f"{row.name}, {row.organisation}, {row.sector.label}",
                tooltip=f"{row.name}, {row.organisation}",
                sort_key=" ".join(row.member.participant.sort_name),
            )
        case Column.HEALTH | Column.VCSE:
            return Cell(
                lines=(CellLine(row.reason, Tone.QUIET, wraps=True),), tooltip=row.reason, sort_key=""
            )
        case Column.STATE:
            is_invited = row.member.participation.is_invited
            line = CellLine("Invited", Tone.QUIET) if is_invited else CellLine("Waiting", Tone.WARNING)
            return Cell(lines=(line,), tooltip=row.reason, sort_key="")
        case _:
            return Cell(sort_key=0)


def _column_of(person: WithoutBuddy) -> Column:
    return Column.HEALTH if person.sector is Sector.HEALTH else Column.VCSE


def _people_cell(members: tuple[PairMember, ...]) -> Cell:
    if len(members) == 1:
        lines = person_lines(members[0].name, members[0].organisation, members[0].sector)
    else:
        lines = tuple(CellLine(member.name, Tone.STRONG, member.sector) for member in members)
    return Cell(
        lines=lines,
        spoken=", ".join(f"{m.name}, {m.organisation}, {m.sector.label}" for m in members),
        tooltip="; ".join(f"{m.name}, {m.organisation}" for m in members),
        sort_key=" ".join(min(member.sort_name for member in members)),
    )


def _wishes_cell(pair: ShownPair) -> Cell:
    first, second = sides(pair)
    told = ", ".join(f"{member.name}: {member.wishes}" for member in (*first, *second))
    least = min(fairness_gain(member.gain) for member in pair.members)
    return Cell(
        lines=(
            CellLine(pair.who_gains.words, _TONES[pair.who_gains.extent]),
            CellLine(wishes_in_numbers(pair), Tone.QUIET),
        ),
        spoken=f"{pair.who_gains.words}. {told}",
        tooltip=told,
        # Whose least gain is the same are in the order of their points.
        sort_key=f"{least:03}{pair.percent:03}",
    )


def _short(member: PairMember) -> str:
    """Return "2 of 3" for "2 of 3 wishes": the heading says what is counted."""
    return "none stated" if member.gain is None else member.wishes.removesuffix("es").removesuffix(" wish")


def _state_cell(pair: ShownPair) -> Cell:
    words = state_in_words(pair)
    sort_key = f"{not pair.blocks}{pair.pairing.state is PairingState.AGREED}{words}"
    if not pair.blocks:
        told = f"{words}: {pair.change}" if pair.change else ""
        return Cell(lines=(CellLine(words),), spoken=told, tooltip=pair.change, sort_key=sort_key)
    told = f"{words}. Crosses a rule: {listed(pair.crossed)}."
    lines = (CellLine(words), CellLine(CROSSES, Tone.WARNING))
    return Cell(lines=lines, spoken=told, tooltip=told, sort_key=sort_key)


def _marked(cell: Cell) -> Cell:
    """Return the state of a row that a preview would change."""
    return Cell(
        lines=(CellLine(CHANGED, Tone.FAIR), *cell.lines[:1]),
        spoken=f"{CHANGED}. {cell.spoken or cell.text}",
        tooltip=cell.tooltip,
        sort_key=cell.sort_key,
    )
