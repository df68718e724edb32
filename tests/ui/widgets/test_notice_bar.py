"""The notice above the pages: when it shows, and hiding it."""

import pytest
from PySide6.QtWidgets import QPushButton

from buddy_matcher.ui.widgets.notice_bar import NoticeBar


@pytest.fixture
def bar(qtbot) -> NoticeBar:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    return bar


def test_without_a_text_there_is_no_notice(bar: NoticeBar):
    assert bar.isHidden()
    bar.say("")
    assert bar.isHidden()


def test_a_hidden_notice_comes_back_only_when_it_says_something_else(bar: NoticeBar):
    bar.say("<b>Good</b> to know")
    assert not bar.isHidden()
    next(b for b in bar.findChildren(QPushButton) if "Hi&de" in b.text()).click()
    bar.say("<b>Good</b> to know")
    assert bar.isHidden()
    bar.say("Better to know")
    assert not bar.isHidden()


def test_a_notice_can_offer_something_to_do(bar: NoticeBar, qtbot):
    bar.say("You look at a copy")
    bar.offer("Save a copy…")
    with qtbot.waitSignal(bar.acted):
        next(b for b in bar.findChildren(QPushButton) if b.text() == "Save a copy…").click()
