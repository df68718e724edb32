import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.ui.widgets.labels import as_tooltip, number_box, plain_label, sector_icon


@pytest.mark.parametrize("text", ["<img src=x>", "<b>A & #strong</b>", "&amp; Ŵyn"])
def test_what_people_typed_is_shown_as_they_typed_it(qtbot, text: str):
    label = plain_label(text)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == text
    assert "<img" not in as_tooltip(text)
    assert "<b>" not in as_tooltip(text)


def test_a_sector_is_a_shape_not_only_a_colour(qapp: QApplication):
    shapes = {sector: sector_icon(sector, qapp.palette()).pixmap(36, 36).toImage() for sector in Sector}
    # A disc covers a point near the middle of a corner's diagonal that a diamond leaves free.
    assert shapes[Sector.HEALTH].pixelColor(7, 7).alpha() > shapes[Sector.VCSE].pixelColor(7, 7).alpha()


def test_a_number_box_says_its_unit_or_that_there_is_none(qtbot):
    box = number_box(-1, 10, unit="miles", without="Not said")
    qtbot.addWidget(box)
    box.setValue(3)
    assert box.text() == "3 miles"
    box.setValue(-1)
    assert box.text() == "Not said"
    assert box.lineEdit().textMargins().left() > 0


def test_a_number_box_counts_one_day_and_several_days(qtbot):
    box = number_box(0, 10, unit="days")
    qtbot.addWidget(box)
    told = []
    for number in (0, 1, 2, 1):
        box.setValue(number)
        told.append(box.text())
    assert told == ["0 days", "1 day", "2 days", "1 day"]
