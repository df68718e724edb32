"""Saves pictures of every page and dialog, and of the window in two sizes: light and dark, at 1× and 2×.

Dialogs are as large as they are on a screen of 1366 × 768.

python -m tests.helpers.pictures build/pictures
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.questions import Question
from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.services.example import create_example
from buddy_matcher.services.schemes import Services, create_scheme
from tests.helpers.lives import lived
from tests.helpers.own_forms import HEADINGS, MEANINGS, write_own_form
from tests.helpers.people import add_person

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.helpers.importing import Driven

SCREEN = (1366, 768)
SCALES = (1, 2)
COLOURS = ("light", "dark")
SIZES = ((1024, 700), (1440, 900))
IMPORT_SIZE = (980, 680)
"""What the import takes of a screen of 1366 × 768."""

ODD_NAMES = (
    "Maximiliana Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh",
    "محمد عبد الرحمن الحسيني",
    "<b>Bold</b> & “Co”",
    "Nguyễn Thị Ánh Tuyết",
    "Siân O’Brien-Ŵyn",
    "דוד בן־גוריון",
)


def save_all(folder: Path) -> None:
    """Save every picture below a folder."""
    for scale in SCALES:
        for colours in COLOURS:
            draw(__spec__.name, str(folder / f"{colours}-{scale}x"), colours, scale=scale)


def draw(module: str, *arguments: str, scale: int) -> None:
    """Run a module in a process of its own, for a small screen that shows everything at a scale."""
    wide, high = (scale * side for side in SCREEN)
    screen = {"name": "small", "x": 0, "y": 0, "width": wide, "height": high}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    with TemporaryDirectory() as temporary:
        file = Path(temporary) / "screen.json"
        file.write_text(json.dumps({"screens": [screen]}), "utf-8")
        platform = f"offscreen:configfile={file}"
        environment = {**os.environ, "QT_SCALE_FACTOR": str(scale), "QT_QPA_PLATFORM": platform}
        subprocess.run([sys.executable, "-m", module, *arguments], env=environment, check=True)


def save_some(folder: Path, colours: str) -> None:
    """Save the pictures of one colour scheme at the scale of this process."""
    from PySide6.QtWidgets import QApplication

    from buddy_matcher.ui.widgets.theme import ColourScheme, apply
    from buddy_matcher.ui.window.pictures import save_pictures

    apply(QApplication([]), ColourScheme(colours))
    with TemporaryDirectory() as temporary:
        os.environ[HOME_VARIABLE] = temporary
        for name, make in SCHEMES.items():
            services = make(Path(temporary) / f"{name}.buddy")
            save_pictures(services, folder / name, colours=ColourScheme(colours))
            save_dialogs(services, folder / name)
            services.close()
            for width, height in SIZES:
                save_window(services.path, folder / name / f"window-{width}x{height}", width, height)
        save_states(lived(Path(temporary) / "states.buddy"), folder / "states", *SCREEN)
        save_import(Path(temporary) / "import.buddy", folder / "import")


def save_states(services: Services, folder: Path, width: int, height: int) -> None:
    """Save what is in sight while something is done, on a scheme that is filled for it and closed."""
    from buddy_matcher.ui.window.pictures import save, wait_until_drawn
    from tests.helpers.every_state import draw_states, fill
    from tests.helpers.window import window_on

    folder.mkdir(parents=True, exist_ok=True)
    fill(services)
    services.close()
    with window_on(services.path) as window:
        window.resize(width, height)

        def draw(name: str, widget: "QWidget") -> None:
            file = folder / f"{name}.png"
            if widget is window or widget.isVisible():
                wait_until_drawn(widget)
                widget.grab().save(str(file))
            else:
                save(widget, file)
                widget.hide()

        draw_states(window, draw)


def save_dialogs(services: Services, folder: Path) -> None:
    """Save every dialog on an open scheme."""
    from buddy_matcher.ui.scheme.workspace import Workspace
    from buddy_matcher.ui.window.pictures import dispose, save
    from tests.helpers.every_dialog import dialogs_of

    workspace = Workspace(services)
    dialogs = dict(dialogs_of(workspace))
    for name, dialog in dialogs.items():
        save(dialog, folder / f"{name}.png")
    workspace.jobs.close()
    dispose(*dialogs.values(), workspace)


def save_import(scheme: Path, folder: Path) -> None:
    """Save every step of the import of a form that nobody here knows, as it fits a small screen."""
    from buddy_matcher.ui.acting.jobs import Jobs
    from buddy_matcher.ui.acting.operations import Operations
    from buddy_matcher.ui.importing.import_dialog import ImportDialog
    from buddy_matcher.ui.window.pictures import wait_until_drawn
    from tests.helpers.importing import Driven

    folder.mkdir(parents=True, exist_ok=True)
    services = create_scheme(scheme, "A form of one's own")
    jobs = Jobs()
    sheet = write_own_form(scheme.with_name("answers.csv"))
    dialog = ImportDialog(None, services.imports, services.lists, sheet, Operations(jobs))
    dialog.show()
    dialog.resize(*IMPORT_SIZE)
    driven = Driven(dialog, jobs)
    driven.wait()
    for name, act in import_steps(driven):
        wait_until_drawn(dialog)
        dialog.grab().save(str(folder / f"{name}.png"))
        act()
    wait_until_drawn(dialog)
    dialog.grab().save(str(folder / "result.png"))
    dialog.close()
    jobs.close()
    services.close()


def import_steps(driven: "Driven") -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the name of what is in sight, and what leads on from there."""
    yield "columns", lambda: None
    for heading, question in HEADINGS.items():
        words = "Keep as a note" if question is Question.ANYTHING_ELSE else question and question.label
        driven.choose(heading, words or "Not used")
    yield "columns-decided", lambda: driven.click("Next")
    yield "answers", driven.take_list
    # One side is left open, so that rows wait.
    for (_, text), meaning in list(MEANINGS.items())[1:]:
        driven.choose(text, meaning)
    yield "answers-decided", lambda: driven.click("Next")
    yield "check", lambda: driven.click("Import")


