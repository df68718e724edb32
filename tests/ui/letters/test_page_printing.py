"""Printing: the pages of a PDF reach the printer, or the refusal is clear."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter

from buddy_matcher.domain.errors import EnvironmentProblem
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.letters.page_printing import a4_printer, print_pages
from tests.helpers.people import Ids

A4_POINTS = (595, 842)


@pytest.fixture
def pdf(services: Services, ids: Ids) -> bytes:
    return services.letters.pages(ids.values())


@pytest.fixture
def printer(qapp, tmp_path: Path) -> QPrinter:
    """A printer that puts its sheets into a file."""
    printer = a4_printer(both_sides=False)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printer.setResolution(72)
    return printer


def never() -> bool:
    return False


def ignore(_done: float, _text: str) -> None:
    pass


def test_every_page_is_printed_on_a4(pdf: bytes, printer: QPrinter, tmp_path: Path):
    told = []
    pages = print_pages(pdf, printer, lambda done, text: told.append((done, text)), never)
    sheets = PdfReader(tmp_path / "paper.pdf").pages
    assert pages == len(sheets) == len(PdfReader(BytesIO(pdf)).pages)
    assert [round(float(side)) for side in sheets[0].mediabox[2:]] == pytest.approx(A4_POINTS, abs=1)
    assert told[0] == (0.0, f"Sending page 1 of {pages} to the printer")


def test_nothing_more_is_sent_once_it_was_cancelled(pdf: bytes, printer: QPrinter):
    told = []
    print_pages(pdf, printer, lambda *step: told.append(step), lambda: bool(told))
    assert len(told) == 1


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_cannot_start_is_told(pdf: bytes, printer: QPrinter, tmp_path: Path):
    printer.setOutputFileName(str(tmp_path / "no such folder" / "paper.pdf"))
    with pytest.raises(EnvironmentProblem, match="could not start to print"):
        print_pages(pdf, printer, ignore, never)
