"""Writes sheets for tests as other programs would, also those that no program should."""

import csv
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook

from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.starter_lists import starter_strengths, starter_themes
from buddy_matcher.domain.ids import StrengthId, ThemeId

VOCABULARY = Vocabulary(
    tuple(replace(strength, id=StrengthId(i)) for i, strength in enumerate(starter_strengths(), start=1)),
    tuple(replace(theme, id=ThemeId(i)) for i, theme in enumerate(starter_themes(), start=1)),
)
"""The starter lists as a scheme holds them."""

SAMPLES = Path(__file__).parents[1] / "samples"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def write_csv(path: Path, rows: Iterable[Sequence[str]], encoding: str = "utf-8") -> Path:
    """Write rows as CSV and return the path."""
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def write_workbook(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    """Write rows as a workbook of one sheet, as Excel would, and return the path."""
    return write_sheets(path, {"Sheet1": rows})


def write_sheets(path: Path, sheets: Mapping[str, Iterable[Sequence[object]]]) -> Path:
    """Write a workbook of sheets by name, as Excel would, and return the path."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def write_archive(path: Path, members: Mapping[str, str | bytes]) -> Path:
    """Write a zip file and return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def raw_workbook(path: Path, sheet_rows: str, *, prolog: str = "") -> Path:
    """Write the smallest workbook that holds the given XML of rows, and return its path."""
    sheet = f'{prolog}<worksheet xmlns="{_MAIN}"><sheetData>{sheet_rows}</sheetData></worksheet>'
    return write_archive(
        path,
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
            f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet,
        },
    )


def text_cell(place: str, text: str) -> str:
    """Return the XML of a cell that holds text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
