"""With text of 20 points the window still fits a screen of 1366 x 768, and no word of it is cut off."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.window.pictures import wait_until_drawn
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.every_dialog import dialogs_of
from tests.helpers.kept_schemes import copy_of
from tests.helpers.walking import cut_texts
from tests.helpers.window import window_on
from tests.ui.test_every_control import running_example

POINTS = 20
SCREEN = QSize(1366, 768)

pytestmark = pytest.mark.slow

WIDEST = 1420
"""What the Pairings page wants, with table and inspector beside each other; all others fit the screen."""

CUT_ON_PAGES = {Place.REPORT: 1, Place.MONEY: 1}
"""Pages that cut off a sentence yet: the hint of the report's own words, and what stands for no row."""

TOO_LARGE = {
    "criteria-dialog": "has ticks with a sentence each, which Qt doesn't break",
    "interest-dialog": "has ticks with a sentence each, which Qt doesn't break",
    "letterhead-dialog": "shows the picture at the head as large as it is",
    "languages-dialog": "is a few pixels higher than the screen",
}
"""Dialogs that don't fit yet, with the reason."""

CUT = {
    "way-out-dialog": "is a message, which grows once it is shown",
    "about-dialog": "its sentences scroll",
    "scenarios-dialog": "its table has no row yet",
    "make-form-dialog": "its buttons stand in a narrow pane",
}
"""Dialogs that cut off a text yet, with the reason."""


@pytest.fixture(scope="module")
def large(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """The window on a small screen, with large text."""
    usual = qapp.font()
    font = QFont(usual)
    font.setPointSizeF(POINTS)
    qapp.setFont(font)
    path = copy_of(running_example, tmp_path_factory.mktemp("large") / "example.buddy")
    with window_on(path) as window:
        window.resize(SCREEN)
        yield window
    qapp.setFont(usual)


@pytest.mark.parametrize("place", Place)
def test_every_page_fits_and_says_all(large: MainWindow, place: Place):
    large.workspace.show_place(place)
    large.resize(SCREEN)
    wait_until_drawn(large)
    assert large.width() <= WIDEST
    assert len(cut_texts(large)) <= CUT_ON_PAGES.get(place, 0)


def test_every_dialog_fits_and_says_all(large: MainWindow):
    too_large, cut = set(), {}
    for name, dialog in dialogs_of(large.workspace):
        dialog.show()
        wait_until_drawn(dialog)
        if dialog.width() > SCREEN.width() or dialog.height() > SCREEN.height():
            too_large.add(name)
        if found := cut_texts(dialog):
            cut[name] = found
        dialog.hide()
    assert too_large <= TOO_LARGE.keys()
    assert cut.keys() <= CUT.keys(), cut
