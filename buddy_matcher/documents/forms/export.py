"""A form export as a whole: the sheets that explain themselves best, and the answers below their headings.

It compares nothing with a scheme; that is what an import does.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from buddy_matcher.documents.forms.answers import AnswerReader
from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.forms.found_sheets import PeopleSheet, choose_sheets
from buddy_matcher.documents.forms.headings import Layout
from buddy_matcher.documents.forms.rows import (
    Form,
    FormAnswer,
    RowReader,
    cell_problem,
    offered_options,
)
from buddy_matcher.documents.forms.shapes import shape_of
from buddy_matcher.documents.forms.sheets import unread_directions, with_directions, with_readers
from buddy_matcher.documents.grid import MOST_ROWS, Remark, Table, too_many_rows
from buddy_matcher.documents.tables import read_tables
from buddy_matcher.domain.import_report import Problem
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import ColumnGuess, FoundSheet, ReadingDecisions, Shape
from buddy_matcher.domain.text import counted
from buddy_matcher.domain.watching import Watch


@dataclass(frozen=True, kw_only=True, slots=True)
class FormExport:
    """The answers of all sheets that hold people, in the order of the workbook.

    `guesses` say what each column was read as. `unread` are the headings of columns that answer no
    question. `sheets` are the names of the sheets where several were read; `sideless` are the names of
    those that say neither in a column nor by their name which sector everybody is of. `found_sheets` are all
    that hold answers; with `asks_sheets` the coordinator is to say which of them are read.
    """

    shape: Shape
    looks_like: str
    guesses: tuple[ColumnGuess, ...]
    unread: tuple[str, ...]
    answers: tuple[FormAnswer, ...]
    problems: tuple[Problem, ...]
    reader: AnswerReader
    sheets: tuple[str, ...] = ()
    sideless: tuple[str, ...] = ()
    found_sheets: tuple[FoundSheet, ...] = ()
    asks_sheets: bool = False

    def problem(self, answer: FormAnswer, question: Question, message: str, advice: str) -> Problem:
        """Return a problem of one answer to one question."""
        text = answer.response if question is Question.RESPONSE else answer.texts.get(question, "")
        return Problem(
            row=answer.row,
            column=answer.form.columns.get(question, ""),
            value=text,
            message=message,
            advice=advice,
            sheet=answer.sheet,
        )


def read_form_export(
    path: Path,
    vocabulary: Vocabulary,
    decisions: ReadingDecisions | None = None,
    watch: Watch | None = None,
) -> FormExport:
    """Return the answers of a workbook or a text file, read by a scheme's lists and by what was decided.

    Where no row of headings names people in words that are known, the likeliest row is taken, and its columns
    are to be decided on. Raises UserError without headings or answers, or when it can't be read, and
    WorkCancelledError.
    """
    watch = watch or Watch()
    tables = read_tables(path, watch.part(0, 0.5))
    return read_tables_of_people(tables, path.name, vocabulary, decisions, watch.part(0.5, 1))


def read_tables_of_people(
    tables: Sequence[Table],
    name: str,
    vocabulary: Vocabulary,
    decisions: ReadingDecisions | None = None,
    watch: Watch | None = None,
    reader: AnswerReader | None = None,
    known_forms: Collection[str] = (),
) -> FormExport:
    """Return what `read_form_export` returns of the tables of a file of that name.

    A `reader` by the same vocabulary may know some of the answers already. `known_forms` are the ids of the
    forms that were imported before: sheets under their headings come before others.
    """
    choice = choose_sheets(tables, name, vocabulary, decisions or ReadingDecisions(), known_forms)
    if sum(len(sheet.rows) for sheet in choice.read) > MOST_ROWS:
        raise too_many_rows()
    remarks = tuple(remark for table in tables for remark in table.remarks)
    export = _read_sheets(choice.read, reader or AnswerReader(vocabulary), watch or Watch())
    told = (
        *map(_remark, remarks),
        *export.problems,
        *map(_not_read, choice.left_out),
        *map(_no_list, choice.without_list),
    )
    return replace(export, problems=told, found_sheets=choice.found, asks_sheets=choice.is_asked)


def _read_sheets(sheets: Sequence[PeopleSheet], reader: AnswerReader, watch: Watch) -> FormExport:
    names = tuple(sheet.name for sheet in sheets) if len(sheets) > 1 else ("",)
    answers: list[FormAnswer] = []
    problems: list[Problem] = []
    for number, (name, sheet) in enumerate(zip(names, sheets, strict=True)):
        part = watch.part(number / len(sheets), (number + 1) / len(sheets))
        layout = with_readers(with_directions(sheet.layout))
        rows = RowReader(_form(sheet.form, layout), layout, reader)
        answers += (_on_sheet(name, rows.answer(row)) for row in part.through(tuple(sheet.listed), "Reading"))
        told = (*_repeated_headings(sheet.layout), *rows.unclear_dates(), *_directions(sheet.layout))
        problems += (replace(problem, sheet=name) for problem in told)
    on_sheets = f" on {len(sheets)} sheets" if len(sheets) > 1 else ""
    shape = shape_of(max(sheets, key=lambda sheet: sheet.layout.score).layout.headings)
    return FormExport(
        shape=shape,
        looks_like=f"{shape.in_words} with {counted(len(answers), 'answer')}{on_sheets}",
        guesses=_once_each(guess for sheet in sheets for guess in sheet.layout.guesses()),
        unread=tuple(dict.fromkeys(heading for sheet in sheets for heading in sheet.layout.unread)),
        answers=tuple(answers),
        problems=tuple(problems),
        reader=reader,
        sheets=names if len(sheets) > 1 else (),
        sideless=tuple(sheet.name for sheet in sheets if sheet.name and _is_sideless(sheet)),
    )


def _once_each(guesses: Iterable[ColumnGuess]) -> tuple[ColumnGuess, ...]:
    """Return each heading once, of several columns or sheets the one to decide on, else the fullest."""
    found: dict[str, ColumnGuess] = {}
    for guess in guesses:
        kept = found.setdefault(guess.heading, guess)
        if (not guess.is_sure, guess.count) > (not kept.is_sure, kept.count):
            found[guess.heading] = guess
    return tuple(found.values())


def _is_sideless(sheet: PeopleSheet) -> bool:
    return not sheet.says_sector and any(each.sector is None for each in sheet.listed)


def _form(id_: str, layout: Layout) -> Form:
    """Return what is known of the form whose layout says all that its columns answer."""
    columns = layout.columns
    return Form(
        id=id_,
        headings=layout.headings,
        columns={column.question: column.heading for column in reversed(columns)},
        offered=offered_options(columns),
    )


def _on_sheet(name: str, answer: FormAnswer) -> FormAnswer:
    if not name:
        return answer
    problems = tuple(replace(problem, sheet=name) for problem in answer.problems)
    return replace(answer, sheet=name, problems=problems)


def _remark(remark: Remark) -> Problem:
    return Problem(row=remark.row, column="", value="", message=remark.message, advice=remark.advice)


def _not_read(sheet: PeopleSheet) -> Problem:
    rows = counted(len(sheet.rows), "answer was", "answers were")
    why = "has other headings" if sheet.is_understood else "has no headings that name people"
    return Problem(
        row=sheet.layout.row,
        column="",
        value="",
        message=f"The sheet “{sheet.name}” {why}, so its {rows} not read.",
        advice="If these are people, say when you import the file that this sheet is to be read too.",
        sheet=sheet.name,
    )


def _no_list(sheet: str) -> Problem:
    return Problem(
        row=1,
        column="",
        value="",
        message=f"The sheet “{sheet}” holds no list that can be read, so nothing was taken from it.",
        advice="If it holds people, give it a row of headings over three columns or more, such as Name.",
        sheet=sheet,
    )


def _directions(layout: Layout) -> Iterator[Problem]:
    for column, row in unread_directions(layout):
        yield cell_problem(
            row,
            column,
            row.text(column.index),
            "The cell does not say plainly whether the strength is shared or wanted, so it was not read.",
            "Write Share or Gain in the sheet and import it again.",
        )


def _repeated_headings(layout: Layout) -> Iterator[Problem]:
    for heading in layout.repeated:
        yield Problem(
            row=layout.row,
            column=heading,
            value=heading,
            message="Several columns have this heading; the one with the most answers was read.",
            advice="Give each column a heading of its own if another one should be read.",
        )
