"""The typefaces of other scripts, which Qt looks for when the first letter of one is shown."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication


def load_faces(*texts: str) -> None:
    """Find the faces that some texts need, before anybody waits for them: it takes as long as a form.

    Qt keeps what it finds for each thread, so that it can't be done beside the window.
    """
    metrics = QFontMetrics(QApplication.font())
    for text in texts:
        metrics.horizontalAdvance(text)
