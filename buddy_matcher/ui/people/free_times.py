"""The half-days of a week in which someone is usually free, as check boxes under their days."""

from collections.abc import Iterable
from typing import override

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from buddy_matcher.domain.meeting import DAY_PARTS, DAYS, HALF_DAYS, HalfDay
from buddy_matcher.domain.text import with_capital
from buddy_matcher.ui.widgets.labels import plain_label, quiet_label
from buddy_matcher.ui.widgets.theme import GAP

_SHORT = 3
_TARGET = 32
"""The least side of what can be clicked, in pixels."""

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class FreeTimes(QWidget):
    """A week of 7 days by 3 half-days; the arrow keys move in it and Space ticks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Usually free")
        self._boxes = {half_day: QCheckBox() for half_day in HALF_DAYS}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(0)
        for day, name in enumerate(DAYS):
            heading = plain_label(name[:_SHORT])
            heading.setToolTip(name)
            grid.addWidget(heading, 0, day + 1, Qt.AlignmentFlag.AlignHCenter)
        for part, name in enumerate(DAY_PARTS):
            grid.addWidget(quiet_label(with_capital(name), wraps=False), part + 1, 0)
        for half_day, box in self._boxes.items():
            box.setAccessibleName(half_day.label)
            box.setToolTip(half_day.label)
            box.setMinimumSize(_TARGET, _TARGET)
            box.installEventFilter(self)
            grid.addWidget(box, half_day.part + 1, half_day.day + 1, Qt.AlignmentFlag.AlignHCenter)
        grid.setColumnStretch(len(DAYS) + 1, 1)

    @property
    def chosen(self) -> frozenset[HalfDay]:
        """The half-days that are ticked."""
        return frozenset(half_day for half_day, box in self._boxes.items() if box.isChecked())

    def choose(self, free: Iterable[HalfDay]) -> None:
        """Tick these half-days and no others."""
        wanted = frozenset(free)
        for half_day, box in self._boxes.items():
            box.setChecked(half_day in wanted)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move between the boxes as they lie on screen; Qt's own order would run along the days."""
        step = _STEPS.get(Qt.Key(event.key())) if isinstance(event, QKeyEvent) else None
        here = next((half_day for half_day, box in self._boxes.items() if box is watched), None)
        if step is None or here is None or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        there = HalfDay((here.day + step[0]) % len(DAYS), (here.part + step[1]) % len(DAY_PARTS))
        self._boxes[there].setFocus()
        return True
