"""Text in a narrow column, whatever people are called, and what becomes of the focus in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QPushButton

from buddy_matcher.ui.widgets.reading_label import LinesButton, ReadingLabel
from buddy_matcher.ui.widgets.reading_pane import ReadingPane

LONG_WORD = "Wolfeschlegelsteinhausenbergerdorff" * 3
SENTENCE = "2 others move, nobody loses a buddy, 1 more person without a wish met, 32 points fewer"


@pytest.fixture
def pane(qtbot) -> ReadingPane:
    pane = ReadingPane("Why this pair")
    qtbot.addWidget(pane)
    pane.resize(300, 200)
    pane.show()
    pane.activateWindow()
    qtbot.waitActive(pane)
    return pane


def test_what_is_shown_is_never_wider_than_the_pane(pane: ReadingPane):
    pane.show_parts([ReadingLabel(LONG_WORD), LinesButton(LONG_WORD, SENTENCE, "Pair"), QPushButton("Back")])
    for width in (300, 500, 280):
        pane.resize(width, 200)
        assert pane.widget().width() <= pane.viewport().width()
        assert pane.widget().minimumSizeHint().width() <= pane.viewport().width()


def test_every_line_has_room(pane: ReadingPane):
    pane.show_parts([LinesButton("Asha Rao", SENTENCE, f"Pair {number}") for number in range(9)])
    for label in pane.widget().findChildren(ReadingLabel):
        assert label.height() >= label.heightForWidth(label.width())
    title, text = pane.widget().findChildren(ReadingLabel)[:2]
    assert text.height() > title.height()


def test_content_can_be_replaced_from_a_click_inside_it_and_the_focus_stays(pane: ReadingPane, qtbot):
    def button(name: str) -> QPushButton:
        return next(b for b in pane.widget().findChildren(QPushButton) if b.text() == name)

    again, back = QPushButton("Again"), QPushButton("Back")
    again.clicked.connect(lambda: pane.show_parts([QPushButton("Back"), QPushButton("Again")]))
    pane.show_parts([back, again])
    again.setFocus()
    qtbot.keyClick(again, Qt.Key.Key_Space)
    assert pane.focusWidget() is button("Again")
    pane.show_parts([QPushButton("Other"), QPushButton("Another")])
    assert pane.focusWidget() is button("Other")
    pane.show_parts([ReadingLabel("Nothing to do")])
    assert pane.hasFocus()


def test_the_focus_waits_on_the_pane_while_nothing_can_be_done(pane: ReadingPane):
    button = QPushButton("Other buddies")
    pane.show_parts([button])
    button.setFocus()
    pane.let_act(can_act=False)
    assert not button.isEnabled()
    assert pane.hasFocus()
    pane.let_act(can_act=True)
    assert button.hasFocus()


def test_copy_takes_the_text_as_it_is(pane: ReadingPane, qtbot):
    pane.show_parts([ReadingLabel("محمد"), ReadingLabel("a.very.long.address@example.org")])
    pane.setFocus()
    qtbot.keySequence(pane, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == "محمد\na.very.long.address@example.org"
