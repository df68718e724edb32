"""The entries of one of the scheme's lists, as rows of a table."""

from enum import IntEnum
from typing import ClassVar, override

from buddy_matcher.domain.lists import ListedEntry
from buddy_matcher.domain.text import listed
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel


class Column(IntEnum):
    """The columns of a list."""

    NAME = 0
    GROUP = 1
    SHARE = 2
    LIKE = 3
    NOTE = 4


class ListModel(RowsModel[ListedEntry]):
    """The entries in their order, with how many people chose each."""

    headings: ClassVar = ("Name", "Group", "Can share", "Would like", "To know")
    has_wishes: ClassVar = True

    @override
    def cell(self, row: ListedEntry, column: int) -> Cell:
        match Column(column):
            case Column.NAME:
                tone = Tone.QUIET if row.is_retired else Tone.STRONG
                return Cell(lines=(CellLine(row.name, tone),), tooltip=row.name)
            case Column.GROUP:
                return Cell(lines=(CellLine(row.group),), tooltip=row.group)
            case Column.SHARE:
                return _number(row.can_share)
            case Column.LIKE:
                return _number(row.would_like)
            case Column.NOTE:
                told = self.in_words(row)
                return Cell(lines=(CellLine(told),), tooltip=told, sort_key=-row.short)

    def in_words(self, row: ListedEntry) -> str:
        """Return what is to know of an entry."""
        is_short = self.has_wishes and row.short
        sentences = (
            "Retired." if row.is_retired else "",
            f"{row.would_like} would like it, {row.can_share} can share it." if is_short else "",
            "" if row.tells_apart else "Everybody chose it, so it tells nobody apart.",
            f"Also called {listed(row.also_called)}." if row.also_called else "",
        )
        return " ".join(filter(None, sentences))

    @override
    def search_text(self, row: ListedEntry) -> str:
        return " | ".join((row.name, row.group, self.in_words(row)))


class ThemesModel(ListModel):
    """Themes, which nobody wishes for: both numbers are how many chose one."""

    headings: ClassVar = ("Name", "Group", "Chosen by", "", "To know")
    has_wishes: ClassVar = False


def _number(count: int) -> Cell:
    return Cell(lines=(CellLine(str(count) if count else "–"),), sort_key=count)
