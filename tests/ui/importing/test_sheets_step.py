"""A workbook of several sheets: the coordinator says which of them hold the people to bring in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox

from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.importing.import_dialog import ImportDialog
from tests.helpers.importing import Driven
from tests.helpers.sheets import write_sheets

WORK_MS = 30_000
HEADINGS = ("Name", "E-mail", "Sector", "Organisation", "Town or village")
ASHA = ("Asha Rao", "asha@example.org", "Health", "Moor Trust", "Leeds")
JOY = ("Joy Grant", "joy@example.org", "VCSE", "Al-Noor", "York")
STALLS = [("Stall", "Who runs it", "Telephone"), ("Cakes", "Owen Reid", "07700 900123")]

type Open = Callable[..., Driven]


@pytest.fixture
def opened(services: Services, operations: Operations, tmp_path: Path, qtbot) -> Open:
    """Opens the import of a workbook."""

    def opened(**sheets: list[tuple[str, ...]]) -> Driven:
        path = write_sheets(tmp_path / "people.xlsx", sheets)
        with qtbot.waitSignal(operations.jobs.ended, timeout=WORK_MS):
            dialog = ImportDialog(None, services.imports, services.lists, path, operations)
            qtbot.addWidget(dialog)
            dialog.show()
        return Driven(dialog, operations.jobs)

    return opened


def tick(driven: Driven, name: str, *, is_on: bool) -> None:
    [box] = [b for b in driven.dialog.findChildren(QCheckBox) if b.isVisible() and b.text().startswith(name)]
    if box.isChecked() is not is_on:
        box.click()


def names(services: Services) -> list[str]:
    with services.file.reading() as unit:
        return sorted(person.full_name for person in unit.people.all())


def test_of_two_years_one_is_chosen(opened: Open, services: Services):
    driven = opened(**{"2025": [HEADINGS, JOY], "2026": [HEADINGS, ASHA]})
    assert "several sheets with answers" in driven.words
    tick(driven, "2025", is_on=False)
    driven.click("Next")
    driven.click("Import 1 person")
    assert names(services) == ["Asha Rao"]


def test_a_sheet_with_other_headings_is_chosen_beside_the_one_that_is_read(opened: Open, services: Services):
    other = [("Full name", "Email", "Which sector?"), ("Owen Reid", "owen@example.org", "VCSE")]
    driven = opened(People=[HEADINGS, ASHA], Late=other)
    tick(driven, "Late", is_on=True)
    driven.click("Next")
    driven.click("Import 2 people")
    assert names(services) == ["Asha Rao", "Owen Reid"]


def test_nothing_goes_on_without_a_sheet_and_going_back_chooses_another(opened: Open):
    driven = opened(People=[HEADINGS, ASHA], Stalls=STALLS)
    tick(driven, "People", is_on=False)
    assert not driven.button("Next").isEnabled()
    tick(driven, "Stalls", is_on=True)
    driven.click("Next")
    assert "Say which column holds people’s names" in driven.words
    driven.choose("Who runs it", "Full name")
    driven.click("Back")
    tick(driven, "People", is_on=True)
    tick(driven, "Stalls", is_on=False)
    driven.click("Next")
    assert driven.button("Import 1 person").isEnabled()
    driven.click("Back")
    driven.click("Back")
    tick(driven, "Stalls", is_on=True)
    driven.click("Next")
    assert "Say which column holds people’s names" not in driven.words


def test_sheets_that_were_chosen_once_are_known_next_month(opened: Open, services: Services):
    driven = opened(People=[HEADINGS, ASHA], Stalls=STALLS)
    driven.click("Next")
    driven.click("Import 1 person")
    driven = opened(People=[HEADINGS, ASHA, JOY], Stalls=STALLS)
    driven.click("Import 1 person")
    assert names(services) == ["Asha Rao", "Joy Grant"]
