"""Answering the dialogs that a command opens."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


@pytest.fixture
def in_dialogs(qtbot) -> Iterator[Callable]:
    """Answer each dialog, by its class, once it opens: `exec` returns only when it is closed."""
    answers: dict[type, Callable] = {}
    timer = QTimer()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if type(dialog) in answers:
            answers.pop(type(dialog))(dialog)

    timer.timeout.connect(look)
    timer.start(20)
    yield answers.__setitem__
    timer.stop()
