"""What the window costs: to open a scheme, to show each page, to type, to edit and undo, to press a command.

python -m benchmarks.window [--quick]

All figures but the start's are the longest handler (`benchmarks.handlers`): how long the window doesn't
answer, in processor time of its own thread, so that what else runs on the machine changes them little. A
first sight follows after the pages were made beside the window.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from benchmarks.handlers import YARDSTICK, YARDSTICK_MS, longest, yardstick
from benchmarks.measure import Row, in_fresh_process
from benchmarks.storage import add_people
from buddy_matcher.domain.letter_blocks import Block
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.domain.working_days import today
from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.services.example import create_example
from buddy_matcher.services.schemes import create_scheme

SIZES = (57, 600, 2000)
EXAMPLE, LARGE = 57, 600
MOST_PRESSED = 20
"""Of all commands and buttons so many are printed, the longest first."""

KEYS = "an e"
AGREE_ALL = "Agree the whole plan"

LIBRARIES = "import PySide6.QtWidgets, sqlalchemy, time; print(time.process_time())"
START = """
import sys
from time import process_time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from buddy_matcher.ui.widgets.theme import apply
from buddy_matcher.ui.window.remembered import Remembered
from buddy_matcher.ui.window.window import MainWindow
app = QApplication([])
remembered = Remembered()
apply(app, remembered.colour_scheme)
window = MainWindow(remembered)
window.show()
app.processEvents()
assert "sqlalchemy" not in sys.modules
window.open_file(Path(sys.argv[1]))
app.processEvents()
print(process_time())
window.close()
"""


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.window", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one small scheme, to see that everything runs")
    quick = parser.parse_args(arguments).quick
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(f"{'work':58}{'ms':>9}  reach")
    for people in (EXAMPLE,) if quick else SIZES:
        for is_planned in (False, True):
            for row in in_fresh_process(using, people, is_planned):
                print(f"{row.name:58}{row.ours * 1000:9.1f}  {row.reach}", flush=True)
    for is_running in (False, True):
        rows = in_fresh_process(pressing, EXAMPLE if quick else LARGE, is_running)
        for row in sorted(rows, key=lambda each: -each.ours)[:MOST_PRESSED]:
            print(f"{row.name:58}{row.ours * 1000:9.1f}  {row.reach}", flush=True)
    for row in starting(1 if quick else 5):
        print(f"{row.name:58}{row.ours * 1000:9.1f}  {row.reach}", flush=True)


def using(people: int, is_planned: bool) -> list[Row]:  # noqa: FBT001 - run in another process
    """Return what it costs to use the window on a scheme of so many people, with a plan or before it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[HOME_VARIABLE] = str(Path(folder) / "home")
        path = _scheme(Path(folder) / "scheme.buddy", people, is_planned=is_planned)
        named = f"{people:,} people, {'planned' if is_planned else 'no plan'}"
        # Beside each row: what else runs slows both down.
        return [replace(row, name=f"{named}: {row.name}", theirs=yardstick()) for row in _drive(path)]


def pressing(people: int, is_running: bool) -> list[Row]:  # noqa: FBT001 - run in another process
    """Return what each command and each button of its dialogs costs, with a plan or while its pairs run."""
    from benchmarks.commands import pressed

    with tempfile.TemporaryDirectory() as folder:
        os.environ[HOME_VARIABLE] = str(Path(folder) / "home")
        path = _scheme(Path(folder) / "scheme.buddy", people, is_planned=True, is_running=is_running)
        named = f"{people:,} people, {'running' if is_running else 'planned'}"
        window, out = _window_on(path), Path(folder) / "out"
        out.mkdir()
        rows = [replace(row, name=f"{named}: {row.name}") for row in pressed(window, out)]
        window.close()
        return rows


def starting(runs: int) -> Iterator[Row]:
    """Yield what it costs to start on the example, and to import the two libraries alone, side by side."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[HOME_VARIABLE] = str(Path(folder) / "home")
        path = Path(folder) / "example.buddy"
        create_example(path).close()
        # The first start compiles what was changed since the last, which no coordinator waits for.
        _cost_of(START, str(path))
        pairs = [(_cost_of(LIBRARIES), _cost_of(START, str(path))) for _ in range(runs)]
    alone, ours = (min(costs) for costs in zip(*pairs, strict=True))
    yield Row("import PySide6's widgets and SQLAlchemy", alone)
    yield Row("start on the example", ours, reach=f"2 x the two libraries; is {ours / alone:.2f} x")


def _cost_of(code: str, *arguments: str) -> float:
    """Return the processor seconds that a Python process says it took until all was there."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", code, *arguments]
    return float(subprocess.run(command, check=True, capture_output=True, env=kept, text=True).stdout)


def _scheme(path: Path, people: int, *, is_planned: bool, is_running: bool = False) -> Path:
    services = create_example(path) if people == EXAMPLE else create_scheme(path, "Benchmark")
    if people != EXAMPLE:
        add_people(services, people)
    if is_planned:
        services.plan.suggest()
    if is_running:
        services.scheme.save_scheme(replace(services.scheme.scheme(), pays_for_time=True))
        services.pairings.agree(cross_rules=True)
        letters_on = today() - timedelta(days=10)
        services.rounds.set_date(Milestone.LETTERS_ON, letters_on)
        services.letters.record_gone(Issue.GIVEN, letters_on)
    services.close()
    return path


