"""A report as a Word document to go on writing in: real headings and tables, nothing of it an image."""

import io
from itertools import zip_longest

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import _Cell

from buddy_matcher.documents.word_properties import set_properties
from buddy_matcher.domain.phrases import unbroken
from buddy_matcher.domain.report import ALL, NOT_SHOWN, STRIP, Fill, Report, ReportSection, Table

_FONT = "Arial"
_SIZE = 11
_SQUARES = 10


def as_word(report: Report) -> bytes:
    """Return a report as .docx."""
    document = Document()
    _set_up(document, report)
    document.add_heading(report.title, level=1)
    _add(document, report.subtitle)
    for section in report.sections:
        _write(document, section)
    for words in report.footnotes:
        _add(document, words)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_up(document: Docx, report: Report) -> None:
    set_properties(document, f"{report.title}: {report.subtitle}")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(15)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(_SIZE)
    normal.paragraph_format.space_after = Pt(4)
    for level, size in ((1, 18), (2, 13), (3, 11)):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.paragraph_format.space_before = Pt(8 if level == 2 else 4)  # noqa: PLR2004 - sections
        style.paragraph_format.space_after = Pt(2)


def _write(document: Docx, section: ReportSection) -> None:
    document.add_heading(section.part.heading, level=2)
    if section.sentences:
        _add(document, " ".join(section.sentences))
    for words in section.own.splitlines():
        _add(document, words)
    for table in section.tables:
        _write_table(document, table)
    for words in section.quotations:
        _add(document, f"“{words}”", "Quote").paragraph_format.space_after = Pt(2)
    for words in section.bullets:
        _add(document, words, "List Bullet").paragraph_format.space_after = Pt(0)


def _write_table(document: Docx, table: Table) -> None:
    document.add_heading(table.title, level=3)
    headings = (*table.columns, *((STRIP,) if table.strip else ()))
    made = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    made.autofit = True
    for place, (cell, words) in enumerate(zip(made.rows[0].cells, headings, strict=True)):
        _fill(cell, words, is_number=place > 0, is_bold=True)
    _repeat(made.rows[0]._tr)  # noqa: SLF001 - python-docx has no other way
    for row, part in zip_longest(table.printed, table.strip):
        cells = (*row, _filled(part)) if table.strip else row
        for place, (cell, words) in enumerate(zip(made.add_row().cells, cells, strict=True)):
            _fill(cell, words, is_number=place > 0, is_bold=row[0] == ALL)


def _filled(part: Fill) -> str:
    """Return a strip of squares, so many of them full; the number beside it says how many it stands for."""
    full = 0 if part is None else round(part * _SQUARES)
    return NOT_SHOWN if part is None else "■" * full + "□" * (_SQUARES - full)


def _fill(cell: _Cell, words: str, *, is_number: bool, is_bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.add_run(words).bold = is_bold
    paragraph.paragraph_format.space_after = Pt(0)
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat(row: object) -> None:
    """Mark a row as a table's heading, for screen readers and for further pages."""
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(OxmlElement("w:tblHeader"))


def _add(document: Docx, words: str, style: str = "Normal"):  # type: ignore[no-untyped-def]
    return document.add_paragraph(unbroken(words), style=style)
