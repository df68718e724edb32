"""The typefaces of other scripts, which Qt looks for when the first letter of one is shown."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from buddy_matcher.domain.languages import Language


def load_faces() -> None:
    """Find the faces of the languages that letters are in, before anybody waits for them in a form.

    Qt keeps what it finds for each thread, so that it can't be done beside the window.
    """
    metrics = QFontMetrics(QApplication.font())
    for language in Language:
        metrics.horizontalAdvance(language.label)
