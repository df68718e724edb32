"""Entries to tick break into lines wherever their words have no room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem

from buddy_matcher.ui.widgets.ticks_list import TicksList

WORDS = "May we give your e-mail and phone number to your buddy?"


@pytest.mark.parametrize("spare", range(0, 80, 8))
def test_an_entry_is_as_high_as_its_words_need(qtbot, spare: int):
    """Just where the words have no room beside the tick and the paddings, they stand in two lines."""
    entries = TicksList("Questions")
    qtbot.addWidget(entries)
    item = QListWidgetItem(WORDS, entries)
    item.setCheckState(Qt.CheckState.Checked)
    line = entries.fontMetrics()
    entries.resize(line.horizontalAdvance(WORDS) + spare, 200)
    entries.show()
    tick_and_paddings = 36
    has_room = entries.viewport().width() >= line.horizontalAdvance(WORDS) + tick_and_paddings
    assert has_room or entries.visualItemRect(item).height() >= 2 * line.height()
