"""The import of a form export through its dialog, on the worker thread."""

import os
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton, QTableView, QTabWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.import_report import ImportReport, Outcome, RowOutcome
from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.importing.import_dialog import ImportDialog
from buddy_matcher.ui.importing.import_model import AnswersModel, FindingsModel, findings

SHEET = Path(__file__).parents[2] / "samples" / "microsoft-forms.xlsx"
READ_MS = 30_000


@pytest.fixture
def operations(qtbot):
    jobs = Jobs()
    yield Operations(jobs)
    jobs.close()


@pytest.fixture
def dialog(services: Services, operations: Operations, qtbot) -> ImportDialog:
    with qtbot.waitSignal(operations.jobs.ended, timeout=READ_MS):
        dialog = ImportDialog(None, services.imports, services.lists, SHEET, operations)
        qtbot.addWidget(dialog)
        dialog.show()
    click(dialog, "Next", qtbot)
    return dialog


@pytest.fixture
def report(services: Services) -> ImportReport:
    return services.imports.preview(SHEET)


def words(dialog: ImportDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def button(dialog: ImportDialog, beginning: str) -> QPushButton:
    return next(
        b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "").startswith(beginning)
    )


def click(dialog: ImportDialog, beginning: str, qtbot) -> None:
    qtbot.mouseClick(button(dialog, beginning), Qt.MouseButton.LeftButton)


def table(dialog: ImportDialog, name: str) -> QTableView:
    return next(view for view in dialog.findChildren(QTableView) if view.accessibleName() == name)


def test_the_models_keep_qts_rules(report: ImportReport, qtmodeltester):
    answers = AnswersModel()
    answers.show_rows(report.outcomes)
    qtmodeltester.check(answers)
    looked_at = FindingsModel()
    looked_at.show_rows(findings(report))
    qtmodeltester.check(looked_at)


def test_a_preview_tells_what_would_happen_and_writes_nothing(dialog: ImportDialog, services: Services):
    assert "A Microsoft Forms export with 58 answers" in words(dialog)
    assert button(dialog, "Import 57 people").isEnabled()
    assert services.people.people() == ()


def test_every_finding_says_where_what_and_what_to_do(dialog: ImportDialog, report: ImportReport):
    model = table(dialog, "Things to look at").model()
    told = [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]
    assert len(told) == len(report.problems) + len(report.possible_rules) + len(report.unknown_values)
    unknown = next(row for row in told if row[2] == "Fund raising")
    assert "It may mean “Bid writing and fundraising”." in unknown[3]
    wish = next(row for row in told if row[1] == "Not to be paired")
    assert "Gareth Aziz" in wish[3]


def test_chips_with_counts_filter_the_answers(dialog: ImportDialog):
    answers = table(dialog, "Answers in the sheet").model()
    assert answers.rowCount() == 58
    button(dialog, "Earlier answer 1").click()
    assert answers.rowCount() == 1
    assert "answered again" in answers.index(0, 3).data()
    assert not button(dialog, "Update").isVisible()


def test_people_are_imported_by_keyboard(
    dialog: ImportDialog, services: Services, operations: Operations, qtbot
):
    with qtbot.waitSignal(operations.changed, timeout=READ_MS):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert len(services.people.people()) == 57
    assert "57 added, 1 replaced by a later answer." in words(dialog)
    assert not button(dialog, "Import").isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_a_second_import_has_nobody_to_import(services: Services, operations: Operations, qtbot):
    services.imports.run(SHEET)
    with qtbot.waitSignal(operations.jobs.ended, timeout=READ_MS):
        again = ImportDialog(None, services.imports, services.lists, SHEET, operations)
        qtbot.addWidget(again)
        again.show()
    click(again, "Next", qtbot)
    assert not button(again, "Import 0 people").isEnabled()


def test_cancelling_imports_nothing(dialog: ImportDialog, services: Services):
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Cancel).click()
    assert not dialog.isVisible()
    assert services.people.people() == ()


def test_closing_while_it_reads_gives_the_reading_up(services: Services, operations: Operations, qtbot):
    with qtbot.waitSignal(operations.jobs.progressed, timeout=READ_MS):
        dialog = ImportDialog(None, services.imports, services.lists, SHEET, operations)
        qtbot.addWidget(dialog)
        dialog.show()
    with qtbot.waitSignal(operations.jobs.ended, timeout=READ_MS):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not dialog.has_imported


def test_a_file_that_cannot_be_read_is_refused_and_the_dialog_closes(
    services: Services, operations: Operations, tmp_path: Path, qtbot
):
    broken = tmp_path / "people.xlsx"
    broken.write_bytes(b"not a workbook")
    with qtbot.waitSignal(operations.refused, timeout=READ_MS) as refused:
        dialog = ImportDialog(None, services.imports, services.lists, broken, operations)
        qtbot.addWidget(dialog)
        dialog.show()
    assert isinstance(refused.args[0], UserError)
    assert not dialog.isVisible()


def test_upkeep_that_runs_delays_an_import_but_never_refuses_it(
    services: Services, operations: Operations, qtbot
):
    goes_on = Event()
    operations.start_upkeep(lambda _progress, _cancelled: goes_on.wait(READ_MS), lambda _: None)
    dialog = ImportDialog(None, services.imports, services.lists, SHEET, operations)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(operations.jobs.ended, timeout=READ_MS):
        goes_on.set()
    dialog.show()
    click(dialog, "Next", qtbot)
    assert button(dialog, "Import 57 people").isEnabled()


def test_an_import_that_fails_can_be_tried_again(
    dialog: ImportDialog, services: Services, operations: Operations, monkeypatch: pytest.MonkeyPatch, qtbot
):
    home = Path(os.environ[HOME_VARIABLE])
    in_the_way = home.with_name("file-in-the-place-of-a-folder")
    in_the_way.write_bytes(b"")
    monkeypatch.setenv(HOME_VARIABLE, str(in_the_way))
    with qtbot.waitSignal(operations.refused, timeout=READ_MS):
        button(dialog, "Import 57").click()
    assert dialog.isVisible()
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    with qtbot.waitSignal(operations.changed, timeout=READ_MS):
        button(dialog, "Import 57").click()
    assert len(services.people.people()) == 57


def test_findings_are_shown_on_their_own_tab(dialog: ImportDialog):
    tabs = dialog.findChild(QTabWidget)
    assert tabs.tabText(1).startswith("&Things to look at (")
    tabs.setCurrentIndex(1)
    assert table(dialog, "Things to look at").isVisible()


def test_rows_of_several_sheets_are_told_apart():
    rows = [
        RowOutcome(row=2, name="Joy Grant", organisation="", outcome=Outcome.ADDED, sheet=sheet)
        for sheet in ("Health", "VCSE")
    ]
    model = AnswersModel()
    assert [model.cell(row, 0).text for row in rows] == ["2, Health", "2, VCSE"]
    assert len({row.place for row in rows}) == 2
