"""Prints the pages of a PDF, so that paper and preview come from the same bytes.

`print_pages` runs on the worker thread: it makes its own document and touches no widget.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.errors import EnvironmentProblem
from buddy_matcher.ui.acting.jobs import Cancelled, Progress

HIGHEST_RESOLUTION = 600
"""Dots an inch: text gains nothing above it, and one page would take hundreds of megabytes."""

_POINTS_PER_INCH = 72


def has_printer() -> bool:
    """Return whether a printer is installed; without one QPrinter silently writes a file."""
    return bool(QPrinterInfo.availablePrinterNames())


class PrinterDialog(QPrintDialog):
    """Chooses a printer for A4 letters."""

    @classmethod
    def ask(cls, parent: QWidget, *, both_sides: bool) -> QPrinter | None:
        """Return the chosen printer, or None when it was cancelled."""
        printer = letter_printer(both_sides=both_sides)
        dialog = cls(printer, parent)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        return printer if dialog.exec() else None


def letter_printer(*, both_sides: bool) -> QPrinter:
    """Return the usual printer, set to whole A4 pages."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    modes = QPrinter.DuplexMode
    printer.setDuplex(modes.DuplexLongSide if both_sides else modes.DuplexNone)
    printer.setDocName("Letters")
    return printer


def print_pages(pdf: bytes, printer: QPrinter, progress: Progress, cancelled: Cancelled) -> int:
    """Print every page of a PDF and return how many there were.

    Once `cancelled` says so the rest is not sent. Raises EnvironmentProblem when the printer can't start.
    """
    content = QBuffer()
    content.setData(QByteArray(pdf))
    content.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(content)
    pages = document.pageCount()
    painter = QPainter()
    if not painter.begin(printer):
        raise EnvironmentProblem(
            f"{printer.printerName()} could not start to print. Nothing was recorded as printed.",
            "Check that the printer is switched on, or save the letters as PDF.",
        )
    try:
        for page in range(pages):
            if cancelled():
                printer.abort()
                break
            progress(page / pages, f"Sending page {page + 1} of {pages} to the printer")
            if page:
                printer.newPage()
            _paint_page(document, page, painter, printer.resolution())
    finally:
        painter.end()
        document.close()
    return pages


def _paint_page(document: QPdfDocument, page: int, painter: QPainter, resolution: int) -> None:
    points = document.pagePointSize(page)
    picture = document.render(page, _pixels(points, min(resolution, HIGHEST_RESOLUTION)))
    painter.drawImage(QRectF(0, 0, *_pixels(points, resolution).toTuple()), picture)


def _pixels(points: QSizeF, resolution: int) -> QSize:
    return (points * resolution / _POINTS_PER_INCH).toSize()
