"""Our own line icons in the colours of the palette: decoration beside a word, never the only sign."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from buddy_matcher.paths import resources_folder

_DRAWN_IN = "#51616d"
"""The stroke colour that the files of `resources/icons` are drawn in."""

_SHARPNESS = 3


def line_icon(name: str, size: int, off: str, on: str = "") -> QIcon:
    """Return an icon of `resources/icons`, `size` pixels wide: in the colour `off`, and `on` when checked."""
    icon = QIcon()
    icon.addPixmap(line_picture(name, size, off), state=QIcon.State.Off)
    icon.addPixmap(line_picture(name, size, on or off), state=QIcon.State.On)
    return icon


def application_icon() -> QIcon:
    """Return the icon of the application."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        icon.addPixmap(line_picture("application", size, _DRAWN_IN))
    return icon


def line_picture(name: str, size: int, colour: str) -> QPixmap:
    """Return an icon of `resources/icons` as a picture that stays sharp on fine screens."""
    drawing = (resources_folder() / "icons" / f"{name}.svg").read_text("utf-8")
    coloured = drawing.replace(_DRAWN_IN, QColor(colour).name())
    picture = QPixmap(QSize(size, size) * _SHARPNESS)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(coloured.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(_SHARPNESS)
    return picture
