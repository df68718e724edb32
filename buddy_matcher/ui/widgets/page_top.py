"""The top of every page: its title, what can be done on it, and below both how things stand."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from buddy_matcher.ui.widgets.labels import title_label
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow


def page_top(title: str, standing: QLabel, *buttons: QPushButton) -> QVBoxLayout:
    """Return the top of a page; of its buttons the last is the one that is wanted most."""
    line = QHBoxLayout()
    line.setSpacing(GAP)
    line.addWidget(title_label(title), 1)
    line.addLayout(WrappingRow(*buttons))
    top = QVBoxLayout()
    top.setSpacing(GAP // 2)
    top.addLayout(line)
    top.addWidget(standing)
    return top
