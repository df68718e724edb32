"""The steps of an import: back and forth, what was read already, updates, and the rows that wait."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QTableView

from buddy_matcher.documents.tables import read_tables
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.importing.import_dialog import ImportDialog
from buddy_matcher.ui.widgets.file_dialogs import SaveProblemsDialog
from buddy_matcher.ui.widgets.tab_order import stops_of
from tests.helpers.dialogs import answer
from tests.helpers.importing import Driven
from tests.helpers.sheets import write_csv

WORK_MS = 30_000
HEADINGS = ("Name", "E-mail", "Sector", "Organisation", "Can share", "Favourite biscuit")
JOY = ("Joy Grant", "joy@example.org", "Health", "Moor Trust", "Policy and strategy", "Digestive")
OWN = ("Juggling", "Lullabies", "Bread")
OWEN = ("Owen Reid", "owen@example.org", "Village halls", "Vale Group", "Beekeeping", "Rich tea")


@pytest.fixture
def drive(services: Services, operations: Operations, tmp_path: Path, qtbot) -> Callable[..., Driven]:
    """Opens the import of a sheet of these rows."""

    def opened(*rows: tuple[str, ...]) -> Driven:
        sheet = write_csv(tmp_path / "people.csv", [HEADINGS, *rows])
        with qtbot.waitSignal(operations.jobs.ended, timeout=WORK_MS):
            dialog = ImportDialog(None, services.imports, services.lists, sheet, operations)
            qtbot.addWidget(dialog)
            dialog.show()
        return Driven(dialog, operations.jobs)

    return opened


def test_an_unknown_column_is_kept_as_a_note_or_not_used_and_a_known_one_can_change(
    drive: Callable[..., Driven], services: Services
):
    driven = drive(JOY)
    assert "1 column is not decided." in driven.words
    driven.click("Show the 5 columns")
    driven.choose("Organisation", "Not used")
    driven.click("Keep the other 1 as notes")
    driven.click("Next")
    driven.click("Import 1 person")
    with services.file.reading() as unit:
        [kept] = unit.kept_answers.all()
        assert (kept.heading, kept.text) == ("Favourite biscuit", "Digestive")
        assert unit.people.all()[0].organisation_id is None


def test_nobody_comes_in_without_a_name_and_the_button_waits_for_one(
    services: Services, operations: Operations, tmp_path: Path, qtbot
):
    sheet = write_csv(tmp_path / "a.csv", [("On your badge", "Monday place", "A side"), JOY[:1] + JOY[2:4]])
    with qtbot.waitSignal(operations.jobs.ended, timeout=WORK_MS):
        dialog = ImportDialog(None, services.imports, services.lists, sheet, operations)
        qtbot.addWidget(dialog)
        dialog.show()
    driven = Driven(dialog, operations.jobs)
    assert not driven.button("Next").isEnabled()
    driven.choose("On your badge", "Full name")
    assert driven.button("Next").isEnabled()


def test_going_back_keeps_what_was_chosen(drive: Callable[..., Driven]):
    driven = drive(JOY, OWEN)
    driven.choose("Favourite biscuit", "Not used")
    driven.click("Next")
    assert "1 person can’t come in until you say which sector they are of." in driven.words
    driven.choose("Village halls", "VCSE")
    driven.choose("Beekeeping", "New: add it to the strengths")
    driven.click("Next")
    assert driven.button("Import 2 people").isEnabled()
    driven.click("New 2")
    driven.click("Back")
    assert driven.box("Village halls").currentText() == "VCSE"
    driven.click("Back")
    assert driven.box("Favourite biscuit").currentText() == "Not used"
    driven.click("Next")
    driven.choose("Village halls", "Not an answer: leave it out")
    driven.click("Next")
    driven.click("Not imported 1")
    driven.click("Back")
    driven.choose("Village halls", "Health")
    driven.click("Next")
    assert driven.button("All 2").isChecked()
    driven.click("Back")
    driven.choose("Village halls", "Not an answer: leave it out")
    driven.click("Next")
    assert driven.button("Import 1 person").isEnabled()


def test_rows_that_wait_come_first_and_are_saved_as_a_sheet(
    drive: Callable[..., Driven], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    answer(monkeypatch, SaveProblemsDialog, with_=tmp_path / "waiting.xlsx")
    driven = drive(JOY, OWEN)
    driven.click("Next")
    driven.click("Next")
    assert "1 person can’t come in yet." in driven.words
    assert "1 person" in driven.button("Import").text()
    driven.click("Save the 1 row not imported")
    [table] = read_tables(tmp_path / "waiting.xlsx")
    assert [row.cells[0] for row in table.rows] == ["Name", "Owen Reid"]


def test_people_who_are_there_are_left_as_they_are_when_told_so(drive: Callable[..., Driven]):
    first = drive(JOY)
    first.choose("Favourite biscuit", "Not used")
    first.click("Next")
    first.click("Import 1 person")
    first.click("Close")
    driven = drive((*JOY[:3], "Other Trust", *JOY[4:]))
    assert driven.button("Import 1 person").isEnabled()
    answers = next(v for v in driven.dialog.findChildren(QTableView) if v.accessibleName().startswith("Ans"))
    assert answers.model().index(0, 3).data() == "Organisation: “Moor Trust” is now “Other Trust”."
    box = next(b for b in driven.dialog.findChildren(QComboBox) if "already" in b.accessibleName())
    box.setCurrentIndex(box.findText("Leave as they are"))
    driven.wait()
    assert not driven.button("Import 0 people").isEnabled()


def test_a_list_of_ones_own_hides_its_answers_once_it_is_taken(drive: Callable[..., Driven]):
    own = tuple((f"Person {n}", f"p{n}@example.org", "Health", "Moor", n, "") for n in OWN)
    driven = drive(*own)
    assert "3 answers are not decided." in driven.words
    [box] = [b for b in driven.dialog.findChildren(QCheckBox) if b.isVisible()]
    assert box.text() == "&Use these 3 as the scheme’s own strengths"
    box.click()
    assert "Every answer is decided." in driven.words
    assert "Juggling" not in driven.words


def test_of_answers_in_peoples_own_words_a_hundred_are_shown_and_no_list_is_offered(
    drive: Callable[..., Driven],
):
    own = (f"I once helped {n} neighbours with their {n} gardens" for n in range(130))
    rows = [(f"Person {n}", f"p{n}@example.org", "Health", "Moor", words, "") for n, words in enumerate(own)]
    driven = drive(*rows)
    assert "30 more answers that few people gave are not shown." in driven.words
    assert not [box for box in driven.dialog.findChildren(QCheckBox) if box.isVisible()]
    driven.choose("I once helped 0 neighbours with their 0 gardens", "Not an answer: leave it out")
    driven.click("Next")
    assert driven.button("Import 130 people").isEnabled()


def test_what_was_checked_is_what_is_imported_whatever_becomes_of_the_file(
    drive: Callable[..., Driven], services: Services, tmp_path: Path
):
    driven = drive(JOY)
    driven.choose("Favourite biscuit", "Not used")
    driven.click("Next")
    write_csv(tmp_path / "people.csv", [HEADINGS, OWEN])
    driven.click("Import 1 person")
    assert [member.name for member in services.people.people()] == ["Joy Grant"]


def test_a_meaning_that_cannot_be_read_there_is_asked_again_with_the_reason(
    services: Services, operations: Operations, tmp_path: Path, qtbot
):
    rows = [("Name", "Sector", "Availability [Monday]"), ("Joy Grant", "Health", "if I must")]
    with qtbot.waitSignal(operations.jobs.ended, timeout=WORK_MS):
        sheet = write_csv(tmp_path / "a.csv", rows)
        dialog = ImportDialog(None, services.imports, services.lists, sheet, operations)
        qtbot.addWidget(dialog)
        dialog.show()
    driven = Driven(dialog, operations.jobs)
    driven.choose("if I must", "Saturday morning")
    driven.click("Next")
    assert "“Saturday morning” can’t be read there. Choose another meaning." in driven.words
    driven.choose("if I must", "Mornings")
    driven.click("Next")
    driven.click("Import 1 person")
    [member] = services.people.people()
    assert [half_day.label for half_day in member.participation.free] == ["Monday morning"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # said of pop-ups off screen
def test_everything_is_decided_by_keyboard_alone(drive: Callable[..., Driven], services: Services, qtbot):
    driven = drive(JOY, OWEN)
    dialog = driven.dialog

    def go_on() -> None:
        for _ in stops_of(dialog):
            if dialog.focusWidget() is driven.button("Next"):
                break
            qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        driven.wait()

    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    listed = driven.box("Favourite biscuit").view()
    assert listed.isVisible()
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert driven.box("Favourite biscuit").currentText() == "Keep as a note"
    go_on()
    for text, meaning in (("Village halls", "VCSE"), ("Beekeeping", "Not an answer: leave it out")):
        assert dialog.focusWidget() is driven.box(text)
        while driven.box(text).currentText() != meaning:
            qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    go_on()
    assert dialog.focusWidget() is driven.button("Import 2 people")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    driven.wait()
    assert dialog.focusWidget() is driven.button("Close")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert len(services.people.people()) == 2
