"""Enter presses the button that has the focus, as Space does; Qt lets it do so in dialogs alone."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def is_enter(event: QKeyEvent) -> bool:
    """Return whether Enter is pressed, on either side of the keyboard, and nothing with it."""
    return event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def press_focused(event: QKeyEvent, within: QWidget, *, ticks: bool = True) -> bool:
    """Press the button inside a widget that has the focus if the event is Enter; return whether it was.

    In a dialog, where Enter on a tick accepts, it presses only what does something, and `ticks` nothing.
    """
    focused = within.window().focusWidget()
    kinds = QAbstractButton if ticks else QPushButton | QToolButton
    if not (is_enter(event) and isinstance(focused, kinds) and within.isAncestorOf(focused)):
        return False
    focused.click()
    return True
