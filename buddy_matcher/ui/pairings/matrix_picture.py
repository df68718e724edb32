"""All candidate pairs as a matrix in the order of the plan: the darker, the more points.

It is a table, so that arrows move in it and a screen reader can read each cell. Its cells are painted as one
image made from the shades: painting each of 90,000 cells alone would take seconds.
"""

from collections.abc import Callable
from typing import Any, override

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.services.questions.picture_plan import BLOCKED, Matrix, PersonInPicture
from buddy_matcher.ui.widgets.cell_lines import Index
from buddy_matcher.ui.widgets.labels import as_tooltip
from buddy_matcher.ui.widgets.theme import GAP, Colours, colours, scaled_font

LEGEND = (
    "Strong: more points. Hatched or empty: a rule blocks. Framed: in the plan. A faint row: hard to place."
)
_LEAST, _MOST = 3, 26
"""How wide a cell is at least and at most, in pixels."""

_NAMES_FROM = 15
"""From which width of a cell on there is room for names."""

_HATCHED_FROM = 8
_NAME_WIDTH = 190
_NOWHERE = QModelIndex()

type Tell = Callable[[PersonInPicture, PersonInPicture], str]
"""Says what two people would be as a pair."""


class MatrixModel(QAbstractTableModel):
    """The cells; what they say is found out for those that are asked for."""

    def __init__(self, tell: Tell, parent: QWidget) -> None:
        super().__init__(parent)
        self._tell = tell
        self.matrix = Matrix((), (), b"", frozenset())

    def show_matrix(self, matrix: Matrix) -> None:
        """Show another matrix."""
        self.beginResetModel()
        self.matrix = matrix
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.matrix.rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.matrix.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not (0 <= index.row() < self.rowCount() and 0 <= index.column() < self.columnCount()):
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tooltip(self.text(index))
        return self.text(index) if role == Qt.ItemDataRole.AccessibleTextRole else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_row = orientation is Qt.Orientation.Vertical
        people = self.matrix.rows if is_row else self.matrix.columns
        if role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(people):
            return people[section].name
        return None

    def text(self, index: Index) -> str:
        """Return what a cell says."""
        return self._tell(self.matrix.rows[index.row()], self.matrix.columns[index.column()])


class _Names(QHeaderView):
    """The names beside the rows; the style sheet's headings are too high for rows as low as these."""

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        known = colours(self.palette())
        painter.fillRect(rect, QColor(known.surface))
        painter.setPen(QColor(known.text))
        painter.setFont(self.font())
        name = str(self.model().headerData(logicalIndex, Qt.Orientation.Vertical))
        text = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, rect.width() - GAP)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -GAP, 0), int(flags), text)


