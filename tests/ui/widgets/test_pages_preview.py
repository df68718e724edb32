"""The pages of a letter in sight are always those of the letter that was shown last."""

import typst
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from buddy_matcher.ui.widgets.pages_preview import PagesPreview

_WAIT_MS = 5000
_BLUE = "#0074d9"
"""What typst calls blue."""


def page(colour: str) -> bytes:
    """Return a page in one colour that takes a while to draw."""
    page = "#set page(width: 300pt, height: 400pt)\n"
    return typst.compile(f"{page}#rect(width: 100%, height: 100%, fill: {colour})[#lorem(900)]".encode())


def test_pages_that_follow_quickly_are_not_taken_for_one_another(qtbot: QtBot):
    preview = PagesPreview("Pages")
    qtbot.addWidget(preview)
    preview.resize(600, 800)
    preview.show()

    def in_sight() -> set[str]:
        image = preview.grab().toImage()
        places = ((x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9))
        return {image.pixelColor(x, y).name() for x, y in places}

    for _again in range(3):
        preview.show_pages(page("red"))
        preview.grab()  # asks for its page, which is not drawn yet
        preview.show_pages(page("blue"))
        qtbot.waitUntil(lambda: _BLUE in in_sight(), timeout=_WAIT_MS)


def test_a_wide_pane_makes_print_no_larger_than_is_good_to_read(qtbot: QtBot):
    preview = PagesPreview("Pages")
    qtbot.addWidget(preview)
    preview.show_pages(page("blue"))
    preview.show()
    widths = {}
    for width in (250, 1600):
        preview.resize(width, 600)
        widths[width] = preview._shown_zoom()
    assert widths[250] < widths[1600] == 1.25
    next(b for b in preview.findChildren(QPushButton) if b.text() == "Fit width").click()
    assert preview._shown_zoom() > 2
