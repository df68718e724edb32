"""Writes answers to a form as form tools export them, by the rules of each."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import xlsxwriter

from buddy_matcher.domain.answers import Asked
from buddy_matcher.domain.made_forms import AnswerType, FormQuestion, MadeForm
from buddy_matcher.domain.questions import Question

type Chosen = Mapping[Question | Asked, Sequence[str]]
"""What somebody answered: the chosen options, or one text."""

type Tool = Callable[[MadeForm, Sequence[Chosen], Path], Path]
"""Writes the answers of several people into a folder and returns the file."""


def microsoft_forms(form: MadeForm, people: Sequence[Chosen], folder: Path) -> Path:
    """Several choices end in a semicolon each; the account's columns say nothing of an anonymous form."""
    path = folder / "microsoft.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        texts = [question.text for question in form.questions]
        sheet.write_row(0, 0, ["ID", "Start time", "Completion time", "Email", "Name", *texts])
        for row, chosen in enumerate(people, start=1):
            answers = [_joined(question, chosen, "{};", "") for question in form.questions]
            sheet.write_row(row, 0, [row, "5/20/26 13:40:00", "5/20/26 13:48:00", "anonymous", "", *answers])
    return path


def google_sheet(form: MadeForm, people: Sequence[Chosen], folder: Path) -> Path:
    """Several choices stand with a comma between them."""
    rows = [
        ["20/05/2026 13:48:00", *(_joined(q, chosen, "{}", ", ") for q in form.questions)]
        for chosen in people
    ]
    return _csv(folder / "google.csv", [_google_headings(form), *rows])


def google_download(form: MadeForm, people: Sequence[Chosen], folder: Path) -> Path:
    """Several choices stand with a semicolon between them."""
    rows = [
        ["2026/05/20 1:43:01 PM GMT+1", *(_joined(q, chosen, "{}", ";") for q in form.questions)]
        for chosen in people
    ]
    return _csv(folder / "google-download.csv", [_google_headings(form), *rows])


def _google_headings(form: MadeForm) -> list[str]:
    return ["Timestamp", *(question.text for question in form.questions)]


def survey_monkey(form: MadeForm, people: Sequence[Chosen], folder: Path) -> Path:
    """Two rows of headings; several choices have a column each, which holds the option or nothing."""
    first, second = ["Respondent ID", "Start Date", "End Date"], ["", "", ""]
    for question in form.questions:
        columns = question.options if question.answers is AnswerType.CHOICES else ("",)
        heading = "Response" if question.answers is AnswerType.CHOICE else "Open-Ended Response"
        first += [question.text, *[""] * (len(columns) - 1)]
        second += [option or heading for option in columns]
    rows = [first, second]
    for number, chosen in enumerate(people, start=1):
        row = [str(114_000_000 + number), "20/05/2026 13:40:00", "20/05/2026 13:48:00"]
        for question in form.questions:
            picked = chosen.get(question.question, ())
            if question.answers is AnswerType.CHOICES:
                row += [option if option in picked else "" for option in question.options]
            else:
                row.append(picked[0] if picked else "")
        rows.append(row)
    return _csv(folder / "survey-monkey.csv", rows)


TOOLS: tuple[Tool, ...] = (microsoft_forms, google_sheet, google_download, survey_monkey)


def _joined(question: FormQuestion, chosen: Chosen, each: str, between: str) -> str:
    picked = chosen.get(question.question, ())
    if question.answers is not AnswerType.CHOICES:
        return picked[0] if picked else ""
    return between.join(each.format(option) for option in picked)


def _csv(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    path.write_text(stream.getvalue(), "utf-8")
    return path
