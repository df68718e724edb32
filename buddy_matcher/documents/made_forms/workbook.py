"""A form as an Excel sheet to hand round: a row a person, drop-down lists where there is one choice.

Where several options can be chosen there is a column for each, to be marked with an x: a cell has room for
one choice only.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import xlsxwriter

from buddy_matcher.documents.files import MARK
from buddy_matcher.domain.made_forms import AnswerType, FormQuestion, MadeForm

ROWS = 300
"""How many people a sheet has room for: as many as a large scheme has."""

_QUESTION_ROW, _OPTION_ROW, _FIRST_ROW = 0, 1, 2
_MARKS = ("x",)


@dataclass(frozen=True, slots=True)
class _Column:
    question: FormQuestion
    option: str = ""


def as_workbook(form: MadeForm) -> bytes:
    """Return a form as .xlsx; what comes back is read as a list of one's own."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"author": MARK, "title": form.title})
        sheet, lists = workbook.add_worksheet("People"), workbook.add_worksheet("Lists")
        lists.hide()
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        columns = [column for question in form.questions for column in _columns(question)]
        for position, column in enumerate(columns):
            _write(sheet, lists, position, column, bold)
        _merge_groups(sheet, columns, bold)
        sheet.freeze_panes(_FIRST_ROW, 1)
    return stream.getvalue()


def _columns(question: FormQuestion) -> Iterator[_Column]:
    if question.answers is AnswerType.CHOICES:
        yield from (_Column(question, option) for option in question.options)
    else:
        yield _Column(question)


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    lists: xlsxwriter.worksheet.Worksheet,
    position: int,
    column: _Column,
    bold: object,
) -> None:
    question = column.question
    sheet.set_column(position, position, 14 if column.option else 24)
    if column.option:
        sheet.write_string(_OPTION_ROW, position, column.option, bold)
    else:
        sheet.write_string(_QUESTION_ROW, position, question.text, bold)
    options = _MARKS if column.option else question.options
    if options:
        # A list of its own sheet: one that is written into the cell may have 255 characters only.
        lists.write_column(0, position, options)
        source = xlsxwriter.utility.xl_range_abs(0, position, len(options) - 1, position)
        sheet.data_validation(
            _FIRST_ROW, position, ROWS, position, {"validate": "list", "source": f"=Lists!{source}"}
        )


def _merge_groups(sheet: xlsxwriter.worksheet.Worksheet, columns: list[_Column], bold: object) -> None:
    """Write each question that has a column an option over those columns."""
    for question in {column.question.text: column.question for column in columns if column.option}.values():
        places = [p for p, column in enumerate(columns) if column.question is question]
        if len(places) == 1:
            sheet.write_string(_QUESTION_ROW, places[0], question.text, bold)
        else:
            sheet.merge_range(_QUESTION_ROW, places[0], _QUESTION_ROW, places[-1], question.text, bold)
