"""While something is done, the window stays as large as it was, and no dialog is larger than the screen."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from buddy_matcher.services.schemes import open_scheme
from tests.helpers.every_state import draw_states, fill
from tests.helpers.kept_schemes import copy_of
from tests.helpers.lives import lived
from tests.helpers.window import window_on

pytestmark = pytest.mark.slow

SIZE = QSize(1300, 700)
FEWEST = 40


def test_whatever_is_done_the_window_keeps_its_size(qtbot, tmp_path: Path):
    path = copy_of(lived, tmp_path / "lived.buddy")
    services = open_scheme(path)
    fill(services)
    services.close()
    grown: dict[str, QSize] = {}
    shown: list[str] = []
    with window_on(path) as window:
        window.resize(SIZE)

        def look(name: str, widget: QWidget) -> None:
            shown.append(name)
            size = window.size() if widget is window else widget.minimumSizeHint()
            if size.boundedTo(SIZE) != size:
                grown[name] = size

        draw_states(window, look)
    assert not grown
    assert len(shown) >= FEWEST
