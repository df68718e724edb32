"""How far a scheme came with the organisations around: a strip for each round, and the same in words."""

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from buddy_matcher.domain.local_organisations import Reach
from buddy_matcher.domain.text import counted
from buddy_matcher.services.rounds.local_reach import LocalReach
from buddy_matcher.ui.widgets.theme import GAP, Colours, colours

_HEIGHT, _NAME_WIDTH, _LEAST_WIDTH = 18, 150, 360
_MOST_ROUNDS = 6
_ORDER = (Reach.PAIRED, Reach.WAITED, Reach.LEFT, Reach.INVITED, Reach.NOT_YET)


class ReachStrip(QWidget):
    """A strip a round, the latest ones; each part is as long as there are organisations in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rounds: list[tuple[str, tuple[Reach, ...]]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("How far each round came")

    def show_reach(self, reach: LocalReach) -> None:
        """Show the latest rounds of a list."""
        by_round = [
            (each.name, tuple(line.reached[place] for line in reach.lines))
            for place, each in enumerate(reach.rounds)
        ]
        self._rounds = by_round[-_MOST_ROUNDS:] if reach.lines else []
        told = [f"{name}: {_in_words(reached)}" for name, reached in self._rounds]
        self.setAccessibleDescription(". ".join(told))
        self.setToolTip("\n".join(told))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, len(self._rounds) * (_HEIGHT + GAP))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shades = colours(self.palette())
        for place, (name, reached) in enumerate(self._rounds):
            top = place * (_HEIGHT + GAP)
            painter.setPen(QColor(shades.text))
            words = QFontMetrics(self.font()).elidedText(name, Qt.TextElideMode.ElideRight, _NAME_WIDTH - GAP)
            row = QRectF(0, top, _NAME_WIDTH, _HEIGHT)
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
            self._paint_strip(painter, shades, reached, top)

    def _paint_strip(self, painter: QPainter, shades: Colours, reached: tuple[Reach, ...], top: int) -> None:
        whole = QRectF(_NAME_WIDTH, top, self.width() - _NAME_WIDTH - 1, _HEIGHT - 1)
        left = whole.left()
        for reach in _ORDER:
            width = whole.width() * reached.count(reach) / len(reached)
            part = QRectF(left, top, width, whole.height())
            painter.fillRect(part, QColor(_shade(shades, reach)))
            text = str(reached.count(reach)) if reach is not Reach.NOT_YET else ""
            if text and QFontMetrics(self.font()).horizontalAdvance(text) < width:
                painter.setPen(QColor(shades.on_accent if reach is not Reach.INVITED else shades.text))
                painter.drawText(part, Qt.AlignmentFlag.AlignCenter, text)
            left += width
        painter.setPen(QColor(shades.border))
        painter.drawRect(whole)


def _shade(shades: Colours, reach: Reach) -> str:
    return {
        Reach.PAIRED: shades.good,
        Reach.WAITED: shades.accent,
        Reach.LEFT: shades.quiet,
        Reach.INVITED: shades.accent_soft,
        Reach.NOT_YET: shades.surface,
    }[reach]


def _in_words(reached: tuple[Reach, ...]) -> str:
    counts = [(reach, reached.count(reach)) for reach in _ORDER]
    parts = [f"{number} {reach.label.lower()}" for reach, number in counts if number]
    return f"of {counted(len(reached), 'organisation')} {', '.join(parts)}"
