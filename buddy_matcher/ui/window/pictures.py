"""Saves pictures of the window's pages on an open scheme, without needing a screen."""

import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMessageLogContext, QSize, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.scheme.workspace import Workspace
from buddy_matcher.ui.widgets.pages_preview import PagesPreview
from buddy_matcher.ui.widgets.theme import ColourScheme, apply
from buddy_matcher.ui.window.welcome_page import WelcomePage

_SIZE = QSize(1240, 800)

# Pages of letters are drawn by Qt's own threads, and nothing tells when the last one is done: it is when
# there are the many greys of printed words where it is to be.
_LOOK_AGAIN_MS = 50
_MOST_LOOKS = 200
_GREYS_OF_WORDS = 24
_EVERY_PIXELS = 3

_NO_SCREEN = "does not support propagateSizeHints"


def save_pictures(
    services: Services, folder: Path, *, colours: ColourScheme = ColourScheme.LIGHT
) -> tuple[Path, ...]:
    """Save a PNG of every page to a folder; return the files."""
    app = QApplication.instance() or QApplication([])
    if isinstance(app, QApplication):
        apply(app, colours)
    folder.mkdir(parents=True, exist_ok=True)
    before = qInstallMessageHandler(_pass_on_what_matters)
    try:
        return tuple(_save_all(services, folder))
    finally:
        qInstallMessageHandler(before)


def _pass_on_what_matters(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    # Without a screen Qt says so of every window; a person can do nothing about it.
    if _NO_SCREEN not in message:
        sys.stderr.write(f"{message}\n")


def _save_all(services: Services, folder: Path) -> list[Path]:
    workspace = Workspace(services)
    workspace.resize(_SIZE)
    welcome = WelcomePage()
    welcome.resize(_SIZE)
    files = [save(welcome, folder / "welcome.png")]
    workspace.show()
    for place in Place:
        workspace.show_place(place)
        files.append(save(workspace, folder / f"{place.value}.png"))
    workspace.jobs.close()
    dispose(welcome, workspace)
    return files


def save(widget: QWidget, path: Path) -> Path:
    """Show a widget, wait until it is drawn and save a picture of it; return the file."""
    widget.show()
    wait_until_drawn(widget)
    widget.grab().save(str(path))
    return path


def dispose(*widgets: QWidget) -> None:
    """Delete widgets while the application still runs: Qt takes a widget that outlives it badly."""
    for widget in widgets:
        widget.hide()
        widget.deleteLater()
    _wait()


def wait_until_drawn(widget: QWidget) -> None:
    """Return when everything in sight of a widget is drawn, the page of a letter too."""
    _wait()
    for _ in range(_MOST_LOOKS):
        if all(_is_drawn(preview) for preview in widget.findChildren(PagesPreview) if preview.isVisible()):
            return
        _wait()


def _is_drawn(preview: PagesPreview) -> bool:
    if not preview.page_count:
        said = [label.text() for label in preview.findChildren(QLabel) if label.isVisible()]
        return any(said) and not any(text.endswith("…") for text in said)
    return all(_shows_words(page) for page in preview.findChildren(QPdfView))


def _shows_words(page: QPdfView) -> bool:
    picture = page.viewport().grab().toImage()
    across, down = range(0, picture.width(), _EVERY_PIXELS), range(0, picture.height(), _EVERY_PIXELS)
    return len({picture.pixel(x, y) for x in across for y in down}) >= _GREYS_OF_WORDS


def _wait() -> None:
    waiting = QEventLoop()
    QTimer.singleShot(_LOOK_AGAIN_MS, waiting.quit)
    waiting.exec()
