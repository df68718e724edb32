"""The ring-round: a grid of pairs in which one key records what was heard of each, row by row.

What is noted of a row is stored as one entry when the row is left, or when nothing more was pressed for a
moment, so that one pair is one action to undo and a power cut costs one row at most.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any, ClassVar, override

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QApplication, QLineEdit, QWidget

from buddy_matcher.domain.entries import EntryKind, Fit
from buddy_matcher.domain.ids import PairingId
from buddy_matcher.domain.ring_round import Noted
from buddy_matcher.services.follow_up import RunningPair
from buddy_matcher.services.rounds.round_state import Member
from buddy_matcher.ui.meetings.meetings_model import short_day, sides, state_in_words
from buddy_matcher.ui.widgets.cell_lines import CellLine, Index, Tone
from buddy_matcher.ui.widgets.rows_model import ROW_ROLE, Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView

HELP = (
    "M met · C in touch · N no answer · 1 good, 2 not sure, 3 not good · Enter a remark · Delete takes back"
)
"""The keys, as the page says them above the grid."""


class Column(IntEnum):
    """The columns of the grid."""

    HEALTH = 0
    VCSE = 1
    STATE = 2
    CONTACT = 3
    MET = 4
    FIRST_FIT = 5
    SECOND_FIT = 6
    THIRD_FIT = 7
    SAID = 8


_NOTHING = Noted()
_FITS = (Column.FIRST_FIT, Column.SECOND_FIT, Column.THIRD_FIT)
_FIT_KEYS = {Qt.Key.Key_1: Fit.GOOD, Qt.Key.Key_2: Fit.NOT_SURE, Qt.Key.Key_3: Fit.NOT_GOOD}


@dataclass(frozen=True, slots=True)
class RingRow:
    """A pair, and what is noted of it that is not stored yet."""

    pair: RunningPair
    noted: Noted = _NOTHING

    @property
    def members(self) -> tuple[Member, ...]:
        """The members in the order of the columns in which each has how it fits."""
        first, second = sides(self.pair)
        return (*first, *second)


class RingRoundModel(RowsModel[RingRow]):
    """The pairs with what is noted, in bold, beside what was known; `remarked` carries a typed remark."""

    headings: ClassVar = (
        "Health person",
        "VCSE person",
        "State",
        "In touch",
        "Met",
        "Fit 1",
        "Fit 2",
        "Fit 3",
        "Said",
    )

    remarked = Signal(object, str)

    @override
    def cell(self, row: RingRow, column: int) -> Cell:
        where = Column(column)
        return _fit_cell(row, _FITS.index(where)) if where in _FITS else _CELLS[where](row)

    @override
    def search_text(self, row: RingRow) -> str:
        return " ".join(member.name for member in row.members)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        can_type = index.column() == Column.SAID
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if can_type else Qt.ItemFlag.NoItemFlags)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole and index.column() == Column.SAID:
            return self.rows[index.row()].noted.said
        return super().data(index, role)

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role == Qt.ItemDataRole.EditRole and index.column() == Column.SAID:
            self.remarked.emit(self.rows[index.row()].pair.pairing.id, str(value).strip())
            return True
        return super().setData(index, value, role)


STORE_AFTER_MS = 2_000
"""How long nothing is pressed before a row is stored: longer than one thinks between two keys."""


class RingRound(RowsView[RingRow]):
    """The grid. `store` keeps what was noted of a pair and returns whether that could be done.

    `said` carries a sentence for who presses a key that does nothing.
    """

    said = Signal(str)

    def __init__(
        self,
        store: Callable[[RunningPair, Noted], bool],
        parent: QWidget | None = None,
        *,
        store_after_ms: int = STORE_AFTER_MS,
    ) -> None:
        grid = RingRoundModel()
        super().__init__(grid, "Ring-round", parent=parent)
        grid.setParent(self)
        self._grid = grid
        self._store = store
        self._pairs: tuple[RunningPair, ...] = ()
        self._noted: dict[PairingId, Noted] = {}
        self._is_storing = False
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        # Rows stay where they are while one goes through them.
        self.setSortingEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.stretch(Column.HEALTH, Column.VCSE, Column.SAID, dispensable=[Column.STATE])
        self._pause = QTimer(self, singleShot=True, interval=store_after_ms)
        self._pause.timeout.connect(self._on_pause_timeout)
        grid.remarked.connect(self._on_remarked)
        self.clicked.connect(self._on_clicked)

    @property
    def pair(self) -> RunningPair | None:
        """The pair of the row in which one is."""
        row: RingRow | None = self.currentIndex().siblingAtColumn(0).data(ROW_ROLE)
        return row.pair if row else None

    def show_pairs(self, pairs: Sequence[RunningPair]) -> None:
        """Show these pairs with what is noted of them; one stays in the cell where one was."""
        self._pairs = tuple(pairs)
        self.setColumnHidden(Column.THIRD_FIT, not any(len(pair.members) == len(_FITS) for pair in pairs))
        self._show()

    def begin(self) -> None:
        """Go to the first pair."""
        self.setCurrentIndex(self.model().index(0, Column.MET))
        self.setFocus()

    def settle(self) -> None:
        """Store what is noted and typed, as if the row were left."""
        editor = self.viewport().findChild(QLineEdit)
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        for pair in self._pairs:
            self._keep(pair)

    def _show(self) -> None:
        """Show every row; where the pairs are the same, only what differs: each key comes here."""
        rows = [RingRow(pair, self._noted.get(pair.pairing.id, _NOTHING)) for pair in self._pairs]
        before = self._grid.rows
        if [_identity(row) for row in rows] != [_identity(row) for row in before]:
            self.show_rows(rows, _identity)
            return
        for place, (row, old) in enumerate(zip(rows, before, strict=True)):
            if row != old:
                self._grid.replace_row(place, row)
        if rows != list(before):
            self.columns.fit()  # what is noted stands in bold, and is longer than nothing

    def _keep(self, pair: RunningPair) -> None:
        noted = self._noted.pop(pair.pairing.id, None)
        if not noted:
            return
        self._is_storing = True
        try:
            is_stored = self._store(pair, noted)
        finally:
            self._is_storing = False
        if not is_stored:
            self._note(pair, noted)

    def _note(self, pair: RunningPair, noted: Noted) -> None:
        self._noted[pair.pairing.id] = noted
        self._pause.start()
        self._show()

    def _on_pause_timeout(self) -> None:
        """Store what was noted, but not under the hands of somebody who types a remark."""
        if self.state() is QAbstractItemView.State.EditingState:
            self._pause.start()
        else:
            self.settle()

    def _now(self, pair: RunningPair) -> Noted:
        return self._noted.get(pair.pairing.id, _NOTHING)

    def _press(self, key: int, column: int) -> bool:
        """Do what a key means in the row where one is; return whether it means anything."""
        pair = self.pair
        if pair is None:
            return False
        noted = self._now(pair)
        match key:
            case Qt.Key.Key_M:
                self._meet(pair, noted)
            case Qt.Key.Key_C:
                self._note(pair, replace(noted, was_in_touch=not noted.was_in_touch))
            case Qt.Key.Key_N:
                self._note(pair, replace(noted, did_not_answer=not noted.did_not_answer))
            case Qt.Key.Key_1 | Qt.Key.Key_2 | Qt.Key.Key_3:
                self._fit(pair, noted, column, _FIT_KEYS[Qt.Key(key)])
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._note(pair, _taken_back(RingRow(pair, noted), column))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F2:
                self._go_to(Column.SAID)
                self.edit(self.currentIndex())
            case _:
                return False
        return True

    def _meet(self, pair: RunningPair, noted: Noted) -> None:
        if not noted.has_met and any(meeting.on == pair.life.today for meeting in pair.life.meetings):
            self.said.emit(f"A meeting of {pair.names} today is recorded already.")
            return
        self._note(pair, replace(noted, has_met=not noted.has_met))
        if not noted.has_met:
            self._go_to(Column.FIRST_FIT)

    def _fit(self, pair: RunningPair, noted: Noted, column: int, fit: Fit) -> None:
        """Set how it fits of whoever's column one is in, the first's elsewhere, and go on to the next."""
        members = RingRow(pair).members
        place = _FITS.index(Column(column)) if column in _FITS else 0
        if place < len(members):
            self._note(pair, noted.with_fit(members[place].participation_id, fit))
            self._go_to(_FITS[place + 1] if place + 1 < len(members) else Column.SAID)

    def _go_to(self, column: Column) -> None:
        self.setCurrentIndex(self.currentIndex().siblingAtColumn(column))

    def _on_remarked(self, pairing_id: PairingId, text: str) -> None:
        noted = replace(self._noted.get(pairing_id, _NOTHING), said=text)
        self._noted[pairing_id] = noted
        self._pause.start()
        self._show()

    def _on_clicked(self, index: QModelIndex) -> None:
        """Let a click do what the key of its column does; in a fit, each click says the next answer."""
        keys = {Column.CONTACT: Qt.Key.Key_C, Column.MET: Qt.Key.Key_M, Column.SAID: Qt.Key.Key_F2}
        column, pair = Column(index.column()), self.pair
        if column in keys:
            self._press(keys[column], column)
        elif column in _FITS and pair and (place := _FITS.index(column)) < len(pair.members):
            member, noted = RingRow(pair).members[place].participation_id, self._now(pair)
            answers = (None, *Fit)
            following = answers[(answers.index(noted.fit_of(member)) + 1) % len(answers)]
            self._note(pair, noted.with_fit(member, following))

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        left: RingRow | None = previous.data(ROW_ROLE) if previous.isValid() else None
        if left and current.row() != previous.row() and not self._is_storing:
            self._keep(left.pair)
        if current.row() != previous.row():
            self.chosen.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() is QAbstractItemView.State.EditingState:
            return  # Enter that ends a remark comes here too
        has_modifier = event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if has_modifier or not self._press(event.key(), self.currentIndex().column()):
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Store the row when one goes on elsewhere, but not into the line for its own remark."""
        super().focusOutEvent(event)
        focused = QApplication.focusWidget()
        if focused is not None and focused is not self and not self.isAncestorOf(focused):
            self.settle()


