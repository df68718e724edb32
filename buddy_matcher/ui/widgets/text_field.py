"""A field for some lines of text."""

from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from buddy_matcher.ui.widgets.theme import GAP


def text_field(text: str = "", *, lines: int) -> QPlainTextEdit:
    """Return a field as high as so many lines; Tab leaves it."""
    field = QPlainTextEdit(text)
    field.setTabChangesFocus(True)
    field.setFixedHeight(lines * field.fontMetrics().lineSpacing() + 3 * GAP)
    # Else whoever lays it out believes that it wants to be higher.
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return field
