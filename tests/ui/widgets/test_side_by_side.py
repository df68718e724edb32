"""Two columns from a width on."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from buddy_matcher.ui.widgets.labels import plain_label
from buddy_matcher.ui.widgets.side_by_side import SideBySide

FROM_WIDTH = 600
WORDS = "Some words that go on in the next line where the column is narrow. " * 4


@pytest.fixture
def both(qtbot) -> QWidget:
    whole = QWidget()
    whole.setLayout(
        SideBySide(plain_label(WORDS, wraps=True), plain_label(WORDS, wraps=True), from_width=FROM_WIDTH)
    )
    qtbot.addWidget(whole)
    return whole


def areas(both: QWidget, width: int) -> tuple[QRect, QRect]:
    layout = both.layout()
    layout.setGeometry(QRect(0, 0, width, layout.heightForWidth(width)))
    first, second = (layout.itemAt(place).geometry() for place in range(2))
    return first, second


def test_there_are_two_columns_from_the_width_on(both: QWidget):
    first, second = areas(both, FROM_WIDTH)
    assert first.top() == second.top()
    assert first.right() < second.left()
    assert second.right() < FROM_WIDTH


def test_below_that_one_stands_above_the_other_and_both_are_whole(both: QWidget):
    first, second = areas(both, FROM_WIDTH - 1)
    assert first.bottom() < second.top()
    assert first.width() == second.width() == FROM_WIDTH - 1
    assert both.layout().heightForWidth(FROM_WIDTH - 1) == second.bottom() + 1


def test_whatever_is_alone_has_all_the_room(both: QWidget):
    both.layout().itemAt(0).widget().hide()
    _hidden, alone = areas(both, FROM_WIDTH)
    assert alone == QRect(0, 0, FROM_WIDTH, alone.height())
