"""A report as a tagged PDF, in print of 11 points."""

from typing import Any

from buddy_matcher.documents.papers import laid_out
from buddy_matcher.domain.report import STRIP, Report, ReportSection, Table


def as_paper(report: Report) -> bytes:
    """Return a report as PDF (PDF/UA-1)."""
    return laid_out(
        "report",
        {
            "title": report.title,
            "subtitle": report.subtitle,
            "sections": [_section(section) for section in report.sections],
            "footnotes": list(report.footnotes),
        },
    )


def _section(section: ReportSection) -> dict[str, Any]:
    return {
        "heading": section.part.heading,
        "sentences": " ".join(section.sentences),
        "own": section.own.splitlines(),
        "tables": [_table(table) for table in section.tables],
        "quotations": list(section.quotations),
        "bullets": list(section.bullets),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "columns": list(table.columns),
        "rows": [list(row) for row in table.printed],
        "strip": list(table.strip),
        "strip_heading": STRIP,
    }
