"""The parts of a whole as a bar, and in words below it: no colour is the only sign."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from buddy_matcher.ui.widgets.labels import quiet_label
from buddy_matcher.ui.widgets.theme import GAP, Colours, colours
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow, in_one_line

_HIGH = 12
_ROUND = 3
_BETWEEN = 2
_MARK = 10


@dataclass(frozen=True, slots=True)
class BarPart:
    """How much of the whole, in which colour, or in outline only; and what the words below say of it."""

    number: int
    colour: Callable[[Colours], str | QColor]
    words: str = ""
    is_hollow: bool = False


class PartsBar(QWidget):
    """A bar of a few parts, as long as the widget where they make up the whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = _Bar()
        self._words = WrappingRow()
        self._words.setSpacing(2 * GAP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._bar)
        layout.addLayout(self._words)

    def show_parts(self, parts: Sequence[BarPart], whole: int) -> None:
        """Show parts in their order; those of nothing are left out."""
        shown = [part for part in parts if part.number]
        self._bar.show_parts(shown, whole)
        named = (part for part in shown if part.words)
        self._words.fill([in_one_line(_Mark(part), quiet_label(part.words, wraps=False)) for part in named])
        self.setAccessibleName(", ".join(part.words for part in shown if part.words))


class _Bar(QWidget):
    """The bar alone."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: Sequence[BarPart] = ()
        self._whole = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[BarPart], whole: int) -> None:
        self._parts, self._whole = parts, max(whole, sum(part.number for part in parts))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(12 * GAP, _HIGH)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        known = colours(self.palette())
        left = 0.0
        for part in self._parts:
            width = self.width() * part.number / self._whole
            area = QRectF(left, 0, max(width - _BETWEEN, 1.0), _HIGH)
            _paint(painter, area, part, known)
            left += width
        painter.end()


def _paint(painter: QPainter, area: QRectF, part: BarPart, known: Colours) -> None:
    colour = QColor(part.colour(known))
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(QColor(known.surface) if part.is_hollow else colour)
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), _ROUND, _ROUND)


class _Mark(QWidget):
    """The colour of a part, before its words."""

    def __init__(self, part: BarPart) -> None:
        super().__init__()
        self._part = part
        self.setFixedSize(_MARK, _MARK)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint(painter, QRectF(0, 0, _MARK, _MARK), self._part, colours(self.palette()))
        painter.end()
