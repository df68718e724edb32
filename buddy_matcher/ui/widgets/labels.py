"""Small widgets that show text as it was typed, and the few looks that all pages share.

Qt guesses rich text and mnemonics in what people typed; everything here shows it literally.
"""

import html
from functools import partial
from typing import override

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QIcon, QPainter, QPalette, QPixmap, QPolygonF
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.ui.widgets.calm_fields import CalmSpinBox
from buddy_matcher.ui.widgets.theme import GAP, colours, give_font, scaled_font

LOOK = "look"
"""The dynamic property by which the style sheet knows a kind of widget."""

_TITLE_SIZE = 1.7
_HEADING_SIZE = 1.2
_SHAPE_SIZE = 12
_SHARPNESS = 3


def plain_label(text: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label that shows `text` literally; a mnemonic of ours works once it has a buddy."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if wraps:
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        label.setWordWrap(True)  # after the policy, of which Qt makes it a part that height follows width
    return label


def quiet_label(text: str = "", *, wraps: bool = True) -> QLabel:
    """Return a label for what may be read second."""
    return with_look(plain_label(text, wraps=wraps), "quiet")


def title_label(text: str = "") -> QLabel:
    """Return the title of a page or dialog."""
    label = plain_label(text, wraps=True)
    label.setFont(scaled_font(_TITLE_SIZE, is_bold=True))
    return label


def heading_label(text: str = "") -> QLabel:
    """Return the heading of a part of a page."""
    label = plain_label(text, wraps=True)
    label.setFont(scaled_font(_HEADING_SIZE, is_bold=True))
    return label


def field_label(text: str, field: QWidget) -> QLabel:
    """Return the label of a field, whose mnemonic leads to it, and name the field for a screen reader."""
    label = plain_label(text)
    label.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(text.replace("&", ""))
    return label


def required(text: str) -> str:
    """Return the words of a label whose field has to be filled in, which says so to everybody."""
    return f"{text} (required)"


def number_box(lowest: int, highest: int, *, unit: str = "", without: str = "") -> QSpinBox:
    """Return a box for a whole number with its unit; `without` is what its lowest value reads as."""
    box = CalmSpinBox()
    box.setRange(lowest, highest)
    if unit:
        say = partial(_say_unit, box, unit)
        box.valueChanged.connect(say)
        say(box.value())
    box.setSpecialValueText(without)
    # With buttons from the style sheet, Qt forgets the padding of the box at the text.
    box.lineEdit().setTextMargins(GAP, 0, 0, 0)
    return box


def _say_unit(box: QSpinBox, unit: str, number: int) -> None:
    box.setSuffix(f" {unit.removesuffix('s') if number == 1 else unit}")


def search_line(text: str) -> QLineEdit:
    """Return a line to search in; `text` says what for, on screen and to a screen reader."""
    line = QLineEdit()
    line.setPlaceholderText(text)
    line.setAccessibleName(text)
    line.setClearButtonEnabled(True)
    return line


def primary_button(text: str) -> QPushButton:
    """Return the button of what is most likely wanted next; one a page."""
    button = with_look(QPushButton(text), "primary")
    button.setFont(scaled_font(1, is_bold=True))
    return button


def large_button(text: str) -> QPushButton:
    """Return a primary button that is the one thing to do."""
    return with_look(primary_button(text), "large")


def filter_chip(text: str) -> QPushButton:
    """Return a small button that switches a filter on and off."""
    chip = with_look(QPushButton(text), "chip")
    chip.setCheckable(True)
    return chip


def with_look[W: QWidget](widget: W, look: str) -> W:
    """Return the widget after naming its look to the style sheet."""
    widget.setProperty(LOOK, look)
    return widget


def embolden(widget: QWidget, *, is_bold: bool, look: str) -> None:
    """Give a widget that may be in sight already another look, in bold or not."""
    with_look(widget, look)
    widget.ensurePolished()
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    # Last: the style sheet takes the weight of a variable font away.
    give_font(widget, is_bold=is_bold)


def without_mnemonic(text: str) -> str:
    """Return a text for a button or menu in which "&" stands for itself."""
    return text.replace("&", "&&")


def as_tooltip(text: str) -> str:
    """Return a tooltip that shows `text` literally and in lines of a readable length."""
    return f"<qt>{html.escape(text)}</qt>" if text else ""


def rule_line() -> QFrame:
    """Return a thin line between two parts."""
    return with_look(QFrame(), "rule")


class Card(QFrame):
    """A framed part of a page; put what it holds into `body`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(LOOK, "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        self.body.setSpacing(GAP)


class EmptyState(QWidget):
    """What stands where nothing is to show yet: why, and the `button` that changes it, if one does."""

    acted = Signal()

    def __init__(self, title: str, text: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = heading_label(title)
        self._text = quiet_label(text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GAP, 4 * GAP, 4 * GAP, 4 * GAP)
        layout.addStretch()
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        self.button = primary_button(action)
        if not action:
            self.button.hide()
        self.button.clicked.connect(self.acted)
        layout.addSpacing(GAP)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()

    def say(self, title: str, text: str) -> None:
        """Show another title and text."""
        self._title.setText(title)
        self._text.setText(text)


class SectorLabel(QWidget):
    """A sector as shape, colour and word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sector: Sector | None = None
        self._shape = QLabel()
        self._word = plain_label()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP // 2)
        layout.addWidget(self._shape)
        layout.addWidget(self._word)
        layout.addStretch()

    def show_sector(self, sector: Sector) -> None:
        """Show a sector."""
        self._sector = sector
        palette = self.palette()
        self._shape.setPixmap(sector_icon(sector, palette).pixmap(QSize(_SHAPE_SIZE, _SHAPE_SIZE)))
        palette.setColor(QPalette.ColorRole.WindowText, colours(palette).of_sector(sector))
        self._word.setPalette(palette)
        self._word.setText(sector.label)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._sector:
            self.show_sector(self._sector)


def sector_icon(sector: Sector, palette: QPalette) -> QIcon:
    """Return a sector's shape in its colour: a disc for health, a diamond for VCSE."""
    side = _SHAPE_SIZE * _SHARPNESS
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_sector_shape(painter, QRectF(0, 0, side, side), sector, palette)
    painter.end()
    return QIcon(picture)


def paint_sector_shape(painter: QPainter, area: QRectF, sector: Sector, palette: QPalette) -> None:
    """Paint a sector's shape as large as `area` allows."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colours(palette).of_sector(sector)))
    side = min(area.width(), area.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(area.center())
    if sector is Sector.HEALTH:
        painter.drawEllipse(square.adjusted(1, 1, -1, -1))
    else:
        x, y = square.center().toTuple()
        corners = (x, square.top()), (square.right(), y), (x, square.bottom()), (square.left(), y)
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
    painter.restore()
