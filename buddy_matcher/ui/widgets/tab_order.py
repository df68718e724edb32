"""Tab goes through what is in sight as it is laid out; Qt alone goes in the order in which it was made."""

from collections.abc import Iterator
from itertools import pairwise

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QStackedWidget, QTabWidget, QWidget


def tab_as_laid_out(widget: QWidget) -> None:
    """Let Tab go through the controls of a widget in the order in which its layouts hold them."""
    for one, following in pairwise(stops_of(widget)):
        QWidget.setTabOrder(one, following)


def stops_of(widget: QWidget) -> Iterator[QWidget]:
    """Yield a widget and what is in it, as laid out, as far as Tab stops there."""
    # A widget of tabs stands for its bar, which has no place of its own in Qt's order.
    is_itself = not widget.focusProxy() or isinstance(widget, QTabWidget)
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and is_itself:
        yield widget
    for part in _parts(widget):
        yield from stops_of(part)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QScrollArea):
        if content := widget.widget():
            yield content
    elif isinstance(widget, QSplitter | QStackedWidget | QTabWidget):
        yield from filter(None, (widget.widget(place) for place in range(widget.count())))
    elif layout := widget.layout():
        yield from _widgets_of(layout)


def _widgets_of(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None or not shiboken6.isValid(item):  # that of a widget which Qt is about to delete
            continue
        if inner := item.layout():
            yield from _widgets_of(inner)
        elif widget := item.widget():
            yield widget
