"""How well two people match, in a word and a bar; the word stands first and says all that is needed."""

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from buddy_matcher.domain.reasons import Gaining
from buddy_matcher.ui.widgets.cell_lines import (
    PADDING,
    PADDING_ABOVE,
    Index,
    Tone,
    line_font,
    paint_background,
)
from buddy_matcher.ui.widgets.theme import colours

MATCH_ROLE = Qt.ItemDataRole.UserRole + 21

BAR_HEIGHT = 6
_BAR_GAP = 5
_NARROWEST_BAR, _WIDEST_BAR = 96, 180
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Match:
    """A match in words, its points out of the most there are (0 to 100), and who gains, for its colour."""

    words: str
    percent: int
    extent: Gaining


class MatchDelegate(QStyledItemDelegate):
    """Paints the `Match` that a model gives under MATCH_ROLE."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_background(painter, option, index, self)
        match = index.data(MATCH_ROLE)
        if not isinstance(match, Match):
            return
        font = line_font(option.font, Tone.STRONG)
        metrics = QFontMetrics(font)
        area = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        top = area.center().y() - (metrics.height() + _BAR_GAP + BAR_HEIGHT) // 2
        words = QRect(area.left(), top, area.width(), metrics.height())
        colour = colours(option.palette).of_match(match.extent)
        painter.save()
        painter.setFont(font)
        painter.setPen(colour)
        text = metrics.elidedText(match.words, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text)
        bar = QRectF(area.left(), words.bottom() + _BAR_GAP, min(area.width(), _WIDEST_BAR), BAR_HEIGHT)
        paint_bar(painter, bar, match.percent, fill=colour, track=QColor(colours(option.palette).line))
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetrics(line_font(option.font, Tone.STRONG))
        match = index.data(MATCH_ROLE)
        width = metrics.horizontalAdvance(match.words) if isinstance(match, Match) else 0
        height = metrics.height() + _BAR_GAP + BAR_HEIGHT + 2 * PADDING_ABOVE
        return QSize(max(width, _NARROWEST_BAR) + 2 * PADDING + 1, height)


def paint_bar(painter: QPainter, area: QRectF, percent: int, *, fill: QColor, track: QColor) -> None:
    """Paint a bar that is filled to a percentage."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(track)
    radius = area.height() / 2
    painter.drawRoundedRect(area, radius, radius)
    filled = QRectF(area)
    filled.setWidth(area.width() * percent / _HUNDRED)
    if percent:
        filled.setWidth(max(filled.width(), area.height()))
    painter.setBrush(fill)
    painter.drawRoundedRect(filled, radius, radius)
    painter.restore()
