"""Fields that a wheel over a form leaves alone: it scrolls the form until the field has the focus.

A list that opens is as wide as its longest entry, and Tab leaves a field that can be typed in.
"""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDateEdit,
    QDoubleSpinBox,
    QListView,
    QSpinBox,
    QWidget,
)

from buddy_matcher.domain.working_days import LAST_DAY
from buddy_matcher.ui.widgets.theme import GAP

_MOST_IN_SIGHT = 20
"""Entries that an opened list shows at once; it scrolls then."""

_PENCE = 100
_MOST_POUNDS = 9_999.99


class CalmComboBox(QComboBox):
    """A list to choose from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(_MOST_IN_SIGHT)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @override
    def showPopup(self) -> None:
        view, room = self.view(), self.screen().availableSize().width()
        bar = view.verticalScrollBar().sizeHint().width()
        words = (self.itemText(place) for place in range(self.count()))
        widest = max((self.fontMetrics().horizontalAdvance(text) for text in words), default=0)
        view.setMinimumWidth(min(widest + self.iconSize().width() + bar + 4 * GAP, room))
        super().showPopup()


class SuggestingBox(CalmComboBox):
    """A line to type in that suggests the known entries which hold what was typed."""

    def __init__(self, entries: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.addItems(entries)
        suggestions = QCompleter(self.model(), self)
        suggestions.setFilterMode(Qt.MatchFlag.MatchContains)
        suggestions.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        suggestions.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(suggestions)
        self._popup = QListView()
        suggestions.setPopup(self._popup)
        self._popup.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Tab leave: an open list of suggestions goes on catching keys, and writes them here."""
        steps = {Qt.Key.Key_Tab: True, Qt.Key.Key_Backtab: False}
        is_key = watched is self._popup and event.type() is QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() in steps:
            self._popup.hide()
            self.focusNextPrevChild(steps[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)


class CalmSpinBox(QSpinBox):
    """A whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CalmMoneyBox(QDoubleSpinBox):
    """An amount of money in pounds and pence, from nothing on."""

    def __init__(self, pence: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.setGroupSeparatorShown(True)
        self.setPrefix("£")
        self.setDecimals(2)
        self.setMaximum(_MOST_POUNDS)
        self.setValue(pence / _PENCE)
        # With buttons from the style sheet, Qt forgets the padding of the box at the text.
        self.lineEdit().setTextMargins(GAP, 0, 0, 0)

    @property
    def pence(self) -> int:
        """The amount in whole pence."""
        return round(self.value() * _PENCE)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CalmDateEdit(QDateEdit):
    """A day, with a calendar to choose it from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaximumDate(QDate(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day))
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMMM yyyy")

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Leave with Tab, whichever part of the day is being typed: the arrow keys lead to the others."""
        return QWidget.focusNextPrevChild(self, next)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
