"""The week of half-days."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox

from buddy_matcher.domain.meeting import HALF_DAYS, HalfDay
from buddy_matcher.ui.people.free_times import FreeTimes


def test_what_is_chosen_is_given_back(qtbot):
    times = FreeTimes()
    qtbot.addWidget(times)
    times.choose(HALF_DAYS[:5])
    assert times.chosen == frozenset(HALF_DAYS[:5])
    assert len(times.findChildren(QCheckBox)) == 21


def test_arrow_keys_move_as_the_boxes_lie_and_space_ticks(qtbot):
    times = FreeTimes()
    qtbot.addWidget(times)
    times.show()
    with qtbot.waitActive(times):
        times.activateWindow()
    times.findChildren(QCheckBox)[0].setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert times.chosen == {HalfDay(1, 1)}
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Space):
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert HalfDay(6, 1) in times.chosen
