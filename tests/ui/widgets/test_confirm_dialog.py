"""Questions show names as typed and give back what was answered."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog, ReasonDialog

QUESTION = "<b>Asha</b> & Ben?"


@pytest.fixture
def parent(qtbot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


def press_soon(text: str) -> None:
    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog
        next(b for b in dialog.findChildren(QPushButton) if b.text() == text).click()

    QTimer.singleShot(0, press)


@pytest.mark.parametrize(("pressed", "answer"), [("Unpair", True), ("Cancel", False)])
def test_a_question_is_answered_by_its_buttons(parent: QWidget, pressed: str, answer: bool):
    press_soon(pressed)
    assert ConfirmDialog.ask(parent, "Unpair", QUESTION, accept="Unpair") is answer


def test_a_reason_is_given_back_without_spaces_around_it(parent: QWidget, qtbot):
    dialog = ReasonDialog(parent, "Never pair", QUESTION, accept="Never pair them")
    qtbot.keyClicks(dialog.findChild(QLineEdit), "  family ")
    assert dialog.reason == "family"


def test_a_reason_can_be_typed_at_once(parent: QWidget, qtbot):
    dialog = ReasonDialog(parent, "Never pair", QUESTION, accept="Never pair them")
    dialog.show()
    assert isinstance(dialog.focusWidget(), QLineEdit)


@pytest.mark.parametrize(("pressed", "answer"), [("Never pair them", ""), ("Cancel", None)])
def test_a_reason_may_be_left_out_but_cancel_is_told_apart(parent: QWidget, pressed: str, answer: str | None):
    press_soon(pressed)
    assert ReasonDialog.ask(parent, "Never pair", QUESTION, accept="Never pair them") == answer


def test_names_in_a_question_show_as_typed(parent: QWidget):
    dialog = ReasonDialog(parent, "Never pair", QUESTION, accept="Never pair them")
    label = next(label for label in dialog.findChildren(QLabel) if label.text() == QUESTION)
    assert label.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize(("is_final", "default"), [(False, "Erase"), (True, "Cancel")])
def test_return_alone_never_does_what_cannot_be_taken_back(parent: QWidget, is_final: bool, default: str):
    defaults: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog
        defaults.extend(b.text() for b in dialog.findChildren(QPushButton) if b.isDefault())
        dialog.close()

    QTimer.singleShot(0, look)
    assert not ConfirmDialog.ask(parent, "Erase", QUESTION, accept="Erase", is_final=is_final)
    assert defaults == [default]
