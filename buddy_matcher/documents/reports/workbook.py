"""A report as a workbook: what it says on the first sheet, then a sheet for each table, to work on with."""

import re
from textwrap import shorten

from buddy_matcher.documents.workbook_out import Cell, Sheet, workbook_of
from buddy_matcher.domain.report import NOT_SHOWN, STRIP, Report, Table

_LONGEST_NAME = 31
_PENCE_PER_POUND = 100
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def as_workbook(report: Report) -> bytes:
    """Return a report as .xlsx; numbers are numbers, money is in pounds."""
    sheets = [Sheet("Report", ("Section", "What is said"), _sentences(report))]
    sheets += [_sheet(table) for table in report.tables]
    return workbook_of(sheets)


def _sentences(report: Report) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = [(report.title, report.subtitle)]
    for section in report.sections:
        said = (*section.sentences, *section.own.splitlines(), *section.quotations, *section.bullets)
        rows += [(section.part.heading, words) for words in said]
    return [*rows, *(("", words) for words in report.footnotes)]


def _sheet(table: Table) -> Sheet:
    """Return a table as a sheet; a strip is a column of shares with bars."""
    rows = _rows(table)
    if not table.strip:
        return Sheet(_name(table), table.columns, rows)
    filled = [
        (*row, NOT_SHOWN if part is None else part) for row, part in zip(rows, table.strip, strict=True)
    ]
    return Sheet(_name(table), (*table.columns, STRIP), filled, bars=(len(table.columns),))


def _rows(table: Table) -> list[tuple[Cell, ...]]:
    is_money = [column in table.pence for column in table.columns]
    return [
        tuple(
            NOT_SHOWN
            if value is None
            else value / _PENCE_PER_POUND
            if pence and isinstance(value, int)
            else value
            for value, pence in zip(row, is_money, strict=True)
        )
        for row in table.rows
    ]


def _name(table: Table) -> str:
    return shorten(_NOT_IN_NAMES.sub(" ", table.title), _LONGEST_NAME, placeholder="…")
