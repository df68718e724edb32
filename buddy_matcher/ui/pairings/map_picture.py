"""Where people are based, as pies by sector, and the pairs as lines between: offline, and without any tiles.

Arrows go to the next place on that side, Return selects the pairs of the place that is looked at.
"""

from collections.abc import Iterator
from typing import override

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsLineItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QGraphicsView,
    QWidget,
)

from buddy_matcher.domain.places import GridPoint
from buddy_matcher.domain.reasons import Gaining
from buddy_matcher.domain.text import counted
from buddy_matcher.services.questions.picture_plan import LineOnMap, PlaceOnMap, PlanMap
from buddy_matcher.ui.widgets.announcements import announce
from buddy_matcher.ui.widgets.labels import as_tooltip
from buddy_matcher.ui.widgets.theme import Colours, colours, scaled_font

LEGEND = (
    "Pies: places, Health (blue) + VCSE (brown) people. Lines: pairs, green both gain, ochre one, red none."
)
_LEAST_SIZE = QSize(420, 300)
_MARGIN = 60
_LEAST_RADIUS, _MORE_RADIUS = 7.0, 2.2
_WHOLE = 360 * 16  # Qt counts angles in sixteenths of a degree
_LABEL_SIZE = 0.95
_NUMBER = 0
"""Under which key an item knows the number of its place or line."""

_DIRECTIONS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class MapPicture(QGraphicsView):
    """The map; `members_wanted` carries the participation ids of whose pairs are asked for."""

    members_wanted = Signal(object)
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._map = PlanMap((), (), 0)
        self._points: list[QPointF] = []
        self._current = 0
        self._ring: QGraphicsEllipseItem | None = None
        self.setScene(QGraphicsScene(self))
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setAccessibleName("Map of places and pairs")
        self.setAccessibleDescription(LEGEND)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_map(self, plan: PlanMap) -> None:
        """Show where people are based and what joins them."""
        self._map = plan
        self._current = min(self._current, max(0, len(plan.places) - 1))
        self._draw()

    def text(self) -> str:
        """Return what is said of the place that is looked at."""
        if not self._map.places:
            return "Nobody gave a postcode, so there is no map."
        return place_in_words(self._map, self._current)

    def picture_size(self) -> QSize:
        """Return how large the whole picture is when it is saved."""
        return self.sceneRect().size().toSize()

    def paint_picture(self, painter: QPainter) -> None:
        """Paint the whole map."""
        if self._ring:
            self._ring.hide()
        self.scene().render(painter, QRectF(0, 0, *self.sceneRect().size().toTuple()), self.sceneRect())
        if self._ring:
            self._ring.show()

    def _draw(self) -> None:
        scene, known = self.scene(), colours(self.palette())
        scene.clear()
        self._ring = None
        size = self.viewport().size().expandedTo(_LEAST_SIZE)
        self._points = _laid_out([place.point for place in self._map.places], size)
        scene.setSceneRect(QRectF(0, 0, size.width(), size.height()))
        for number, line in enumerate(self._map.lines):
            if line.first != line.second:
                scene.addItem(self._line(number, line, known))
        taken: list[QRectF] = []
        for number, place in enumerate(self._map.places):
            pie = _Pie(place, known)
            pie.setPos(self._points[number])
            pie.setData(_NUMBER, number)
            pie.setToolTip(as_tooltip(place_in_words(self._map, number)))
            scene.addItem(pie)
            taken.append(pie.sceneBoundingRect())
        for number in sorted(range(len(self._map.places)), key=lambda n: -len(self._map.places[n].members)):
            self._label(number, taken, known)
        self._ring = scene.addEllipse(QRectF(), QPen(QColor(known.text), 3))
        self._move_ring()

    def _line(self, number: int, line: LineOnMap, known: Colours) -> QGraphicsLineItem:
        first, second = self._points[line.first], self._points[line.second]
        item = QGraphicsLineItem(first.x(), first.y(), second.x(), second.y())
        width = 1.5 + len(line.pairs)
        item.setPen(QPen(_colour(known, line.extent), min(width, 9.0)))
        item.setToolTip(as_tooltip(line_in_words(self._map, line)))
        item.setData(_NUMBER, number)
        return item

    def _label(self, number: int, taken: list[QRectF], known: Colours) -> None:
        """Put the name of a place beside it where nothing else stands; elsewhere hovering says it."""
        place, at = self._map.places[number], self._points[number]
        text = QGraphicsSimpleTextItem(f"{place.name} {place.health}+{place.vcse}")
        text.setFont(scaled_font(_LABEL_SIZE))
        text.setBrush(QBrush(QColor(known.text)))
        size, away = text.boundingRect(), _radius(place) + 4
        for corner in _around(at, size, away):
            area = QRectF(corner, size.size())
            if self.sceneRect().contains(area) and not any(area.intersects(other) for other in taken):
                text.setPos(corner)
                taken.append(area)
                behind = self.scene().addRect(
                    area.adjusted(-2, 0, 2, 0), Qt.PenStyle.NoPen, QColor(known.surface)
                )
                behind.setOpacity(0.8)
                self.scene().addItem(text)
                return

    def _move_ring(self) -> None:
        if self._ring and self._points:
            side = _radius(self._map.places[self._current]) + 5
            self._ring.setRect(QRectF(-side, -side, 2 * side, 2 * side))
            self._ring.setPos(self._points[self._current])

    def _look_at(self, number: int) -> None:
        self._current = number
        self._move_ring()
        self.setAccessibleDescription(self.text())
        announce(self, self.text())
        self.told.emit(self.text())

    def _next(self, direction: QPointF) -> int:
        """Return the nearest place on one side of the one that is looked at, or that itself."""
        here = self._points[self._current]

        def cost(number: int) -> float:
            way = self._points[number] - here
            along = QPointF.dotProduct(way, direction)
            across = abs(way.x() * direction.y()) + abs(way.y() * direction.x())
            return along + 2 * across if along > 0 else float("inf")

        best = min(range(len(self._points)), key=cost)
        return best if cost(best) < float("inf") else self._current

    def _members_of_place(self, number: int) -> frozenset[int]:
        here = self._map.places[number].members
        pairs = (pair for line in self._map.lines for pair in line.pairs)
        return frozenset(member for pair in pairs if here.intersection(pair) for member in pair)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _DIRECTIONS and self._points:
            self._look_at(self._next(_DIRECTIONS[key]))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._points:
            self.members_wanted.emit(self._members_of_place(self._current))
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        item = self.itemAt(event.position().toPoint())
        if isinstance(item, _Pie):
            self._look_at(item.data(_NUMBER))
            self.members_wanted.emit(self._members_of_place(item.data(_NUMBER)))
        elif isinstance(item, QGraphicsLineItem):
            line = self._map.lines[item.data(_NUMBER)]
            self.told.emit(line_in_words(self._map, line))
            self.members_wanted.emit(frozenset(member for pair in line.pairs for member in pair))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()


