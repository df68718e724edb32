"""A wheel over a form changes no field, Tab leaves a field that suggests, and lists show whole words."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from buddy_matcher.ui.widgets.calm_fields import (
    CalmComboBox,
    CalmDateEdit,
    CalmMoneyBox,
    CalmSpinBox,
    SuggestingBox,
)

NO_SCREEN = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""Said of windows that open while there is no screen."""

ONE_STEP = QPoint(0, 120)


def turn_wheel(widget: QWidget) -> QWheelEvent:
    """Turn the wheel by a step over a widget, as Qt tells it; return the event."""
    nothing = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(QPointF(2, 2), QPointF(2, 2), QPoint(), ONE_STEP, *nothing, False)
    QApplication.sendEvent(widget, event)
    return event


@pytest.mark.parametrize("kind", [CalmComboBox, CalmSpinBox, CalmDateEdit])
def test_a_wheel_changes_only_the_field_that_has_the_focus(qtbot, kind: type[QWidget]):
    form = QWidget()
    qtbot.addWidget(form)
    field, other = kind(), QLineEdit()
    layout = QVBoxLayout(form)
    for each in (field, other):
        layout.addWidget(each)
    if isinstance(field, CalmComboBox):
        field.addItems(["one", "two"])
        field.setCurrentIndex(1)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    other.setFocus()
    before = said_by(field)
    assert not turn_wheel(field).isAccepted()
    assert said_by(field) == before
    field.setFocus()
    turn_wheel(field)
    assert said_by(field) != before


@NO_SCREEN
def test_tab_leaves_a_box_whose_suggestions_are_open(qtbot):
    form = QWidget()
    qtbot.addWidget(form)
    box, following = SuggestingBox(["Canal Walkers", "Moor Surgery"]), QLineEdit()
    layout = QVBoxLayout(form)
    for each in (box, following):
        layout.addWidget(each)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    box.setEditText("")
    box.setFocus()
    qtbot.keyClicks(box, "Mo")
    popup = box.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Tab)
    assert not popup.isVisible()
    assert QApplication.focusWidget() is following
    qtbot.keyClicks(QApplication.focusWidget(), "x")
    assert (box.currentText(), following.text()) == ("Mo", "x")


@NO_SCREEN
def test_an_open_list_shows_whole_words(qtbot):
    words = "Charity or voluntary organisation with a very long description of what it is"
    box = CalmComboBox()
    qtbot.addWidget(box)
    box.addItems(["Short", words])
    box.setFixedWidth(80)
    box.show()
    box.showPopup()
    assert box.view().minimumWidth() >= min(
        box.fontMetrics().horizontalAdvance(words), box.screen().availableSize().width()
    )
    box.hidePopup()


def said_by(field: Any) -> str:
    return field.currentText() if isinstance(field, CalmComboBox) else field.text()


def test_tab_leaves_a_day(qtbot):
    form = QWidget()
    qtbot.addWidget(form)
    day, after = CalmDateEdit(form), QLineEdit(form)
    form.show()
    form.activateWindow()
    day.setFocus()
    qtbot.waitUntil(day.hasFocus)
    qtbot.keyClick(day, Qt.Key.Key_Tab)
    assert after.hasFocus()
    qtbot.keyClick(after, Qt.Key.Key_Backtab)
    assert day.hasFocus()


def test_money_is_written_as_everywhere_else(qtbot):
    box = CalmMoneyBox(500_000)
    qtbot.addWidget(box)
    assert box.text() == "£5,000.00"
    box.selectAll()
    qtbot.keyClicks(box, "1234.5")
    assert box.pence == 123_450
