"""Strengths as bars: offered by each side to the left, wished and met to the right, then in words.

It is a table: the numbers are its cells, so that it needs no twin to be read or sorted.
"""

from enum import IntEnum
from typing import ClassVar, override

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from buddy_matcher.services.rounds.strength_lines import StrengthLine
from buddy_matcher.ui.widgets.cell_lines import PADDING, CellLine, Index, Tone, paint_background
from buddy_matcher.ui.widgets.rows_model import ROW_ROLE, Cell, RowsModel
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import Colours, colours

LEGEND = (
    "Left: who can share it, Health in blue and VCSE in brown. Right: who would like it, and in green whose "
    "wish the plan meets."
)
_BAR = 14
_ROW = 30
_NAME_WIDTH, _BARS_WIDTH, _WORDS_WIDTH = 280, 260, 170


class Column(IntEnum):
    """The columns of the table."""

    NAME = 0
    OFFERED = 1
    WISHED = 2
    WORDS = 3


class StrengthsModel(RowsModel[StrengthLine]):
    """The strengths, the most wished first."""

    headings: ClassVar = ("Strength", "Can share", "Would like, met", "In numbers")

    @property
    def most(self) -> int:
        """How many people the longest bar stands for."""
        return max((max(row.health + row.vcse, row.wished) for row in self.rows), default=1)

    @override
    def cell(self, row: StrengthLine, column: int) -> Cell:
        match Column(column):
            case Column.NAME:
                return Cell(lines=(CellLine(row.name),), tooltip=row.name)
            case Column.OFFERED:
                told = f"{row.health} Health, {row.vcse} VCSE can share it"
                return Cell(spoken=told, tooltip=told, sort_key=row.health + row.vcse)
            case Column.WISHED:
                return Cell(spoken=in_words(row), tooltip=in_words(row), sort_key=row.wished)
            case Column.WORDS:
                is_short = bool(row.wished) and not row.met
                tone = Tone.WARNING if is_short else Tone.PLAIN
                return Cell(lines=(CellLine(in_words(row), tone),), sort_key=row.met - row.wished)

    @override
    def search_text(self, row: StrengthLine) -> str:
        return row.name


class BarsDelegate(QStyledItemDelegate):
    """Paints the bars of one column."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_background(painter, option, index, self)
        row, most = index.data(ROW_ROLE), _most_of(index)
        area = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, 0)
        paint_bars(painter, area, row, Column(index.column()), most, colours(option.palette))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_BARS_WIDTH // 2, _ROW)


class StrengthsPicture(RowsView[StrengthLine]):
    """The bars of every strength that somebody offers or wishes for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        model = StrengthsModel()
        super().__init__(model, "Strengths offered, wished and met", parent=parent)
        model.setParent(self)
        self._lines = model
        self.setAccessibleDescription(LEGEND)
        for column in (Column.OFFERED, Column.WISHED):
            self.setItemDelegateForColumn(column, BarsDelegate(self))
        self.stretch(Column.NAME, Column.OFFERED, Column.WISHED)
        self.say_when_empty("No strengths yet", "Nobody offers or wishes for anything in this round.")

    def show_lines(self, lines: tuple[StrengthLine, ...]) -> None:
        """Show what is offered, wished and met."""
        self.show_rows(lines, lambda line: line.name)

    def picture_size(self) -> QSize:
        """Return how large the whole picture is when it is saved."""
        width = _NAME_WIDTH + 2 * _BARS_WIDTH + _WORDS_WIDTH + 4 * PADDING
        return QSize(width, _ROW * len(self._lines.rows))

    def paint_picture(self, painter: QPainter) -> None:
        """Paint every line, whatever is in sight."""
        known = colours(self.palette())
        for number, row in enumerate(self._lines.rows):
            top = number * _ROW
            painter.setPen(QColor(known.text))
            painter.drawText(QRectF(0, top, _NAME_WIDTH, _ROW), _RIGHT, row.name)
            left = _NAME_WIDTH + PADDING
            for column in (Column.OFFERED, Column.WISHED):
                area = QRectF(left, top, _BARS_WIDTH, _ROW)
                paint_bars(painter, area, row, column, self._lines.most, known)
                left += _BARS_WIDTH + PADDING
            painter.setPen(QColor(known.quiet))
            painter.drawText(QRectF(left, top, _WORDS_WIDTH, _ROW), _LEFT, in_words(row))


_LEFT, _RIGHT = 0x0081, 0x0082  # Qt's flags for the left and the right, each in the middle of the height


def in_words(row: StrengthLine) -> str:
    """Return for example "5 wish, 0 met"."""
    return f"{row.wished} wish, {row.met} met" if row.wished else "nobody wishes it"


def paint_bars(
    painter: QPainter, area: QRectF, row: StrengthLine, column: Column, most: int, known: Colours
) -> None:
    """Paint what is offered from the right edge of an area, or what is wished from the left."""
    each = area.width() / most
    bar = QRectF(area.left(), area.center().y() - _BAR / 2, 0, _BAR)
    if column is Column.OFFERED:
        bar.setLeft(area.right() - each * row.vcse)
        bar.setRight(area.right())
        painter.fillRect(bar, QColor(known.vcse))
        bar.moveRight(bar.left())
        bar.setLeft(bar.right() - each * row.health)
        painter.fillRect(bar, QColor(known.health))
        return
    bar.setWidth(each * row.met)
    painter.fillRect(bar, QColor(known.good))
    bar.setWidth(each * row.wished)
    painter.setPen(QPen(QColor(known.border), 1))
    painter.drawRect(bar)


def _most_of(index: Index) -> int:
    """Return the most people of any line; a view stands before the model and may filter it."""
    model = index.model()
    source = getattr(model, "sourceModel", lambda: model)()
    return source.most if isinstance(source, StrengthsModel) else 1
