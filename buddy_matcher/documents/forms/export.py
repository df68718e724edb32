"""A form export as a whole: the sheets that explain themselves best, and the answers below their headings.

It compares nothing with a scheme; that is what an import does.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.forms.headings import Layout, find_layout
from buddy_matcher.documents.forms.rows import FormAnswer, RowReader
from buddy_matcher.documents.grid import MOST_ROWS, TableRow, too_large
from buddy_matcher.documents.tables import read_tables
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.import_report import Problem
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.text import counted, fold

_TOTALS = frozenset({"total", "totals", "grand total", "sum", "count", "average"})
_NUMBER = re.compile(r"[\d.,%£]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class FormExport:
    """The answers of all sheets that have the same headings, in the order of the workbook.

    `form` tells one form from another; `columns` are headings by question. `offered` are the folded
    options of each question that has a column per option: of others such a sheet says nothing.
    `unread` are the headings of columns that answer no question. `sheets` are the names of the sheets
    where several were read.
    """

    form: str
    looks_like: str
    columns: Mapping[Question, str]
    offered: Mapping[Question, frozenset[str]]
    unread: tuple[str, ...]
    answers: tuple[FormAnswer, ...]
    problems: tuple[Problem, ...]
    sheets: tuple[str, ...] = ()

    def problem(self, answer: FormAnswer, question: Question, message: str, advice: str) -> Problem:
        """Return a problem of one answer to one question."""
        text = answer.response if question is Question.RESPONSE else answer.texts.get(question, "")
        return Problem(
            row=answer.row,
            column=self.columns.get(question, ""),
            value=text,
            message=message,
            advice=advice,
            sheet=answer.sheet,
        )


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    layout: Layout

    @property
    def headings(self) -> frozenset[str]:
        return frozenset(fold(heading) for heading in self.layout.headings if heading)

    @property
    def answers(self) -> tuple[TableRow, ...]:
        return tuple(row for row in self.layout.answers if not _is_total(row))


def read_form_export(path: Path, vocabulary: Vocabulary) -> FormExport:
    """Return the answers of a workbook or CSV file.

    Raises UserError without headings or answers, or when it can't be read.
    """
    found = ((table.name, find_layout(table, vocabulary)) for table in read_tables(path))
    sheets = [_Sheet(name, layout) for name, layout in found if layout is not None]
    if not sheets:
        raise UserError(
            "No row of headings was recognised, so nothing was imported.",
            "Above the answers the sheet needs headings such as Name, E-mail, Organisation and Sector.",
        )
    filled = [sheet for sheet in sheets if sheet.answers]
    if not filled:
        raise UserError(
            f"“{path.name}” has headings but no answers below them, so nothing was imported.",
            "Wait until somebody has answered, or export the answers again.",
        )
    if sum(len(sheet.answers) for sheet in filled) > MOST_ROWS:
        raise too_large()
    best = max(filled, key=lambda sheet: sheet.layout.score)
    same = [sheet for sheet in filled if sheet.headings == best.headings]
    others = [sheet for sheet in filled if sheet.headings != best.headings]
    return _read_sheets(best.layout, same, others, vocabulary)


def _read_sheets(
    best: Layout, sheets: Sequence[_Sheet], others: Sequence[_Sheet], vocabulary: Vocabulary
) -> FormExport:
    names = tuple(sheet.name for sheet in sheets) if len(sheets) > 1 else ("",)
    answers: list[FormAnswer] = []
    problems: list[Problem] = []
    for name, sheet in zip(names, sheets, strict=True):
        reader = RowReader(sheet.layout, vocabulary)
        answers += (_on_sheet(name, reader.answer(row)) for row in sheet.answers)
        found = (*_repeated_headings(sheet.layout), *reader.unclear_dates())
        problems += (replace(problem, sheet=name) for problem in found)
    on_sheets = f" on {len(sheets)} sheets" if len(sheets) > 1 else ""
    return FormExport(
        form=_fingerprint(best),
        looks_like=f"{_origin(best)} with {counted(len(answers), 'answer')}{on_sheets}",
        columns={column.question: column.heading for column in reversed(best.columns)},
        offered=_offered(best),
        unread=tuple(dict.fromkeys(heading for sheet in sheets for heading in sheet.layout.unread)),
        answers=tuple(answers),
        problems=(*problems, *map(_not_read, others)),
        sheets=names if len(sheets) > 1 else (),
    )


def _on_sheet(name: str, answer: FormAnswer) -> FormAnswer:
    problems = tuple(replace(problem, sheet=name) for problem in answer.problems)
    return replace(answer, sheet=name, problems=problems)


def _not_read(sheet: _Sheet) -> Problem:
    return Problem(
        row=sheet.layout.row,
        column="",
        value="",
        message=f"The sheet “{sheet.name}” has other headings, so its "
        f"{counted(len(sheet.answers), 'answer was', 'answers were')} not read.",
        advice="If these are people, save the sheet as a file of its own and import that too.",
        sheet=sheet.name,
    )


def _is_total(row: TableRow) -> bool:
    first, *others = (fold(cell) for cell in row.cells if cell.strip())
    return first.rstrip(":") in _TOTALS and all(_NUMBER.fullmatch(cell) for cell in others)


def _offered(layout: Layout) -> dict[Question, frozenset[str]]:
    joined = {column.question for column in layout.columns if not column.option}
    asked = {column.question for column in layout.columns} - joined
    return {
        question: frozenset(fold(column.option) for column in layout.columns if column.question is question)
        for question in asked
    }


def _fingerprint(layout: Layout) -> str:
    headings = "\n".join(fold(heading) for heading in layout.headings if heading)
    return hashlib.sha256(headings.encode()).hexdigest()[:16]


def _origin(layout: Layout) -> str:
    headings = {fold(heading) for heading in layout.headings}
    if {"start time", "completion time"} <= headings:
        return "A Microsoft Forms export"
    if "respondent id" in headings:
        return "A SurveyMonkey export"
    return "A Google Forms export" if "timestamp" in headings else "A list"


def _repeated_headings(layout: Layout) -> Iterator[Problem]:
    for heading in layout.repeated:
        yield Problem(
            row=layout.row,
            column=heading,
            value=heading,
            message="Several columns have this heading; the one with the most answers was read.",
            advice="Give each column a heading of its own if another one should be read.",
        )
