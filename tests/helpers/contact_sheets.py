"""Saves contact sheets: every place of the window, every dialog, or what is done with them, on one picture.

There is one for each number of pairs, in three sizes, light and dark, at 1× and 2×.

python -m tests.helpers.contact_sheets build/pictures/sheets
"""

import os
import random
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook, load_workbook

from buddy_matcher.paths import HOME_VARIABLE, sample_form_export
from buddy_matcher.services.example import COORDINATOR, NAME
from buddy_matcher.services.example_life import let_live
from buddy_matcher.services.schemes import Services, create_scheme
from tests.helpers.lives import TODAY, lived
from tests.helpers.pictures import (
    COLOURS,
    SCALES,
    SCREEN,
    draw,
    save_dialogs,
    save_import,
    save_states,
    save_window,
)

SIZES = ((1024, 700), (1366, 768), (1920, 1080))
_MOST = 12
SHOWN_WIDTH = 960
"""How wide each picture of a sheet is: small print stays readable."""

FAMILIES = ("Abara", "Birch", "Cole", "Dunne", "Evans", "Firth", "Gray", "Holt", "Ikeda", "Jagger", "Kaur")


def small(path: Path) -> Services:
    """Six pairs that have run for half a year."""
    return _lived_of(path, 6)


def large(path: Path) -> Services:
    """About 300 pairs that have run for half a year."""
    return _lived_of(path, 300)


SCHEMES: dict[str, Callable[[Path], Services]] = {
    "empty": lambda path: create_scheme(path, "An empty scheme"),
    "6-pairs": small,
    "29-pairs": lived,
    "300-pairs": large,
}


def _lived_of(path: Path, pairs: int) -> Services:
    services = create_scheme(path, NAME, COORDINATOR)
    sheet = _form_export(path.with_suffix(".xlsx"), pairs)
    services.imports.run(sheet)
    services.plan.suggest(agree=True)
    let_live(services, TODAY)
    return services


def _form_export(path: Path, each_side: int) -> Path:
    """Write the answers of so many people of either side, as the example has them, under other names."""
    headings, *answers = load_workbook(sample_form_export()).active.iter_rows(values_only=True)
    at = {str(heading).replace("\N{NO-BREAK SPACE}", " "): place for place, heading in enumerate(headings)}
    name, email, shares = at["Full name"], at["Your work email address"], 15
    chance = random.Random(7)
    book = Workbook()
    book.active.append(headings)
    for is_health in (True, False):
        side = [
            row for row in answers if ("@nhs" in str(row[email])) is is_health and row[name] and row[shares]
        ]
        for number in range(each_side):
            row = list(side[number % len(side)])
            if number >= len(side):
                row[name] = f"{str(row[name]).split()[0]} {chance.choice(FAMILIES)}-{chance.choice(FAMILIES)}"
                row[email] = f"p{number}.{str(row[email]).partition('.')[2]}"
                row[0] = int(row[0]) + 1_000 * number
            book.active.append(row)
    book.save(path)
    return path


def save_sheets(folder: Path, colours: str) -> None:
    """Save the sheets of one colour scheme."""
    from PySide6.QtWidgets import QApplication

    from buddy_matcher.ui.widgets.theme import ColourScheme, apply

    apply(QApplication([]), ColourScheme(colours))
    with TemporaryDirectory() as temporary:
        os.environ[HOME_VARIABLE] = temporary
        for name, make in SCHEMES.items():
            with closing(make(Path(temporary) / f"{name}.buddy")) as services:
                scheme = services.path
                dialogs = Path(temporary) / f"{name}-dialogs"
                dialogs.mkdir()
                save_dialogs(services, dialogs)
            _join(sorted(dialogs.glob("*.png")), folder / f"{name}-dialogs.png", columns=4)
            for width, height in SIZES:
                pictures = Path(temporary) / f"{name}-{width}"
                save_window(scheme, pictures, width, height)
                _join(sorted(pictures.glob("*.png")), folder / f"{name}-{width}x{height}.png", columns=2)
        states = Path(temporary) / "states"
        save_states(lived(states.with_suffix(".buddy")), states, *SCREEN)
        save_import(states.with_name("import.buddy"), states)
        _join(sorted(states.glob("*.png")), folder / "states.png", columns=3)


def _join(pictures: Sequence[Path], sheet: Path, *, columns: int) -> None:
    """Save pictures side by side, on as many sheets as it takes for each to be looked at."""
    for number, first in enumerate(range(0, len(pictures), _MOST), start=1):
        name = sheet if len(pictures) <= _MOST else sheet.with_stem(f"{sheet.stem}-{number}")
        _join_on_one(pictures[first : first + _MOST], name, columns=columns)


def _join_on_one(pictures: Sequence[Path], sheet: Path, *, columns: int) -> None:
    """Save pictures as one; those that are wider than a column are made smaller."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter

    smooth = Qt.TransformationMode.SmoothTransformation
    images = [QImage(str(picture)) for picture in pictures]
    shown = [each.scaledToWidth(min(each.width(), SHOWN_WIDTH), smooth) for each in images]
    rows = [shown[first : first + columns] for first in range(0, len(shown), columns)]
    heights = [max(image.height() for image in row) for row in rows]
    whole = QImage(columns * SHOWN_WIDTH, sum(heights), QImage.Format.Format_RGB32)
    whole.fill(Qt.GlobalColor.gray)
    painter = QPainter(whole)
    top = 0
    for row, height in zip(rows, heights, strict=True):
        for column, image in enumerate(row):
            painter.drawImage(column * SHOWN_WIDTH, top, image)
        top += height
    painter.end()
    sheet.parent.mkdir(parents=True, exist_ok=True)
    whole.save(str(sheet))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        save_sheets(Path(sys.argv[1]), sys.argv[2])
    else:
        for scale in SCALES:
            for each in COLOURS:
                draw(__spec__.name, f"{sys.argv[1]}/{each}-{scale}x", each, scale=scale)
        sys.stdout.write(f"Contact sheets are in {sys.argv[1]}\n")
