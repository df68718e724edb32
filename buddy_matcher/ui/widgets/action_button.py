"""Buttons that are as an action is: its text, its shortcut, and whether it can be done."""

import re

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton
from shiboken6 import isValid

from buddy_matcher.ui.widgets.labels import embolden

_MNEMONIC = re.compile(r"(?<!&)&([^&])")


def action_button(action: QAction, button: QPushButton | None = None) -> QPushButton:
    """Return a button that triggers an action and follows it."""
    button = button or QPushButton()

    def follow() -> None:
        if not isValid(button):
            # A pane that is filled anew drops its buttons; the action may live as long as the page.
            action.changed.disconnect(follow)
            return
        # What has a shortcut needs no letter besides: those of a page's buttons would clash with the menus'.
        has_shortcut = not action.shortcut().isEmpty()
        button.setText(_MNEMONIC.sub(r"\1", action.text()) if has_shortcut else action.text())
        button.setEnabled(action.isEnabled())
        # A command says there why it can't be used now.
        button.setToolTip(action.toolTip())
        button.setAccessibleDescription(action.toolTip().strip())

    action.changed.connect(follow)
    button.clicked.connect(action.trigger)
    follow()
    return button


def menu_button(text: str, *actions: QAction) -> QPushButton:
    """Return a button with a menu of what is wanted less often."""
    button = QPushButton(text)
    menu = QMenu(button)
    menu.setToolTipsVisible(True)
    menu.addActions(actions)
    button.setMenu(menu)
    return button


def emphasise(button: QPushButton, *, is_primary: bool) -> None:
    """Make a button the page's primary one, or an ordinary one again."""
    embolden(button, is_bold=is_primary, look="primary" if is_primary else "")