def _identity(row: RingRow) -> PairingId:
    return row.pair.pairing.id


def _taken_back(row: RingRow, column: int) -> Noted:
    """Return what is noted without what the column says; the whole row's in the columns of people."""
    noted = row.noted
    if column in _FITS:
        place = _FITS.index(Column(column))
        members = row.members
        return noted.with_fit(members[place].participation_id, None) if place < len(members) else noted
    match column:
        case Column.CONTACT:
            return replace(noted, was_in_touch=False, did_not_answer=False)
        case Column.MET:
            return replace(noted, has_met=False)
        case Column.SAID:
            return replace(noted, said="")
    return _NOTHING


def _people_cell(members: tuple[Member, ...]) -> Cell:
    """Return whom to ring, with the number."""
    lines: list[CellLine] = []
    for member in members:
        lines.append(CellLine(member.name, Tone.STRONG, member.sector))
        if member.participant.phone:
            lines.append(CellLine(member.participant.phone, Tone.QUIET))
    return Cell(
        lines=tuple(lines),
        spoken=", ".join(f"{m.name}, {m.sector.label}, {m.participant.phone}" for m in members),
        tooltip="; ".join(f"{m.name}, {m.organisation_name}" for m in members),
    )


def _contact_cell(row: RingRow) -> Cell:
    if row.noted.was_in_touch:
        return _noted_cell("✓ Today")
    if row.noted.did_not_answer:
        return _noted_cell("✗ No reply")
    heard = row.pair.life.last_heard
    return _known_cell(short_day(heard, row.pair.life.today) if heard else "Not yet")


