"""A tab of a person's form: labelled fields under each other that scroll where the screen is small.

What is wrong with a field stands right below it, and nowhere else.
"""

from typing import override

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.services.edit_people import PersonForm
from buddy_matcher.ui.widgets.labels import field_label, heading_label, plain_label, quiet_label, with_look
from buddy_matcher.ui.widgets.theme import GAP

_TEXT_LINES = 3


class FormPart(QScrollArea):
    """Fields by name; the name is that of `InvalidField.field`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self._fields: dict[str, QWidget] = {}
        self._complaints: dict[str, QLabel] = {}
        content = with_look(QWidget(), "page")
        self._rows = QVBoxLayout(content)
        self._rows.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        self._rows.setSpacing(GAP // 2)
        self.setWidget(content)

    def add_field(self, name: str, label: str, field: QWidget, hint: str = "") -> None:
        """Add a field below the others, with its label above it."""
        self._rows.addLayout(self._column(name, label, field, hint))
        self._rows.addSpacing(GAP)

    def add_line(self, *fields: tuple[str, str, QWidget]) -> None:
        """Add short fields beside each other, each with its name and its label."""
        line = QHBoxLayout()
        line.setSpacing(2 * GAP)
        for name, label, field in fields:
            line.addLayout(self._column(name, label, field), 1)
        self._rows.addLayout(line)
        self._rows.addSpacing(GAP)

    def add_bare(self, *widgets: QWidget) -> None:
        """Add what needs no label of its own, such as a check box."""
        for widget in widgets:
            self._rows.addWidget(widget)
        self._rows.addSpacing(GAP)

    def add_heading(self, text: str) -> None:
        """Add a heading over the fields that follow."""
        if self._rows.count():
            self._rows.addSpacing(2 * GAP)
        self._rows.addWidget(heading_label(text))

    def end(self) -> None:
        """Keep the fields together at the top."""
        self._rows.addStretch()

    def show_form(self, form: PersonForm) -> None:
        """Show this part of a form."""
        raise NotImplementedError

    def filled(self, form: PersonForm) -> PersonForm:
        """Return a form with this part as it was filled in; raises InvalidField."""
        raise NotImplementedError

    def has_field(self, name: str) -> bool:
        """Return whether a field is in this part."""
        return name in self._fields

    def complain(self, name: str, message: str) -> None:
        """Say what is wrong with a field and put the focus there."""
        self._complaints[name].setText(f"⚠ {message}")
        self._complaints[name].show()
        field = self._fields[name]
        field.setAccessibleDescription(message)
        field.setFocus()
        self.ensureWidgetVisible(field)

    def forget_complaints(self) -> None:
        """Take back what was said about the fields."""
        for complaint in self._complaints.values():
            complaint.hide()

    def _column(self, name: str, label: str, field: QWidget, hint: str = "") -> QVBoxLayout:
        field.installEventFilter(self)
        if field.focusPolicy() is Qt.FocusPolicy.WheelFocus:
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        complaint = with_look(plain_label(wraps=True), "poor")
        complaint.hide()
        self._fields[name], self._complaints[name] = field, complaint
        if not self.focusProxy():
            self.setFocusProxy(field)
        column = QVBoxLayout()
        column.setSpacing(GAP // 2)
        column.addWidget(field_label(label, field))
        if hint:
            column.addWidget(quiet_label(hint))
            field.setAccessibleDescription(hint)
        column.addWidget(field)
        column.addWidget(complaint)
        column.addStretch()
        return column

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the form, not change the field under the pointer."""
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def line_field(hint: str = "") -> QLineEdit:
    """Return a field for one line."""
    field = QLineEdit()
    field.setPlaceholderText(hint)
    return field


def text_field(lines: int = _TEXT_LINES) -> QPlainTextEdit:
    """Return a field for some lines of text; Tab leaves it."""
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setFixedHeight(field.fontMetrics().lineSpacing() * lines + 3 * GAP)
    return field