class _Pie(QGraphicsItem):
    """A place: as large as it has people, parted by sector."""

    def __init__(self, place: PlaceOnMap, known: Colours) -> None:
        super().__init__()
        self._place = place
        self._known = known

    @override
    def boundingRect(self) -> QRectF:
        side = _radius(self._place) + 1
        return QRectF(-side, -side, 2 * side, 2 * side)

    @override
    def paint(self, painter: QPainter, option: object, widget: QWidget | None = None) -> None:
        area = self.boundingRect().adjusted(1, 1, -1, -1)
        share = round(_WHOLE * self._place.health / (self._place.health + self._place.vcse))
        painter.setPen(QPen(QColor(self._known.surface), 1))
        for colour, start, span in (
            (self._known.health, 0, share),
            (self._known.vcse, share, _WHOLE - share),
        ):
            painter.setBrush(QColor(colour))
            if span == _WHOLE:
                painter.drawEllipse(area)
            elif span:
                painter.drawPie(area, start, span)


def place_in_words(plan: PlanMap, number: int) -> str:
    """Return for example "Leeds: 4 Health, 4 VCSE; 6 pairs, the longest journey 18 miles"."""
    place = plan.places[number]
    here = [line for line in plan.lines if number in (line.first, line.second)]
    pairs, far = sum(len(line.pairs) for line in here), max((line.miles for line in here), default=0)
    longest = f", the longest journey {counted(far, 'mile')}" if far else ""
    return f"{place.name}: {place.health} Health, {place.vcse} VCSE; {counted(pairs, 'pair')}{longest}"


def line_in_words(plan: PlanMap, line: LineOnMap) -> str:
    """Return for example "Leeds to Halifax: 3 pairs, 14 miles"."""
    first, second = plan.places[line.first].name, plan.places[line.second].name
    return f"{first} to {second}: {counted(len(line.pairs), 'pair')}, {counted(line.miles, 'mile')}"


def _laid_out(points: list[GridPoint], size: QSize) -> list[QPointF]:
    """Return the places in a picture, as large as it allows, true to scale and in the middle."""
    if not points:
        return []
    west, north = min(p.easting for p in points), max(p.northing for p in points)
    wide = max(p.easting for p in points) - west or 1
    high = north - min(p.northing for p in points) or 1
    scale = min((size.width() - 2 * _MARGIN) / wide, (size.height() - 2 * _MARGIN) / high)
    left, top = (size.width() - wide * scale) / 2, (size.height() - high * scale) / 2
    return [QPointF(left + (p.easting - west) * scale, top + (north - p.northing) * scale) for p in points]


def _radius(place: PlaceOnMap) -> float:
    """Return the radius of a pie, whose area grows with its people."""
    return _LEAST_RADIUS + _MORE_RADIUS * float(len(place.members) ** 0.5)


def _around(at: QPointF, size: QRectF, away: float) -> Iterator[QPointF]:
    """Yield where the corner of a label could be: right of a place, left, below and above."""
    middle = at.y() - size.height() / 2
    yield QPointF(at.x() + away, middle)
    yield QPointF(at.x() - away - size.width(), middle)
    yield QPointF(at.x() - size.width() / 2, at.y() + away)
    yield QPointF(at.x() - size.width() / 2, at.y() - away - size.height())
    for below in (away, -away - size.height()):
        yield QPointF(at.x() + away / 2, at.y() + below / 2)
        yield QPointF(at.x() - away / 2 - size.width(), at.y() + below / 2)


def _colour(known: Colours, extent: Gaining) -> QColor:
    return known.of_match(extent)
