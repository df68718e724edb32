"""The sheet of sentences that a translator fills in, written as a workbook and read back.

A column is known by its heading, a row by its English and its form beside a number: columns and rows may be
moved. Nothing here decides whether a translation fits.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from buddy_matcher.documents.forms.moments import DateOrder, read_moment
from buddy_matcher.documents.grid import Table, TableRow
from buddy_matcher.documents.tables import read_tables
from buddy_matcher.documents.workbook_out import Sheet, workbook_of
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.languages import CODES, Language, language_of
from buddy_matcher.domain.text import fold, tidy

_KEY: Final = "Key"
_ENGLISH: Final = "English"
_FORM: Final = "For numbers"
_TRANSLATOR: Final = "Translator"
_DATE: Final = "Date"
_KEY_OF = re.compile(r"^key \(([a-z]{2,3})\)$")
_ROWS_ABOVE: Final = 5
"""How many rows a translator may have put above the headings."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetLine:
    """A line as it is written: `form` with examples, `before` what the English and its translation were."""

    key: str
    where: str
    english: str
    form: str
    text: str
    translator: str
    on: date | None
    before: str
    filled_in: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TranslatedRow:
    """A row as it came back; `row` is its number in the sheet, `dated` the text of its date."""

    row: int
    key: str
    english: str
    form: str
    text: str
    translator: str
    dated: str
    on: date | None


@dataclass(frozen=True, slots=True)
class TranslatedSheet:
    """The rows of a sheet, and the code of the language that it is for."""

    code: str
    rows: tuple[TranslatedRow, ...]


def write_translation_sheet(language: Language, lines: Sequence[SheetLine]) -> bytes:
    """Return a workbook with a line for each sentence, and how to fill it in beside it."""
    headings = (
        f"{_KEY} ({language.code})",
        "Where it stands",
        _ENGLISH,
        _FORM,
        language.label,
        _TRANSLATOR,
        _DATE,
        "English changed since",
        "What is filled in",
    )
    rows = [
        (
            *(line.key, line.where, line.english, line.form, line.text, line.translator, line.on),
            *(line.before, line.filled_in),
        )
        for line in lines
    ]
    help_rows = [(text.format(language=language.label),) for text in _HOW]
    how = Sheet("How to translate", ("Please",), help_rows)
    return workbook_of([Sheet("Sentences", headings, rows), how])


_HOW: Final = (
    "Write into the column “{language}” only. A line that you leave empty can be done later.",
    "What stands in double braces, such as {{{{buddy}}}}, is filled in for each letter. Keep each of them as "
    "it is, and put it where your sentence needs it.",
    "Names and list entries can’t change their letters: put them after a colon or in a list where your "
    "language would change them.",
    "Where “For numbers” says so, write the form that goes with these numbers. A form for one number only "
    "may leave out {{{{number}}}}.",
    "Write “you” as you would to an adult whom you do not know, in plain words and short sentences.",
    "Put your name under “Translator” and the day under “Date” once a line is final: that signs it. Letters "
    "say only what is signed.",
    "“English changed since” shows what the English was when it was translated last.",
)


def read_translation_sheet(path: Path) -> TranslatedSheet:
    """Return what a translator filled in; raises UserError for a file that is no such sheet."""
    for table in read_tables(path):
        for place, row in enumerate(table.rows[:_ROWS_ABOVE]):
            code = next((found[1] for cell in row.cells if (found := _KEY_OF.match(fold(cell)))), "")
            if code in CODES:
                return TranslatedSheet(code, _rows(table, place, row, code))
    raise UserError(
        f"“{path.name}” is no sheet of sentences. Nothing was taken in.",
        "Save the sheet here first, have it filled in, and keep its headings.",
    )


def _rows(table: Table, headings_at: int, headings: TableRow, code: str) -> tuple[TranslatedRow, ...]:
    columns = {fold(cell): number for number, cell in reversed(list(enumerate(headings.cells)))}
    translated = language_of(code).label
    if fold(translated) not in columns or fold(_ENGLISH) not in columns:
        raise UserError(
            "The sheet lacks the column with the English or with the translations. Nothing was taken in.",
            "Keep the headings as they were saved.",
        )

    def cell(row: TableRow, heading: str) -> str:
        number = columns.get(fold(heading))
        return tidy(row.text(number)) if number is not None else ""

    return tuple(
        TranslatedRow(
            row=row.number,
            key=cell(row, f"{_KEY} ({code})"),
            english=cell(row, _ENGLISH),
            form=cell(row, _FORM).partition(":")[0],
            text=cell(row, translated),
            translator=cell(row, _TRANSLATOR),
            dated=cell(row, _DATE),
            on=_day(cell(row, _DATE)),
        )
        for row in table.rows[headings_at + 1 :]
    )


def _day(text: str) -> date | None:
    moment = read_moment(text, DateOrder.DAY_FIRST) if text else None
    return moment.date() if moment else None
