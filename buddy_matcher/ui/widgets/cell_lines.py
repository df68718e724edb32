"""Table cells of a few short lines, some with a sector's shape before them, painted by one delegate.

A model gives the lines under LINES_ROLE and the same words under DisplayRole.
"""

from dataclasses import dataclass
from enum import Enum, auto
from math import ceil
from typing import override

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.ui.widgets.broken_text import broken_text
from buddy_matcher.ui.widgets.labels import paint_sector_shape
from buddy_matcher.ui.widgets.theme import GAP, colours, scaled_font

type Index = QModelIndex | QPersistentModelIndex

LINES_ROLE = Qt.ItemDataRole.UserRole + 20

PADDING = GAP
PADDING_ABOVE = 5
LINE_GAP = 2
SELECTION_BAR = 4
SELECTION_FRAME = 2
_SHAPE = 10
_LINES = 2
_COMPACT = "compactRows"


class Tone(Enum):
    """How a line speaks."""

    PLAIN = auto()
    STRONG = auto()
    QUIET = auto()
    WARNING = auto()
    GOOD = auto()
    FAIR = auto()


_KNOWN: dict[tuple[str, str, bool], QFontMetrics] = {}
_BOLD = frozenset({Tone.STRONG, Tone.GOOD, Tone.FAIR})


@dataclass(frozen=True, slots=True)
class CellLine:
    """One line of a cell; the shape of `sector` stands before it, and the text keeps clear of it.

    It `wraps` where it is a sentence that stands alone.
    """

    text: str
    tone: Tone = Tone.PLAIN
    sector: Sector | None = None
    wraps: bool = False


def rows_are_compact() -> bool:
    """Return whether the coordinator wants one line for each row, whatever it holds."""
    app = QApplication.instance()
    return bool(app and app.property(_COMPACT))


def make_rows_compact(*, are_compact: bool) -> None:
    """Choose how high rows are, for every table that is painted from now on."""
    app = QApplication.instance()
    if app:
        app.setProperty(_COMPACT, are_compact)


class LinesDelegate(QStyledItemDelegate):
    """Paints the lines that a model gives, each on one line and shortened where it must be.

    A line that `wraps` stands alone in its cell and takes two. In compact rows all lines stand in one.
    """

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_background(painter, option, index, self)
        lines: tuple[CellLine, ...] = index.data(LINES_ROLE) or ()
        area = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        painter.save()
        if rows_are_compact():
            _paint_in_one(painter, option, lines, area)
        elif any(line.wraps for line in lines):
            _paint_wrapped(painter, option, lines[0], area)
        else:
            _paint_below_each_other(painter, option, lines, area)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines: tuple[CellLine, ...] = index.data(LINES_ROLE) or ()
        indent = _indent() if any(line.sector for line in lines) else 0
        widths = [_metrics(option.font, line.tone).horizontalAdvance(line.text) for line in lines]
        if rows_are_compact():
            width = sum(widths) + PADDING * max(0, len(lines) - 1)
            height = _height(option.font, lines[:1])
        else:
            width, height = max(widths, default=0), _height(option.font, lines)
        if any(line.wraps for line in lines):
            width //= 2
        return QSize(width + indent + 2 * PADDING + 1, height + 2 * PADDING_ABOVE)


def _paint_below_each_other(
    painter: QPainter, option: QStyleOptionViewItem, lines: tuple[CellLine, ...], area: QRect
) -> None:
    top = area.center().y() - _height(option.font, lines) // 2
    is_indented = any(line.sector for line in lines)
    for line in lines:
        metrics = _metrics(option.font, line.tone)
        row = QRect(area.left(), top, area.width(), metrics.height())
        _paint_line(painter, option, line, row, is_indented=is_indented)
        top = row.bottom() + 1 + LINE_GAP


def _paint_in_one(
    painter: QPainter, option: QStyleOptionViewItem, lines: tuple[CellLine, ...], area: QRect
) -> None:
    row = QRect(area)
    for line in lines:
        width = _metrics(option.font, line.tone).horizontalAdvance(line.text)
        _paint_line(painter, option, line, row, is_indented=line.sector is not None)
        row.setLeft(row.left() + width + PADDING + (_indent() if line.sector else 0))
        if row.width() < _indent():
            break


def _paint_wrapped(painter: QPainter, option: QStyleOptionViewItem, line: CellLine, area: QRect) -> None:
    """Paint a sentence in two lines; what goes beyond them is in the tooltip."""
    font = line_font(option.font, line.tone)
    metrics = _metrics(option.font, line.tone)
    painter.setFont(font)
    painter.setPen(line_colour(option.palette, line.tone))
    lines = _in_two(line.text, font, area.width())
    top = area.center().y() - len(lines) * metrics.height() // 2
    for text in lines:
        row = QRect(area.left(), top, area.width(), metrics.height())
        painter.drawText(row, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text)
        top += metrics.height()


def _in_two(text: str, font: QFont, width: int) -> list[str]:
    """Return a text as it stands in two lines of a width, the second one shortened where it must be."""
    laid_out = broken_text(text, font, width)
    if laid_out.lineCount() < _LINES:
        return [text]
    first = laid_out.lineAt(0).textLength()
    rest = QFontMetrics(font).elidedText(text[first:], Qt.TextElideMode.ElideRight, width)
    return [text[:first].rstrip(), rest]


