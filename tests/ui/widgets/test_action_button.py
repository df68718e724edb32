"""A button is as its action is, for as long as there is a button."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from buddy_matcher.ui.widgets.action_button import action_button


def test_an_action_outlives_its_buttons(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    action = QAction("&Lock pair", owner)
    dropped, kept = action_button(action), action_button(action)
    qtbot.addWidget(kept)
    delete(dropped)
    action.setText("&Unlock")
    action.setEnabled(False)
    assert (kept.text(), kept.isEnabled()) == ("&Unlock", False)
