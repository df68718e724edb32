"""Prints the pages of a PDF, so that paper and preview come from the same bytes.

`print_pages` runs on the worker thread: it makes its own document and touches no widget.
"""

from itertools import batched

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from buddy_matcher.domain.errors import EnvironmentProblem
from buddy_matcher.ui.acting.jobs import Cancelled, Progress

HIGHEST_RESOLUTION = 600
"""Dots an inch: text gains nothing above it, and one page would take hundreds of megabytes."""

_POINTS_PER_INCH = 72
_WIDEST_A5 = 420
"""The width in points up to which a page is taken to be A5, half a sheet of A4."""


def has_printer() -> bool:
    """Return whether a printer is installed; without one QPrinter silently writes a file."""
    return bool(QPrinterInfo.availablePrinterNames())


class PrinterDialog(QPrintDialog):
    """Chooses a printer for A4 sheets; `name` is what its queue shows."""

    @classmethod
    def ask(cls, parent: QWidget, *, name: str = "Letters", both_sides: bool = False) -> QPrinter | None:
        """Return the chosen printer, or None when it was cancelled."""
        printer = a4_printer(both_sides=both_sides)
        printer.setDocName(name)
        dialog = cls(printer, parent)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        return printer if dialog.exec() else None


def a4_printer(*, both_sides: bool) -> QPrinter:
    """Return the usual printer, set to whole A4 pages."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    modes = QPrinter.DuplexMode
    printer.setDuplex(modes.DuplexLongSide if both_sides else modes.DuplexNone)
    return printer


def print_pages(pdf: bytes, printer: QPrinter, progress: Progress, cancelled: Cancelled) -> int:
    """Print every page of a PDF on A4 sheets, upright or across as the pages are; return how many sheets.

    Two A5 pages share a sheet, which is cut afterwards. Once `cancelled` says so the rest is not sent. Raises
    EnvironmentProblem when the printer can't start.
    """
    content = QBuffer()
    content.setData(QByteArray(pdf))
    content.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(content)
    sheets = _sheets_of(document)
    first = document.pagePointSize(0)
    is_across = first.width() > first.height() or len(sheets[0]) > 1
    orientations = QPageLayout.Orientation
    printer.setPageOrientation(orientations.Landscape if is_across else orientations.Portrait)
    painter = QPainter()
    if not painter.begin(printer):
        raise EnvironmentProblem(
            f"{printer.printerName()} could not start to print. Nothing was recorded as printed.",
            "Check that the printer is switched on, or save a PDF instead.",
        )
    try:
        for number, pages in enumerate(sheets):
            if cancelled():
                printer.abort()
                break
            progress(number / len(sheets), f"Sending page {number + 1} of {len(sheets)} to the printer")
            if number:
                printer.newPage()
            left = 0
            for page in pages:
                left += _paint_page(document, page, painter, printer.resolution(), left)
    finally:
        painter.end()
        document.close()
    return len(sheets)


def _sheets_of(document: QPdfDocument) -> list[tuple[int, ...]]:
    """Return the pages that stand on each sheet: two where they are A5."""
    pages = range(document.pageCount())
    is_half = document.pagePointSize(0).width() <= _WIDEST_A5
    return list(batched(pages, 2 if is_half else 1))


def _paint_page(document: QPdfDocument, page: int, painter: QPainter, resolution: int, left: int) -> int:
    """Paint a page so many dots from the left, and return how many it is wide."""
    points = document.pagePointSize(page)
    picture = document.render(page, _pixels(points, min(resolution, HIGHEST_RESOLUTION)))
    size = _pixels(points, resolution)
    painter.drawImage(QRectF(left, 0, *size.toTuple()), picture)
    return size.width()


def _pixels(points: QSizeF, resolution: int) -> QSize:
    return (points * resolution / _POINTS_PER_INCH).toSize()
