"""With text of 20 points the window still fits a screen of 1366 x 768, and no word of it is cut off."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import ColourScheme, apply
from buddy_matcher.ui.window.pictures import wait_until_drawn
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.every_dialog import dialogs_of
from tests.helpers.kept_schemes import copy_of
from tests.helpers.walking import cut_texts
from tests.helpers.window import window_on
from tests.ui.test_every_control import running_example

POINTS = 20
SCREEN = QSize(1366, 768)
FRAME = QSize(16, 48)
"""What the system puts around a window."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def large(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """The window on a small screen, with large text."""
    apply(qapp, ColourScheme.LIGHT)
    font = QFont(qapp.font())
    font.setPointSizeF(POINTS)
    qapp.setFont(font)
    path = copy_of(running_example, tmp_path_factory.mktemp("large") / "example.buddy")
    with window_on(path) as window:
        window.resize(SCREEN - FRAME)
        yield window


def fits(size: QSize) -> bool:
    """Whether something of this size has room on the screen."""
    return size.boundedTo(SCREEN - FRAME) == size


@pytest.mark.parametrize("place", Place)
def test_every_page_fits_and_says_all(large: MainWindow, place: Place):
    large.workspace.show_place(place)
    wait_until_drawn(large)
    assert fits(large.size())
    assert not cut_texts(large)
    tables = [table for table in large.findChildren(RowsView) if table.isVisible()]
    assert not [each.accessibleName() for each in tables if each.height() < each.minimumSizeHint().height()]


def test_every_dialog_fits_and_says_all(large: MainWindow):
    too_large, cut = {}, {}
    for name, dialog in dialogs_of(large.workspace):
        dialog.show()
        wait_until_drawn(dialog)
        if not fits(dialog.minimumSize()):
            too_large[name] = dialog.minimumSize()
        if found := cut_texts(dialog):
            cut[name] = found
        dialog.hide()
    assert not too_large
    assert not cut
