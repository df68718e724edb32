"""A form export as a whole: the sheet that explains itself best, and the answers below its headings.

It compares nothing with the scheme; that is `services.import_people`.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from buddy_matcher.documents.choices import Vocabulary
from buddy_matcher.documents.form_rows import FormAnswer, RowReader
from buddy_matcher.documents.grid import TableRow
from buddy_matcher.documents.headings import Layout, find_layout
from buddy_matcher.documents.tables import read_tables
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.import_report import Problem
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.text import counted, fold

_TOTALS = frozenset({"total", "totals", "grand total", "sum", "count", "average"})


@dataclass(frozen=True, kw_only=True, slots=True)
class FormExport:
    """The answers of one sheet.

    `form` tells one form from another; `columns` are headings by question. `offered` are the folded
    options of each question that has a column per option: of others such a sheet says nothing.
    `unread` are the headings of columns that answer no question.
    """

    form: str
    looks_like: str
    columns: Mapping[Question, str]
    offered: Mapping[Question, frozenset[str]]
    unread: tuple[str, ...]
    answers: tuple[FormAnswer, ...]
    problems: tuple[Problem, ...]


def read_form_export(path: Path, vocabulary: Vocabulary) -> FormExport:
    """Return the answers of a sheet; raises UserError without headings or answers, or when unreadable."""
    found = [find_layout(table, vocabulary) for table in read_tables(path)]
    layouts = [layout for layout in found if layout is not None]
    if not layouts:
        raise UserError(
            "No row of headings was recognised, so nothing was imported.",
            "Above the answers the sheet needs headings such as Name, E-mail, Organisation and Sector.",
        )
    layout = max(layouts, key=lambda candidate: (bool(candidate.answers), candidate.score))
    reader = RowReader(layout, vocabulary)
    answers = tuple(reader.answer(row) for row in layout.answers if not _is_total(row))
    if not answers:
        raise UserError(
            f"“{path.name}” has headings but no answers below them, so nothing was imported.",
            "Wait until somebody has answered, or export the answers again.",
        )
    return FormExport(
        form=_fingerprint(layout),
        looks_like=f"{_origin(layout)} with {counted(len(answers), 'answer')}",
        columns={column.question: column.heading for column in reversed(layout.columns)},
        offered=_offered(layout),
        unread=layout.unread,
        answers=answers,
        problems=(*_repeated_headings(layout), *reader.unclear_dates()),
    )


def _is_total(row: TableRow) -> bool:
    return fold(next(cell for cell in row.cells if cell.strip())).rstrip(":") in _TOTALS


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
