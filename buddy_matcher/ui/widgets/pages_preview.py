"""Shows the real pages of letters and papers, from the very PDF that is printed; no file is kept."""

from typing import override

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from buddy_matcher.ui.widgets.announcements import announce
from buddy_matcher.ui.widgets.labels import quiet_label
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow, in_one_line

_ZOOM_STEP = 1.25
_WIDEST_PAGE = "Page 188 of 188"
_SMALLEST_ZOOM, _LARGEST_ZOOM = 0.2, 5.0
_WIDEST_FIT = 1.25
"""The largest zoom in which pages fit the width by themselves: print of 11 points is large enough there."""


class PagesPreview(QWidget):
    """Pages of what `name` says, with buttons to turn and to enlarge them."""

    page_turned = Signal(int, int)
    """The page in sight, from 1, and how many there are."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = QBuffer(self)
        self._document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setAccessibleName(name)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._is_fitting = True
        # On a thread, a page of the document before that is drawn late stays in sight in place of this one's.
        for renderer in self._view.findChildren(QPdfPageRenderer):
            renderer.setRenderMode(QPdfPageRenderer.RenderMode.SingleThreaded)
        self._view.setDocument(self._document)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(f"{name}, as text")
        self._message = quiet_label()
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._page = quiet_label(wraps=False)
        # The row was laid out while it was empty, and cut off the buttons beside it.
        self._page.setMinimumWidth(self._page.fontMetrics().horizontalAdvance(_WIDEST_PAGE))
        self._previous = _tool("Previous", "Alt+PgUp", lambda: self._turn(-1), name="Previous page")
        self._next = _tool("Next", "Alt+PgDown", lambda: self._turn(1), name="Next page")
        self._smaller = _tool("−", "Ctrl+-", lambda: self._zoom(1 / _ZOOM_STEP), name="Zoom out")
        self._larger = _tool("+", "Ctrl+=", lambda: self._zoom(_ZOOM_STEP), name="Zoom in")
        self._fit = _tool("Fit width", "Ctrl+0", self._fit_width)
        self._places = QStackedWidget()
        self._lay_out()
        self._view.pageNavigator().currentPageChanged.connect(self._on_page_changed)
        self.show_message("")

    def show_pages(self, pdf: bytes) -> None:
        """Show the pages of a PDF from its first one."""
        self._close()
        self._content.setData(QByteArray(pdf))
        self._content.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._content)
        self._places.setCurrentWidget(self._view)
        self._fit_anew()
        self._on_page_changed()

    def show_text(self, text: str) -> None:
        """Show a text in place of pages, to read and to copy from."""
        self._close()
        self._text.setPlainText(text)
        self._places.setCurrentWidget(self._text)
        self._on_page_changed()

    def show_message(self, text: str) -> None:
        """Show a sentence in place of pages."""
        self._close()
        self._message.setText(text)
        self._places.setCurrentWidget(self._message)
        self._on_page_changed()

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount()

    def _lay_out(self) -> None:
        tools = WrappingRow(
            in_one_line(self._previous, self._next, self._page),
            in_one_line(self._smaller, self._larger, self._fit),
        )
        self._places.addWidget(self._view)
        self._places.addWidget(self._text)
        self._places.addWidget(self._message)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(tools)
        layout.addWidget(self._places, 1)

    def _close(self) -> None:
        self._document.close()
        self._content.close()

    def _turn(self, pages: int) -> None:
        navigator = self._view.pageNavigator()
        page = navigator.currentPage() + pages
        if 0 <= page < self.page_count:
            navigator.jump(page, QPointF(), 0)
            announce(self._page, self._page.text())

    def _zoom(self, factor: float) -> None:
        self._is_fitting = False
        shown = self._shown_zoom()
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(min(_LARGEST_ZOOM, max(_SMALLEST_ZOOM, shown * factor)))
        announce(self._page, f"{self._view.zoomFactor():.0%} of the printed size")

    def _shown_zoom(self) -> float:
        """Return the zoom factor as it is on screen, also while the pages fit the width."""
        if self._view.zoomMode() is QPdfView.ZoomMode.Custom or not self.page_count:
            return self._view.zoomFactor()
        margins = self._view.documentMargins()
        width = self._view.viewport().width() - margins.left() - margins.right()
        points = self._document.pagePointSize(0).width()
        return width / (points * self._view.logicalDpiX() / 72)

    def _fit_anew(self) -> None:
        """Show pages as wide as the pane, but no larger than is good to read."""
        if not self._is_fitting:
            return
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        if self._shown_zoom() > _WIDEST_FIT:
            self._view.setZoomMode(QPdfView.ZoomMode.Custom)
            self._view.setZoomFactor(_WIDEST_FIT)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_anew()

    def _fit_width(self) -> None:
        self._is_fitting = False
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        announce(self._page, "The page is as wide as the pane")

    def _on_page_changed(self) -> None:
        page, pages = self._view.pageNavigator().currentPage() + 1, self.page_count
        self._page.setText(f"Page {page} of {pages}" if pages else "")
        self._previous.setEnabled(page > 1)
        self._next.setEnabled(page < pages)
        for tool in (self._smaller, self._larger, self._fit):
            tool.setEnabled(bool(pages))
        self.page_turned.emit(page, pages)


def _tool(text: str, shortcut: str, slot: object, *, name: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setShortcut(QKeySequence(shortcut))
    button.setAccessibleName(name or text)
    button.setToolTip(f"{name or text} ({shortcut})")
    button.clicked.connect(slot)
    return button
