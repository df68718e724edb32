"""A text to be taken elsewhere: what it is, the text itself, and a button that copies it and says so."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from buddy_matcher.ui.widgets.announcements import announce
from buddy_matcher.ui.widgets.labels import quiet_label
from buddy_matcher.ui.widgets.reading_label import ReadingLabel
from buddy_matcher.ui.widgets.theme import GAP


class CopyLine(QWidget):
    """Shows a text with its `name`; without a text it is not in sight. `named` is the name on the button."""

    def __init__(self, name: str, named: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = quiet_label(name, wraps=False)
        self._text = ReadingLabel()
        self._button = QPushButton(f"Copy {named}")
        self._copied = f"{name} copied"
        self._button.clicked.connect(self._on_button_clicked)
        line = QHBoxLayout()
        line.addWidget(self._name, 1)
        line.addWidget(self._button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, GAP)
        layout.setSpacing(GAP // 2)
        layout.addLayout(line)
        layout.addWidget(self._text)
        self._what = name

    def show_text(self, text: str) -> None:
        """Show a text, nothing of it copied yet."""
        self._text.setText(text)
        self._name.setText(self._what)
        self.setVisible(bool(text))

    def _on_button_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._text.text())
        self._name.setText(f"✓ {self._copied}")
        announce(self._name, self._copied)