def _window_on(path: Path):
    """Return the window on a scheme with all pages made."""
    window = _empty_window()
    longest(lambda: window.open_file(path))
    longest(_nothing, until=lambda: _has_all_pages(window))
    return window


def _empty_window():
    from PySide6.QtWidgets import QApplication

    from buddy_matcher.ui.acting.collecting import OldGarbage
    from buddy_matcher.ui.widgets.theme import ColourScheme, apply
    from buddy_matcher.ui.window.remembered import Remembered
    from buddy_matcher.ui.window.window import MainWindow

    app = QApplication.instance() or QApplication([])
    apply(app, ColourScheme.LIGHT)
    window = MainWindow(Remembered())
    window.all_loaded.connect(OldGarbage(window).keep_what_is_loaded)
    window.show()
    app.processEvents()
    return window


def _drive(path: Path) -> Iterator[Row]:
    window = _empty_window()
    yield Row(YARDSTICK, yardstick(), reach=str(YARDSTICK_MS))
    yield Row("open", longest(lambda: window.open_file(path)), reach="100")
    yield Row("make the pages", longest(_nothing, until=lambda: _has_all_pages(window)), reach="100")
    yield from _looking(window.workspace)
    yield _wording(window.workspace.services.wording)
    yield from _choosing(window.workspace)
    yield from _changing(window)
    window.close()


def _nothing() -> None:
    """Stand for what the window does by itself."""


def _has_all_pages(window) -> bool:
    from buddy_matcher.ui.scheme.place_rail import Place

    return len(window.workspace.places_made) == len(Place)


def _looking(workspace) -> Iterator[Row]:
    from PySide6.QtWidgets import QLineEdit

    from buddy_matcher.ui.scheme.place_rail import Place

    for place in Place:
        yield Row(f"{place.value}, first", longest(partial(workspace.show_place, place)), reach="100")
    for place in Place:
        yield Row(f"{place.value}, again", longest(partial(workspace.show_place, place)), reach="100")
        for line in workspace.findChildren(QLineEdit):
            if line.isVisible() and line.placeholderText().startswith("Search"):
                keys = max(longest(partial(line.insert, key)) for key in KEYS)
                yield Row(f"{place.value}, a key in the search", keys, reach="30")
                longest(line.clear)


def _wording(wording) -> Row:
    """Lay out the page that is shown while one types other words of a letter."""
    facts = wording.readers(LetterKind.INTRODUCTION, today())[0].facts
    typed = longest(partial(wording.page, facts, {Block.EXPECT: "Bring cake."}))
    return Row("letters, the page of other words", typed, reach="100")


def _choosing(workspace) -> Iterator[Row]:
    """Choose rows of each table, and sort it."""
    from PySide6.QtCore import Qt

    from buddy_matcher.ui.scheme.place_rail import Place
    from buddy_matcher.ui.widgets.rows_view import RowsView

    for place in Place:
        longest(partial(workspace.show_place, place))
        for table in workspace.page(place).findChildren(RowsView):
            if table.isVisible() and table.model().rowCount():
                named = f"{place.value}, {table.accessibleName()}"
                yield Row(f"{named}: choose a row", longest(partial(table.selectRow, 2)), reach="100")
                yield Row(f"{named}: choose all rows", longest(table.selectAll), reach="100")
                for column in (0, -1):
                    sort = partial(table.sortByColumn, column, Qt.SortOrder.AscendingOrder)
                    yield Row(f"{named}: {'sort' if column == 0 else 'as given'}", longest(sort), reach="100")


def _changing(window) -> Iterator[Row]:
    """Edit a person on each page and undo it, then change the plan in each way."""
    from buddy_matcher.ui.scheme.place_rail import Place

    workspace, people = window.workspace, window.workspace.services.people
    form = people.form_of(people.people()[0].participation_id)
    for number, place in enumerate(Place):
        longest(partial(workspace.show_place, place))
        noted = replace(form, participant=replace(form.participant, notes=f"Rang them {number} times."))
        edit = partial(workspace.operations.perform, partial(people.save, noted))
        yield Row(f"{place.value}, one edit", longest(edit), reach="100")
        for other in Place:
            longest(partial(workspace.show_place, other))
        longest(partial(workspace.show_place, place))
        yield Row(f"{place.value}, undo", longest(window.commands.undo.trigger), reach="100")
    yield from _changing_plan(window)


def _changing_plan(window) -> Iterator[Row]:
    from buddy_matcher.ui.pairings.plan_table import PlanRows
    from buddy_matcher.ui.scheme.place_rail import Place

    workspace, undo = window.workspace, window.commands.undo
    longest(partial(workspace.show_place, Place.PAIRINGS))
    table = workspace.findChild(PlanRows)
    for title in ("Lock pair", "Unpair", "Agree pair", AGREE_ALL):
        longest(partial(table.selectRow, 2))
        commands = {
            command.text().replace("&", ""): command for command in workspace.commands(Place.PAIRINGS)
        }
        if title in commands:
            done = longest(commands[title].trigger, until=lambda: not workspace.jobs.is_busy)
            yield Row(f"plan: {title}", done, reach="100")
            undone = longest(undo.trigger, until=lambda: not workspace.jobs.is_busy)
            yield Row(f"plan: undo {title}", undone, reach="100")


if __name__ == "__main__":
    main()
