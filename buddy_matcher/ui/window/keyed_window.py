"""A main window that is used with keys alone: Enter presses what has the focus, Tab goes as one reads."""

from typing import override

from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from buddy_matcher.ui.widgets.enter_key import press_focused
from buddy_matcher.ui.widgets.tab_order import tab_as_laid_out


class KeyedWindow(QMainWindow):
    """Such a window; `in_sight` is the part of it whose controls may be made anew while one works."""

    @property
    def in_sight(self) -> QWidget | None:
        """The page in sight, None where all controls stay."""
        return None

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay on the screen where it grows by itself, as when a scheme brings wider menus."""
        super().resizeEvent(event)
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        beyond = frame.right() - room.right(), frame.bottom() - room.bottom()
        if not event.spontaneous() and self.isVisible() and max(beyond) > 0:
            left = max(room.left(), frame.left() - max(0, beyond[0]))
            self.move(left, max(room.top(), frame.top() - max(0, beyond[1])))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_focused(event, self):
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Go on with Tab as the page is laid out now: what was made anew would come last."""
        if self.in_sight:
            tab_as_laid_out(self.in_sight)
        return super().focusNextPrevChild(next)
