"""The languages of letters as rows of a table, and the odd rows of a translator's sheet."""

from enum import IntEnum
from typing import ClassVar, override

from buddy_matcher.domain.text import counted
from buddy_matcher.services.translate_letters import LanguageState
from buddy_matcher.services.translating.read_rows import OddRow
from buddy_matcher.ui.widgets.cell_lines import CellLine, Tone
from buddy_matcher.ui.widgets.rows_model import Cell, RowsModel


class Column(IntEnum):
    """The columns of the table of languages."""

    LANGUAGE = 0
    PEOPLE = 1
    TRANSLATED = 2
    SIGNED = 3


class OddColumn(IntEnum):
    """The columns of the table of odd rows."""

    ROW = 0
    ENGLISH = 1
    WHAT = 2


class LanguagesModel(RowsModel[LanguageState]):
    """The languages in the order given."""

    headings: ClassVar = ("Language", "Letters for", "Translated", "Signed")

    @override
    def cell(self, row: LanguageState, column: int) -> Cell:
        match column:
            case Column.PEOPLE:
                words, number = counted(row.people, "person", "people"), row.people
            case Column.TRANSLATED:
                words, number = f"{row.translated} of {row.sentences}", row.translated
            case Column.SIGNED:
                words, number = f"{row.signed} of {row.sentences}", row.signed
            case _:
                return Cell(lines=(CellLine(row.language.label, Tone.STRONG),), tooltip=row.language.label)
        is_quiet = column != Column.PEOPLE and number == row.sentences
        tone = Tone.QUIET if is_quiet or not row.people else Tone.PLAIN
        return Cell(lines=(CellLine(words, tone),), tooltip=words, sort_key=number)

    @override
    def search_text(self, row: LanguageState) -> str:
        return row.language.label


class OddRowsModel(RowsModel[OddRow]):
    """The rows in the order of the sheet; what was left out says so first."""

    headings: ClassVar = ("Row", "English", "What to look at")

    @override
    def cell(self, row: OddRow, column: int) -> Cell:
        if column == OddColumn.ROW:
            return Cell(lines=(CellLine(str(row.row)),), sort_key=row.row)
        kept = f"Left out. {row.what}" if row.is_left_out else row.what
        text = row.english if column == OddColumn.ENGLISH else kept
        return Cell(lines=(CellLine(text),), tooltip=text)

    @override
    def search_text(self, row: OddRow) -> str:
        return f"{row.english} {row.what}"
