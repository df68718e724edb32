"""Walks through what is in sight with the Tab key, as someone without a mouse does."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QWidget,
)

from buddy_matcher.ui.widgets.reading_label import ReadingLabel

MOST_STOPS = 200

_PIXEL = 1
_SPEAKING = QPushButton | QCheckBox | QRadioButton


def name_of(widget: QWidget) -> str:
    """Return what a screen reader calls a control."""
    if isinstance(widget, QTabBar):
        return widget.tabText(widget.currentIndex())
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def stops_of(widget: QWidget) -> list[QWidget]:
    """Return every control in sight that Tab should come to, whatever the order."""
    return [
        one
        for one in widget.findChildren(QWidget)
        if one.isVisibleTo(widget)
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not one.focusProxy()
        and not _is_part_of_a_field(one)
    ]


def walk(widget: QWidget) -> list[QWidget]:
    """Press Tab from the control that has the focus until it comes round; return the stops in a widget."""
    seen: list[QWidget] = []
    for _ in range(MOST_STOPS):
        focused = QApplication.focusWidget()
        if focused is None or focused in seen:
            break
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return [one for one in seen if widget.isAncestorOf(one)]


def goes_back(first: QWidget, second: QWidget) -> bool:
    """Return whether Tab goes up, or to the left in one line: not as one reads."""
    if first.isAncestorOf(second):  # a pane that is scrolled, and what stands in it
        return False
    one, other = _area(first), _area(second)
    is_above = other.bottom() < one.top() and other.left() < one.right()
    is_before = other.right() < one.left() and other.top() < one.bottom() and other.bottom() > one.top()
    return is_above or is_before


def hidden_texts(widget: QWidget) -> list[str]:
    """Return the texts of labels that a screen reader can't come to, since a name stands in their place."""
    labels = [label for label in widget.findChildren(QLabel) if label.accessibleName() and label.text()]
    return [label.text() for label in labels if label.text().split("\n")[0] not in label.accessibleName()]


def cut_texts(widget: QWidget) -> list[str]:
    """Return the texts of buttons, ticks and labels that have less room than they need.

    A text that is shortened where it must be says the whole of it in its tooltip.
    """
    shown = [one for one in widget.findChildren(QWidget) if one.isVisibleTo(widget)]
    buttons = [one for one in shown if isinstance(one, _SPEAKING) and one.text()]
    cut = [one.text() for one in buttons if one.width() < one.sizeHint().width() - _PIXEL]
    labels = [one for one in shown if isinstance(one, QLabel) and not isinstance(one, ReadingLabel)]
    cut += [label.text() for label in labels if label.text() and not label.toolTip() and _is_cut(label)]
    return cut


def _is_cut(label: QLabel) -> bool:
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width()) - _PIXEL
    lines = label.text().replace("&", "").splitlines()
    needed = max(label.fontMetrics().horizontalAdvance(line) for line in lines)
    return label.contentsRect().width() < needed - _PIXEL


def _area(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _is_part_of_a_field(widget: QWidget) -> bool:
    """Return whether a control belongs to a larger one, such as the line of a spin box."""
    return isinstance(widget, QLineEdit) and widget.objectName() == "qt_spinbox_lineedit"
