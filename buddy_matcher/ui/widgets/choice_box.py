"""A list of fixed choices, each a value with its words; no other module keeps values in a combo box."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from buddy_matcher.ui.widgets.calm_fields import CalmComboBox
from buddy_matcher.ui.widgets.theme import GAP

_MOST_CHARACTERS = 32


class ChoiceBox[T](CalmComboBox):
    """Chooses one of some values; long words, such as names, are cut off instead of widening the form."""

    def __init__(self, choices: Sequence[tuple[T, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = [value for value, _ in choices]
        self.addItems([words for _, words in choices])
        longest = max((len(words) for _, words in choices), default=0)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(min(longest, _MOST_CHARACTERS))

    def offer(self, choices: Sequence[tuple[T, str]]) -> None:
        """Offer other choices; what is chosen stays so where it is among them."""
        chosen = self._values[self.currentIndex()] if self._values else None
        was_blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's
        self.clear()
        self._values = [value for value, _ in choices]
        self.addItems([words for _, words in choices])
        self.setCurrentIndex(self._values.index(chosen) if chosen in self._values else 0)
        self.blockSignals(was_blocked)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as Qt does, but end words that are too long in "…", not in the middle of a letter."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        parts = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(parts[0], option, parts[1], self).width() - GAP
        elide = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(option.currentText, elide, room)
        painter.drawComplexControl(parts[0], option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    @property
    def chosen(self) -> T:
        """The value that is chosen."""
        return self._values[self.currentIndex()]

    def choose(self, value: T) -> None:
        """Choose a value; one that is on no list, which only a later version writes, becomes the first."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)
