"""The list of local organisations as rows of a table, and what the chips above it choose among them."""

from collections.abc import Sequence
from enum import Enum, IntEnum
from typing import ClassVar, override

from buddy_matcher.domain.local_organisations import LocalLine, Reach
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel

_TONES = {Reach.NOT_YET: Tone.WARNING, Reach.INVITED: Tone.FAIR, Reach.PAIRED: Tone.GOOD}
_SIGNS = {
    Reach.NOT_YET: "·",
    Reach.INVITED: "i",
    Reach.LEFT: "L",
    Reach.WAITED: "W",
    Reach.PAIRED: "P",
}


class ReachFilter(Enum):
    """What the chips choose; the value is what a chip says."""

    NOT_YET = "Not reached yet"
    INVITED = "Invited"
    LEFT = "Left before pairing"
    WAITED = "Waited"
    PAIRED = "Paired"
    ALL = "All"

    def takes(self, row: LocalLine, /) -> bool:
        """Return whether an organisation is among those."""
        return self is ReachFilter.ALL or row.furthest is Reach[self.name]


class Column(IntEnum):
    """The columns of the table."""

    NAME = 0
    KIND = 1
    PLACE = 2
    REACHED = 3
    ROUNDS = 4


class ReachModel(RowsModel[LocalLine]):
    """The organisations, each with how far every round came with it."""

    headings: ClassVar = ("Organisation", "Kind and themes", "Postcode", "How far", "Round by round")
    _rounds: Sequence[str] = ()

    def name_rounds(self, names: Sequence[str]) -> None:
        """Say what the rounds are called, the oldest first."""
        self._rounds = names

    @override
    def cell(self, row: LocalLine, column: int) -> Cell:
        match Column(column):
            case Column.NAME:
                lines = [CellLine(row.local.name, Tone.STRONG)]
                if row.known_as and row.known_as != row.local.name:
                    lines.append(CellLine(f"here: {row.known_as}", Tone.QUIET))
                return Cell(lines=tuple(lines), tooltip=row.local.name)
            case Column.KIND:
                kind = row.kind.label if row.kind else "Not known"
                themes = ", ".join(row.themes)
                lines = [CellLine(kind), *([CellLine(themes, Tone.QUIET)] if themes else [])]
                return Cell(lines=tuple(lines), tooltip=f"{kind}. {themes}".strip(". "))
            case Column.PLACE:
                return Cell(lines=(CellLine(row.local.outcode),))
            case Column.REACHED:
                reach = row.furthest
                return Cell(
                    lines=(CellLine(reach.label, _TONES.get(reach, Tone.PLAIN)),), sort_key=int(reach)
                )
            case Column.ROUNDS:
                return self._strip(row)

    def _strip(self, row: LocalLine) -> Cell:
        told = "; ".join(
            f"{name}: {reach.label}" for name, reach in zip(self._rounds, row.reached, strict=False)
        )
        signs = " ".join(_SIGNS[reach] for reach in row.reached)
        return Cell(lines=(CellLine(signs),), spoken=told, tooltip=told, sort_key=signs)

    @override
    def search_text(self, row: LocalLine) -> str:
        kind = row.kind.label if row.kind else ""
        return " ".join((row.local.name, row.known_as, kind, row.local.outcode, *row.themes))
