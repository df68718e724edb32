"""Saves what is painted as a picture file: as PNG, or as SVG that stays sharp at any size."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter

from buddy_matcher.domain.errors import EnvironmentProblem

_SHARPNESS = 2
_MARGIN = 24

type Paint = Callable[[QPainter], None]
"""Paints something at the origin of a painter."""


def save_picture(path: Path, size: QSize, background: QColor, paint: Paint) -> None:
    """Write a picture as large as `size` with a margin around it; the suffix says of which kind.

    Raises EnvironmentProblem where it can't be written.
    """
    whole = QRectF(0, 0, size.width(), size.height()).marginsAdded(
        QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    )
    save = _save_svg if path.suffix.lower() == ".svg" else _save_png
    if not save(path, whole, background, paint):
        raise EnvironmentProblem(
            f"The picture could not be written to {path}.", "Choose another folder, or make room there."
        )


def _save_png(path: Path, whole: QRectF, background: QColor, paint: Paint) -> bool:
    image = QImage((whole.size() * _SHARPNESS).toSize(), QImage.Format.Format_RGB32)
    image.fill(background)
    painter = QPainter(image)
    painter.scale(_SHARPNESS, _SHARPNESS)
    painter.translate(-whole.topLeft())
    paint(painter)
    painter.end()
    return bool(image.save(str(path), "PNG"))  # type: ignore[call-overload]  # the stubs want bytes


def _save_svg(path: Path, whole: QRectF, background: QColor, paint: Paint) -> bool:
    from PySide6.QtSvg import QSvgGenerator

    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(QSizeF(whole.size()).toSize())
    generator.setViewBox(QRectF(0, 0, whole.width(), whole.height()))
    painter = QPainter()
    if not painter.begin(generator):
        return False
    painter.fillRect(QRectF(0, 0, whole.width(), whole.height()), background)
    painter.translate(-whole.topLeft())
    paint(painter)
    return bool(painter.end())