def paint_background(
    painter: QPainter, option: QStyleOptionViewItem, index: Index, delegate: QStyledItemDelegate
) -> None:
    """Paint what the style puts behind a cell: its background, selection and focus, without a text."""
    delegate.initStyleOption(option, index)
    option.text = ""
    style = option.widget.style()
    style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
    paint_selection_bar(painter, option, index)


def paint_selection_bar(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """Mark a selected row by a bar at its edge, a cell that is selected alone by a frame.

    The tint of either is too near to the colour of the others.
    """
    is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
    if not is_selected or not isinstance(option.widget, QTableView):
        return
    if option.widget.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectItems:
        painter.setPen(QPen(QColor(colours(option.palette).accent), SELECTION_FRAME))
        painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
    elif _is_at_edge(option.widget, index.column()):
        bar = QRect(option.rect.topLeft(), QSize(SELECTION_BAR, option.rect.height()))
        painter.fillRect(bar, QColor(colours(option.palette).accent))


def _is_at_edge(table: QTableView, column: int) -> bool:
    """Return whether a column is the first that is shown."""
    header = table.horizontalHeader()
    at_left = (header.logicalIndex(place) for place in range(header.count()))
    return next((one for one in at_left if not header.isSectionHidden(one)), column) == column


class WrappedDelegate(QStyledItemDelegate):
    """Paints a text that breaks into as many lines as it takes.

    Qt's own asks for the height of a wider text than it paints, and cuts off what then has no room.
    """

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_background(painter, option, index, self)
        lines: tuple[CellLine, ...] = index.data(LINES_ROLE) or ()
        area = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        painter.save()
        painter.setClipRect(area)
        laid_out = _broken(lines, option.font, area.width())
        # As far below the middle as the lines of the other cells in the row.
        top = float(area.center().y() - ceil(sum(each.boundingRect().height() for each in laid_out)) // 2)
        for line, each in zip(lines, laid_out, strict=True):
            painter.setPen(line_colour(option.palette, line.tone))
            each.draw(painter, QPointF(area.left(), top))
            top += each.boundingRect().height()
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines: tuple[CellLine, ...] = index.data(LINES_ROLE) or ()
        view = option.widget
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else option.rect.width()
        laid_out = _broken(lines, option.font, width - 2 * PADDING)
        height = sum(each.boundingRect().height() for each in laid_out)
        metrics = [_metrics(option.font, line.tone) for line in lines]
        in_one = [each.horizontalAdvance(line.text) for each, line in zip(metrics, lines, strict=True)]
        least = max(height, QFontMetrics(option.font).height())
        return QSize(max(in_one, default=0) + 2 * PADDING + 1, ceil(least) + 2 * PADDING_ABOVE)


def _broken(lines: tuple[CellLine, ...], font: QFont, width: int) -> list[QTextLayout]:
    """Return each line as it breaks in a width, in pixels."""
    return [broken_text(line.text, line_font(font, line.tone), max(1, width)) for line in lines]


def _metrics(font: QFont, tone: Tone) -> QFontMetrics:
    # Asked for thousands of cells at once; a font of another size has another key.
    key = font.key(), QApplication.font().key(), tone in _BOLD
    if key not in _KNOWN:
        _KNOWN[key] = QFontMetrics(line_font(font, tone))
    return _KNOWN[key]


def usual_row(font: QFont) -> int:
    """Return how high a row of two lines is, in pixels."""
    return _LINES * QFontMetrics(font).height() + LINE_GAP + 2 * PADDING_ABOVE


def line_font(font: QFont, tone: Tone) -> QFont:
    """Return the font of a tone in a view that has this font."""
    return scaled_font(1, is_bold=True) if tone in _BOLD else font


def line_colour(palette: QPalette, tone: Tone) -> QColor:
    """Return the text colour of a tone."""
    chosen = colours(palette)
    known = {
        Tone.QUIET: chosen.quiet,
        Tone.WARNING: chosen.poor,
        Tone.GOOD: chosen.good,
        Tone.FAIR: chosen.fair,
    }
    return QColor(known.get(tone, colours(palette).text))


def person_lines(name: str, organisation: str, sector: Sector) -> tuple[CellLine, ...]:
    """Return the cell of one person: the name with the sector's shape, the organisation below."""
    return (CellLine(name, Tone.STRONG, sector), CellLine(organisation, Tone.QUIET))


def _paint_line(
    painter: QPainter, option: QStyleOptionViewItem, line: CellLine, row: QRect, *, is_indented: bool
) -> None:
    if line.sector:
        shape = QRectF(row.left(), row.center().y() - _SHAPE / 2 + 1, _SHAPE, _SHAPE)
        paint_sector_shape(painter, shape, line.sector, option.palette)
    if is_indented:
        row = row.adjusted(_indent(), 0, 0, 0)
    font = line_font(option.font, line.tone)
    text = QFontMetrics(font).elidedText(line.text, Qt.TextElideMode.ElideRight, row.width())
    painter.setFont(font)
    painter.setPen(line_colour(option.palette, line.tone))
    painter.drawText(row, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text)


def _indent() -> int:
    return _SHAPE + PADDING


def _height(font: QFont, lines: tuple[CellLine, ...]) -> int:
    heights = [_metrics(font, line.tone).height() for line in lines]
    return sum(heights) + LINE_GAP * max(0, len(lines) - 1)
