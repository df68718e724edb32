"""What doesn't fit scrolls, what fits has no scroll bar, and keys meant for others pass."""

from typing import override

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget, QWidgetItem

from buddy_matcher.ui.widgets.labels import plain_label
from buddy_matcher.ui.widgets.scrolling_pane import Scrolled, ScrollingPane, least_height

WORDS = "Pair people by what they can share and would like to gain. " * 10


class HigherWhereWider(Scrolled):
    """As a page is whose table hides a column, and with it a scroll bar, where it is narrow."""

    EDGE = 390

    @override
    def heightForWidth(self, width: int) -> int:
        return 320 if width > self.EDGE else 280


def pane_with(content: Scrolled, qtbot) -> ScrollingPane:
    QVBoxLayout(content).addWidget(plain_label(WORDS, wraps=True))
    pane = ScrollingPane(content)
    qtbot.addWidget(pane)
    pane.resize(400, 300)
    pane.show()
    return pane


def test_words_are_whole_and_scroll_only_where_they_do_not_fit(qtbot):
    pane = pane_with(Scrolled(), qtbot)
    words = pane.widget()
    assert not pane.verticalScrollBar().isVisible()
    pane.resize(200, 60)
    assert words.width() == pane.viewport().width()
    assert words.height() == words.heightForWidth(words.width())
    assert pane.verticalScrollBar().maximum() == words.height() - pane.viewport().height()
    pane.resize(pane.width(), pane.height() + pane.missing_height)
    assert not pane.verticalScrollBar().isVisible()


def test_a_bar_that_makes_itself_needless_stays(qtbot):
    pane = pane_with(HigherWhereWider(), qtbot)
    assert pane.verticalScrollBar().isVisible()


def test_a_page_of_a_stack_that_is_out_of_sight_needs_no_height(qtbot):
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    high = QWidget()
    high.setMinimumHeight(500)
    for page in (plain_label("A line"), high):
        stack.addWidget(page)
    assert least_height(QWidgetItem(stack), 300) < high.minimumHeight()
    stack.setCurrentWidget(high)
    assert least_height(QWidgetItem(stack), 300) == high.minimumHeight()


@pytest.mark.parametrize(("key", "is_kept"), [(Qt.Key.Key_Down, False), (Qt.Key.Key_PageDown, True)])
def test_arrows_are_left_to_what_stands_around(key: Qt.Key, qtbot, *, is_kept: bool):
    class Around(QWidget):
        heard = False

        @override
        def keyPressEvent(self, event) -> None:
            self.heard = True

    around = Around()
    qtbot.addWidget(around)
    pane = pane_with(Scrolled(), qtbot)
    pane.setParent(around)
    pane.resize(200, 60)
    around.show()
    qtbot.keyClick(pane, key)
    assert around.heard is not is_kept
    assert bool(pane.verticalScrollBar().value()) is is_kept
