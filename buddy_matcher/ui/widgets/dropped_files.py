"""Which file was dropped on the window, if it is one that the window can open or import."""

from pathlib import Path

from PySide6.QtCore import QMimeData

from buddy_matcher.ui.widgets.file_dialogs import SCHEME_SUFFIX, SHEET_SUFFIXES


def dropped_file(dropped: QMimeData) -> Path | None:
    """Return the one scheme or sheet on this computer that is dropped, or None for anything else."""
    urls = dropped.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if is_scheme(path) or path.suffix.lower() in SHEET_SUFFIXES else None


def is_scheme(path: Path) -> bool:
    """Return whether a file is a scheme by its name."""
    return path.suffix.lower() == SCHEME_SUFFIX
