"""Buttons that are as an action is: its text, its shortcut, and whether it can be done."""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton


def action_button(action: QAction, button: QPushButton | None = None) -> QPushButton:
    """Return a button that triggers an action and follows it."""
    button = button or QPushButton()

    def follow() -> None:
        button.setText(action.text())
        button.setEnabled(action.isEnabled())
        button.setToolTip(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))

    action.changed.connect(follow)
    button.clicked.connect(action.trigger)
    follow()
    return button
