"""The frame of dialogs: on a small screen the fields scroll and the buttons stay in reach."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QDialogButtonBox, QFormLayout, QLabel, QLineEdit

from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog

LINES = 60


@pytest.fixture
def dialog(qtbot) -> FramedDialog:
    """A form that is taller than any screen, with a list to choose from at its top."""
    dialog = FramedDialog(None, "Too much", "To be filled in")
    qtbot.addWidget(dialog)
    dialog.body.addWidget(ChoiceBox([(number, f"Choice {number}") for number in range(9)]))
    for number in range(LINES):
        dialog.body.addWidget(QLabel(f"Line {number}"))
    dialog.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
    dialog.show()
    return dialog


def test_a_form_that_is_taller_than_the_screen_keeps_its_buttons_on_it(dialog: FramedDialog):
    assert dialog.height() <= dialog.screen().availableSize().height()
    assert dialog.rect().contains(dialog.buttons.geometry())


def test_a_short_form_does_not_scroll(qtbot):
    dialog = FramedDialog(None, "Little")
    qtbot.addWidget(dialog)
    lines = [QLabel(f"Line {number}") for number in range(18)]
    for line in lines:
        dialog.body.addWidget(line)
    dialog.show()
    assert all(not line.visibleRegion().isEmpty() for line in lines)


def test_the_wheel_changes_a_choice_only_while_it_has_the_focus(dialog: FramedDialog, qtbot):
    box = dialog.findChild(ChoiceBox)
    dialog.buttons.setFocus()

    def turn_the_wheel() -> None:
        down = QPoint(0, -120)
        wheel = QWheelEvent(
            QPointF(4, 4),
            QPointF(box.mapToGlobal(QPoint(4, 4))),
            down,
            down,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, wheel)

    turn_the_wheel()
    assert box.chosen == 0
    dialog.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    turn_the_wheel()
    assert box.chosen == 1


def test_long_words_do_not_widen_a_list_of_choices(qtbot):
    short, long = ChoiceBox([(1, "x" * 40)]), ChoiceBox([(1, "x" * 400)])
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert long.sizeHint().width() == short.sizeHint().width()


def test_a_screen_reader_says_the_hint_with_the_title(dialog: FramedDialog):
    assert dialog.accessibleDescription() == "To be filled in"


def test_a_dialog_of_few_words_is_no_higher_than_these(qtbot):
    dialog = ConfirmDialog(None, "Repair scheme", "Pairings are removed.", accept="Repair scheme")
    qtbot.addWidget(dialog)
    dialog.show()
    [question] = [label for label in dialog.findChildren(QLabel) if label.text() == "Pairings are removed."]
    below = dialog.buttons.mapTo(dialog, QPoint(0, 0)).y() - question.mapTo(dialog, QPoint(0, 0)).y()
    assert below < 3 * question.height()


def test_the_words_of_a_tick_stand_level_with_its_field(qtbot):
    dialog = FramedDialog(None, "Dates")
    qtbot.addWidget(dialog)
    form, tick, field = QFormLayout(), QCheckBox("Letters go out"), QLineEdit()
    form.addRow(tick, field)
    dialog.body.addLayout(form)
    dialog.show()
    assert abs(tick.geometry().center().y() - field.geometry().center().y()) <= 1
