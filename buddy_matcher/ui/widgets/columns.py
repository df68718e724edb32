"""The columns of a table: how wide, in which order, and which of them are put away; all of it can be kept.

Widths are shared out here and not by Qt, whose stretched columns can't be dragged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from buddy_matcher.ui.widgets.cell_lines import PADDING
from buddy_matcher.ui.widgets.theme import GAP

_LEAST_CHARACTERS = 22
"""The least width of a column that shares spare width, in average characters; less if it holds less."""

_ARROW = 3 * GAP
"""The room for the arrow in the heading of the column that rows are sorted by."""

_ROWS_LOOKED_AT = 50
"""How many rows beyond those in sight decide how wide a column is; looking at thousands takes seconds."""


@dataclass(frozen=True, slots=True)
class ColumnState:
    """What a coordinator did to columns: their order, those put away, and the widths that were dragged."""

    order: tuple[int, ...]
    away: tuple[int, ...]
    widths: tuple[tuple[int, int], ...]


class Columns(QObject):
    """Shares the width of a table among its columns, and obeys what the coordinator does to them."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._header = table.horizontalHeader()
        self._sharing: tuple[int, ...] = ()
        self._dispensable: tuple[int, ...] = ()
        self._widths: dict[int, int] = {}
        self._away: set[int] = set()
        self._squeezed: set[int] = set()
        self._is_fitting = False
        self._header.setResizeContentsPrecision(_ROWS_LOOKED_AT)
        self._header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._header.setSectionsMovable(True)
        self._header.sectionResized.connect(self._on_section_resized)
        self._header.sortIndicatorChanged.connect(self.fit)

    def share(self, columns: Sequence[int], dispensable: Sequence[int]) -> None:
        """Share spare width among columns; where it is too little, `dispensable` ones are hidden in turn."""
        self._sharing, self._dispensable = tuple(columns), tuple(dispensable)
        self.fit()

    def fix(self, column: int, width: int) -> None:
        """Give a column a width in pixels, as the coordinator may by dragging."""
        self._widths[column] = width
        self.fit()

    def is_away(self, column: int) -> bool:
        """Return whether the coordinator put a column away."""
        return column in self._away

    def put_away(self, column: int, *, is_away: bool) -> None:
        """Hide a column, or show it again; the last one in sight stays."""
        others = [
            c for c in range(self._header.count()) if c != column and not self._header.isSectionHidden(c)
        ]
        if is_away and others:
            self._away.add(column)
            self._header.hideSection(column)
        elif not is_away:
            self._away.discard(column)
            self._header.showSection(column)
        self.fit()

    def move(self, column: int, by: int) -> None:
        """Move a column by so many places to the right, as far as there are any."""
        place = self._header.visualIndex(column)
        self._header.moveSection(place, min(max(0, place + by), self._header.count() - 1))

    def fit(self) -> None:
        """Share out the width that there is now."""
        if self._is_fitting or not self._sharing:
            return
        self._is_fitting = True
        for column in self._squeezed - self._away:
            self._header.showSection(column)
        self._squeezed.clear()
        in_sight = [c for c in range(self._header.count()) if not self._header.isSectionHidden(c)]
        held = {c: self._held(c) for c in in_sight}
        widths = {c: self._needed(c, held[c]) for c in in_sight}
        room = self._table.viewport().width()
        for column in self._dispensable:
            if sum(widths.values()) > room and widths.pop(column, 0):
                self._squeezed.add(column)
                self._header.hideSection(column)
        sharers = [c for c in self._sharing if c in widths and c not in self._widths]
        wanted = [max(0, held[c] - widths[c]) for c in sharers]
        spare = max(0, room - sum(widths.values()))
        for column, more in zip(sharers, shared_out(spare, wanted), strict=True):
            widths[column] += more
        for column, width in widths.items():
            self._header.resizeSection(column, width)
        self._is_fitting = False

    def state(self) -> ColumnState:
        """Return what the coordinator did to the columns."""
        order = sorted(range(self._header.count()), key=self._header.visualIndex)
        return ColumnState(tuple(order), tuple(sorted(self._away)), tuple(sorted(self._widths.items())))

    def restore(self, state: ColumnState) -> None:
        """Do to the columns what was done before; a state of other columns is passed over."""
        count = self._header.count()
        if sorted(state.order) != list(range(count)):
            return
        for place, column in enumerate(state.order):
            self._header.moveSection(self._header.visualIndex(column), place)
        self._widths.update(
            {column: width for column, width in state.widths if 0 <= column < count and width > 0}
        )
        for column in state.away:
            self.put_away(column, is_away=True)
        self.fit()

    def _in_sight(self) -> list[int]:
        return [c for c in range(self._header.count()) if not self._header.isSectionHidden(c)]

    def _needed(self, column: int, held: int) -> int:
        """Return the width in pixels that a column needs that holds so much."""
        if column in self._widths:
            return self._widths[column]
        if column in self._sharing:
            return min(held, _LEAST_CHARACTERS * self._table.fontMetrics().averageCharWidth())
        return held

    def _held(self, column: int) -> int:
        """Return the width in pixels that shows all that a column holds, as far as it is looked at."""
        model = self._table.model()
        # Rows of another group stand last, such as whoever waits below hundreds of pairs.
        last = self._table.sizeHintForIndex(model.index(model.rowCount() - 1, column)).width()
        return max(self._table.sizeHintForColumn(column), last, self._heading_width(column))

    def _heading_width(self, column: int) -> int:
        """Return the width in pixels of a heading; Qt's own leaves room for an arrow in every column."""
        heading = str(self._table.model().headerData(column, Qt.Orientation.Horizontal) or "")
        arrow = _ARROW if self._header.sortIndicatorSection() == column else 0
        return self._header.fontMetrics().horizontalAdvance(heading) + 2 * PADDING + 2 + arrow

    def _on_section_resized(self, column: int, _before: int, width: int) -> None:
        # Hiding resizes too, to nothing.
        if not self._is_fitting and width and self._table.isVisible():
            self._widths[column] = width


def shared_out(spare: int, wanted: Sequence[int]) -> list[int]:
    """Share out so many pixels: to those who want some, none more than it wants; what is left, evenly."""
    given = [0] * len(wanted)
    hungry = [place for place, want in enumerate(wanted) if want > 0]
    while hungry and spare >= len(hungry):
        each = min(spare // len(hungry), *(wanted[place] - given[place] for place in hungry))
        for place in hungry:
            given[place] += each
        spare -= each * len(hungry)
        hungry = [place for place in hungry if given[place] < wanted[place]]
    if not hungry:
        for place in range(len(wanted)):
            # What can't be shared out evenly falls to the first ones, a pixel each.
            given[place] += spare // len(wanted) + (place < spare % len(wanted))
    return given


def as_kept(state: ColumnState) -> dict[str, Any]:
    """Return a state as it is kept in a file."""
    return {"order": list(state.order), "away": list(state.away), "widths": [list(w) for w in state.widths]}


def from_kept(kept: object) -> ColumnState | None:
    """Return a state as it was kept, None for anything else: the file may have been edited by hand."""
    if not isinstance(kept, dict):
        return None
    try:
        return ColumnState(
            tuple(int(c) for c in kept["order"]),
            tuple(int(c) for c in kept["away"]),
            tuple((int(column), int(width)) for column, width in kept["widths"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
