"""Errors as the coordinator sees them, and crash reports that name nobody."""

import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QPlainTextEdit, QPushButton

from buddy_matcher.domain.errors import UserError
from buddy_matcher.ui.acting.messages import CrashMessage, Message, details_of, report_crashes, tell


@pytest.fixture
def window(qtbot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def crashing(monkeypatch: pytest.MonkeyPatch, window: QMainWindow) -> None:
    """Crashes are reported; afterwards the hook is as it was."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    report_crashes()


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def crash(error: Exception) -> None:
    caught = raised(error)
    sys.excepthook(type(caught), caught, caught.__traceback__)


def open_messages(kind: type[Message]) -> list[Message]:
    return [
        widget for widget in QApplication.topLevelWidgets() if type(widget) is kind and widget.isVisible()
    ]


def test_a_refusal_says_what_happened_and_what_to_do(window: QMainWindow):
    message = tell(UserError("A scheme needs a name.", "Please enter one."), window)
    texts = [label.text() for label in message.findChildren(QLabel)]
    assert texts == ["A scheme needs a name.", "Please enter one."]
    message.close()


def test_a_name_in_a_refusal_is_shown_as_typed(window: QMainWindow):
    message = tell(UserError("<img src=x> & Asha has left."), window)
    [label] = [each for each in message.findChildren(QLabel) if each.text()]
    assert label.text() == "<img src=x> & Asha has left."
    assert label.textFormat().name == "PlainText"
    message.close()


def test_details_of_a_crash_hold_the_place_but_no_words_of_the_error():
    details = details_of(raised(ValueError("Asha Rao has no organisation")))
    assert "ValueError" in details
    assert "test_messages.py" in details
    assert "Asha" not in details


def test_details_go_back_to_the_first_cause():
    error = RuntimeError("Ben")
    error.__cause__ = raised(KeyError("Asha"))
    details = details_of(raised(error))
    assert details.index("RuntimeError") < details.index("KeyError")


def test_a_crash_is_reported_and_logged_without_names(crashing, caplog, qtbot):
    crash(ValueError("Asha Rao has no organisation"))
    [report] = open_messages(CrashMessage)
    assert "ValueError" in report.findChild(QPlainTextEdit).toPlainText()
    assert "ValueError" in caplog.text
    assert "Asha" not in caplog.text
    report.close()


def test_the_details_of_a_crash_can_be_copied(window: QMainWindow, qtbot):
    report = CrashMessage("ValueError\n  people.py:7 in save", window)
    qtbot.addWidget(report)
    next(b for b in report.findChildren(QPushButton) if b.text() == "Copy &details").click()
    assert QGuiApplication.clipboard().text() == "ValueError\n  people.py:7 in save"


def test_a_second_crash_while_one_is_reported_is_only_logged(crashing, caplog):
    crash(ValueError("first"))
    crash(TypeError("second"))
    [report] = open_messages(CrashMessage)
    assert "TypeError" in caplog.text
    report.close()


def test_a_refusal_that_nobody_caught_is_still_a_calm_message(crashing):
    crash(UserError("The disk is full.", "Free some space."))
    assert not open_messages(CrashMessage)
    [message] = open_messages(Message)
    message.close()
