"""No line of the Overview is ever painted lower than its words, also just after another round was chosen."""

from pathlib import Path
from typing import override

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.widgets.reading_label import LinesButton
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.kept_schemes import copy_of
from tests.helpers.lives import lived

pytestmark = pytest.mark.slow


class Painted(QObject):
    """Takes note of lines as they are painted: how many, and which lower than their words."""

    def __init__(self) -> None:
        super().__init__()
        self.number = 0
        self.squeezed: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, LinesButton):
            self.number += 1
            if watched.height() < watched.heightForWidth(watched.width()):
                self.squeezed.append(f"{watched.accessibleName()}: {watched.height()}")
        return False


def test_lines_are_whole_whenever_they_are_painted(window: MainWindow, tmp_path: Path, qtbot):
    window.resize(1024, 700)
    assert window.open_file(copy_of(lived, tmp_path / "lived.buddy"))
    window.workspace.show_place(Place.OVERVIEW)
    painted = Painted()
    QApplication.instance().installEventFilter(painted)
    try:
        for number in (1, None, 1, None):
            before = painted.number
            window.workspace.rail.round_chosen.emit(number)
            qtbot.waitUntil(lambda before=before: painted.number > before)
        window.resize(900, 700)
        qtbot.wait(100)
    finally:
        QApplication.instance().removeEventFilter(painted)
    assert not painted.squeezed
