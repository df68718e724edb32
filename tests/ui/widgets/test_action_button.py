"""A button is as its action is, for as long as there is a button."""

from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import delete

from buddy_matcher.ui.widgets.action_button import action_button, emphasise


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


def test_the_primary_button_is_bold_from_when_it_becomes_one(qtbot):
    button = QPushButton("Agree the whole plan")
    qtbot.addWidget(button)
    button.show()
    emphasise(button, is_primary=True)
    assert button.font().variableAxisValue(QFont.Tag("wght")) == QFont.Weight.DemiBold
    emphasise(button, is_primary=False)
    assert not button.font().variableAxisValue(QFont.Tag("wght"))
