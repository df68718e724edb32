"""What all our dialogs are framed by: the title, a hint, what the dialog is about, and its buttons.

On a small screen what is between scrolls, so that the buttons can always be reached. A dialog says what
stands in the frame; it must not lay out margins or titles of its own.
"""

from typing import override

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.domain.errors import UserError
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.enter_key import is_enter, press_focused
from buddy_matcher.ui.widgets.labels import quiet_label, title_label
from buddy_matcher.ui.widgets.scrolling_pane import Scrolled, ScrollingPane
from buddy_matcher.ui.widgets.tab_order import stops_of, tab_as_laid_out
from buddy_matcher.ui.widgets.theme import GAP

_ROLES = QFormLayout.ItemRole
_SPARE = QSize(40, 60)  # the screen around a dialog: its own title bar, and what the system keeps


class FramedDialog(QDialog):
    """A dialog with `body` between its title and its `buttons`."""

    def __init__(self, parent: QWidget | None, title: str, hint: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.title = title_label(title)
        self.hint = quiet_label(hint)
        self.hint.setVisible(bool(hint))
        # A screen reader says it with the title: nothing that can have the focus holds it.
        self.setAccessibleDescription(hint)
        content = Scrolled()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GAP)
        self._scrolling = ScrollingPane(content)
        self._refused: Complaint | None = None
        self.buttons = QDialogButtonBox()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._frame = layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self.title)
        layout.addWidget(self.hint)
        layout.addSpacing(GAP)
        layout.addWidget(self._scrolling, 1)
        layout.addSpacing(GAP)
        layout.addWidget(self.buttons)

    def say_refused(self, refusal: UserError | None) -> None:
        """Say above the questions why what was answered before was not kept."""
        if self._refused is None:
            self._refused = Complaint()
            self.body.insertWidget(0, self._refused)
        self._refused.complain(refusal)

    @property
    def _is_accepted_by_enter(self) -> bool:
        accept = QDialogButtonBox.ButtonRole.AcceptRole
        return any(
            isinstance(button, QPushButton)
            and button.isDefault()
            and self.buttons.buttonRole(button) is accept
            for button in self.buttons.buttons()
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, or the one that accepts, and no other.

        Without one that accepts, Qt alone would press the first button of all, whatever that does.
        """
        is_pressed = press_focused(event, self, ticks=False)
        if not is_pressed and (not is_enter(event) or self._is_accepted_by_enter):
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Go on with Tab as all is laid out now: what was made anew would come last."""
        tab_as_laid_out(self)
        return super().focusNextPrevChild(next)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Open as large as what it holds where the screen allows; Qt alone takes two thirds of it at most.

        Unless another control was given the focus, it begins at its first question.
        """
        for form in self.findChildren(QFormLayout):
            # With large text a field has no room beside its words: it stands below them then.
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
            _level_ticks(form)
            form.update()
        can_grow = bool(self.body.expandingDirections() & Qt.Orientation.Vertical)
        if not can_grow:
            # What is to spare stands below all questions, not between them.
            self.body.addStretch()
        # Qt remembers how wide all was before that.
        for layout in (self.body, self._frame):
            layout.activate()
            self._scrolling.updateGeometry()
        tab_as_laid_out(self)
        if self.focusWidget() is None:
            stops = list(stops_of(self))
            questions = [stop for stop in stops if not self.buttons.isAncestorOf(stop)]
            next(iter((*questions, *stops, self))).setFocus()
        super().showEvent(event)
        room = self.screen().availableSize() - _SPARE
        has_size = self.testAttribute(Qt.WidgetAttribute.WA_Resized)
        wanted = self.size() if has_size else self.sizeHint()
        self.resize(wanted.boundedTo(room))
        # Only in its width is it known in how many lines words break.
        height = self.height() + self._scrolling.missing_height
        if not has_size and not can_grow:
            height -= self._scrolling.spare_height
            self._scrolling.updateGeometry()
        self.resize(QSize(self.width(), height).boundedTo(room))


def _level_ticks(form: QFormLayout) -> None:
    """Let a tick that stands before a field be as high as the field, so that their words stand level."""
    for row in range(form.rowCount()):
        parts = [form.itemAt(row, role) for role in (_ROLES.LabelRole, _ROLES.FieldRole)]
        tick, field = (part.widget() if part else None for part in parts)
        if isinstance(tick, QCheckBox) and field:
            tick.setMinimumHeight(field.sizeHint().height())
