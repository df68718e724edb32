"""Saves the pictures of the README: the window on the example after half a year, as it is on a small screen.

python -m tests.helpers.readme_pictures resources/pictures
"""

import os
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from buddy_matcher.paths import HOME_VARIABLE
from tests.helpers.lives import lived
from tests.helpers.pictures import SCREEN, draw

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from buddy_matcher.ui.window.window import MainWindow

_IN_PAIR = 0
"""Which pair of the plan is looked at, from 0."""

_DIALOG, _FROM_CORNER = (960, 500), 48
_COLOURS = 256


def save_pictures(folder: Path) -> None:
    """Save the three pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    from PySide6.QtWidgets import QApplication

    from buddy_matcher.ui.scheme.place_rail import Place
    from buddy_matcher.ui.widgets.theme import ColourScheme, apply
    from buddy_matcher.ui.window.pictures import wait_until_drawn
    from tests.helpers.window import window_on

    apply(QApplication([]), ColourScheme.LIGHT)
    with TemporaryDirectory() as temporary:
        os.environ[HOME_VARIABLE] = temporary
        services = lived(Path(temporary) / "example.buddy")
        services.close()
        with window_on(services.path) as window:
            window.resize(*SCREEN)
            for name, place in (("today", Place.OVERVIEW), ("letters", Place.LETTERS)):
                window.workspace.show_place(place)
                wait_until_drawn(window)
                _save(window.grab(), folder / f"{name}.png")
            window.workspace.show_place(Place.PAIRINGS)
            _save(_with_other_buddies(window), folder / "other-buddies.png")


def _with_other_buddies(window: "MainWindow") -> "QPixmap":
    """Return the plan with the dialog over it that lists other buddies, as a screen shows them."""
    from PySide6.QtGui import QPainter, QPalette

    from buddy_matcher.ui.pairings.other_buddies_dialog import OtherBuddiesDialog, Weighing
    from buddy_matcher.ui.window.pictures import wait_until_drawn

    services = window.workspace.services
    pair = services.latest.plan().pairs[_IN_PAIR]
    people = [(member.participation_id, member.name) for member in pair.members]
    found = services.weighing.other_buddies(people[0][0])
    dialog = OtherBuddiesDialog(
        window, people, found, Weighing(lambda _who, _show: None, lambda _pairs: False)
    )
    dialog.show()
    dialog.resize(*_DIALOG)
    wait_until_drawn(dialog)
    wait_until_drawn(window)
    screen, shown = window.grab(), dialog.grab()
    corner = SCREEN[0] - shown.width() - _FROM_CORNER, SCREEN[1] - shown.height() - _FROM_CORNER
    painter = QPainter(screen)
    painter.drawPixmap(*corner, shown)
    painter.setPen(window.palette().color(QPalette.ColorRole.Shadow))
    painter.drawRect(*corner, shown.width(), shown.height())
    painter.end()
    dialog.close()
    return screen


def _save(picture: "QPixmap", file: Path) -> None:
    """Save a picture in the colours that it has most of: the file is a third as large."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    counts = Counter(memoryview(image.constBits()).cast("I"))
    table = [colour for colour, _number in counts.most_common(_COLOURS)]
    few = image.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)
    few.save(str(file), quality=0)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        save_pictures(Path(sys.argv[1]))
    else:
        draw(__spec__.name, sys.argv[1], "here", scale=1)