def save_window(scheme: Path, folder: Path, width: int, height: int) -> None:
    """Save the whole window in every place of a scheme."""
    from buddy_matcher.ui.scheme.place_rail import Place
    from buddy_matcher.ui.window.pictures import wait_until_drawn
    from buddy_matcher.ui.window.remembered import Remembered
    from buddy_matcher.ui.window.window import MainWindow

    folder.mkdir(parents=True, exist_ok=True)
    window = MainWindow(Remembered())
    window.show()
    window.open_file(scheme)
    window.resize(width, height)
    for place in Place:
        if window.workspace:
            window.workspace.show_place(place)
        wait_until_drawn(window)
        window.grab().save(str(folder / f"{place.value}.png"))
    window.close()
    window.deleteLater()


def example(path: Path) -> Services:
    """The example with a plan."""
    services = create_example(path)
    services.plan.suggest()
    return services


def odd_names(path: Path) -> Services:
    """People whose names are long, written from right to left, or look like something else."""
    services = create_scheme(path, "Yorkshire and the Humber health and voluntary sector buddies")
    for name, sector in zip(ODD_NAMES, sides(), strict=False):
        add_person(services, name, sector, shares="Policy, Quality", wishes="Policy, Quality")
    services.plan.suggest()
    return services


def sides() -> Iterator[Sector]:
    """Health and VCSE by turns."""
    while True:
        yield from Sector


SCHEMES: dict[str, Callable[[Path], Services]] = {
    "example": example,
    "lived": lived,
    "odd-names": odd_names,
    "empty": lambda path: create_scheme(path, "An empty scheme"),
}


if __name__ == "__main__":
    if len(sys.argv) > 2:
        save_some(Path(sys.argv[1]), sys.argv[2])
    else:
        save_all(Path(sys.argv[1]))
        sys.stdout.write(f"Pictures are in {sys.argv[1]}\n")
