"""A row is mended in the check, and the sheet read again with it."""

from pathlib import Path

import pytest

from buddy_matcher.domain.import_report import Outcome
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.importing.check_step import CheckStep
from buddy_matcher.ui.importing.import_dialog import ImportDialog
from buddy_matcher.ui.importing.row_dialog import RowDialog
from tests.helpers.dialogs import answer
from tests.helpers.importing import Driven

SHEET = """Full name,Email,Sector,Organisation,What can you share?,What would you like to gain?
Asha Rao,asha@example.org,NHS,Moor Trust,Policy and strategy,Bid writing and fundraising
,ben@example.org,Charity,The Hub,Bid writing and fundraising,Policy and strategy
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


@pytest.fixture
def driven(services: Services, sheet: Path, qtbot):
    jobs = Jobs()
    dialog = ImportDialog(None, services.imports, services.lists, sheet, Operations(jobs))
    qtbot.addWidget(dialog)
    dialog.show()
    driven = Driven(dialog, jobs)
    driven.wait()
    yield driven
    jobs.close()


def test_a_row_without_a_name_is_mended_and_comes_in(
    driven: Driven, sheet: Path, services: Services, monkeypatch: pytest.MonkeyPatch
):
    while any(button.text() == "&Next" for button in driven.buttons()):
        driven.click("Next")
    [row] = services.imports.preview(sheet).problem_rows
    form = RowDialog(driven.dialog, row)
    assert [field.text() for field in form.fields][:2] == ["", "ben@example.org"]
    form.fields[0].setText("Ben Moss")
    answer(monkeypatch, RowDialog, form.cells)
    driven.button("Mend").click()
    driven.wait()
    driven.click("Import 2 people")
    assert {m.name for m in services.people.people()} == {"Asha Rao", "Ben Moss"}


def test_any_row_is_changed_and_stays_so_when_the_same_file_comes_again(
    driven: Driven, sheet: Path, services: Services, monkeypatch: pytest.MonkeyPatch
):
    while any(button.text() == "&Next" for button in driven.buttons()):
        driven.click("Next")
    asha = next(row for row in services.imports.preview(sheet).sheet_rows if not row.reason)
    form = RowDialog(driven.dialog, asha)
    form.fields[1].setText("a.rao@example.org")
    answer(monkeypatch, RowDialog, form.cells)
    driven.dialog.findChild(CheckStep).answers.selectRow(1)
    driven.button("Mend").click()
    driven.wait()
    driven.click("Import 1 person")
    [member] = services.people.people()
    assert member.participant.email == "a.rao@example.org"
    again = services.imports.preview(sheet)
    assert not [row for row in again.outcomes if row.outcome is Outcome.UPDATED]


def test_a_change_in_a_row_wins_over_what_the_file_says_still(services: Services, sheet: Path):
    opened = services.imports.open(sheet)
    row = services.imports.preview(opened).sheet_rows[0]
    cells = (*row.cells[:4], "Project management", *row.cells[5:])
    services.imports.run(opened.with_mended(row, cells))
    told = next(row for row in services.imports.preview(sheet).outcomes if row.name == "Asha Rao")
    assert told.outcome is Outcome.UNCHANGED
    assert "your own change was kept" in " ".join(told.notes)
