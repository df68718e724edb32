"""A column beside a table that says in full what is selected there; what stands in it is its owner's.

It never grows wider than it is shown, and what it shows can be replaced from inside a click in it: the focus
then stays on the control of the same name, or goes to the first.
"""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget

from buddy_matcher.ui.widgets.labels import with_look
from buddy_matcher.ui.widgets.theme import GAP

_NARROWEST = 36
"""The least width, in average characters of the font."""

_FEWEST_LINES = 6


class ReadingPane(QScrollArea):
    """Shows widgets below each other; with the focus on it, Copy takes all its text."""

    def __init__(self, name: str, *, look: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, look)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content = QWidget()
        self._can_act = True
        self._resting: str | None = None
        self._rests_on_itself = False
        self._is_framed = look == "card"
        self._fit_font()

    def rest_on_itself(self) -> None:
        """Take the focus when the control that had it goes: the next one may do what isn't meant."""
        self._rests_on_itself = True

    @property
    def text(self) -> str:
        """All text that is shown, line by line."""
        labels = self._content.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.text())

    def show_parts(self, parts: Sequence[QWidget], *, spacing: int = GAP) -> None:
        """Replace what is shown."""
        focused = self._name_of_focused()
        self._replace_content(with_look(QWidget(), "page"))
        layout = QVBoxLayout(self._content)
        if self._is_framed:
            layout.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        else:
            layout.setContentsMargins(0, 0, GAP, 0)
        layout.setSpacing(spacing)
        for part in parts:
            layout.addWidget(part)
        layout.addStretch()
        self.setWidget(self._content)
        self._hold_width()
        self._enable_buttons()
        if focused is not None:
            self._focus_on(focused)

    def let_act(self, *, can_act: bool) -> None:
        """Enable or disable every button; the focus waits on the pane and then returns."""
        if not can_act:
            self._resting = self._name_of_focused()
            if self._resting is not None:
                self.setFocus()
        self._can_act = can_act
        self._enable_buttons()
        if can_act and self._resting is not None and self.hasFocus():
            self._focus_on(self._resting)

    def _enable_buttons(self) -> None:
        for button in self._content.findChildren(QAbstractButton):
            button.setEnabled(self._can_act)

    def _name_of_focused(self) -> str | None:
        """Return the name of the control inside that has the focus, None when none has."""
        focused = QApplication.focusWidget()
        return _name_of(focused) if focused and self._content.isAncestorOf(focused) else None

    def _replace_content(self, content: QWidget) -> None:
        # A button must not be deleted inside its own click.
        self.takeWidget()
        self._content.hide()
        self._content.deleteLater()
        self._content = content

    def _focus_on(self, name: str) -> None:
        controls = self._content.findChildren(QAbstractButton)
        same = [control for control in controls if _name_of(control) == name]
        next(iter(same if self._rests_on_itself else (*same, *controls)), self).setFocus()

    def _hold_width(self) -> None:
        self._content.setMaximumWidth(self.viewport().width())

    def _fit_font(self) -> None:
        self.setMinimumWidth(_NARROWEST * self.fontMetrics().averageCharWidth())

    @override
    def sizeHint(self) -> QSize:
        """Want a few lines only, however much it shows: the rest scrolls."""
        return QSize(super().sizeHint().width(), _FEWEST_LINES * self.fontMetrics().lineSpacing())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._hold_width()
        super().resizeEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_font()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text)
        else:
            super().keyPressEvent(event)


def _name_of(control: QWidget) -> str:
    text = control.text() if isinstance(control, QAbstractButton) else ""
    return control.accessibleName() or text