def _met_cell(row: RingRow) -> Cell:
    if row.noted.has_met:
        return _noted_cell("✓ Met")
    return _known_cell(f"{len(row.pair.life.meetings)}")


def _fit_cell(row: RingRow, place: int) -> Cell:
    if place >= len(row.members):
        return Cell()
    member = row.members[place]
    noted = row.noted.fit_of(member.participation_id)
    known = row.pair.life.fits.get(member.participation_id)
    told = noted or known
    words = f"How {member.name} finds it: {told.label.lower() if told else 'not said'}"
    return Cell(
        lines=(CellLine(told.label if told else "–", Tone.STRONG if noted else Tone.QUIET),),
        spoken=words,
        tooltip=words,
    )


def _said_cell(row: RingRow) -> Cell:
    if row.noted.said:
        return _noted_cell(row.noted.said)
    today = [entry.said for entry in row.pair.life.story if entry.on == row.pair.life.today and entry.said]
    tries = sum(entry.kind is EntryKind.NO_ANSWER for entry in row.pair.life.story)
    return _known_cell(today[-1] if today else f"{tries} times no answer" if tries > 1 else "")


_CELLS: dict[Column, Callable[[RingRow], Cell]] = {
    Column.HEALTH: lambda row: _people_cell(sides(row.pair)[0]),
    Column.VCSE: lambda row: _people_cell(sides(row.pair)[1]),
    Column.STATE: lambda row: Cell(lines=(CellLine(state_in_words(row.pair)),)),
    Column.CONTACT: _contact_cell,
    Column.MET: _met_cell,
    Column.SAID: _said_cell,
}
"""What the cells of a column show, but those of how it fits."""


def _noted_cell(words: str) -> Cell:
    return Cell(lines=(CellLine(words, Tone.STRONG),), tooltip=words)


def _known_cell(words: str) -> Cell:
    return Cell(lines=(CellLine(words, Tone.QUIET),), tooltip=words)
