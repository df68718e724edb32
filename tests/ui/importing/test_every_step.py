"""Every step of an import fits a small screen, and can be used without a mouse and without seeing it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from buddy_matcher.domain.questions import Question
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.importing.import_dialog import ImportDialog
from tests.helpers.importing import Driven
from tests.helpers.own_forms import HEADINGS, MEANINGS, write_own_form
from tests.helpers.walking import name_of, stops_of, walk
from tests.ui.test_every_control import is_own_stop
from tests.ui.test_every_mnemonic import letters_of
from tests.ui.test_every_page_fits import LOWEST, NARROWEST

LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh " * 6


@pytest.fixture
def driven(services: Services, operations: Operations, tmp_path: Path, qtbot) -> Driven:
    """The import of a form of somebody's own, one heading of which is very long."""
    sheet = write_own_form(tmp_path / "answers.csv")
    sheet.write_text(sheet.read_text("utf-8").replace("Favourite biscuit", LONG), "utf-8")
    with qtbot.waitSignal(operations.jobs.ended, timeout=30_000):
        dialog = ImportDialog(None, services.imports, services.lists, sheet, operations)
        qtbot.addWidget(dialog)
        dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return Driven(dialog, operations.jobs)


def steps(driven: Driven) -> Iterator[str]:
    """Go through the import; yield the name of each step that is in sight."""
    yield "columns"
    for heading, question in HEADINGS.items():
        if question not in {None, Question.ANYTHING_ELSE}:
            driven.choose(heading, question.label)
    driven.click("Next")
    yield "answers"
    driven.take_list()
    for (_, text), meaning in list(MEANINGS.items())[1:]:
        driven.choose(text, meaning)
    driven.click("Next")
    yield "check"
    driven.click("Import")
    yield "result"


def test_every_step_fits_a_small_screen(driven: Driven):
    sizes = {name: driven.dialog.minimumSizeHint() for name in steps(driven)}
    too_large = {n: size for n, size in sizes.items() if size.width() > NARROWEST or size.height() > LOWEST}
    assert len(sizes) == 4
    assert not too_large


def test_no_letter_leads_to_two_places_of_a_step(driven: Driven):
    found = {name: letters_of(driven.dialog) for name in steps(driven)}
    twice = {name: [k for k, times in letters.items() if times > 1] for name, letters in found.items()}
    assert not any(twice.values()), twice


def test_tab_comes_to_every_control_of_a_step_and_each_has_a_name(driven: Driven):
    missed, nameless = {}, {}
    for name in steps(driven):
        stops = walk(driven.dialog)
        reached = set(stops)
        missed[name] = [name_of(s) for s in stops_of(driven.dialog) if is_own_stop(s) and s not in reached]
        nameless[name] = [stop for stop in stops if not name_of(stop)]
    assert not any(missed.values()), missed
    assert not any(nameless.values()), nameless
