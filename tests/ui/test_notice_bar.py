"""The notice above the pages: when it shows, and hiding it."""

import pytest
from PySide6.QtWidgets import QPushButton

from buddy_matcher.ui.notice_bar import NoticeBar


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
    bar.findChild(QPushButton).click()
    bar.say("<b>Good</b> to know")
    assert bar.isHidden()
    bar.say("Better to know")
    assert not bar.isHidden()
