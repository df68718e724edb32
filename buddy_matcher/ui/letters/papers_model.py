"""The papers of a round as rows of a table: what each is for, and what stands on it now."""

from enum import IntEnum
from typing import ClassVar, override

from buddy_matcher.domain.papers import PAPERS
from buddy_matcher.services.make_papers import ShownPaper
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel


class Column(IntEnum):
    """The columns of the table."""

    PAPER = 0
    AMOUNT = 1


class PapersModel(RowsModel[ShownPaper]):
    """The papers in the order given."""

    headings: ClassVar = ("Paper", "On it now")

    @override
    def cell(self, row: ShownPaper, column: int) -> Cell:
        if column == Column.AMOUNT:
            words = row.in_words if row.amount else "Nothing yet"
            tone = Tone.PLAIN if row.amount else Tone.QUIET
            return Cell(lines=(CellLine(words, tone),), tooltip=row.in_words, sort_key=row.amount)
        kind = PAPERS[row.paper]
        return Cell(
            lines=(CellLine(kind.label, Tone.STRONG), CellLine(kind.purpose, Tone.QUIET)),
            spoken=f"{kind.label}. {kind.purpose}",
            tooltip=kind.purpose,
            sort_key=kind.label,
        )

    @override
    def search_text(self, row: ShownPaper) -> str:
        kind = PAPERS[row.paper]
        return f"{kind.label} {kind.purpose}"