class MatrixPicture(QTableView):
    """The matrix; `looked_at` and `opened` carry the participation ids of a cell."""

    looked_at = Signal(int, int)
    opened = Signal(int, int)

    def __init__(self, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = MatrixModel(tell, self)
        self._side = _MOST
        self._image = QPixmap()
        self.setModel(self._cells)
        self.setAccessibleName("All candidate pairs")
        self.setAccessibleDescription(LEGEND)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalHeader(_Names(Qt.Orientation.Vertical, self))
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
        self.horizontalHeader().hide()
        self.verticalHeader().setHighlightSections(False)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.activated.connect(self._on_activated)

    def show_matrix(self, matrix: Matrix) -> None:
        """Show another matrix; the cell that was looked at stays where its two people still are."""
        before = self._people_at(self.currentIndex())
        self._cells.show_matrix(matrix)
        self._fit()
        row = next((n for n, p in enumerate(matrix.rows) if p.participation_id == before[0]), 0)
        column = next((n for n, p in enumerate(matrix.columns) if p.participation_id == before[1]), 0)
        self.setCurrentIndex(self._cells.index(row, column))

    def text(self) -> str:
        """Return what the cell says that is looked at, "" without any."""
        index = self.currentIndex()
        return self._cells.text(index) if index.isValid() else ""

    def picture_size(self) -> QSize:
        """Return how large the whole picture is when it is saved."""
        matrix = self._cells.matrix
        side = self._side
        return QSize(_NAME_WIDTH + side * len(matrix.columns), _NAME_WIDTH + side * len(matrix.rows))

    def paint_picture(self, painter: QPainter) -> None:
        """Paint the whole picture with the names of everybody where there is room for them."""
        matrix, area = self._cells.matrix, QRect(_NAME_WIDTH, _NAME_WIDTH, 0, 0)
        painter.setPen(QColor(colours(self.palette()).text))
        if self._side >= _NAMES_FROM:
            painter.setFont(scaled_font(_font_scale(self._side)))
            metrics = QFontMetrics(painter.font())
            for number, person in enumerate(matrix.rows):
                _paint_name(painter, metrics, person.name, area.left(), area.top() + number * self._side)
            painter.save()
            painter.rotate(-90)
            for number, person in enumerate(matrix.columns):
                name = metrics.elidedText(person.name, Qt.TextElideMode.ElideRight, _NAME_WIDTH - GAP)
                at = QRect(GAP - area.top(), area.left() + number * self._side, _NAME_WIDTH, self._side)
                painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter), name)
            painter.restore()
        painter.drawPixmap(area.topLeft(), self._image)
        self._paint_frames(painter, area.left(), area.top())

    def _fit(self) -> None:
        """Make the cells as large as there is room for."""
        matrix = self._cells.matrix
        rows, columns = len(matrix.rows) or 1, len(matrix.columns) or 1
        room = self.contentsRect()
        side = min((room.width() - _NAME_WIDTH) // columns, room.height() // rows)
        if side < _NAMES_FROM:
            side = min(room.width() // columns, room.height() // rows)
        self._side = max(_LEAST, min(_MOST, side))
        self.verticalHeader().setVisible(self._side >= _NAMES_FROM)
        self.verticalHeader().setFont(scaled_font(_font_scale(self._side)))
        self.verticalHeader().setFixedWidth(_NAME_WIDTH)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setDefaultSectionSize(self._side)
        self._image = QPixmap()
        self.viewport().update()

    def _drawn(self) -> QPixmap:
        """Return the cells without frames, drawn once for each size and palette."""
        if self._image.isNull():
            self._image = _draw(self._cells.matrix, self._side, colours(self.palette()))
        return self._image

    def _paint_frames(self, painter: QPainter, left: int, top: int) -> None:
        width = 2 if self._side >= _HATCHED_FROM else 1
        pen = QPen(QColor(colours(self.palette()).vcse), width)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for row, column in self._cells.matrix.chosen:
            cell = QRect(left + column * self._side, top + row * self._side, self._side, self._side)
            painter.drawRect(cell.adjusted(0, 0, -1, -1))

    def _people_at(self, index: Index) -> tuple[ParticipationId | None, ParticipationId | None]:
        matrix = self._cells.matrix
        if not (index.isValid() and index.row() < len(matrix.rows) and index.column() < len(matrix.columns)):
            return None, None
        return matrix.rows[index.row()].participation_id, matrix.columns[index.column()].participation_id

    def _on_current_changed(self, current: Index) -> None:
        self.viewport().update()
        first, second = self._people_at(current)
        if first is not None and second is not None:
            self.looked_at.emit(first, second)

    def _on_activated(self, index: Index) -> None:
        first, second = self._people_at(index)
        if first is not None and second is not None:
            self.opened.emit(first, second)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        left, top = self.columnViewportPosition(0), self.rowViewportPosition(0)
        painter.drawPixmap(left, top, self._drawn())
        self._paint_frames(painter, left, top)
        current = self.currentIndex()
        if current.isValid():
            known = colours(self.palette())
            cell = self.visualRect(current).adjusted(-2, -2, 1, 1)
            for colour, width in ((known.surface, 5), (known.text, 3)):
                painter.setPen(QPen(QColor(colour), width))
                painter.drawRect(cell)
        painter.end()


def _draw(matrix: Matrix, side: int, known: Colours) -> QPixmap:
    rows, columns = len(matrix.rows), len(matrix.columns)
    if not rows or not columns:
        return QPixmap(1, 1)
    shades = QImage(matrix.shades, columns, rows, columns, QImage.Format.Format_Indexed8)
    shades.setColorTable([_colour(known, shade).rgb() for shade in range(BLOCKED + 1)])
    image = shades.convertToFormat(QImage.Format.Format_RGB32).scaled(columns * side, rows * side)
    if side >= _HATCHED_FROM:
        _hatch(image, matrix, side, known)
    return QPixmap.fromImage(image)


def _colour(known: Colours, shade: int) -> QColor:
    """Return the colour of a shade: of a cell that is blocked that of the background."""
    if shade > 100:  # noqa: PLR2004 - percent
        return QColor(known.surface)
    low, high = QColor(known.accent_soft), QColor(known.accent_strong)
    part = shade / 100
    red, green, blue = (
        round(start + (end - start) * part)
        for start, end in (
            (low.red(), high.red()),
            (low.green(), high.green()),
            (low.blue(), high.blue()),
        )
    )
    return QColor(red, green, blue)


def _hatch(image: QImage, matrix: Matrix, side: int, known: Colours) -> None:
    painter = QPainter(image)
    hatched = QBrush(QColor(known.line), Qt.BrushStyle.BDiagPattern)
    for row in range(len(matrix.rows)):
        for column in range(len(matrix.columns)):
            if matrix.shade(row, column) == BLOCKED:
                painter.fillRect(column * side, row * side, side, side, hatched)
    painter.setPen(QColor(known.surface))
    for row in range(len(matrix.rows)):
        painter.drawLine(0, row * side, image.width(), row * side)
    for column in range(len(matrix.columns)):
        painter.drawLine(column * side, 0, column * side, image.height())
    painter.end()


def _font_scale(side: int) -> float:
    return min(1.0, side / 22)


def _paint_name(painter: QPainter, metrics: QFontMetrics, name: str, right: int, top: int) -> None:
    text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, _NAME_WIDTH - GAP)
    at = QRect(0, top, right - GAP, metrics.height() + 2)
    painter.drawText(at, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
