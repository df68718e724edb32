"""A tab of a person's form: labelled fields under each other that scroll where the screen is small.

What is wrong with a field stands right below it, and nowhere else.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.services.edit_people import PersonForm
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.labels import field_label, heading_label, quiet_label, required, with_look
from buddy_matcher.ui.widgets.tab_order import stops_of
from buddy_matcher.ui.widgets.theme import GAP

TEXT_LINES = 3


class FormPart(QScrollArea):
    """Fields by name, that of `InvalidField.field`; `first_focus` is where one begins to fill them in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fields: dict[str, QWidget] = {}
        self._complaints: dict[str, Complaint] = {}
        self._hints: dict[str, str] = {}
        self._labels: dict[str, QLabel] = {}
        self.first_focus: QWidget | None = None
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

    def add_heading(self, text: str) -> QLabel:
        """Add a heading over the fields that follow; return it."""
        if self._rows.count():
            self._rows.addSpacing(2 * GAP)
        heading = heading_label(text)
        self._rows.addWidget(heading)
        return heading

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

    def require(self, name: str) -> None:
        """Say of a field that it has to be filled in."""
        label, field = self._labels[name], self._fields[name]
        label.setText(required(label.text()))
        field.setAccessibleName(required(field.accessibleName()))

    def complain(self, name: str, message: str) -> None:
        """Say what is wrong with a field and put the focus there."""
        self._complaints[name].complain(message)
        field = self._fields[name]
        field.setAccessibleDescription(message)
        # Not by a focus proxy: where a proxy is hidden, Tab does not get past it.
        next(stops_of(field), field).setFocus()
        self.ensureWidgetVisible(field)

    def forget_complaints(self) -> None:
        """Take back what was said about the fields."""
        for name in self._complaints:
            self._forget(name)

    def _column(self, name: str, label: str, field: QWidget, hint: str = "") -> QVBoxLayout:
        complaint = Complaint()
        self._fields[name], self._complaints[name] = field, complaint
        self._hints[name] = hint
        for changed in _changed_signals(field):
            changed.connect(lambda *_: self._forget(name))
        self.first_focus = self.first_focus or field
        column = QVBoxLayout()
        column.setSpacing(GAP // 2)
        self._labels[name] = field_label(label, field)
        column.addWidget(self._labels[name])
        if hint:
            column.addWidget(quiet_label(hint))
            field.setAccessibleDescription(hint)
        column.addWidget(field)
        column.addWidget(complaint)
        column.addStretch()
        return column

    def _forget(self, name: str) -> None:
        """Take back what was said about a field, since it is being mended."""
        self._complaints[name].hide()
        self._fields[name].setAccessibleDescription(self._hints[name])


def _changed_signals(field: QWidget) -> Iterator[SignalInstance]:
    """Yield the signals that tell that something else stands in a field or in one of its parts."""
    for part in (field, *field.findChildren(QWidget)):
        for name in ("textChanged", "currentIndexChanged", "valueChanged", "dateChanged", "toggled"):
            if hasattr(part, name):
                yield getattr(part, name)


def line_field(hint: str = "") -> QLineEdit:
    """Return a field for one line."""
    field = QLineEdit()
    field.setPlaceholderText(hint)
    return field
