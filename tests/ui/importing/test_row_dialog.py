"""A row that was kept out is mended in the check, and the sheet read again with it."""

from pathlib import Path

import pytest

from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
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
