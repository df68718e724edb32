"""The Letters page on real services: what it shows, saving, and printing with its confirmation."""

import re
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTableView,
)

from buddy_matcher.domain.letters import Standing
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.people import Delivery, LetterPreferences, OtherFormat
from buddy_matcher.services.schemes import Services, open_read_only
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.letters.letters_page import LettersPage
from buddy_matcher.ui.letters.page_printing import PrinterDialog, a4_printer
from buddy_matcher.ui.letters.pages_preview import PagesPreview
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.file_dialogs import FolderDialog, SavePdfDialog
from tests.helpers.dialogs import answer
from tests.helpers.people import add_person

NARROWEST_WINDOW, RAIL = 940, 176
MENUS = ("&File", "&Edit", "Peop&le", "Or&ganisations", "Pa&irings", "Le&tters", "&View", "&Help")


@pytest.fixture
def operations(qtbot):
    jobs = Jobs()
    yield Operations(jobs)
    jobs.close()


@pytest.fixture
def page(services: Services, ids: dict[str, int], operations: Operations, qtbot) -> LettersPage:
    services.plan.suggest(agree=True)
    page = LettersPage(services.letters, services.papers, operations)
    qtbot.addWidget(page)
    operations.changed.connect(page.refresh)
    page.refresh()
    page.show()
    return page


@pytest.fixture
def paper(page: LettersPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the sheets of an installed printer come out."""
    paper = tmp_path / "paper.pdf"
    printer = a4_printer(both_sides=False)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(paper))
    printer.setResolution(72)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Office"])
    answer(monkeypatch, PrinterDialog, with_=printer)
    return paper


def change(services: Services, participation_id: int, **fields: object) -> None:
    form = services.people.form_of(participation_id)
    services.people.save(replace(form, participant=replace(form.participant, **fields)))


def table(page: LettersPage) -> QTableView:
    return next(view for view in page.findChildren(QTableView) if view.accessibleName() == "Letters")


def names(page: LettersPage) -> list[str]:
    model = table(page).model()
    return [model.index(row, 0).data().split(",")[0] for row in range(model.rowCount())]


def command(page: LettersPage, beginning: str) -> QAction:
    return next(a for a in page.commands() if a.text().replace("&", "").startswith(beginning))


def press(page: LettersPage, beginning: str) -> None:
    buttons = page.findChildren(QPushButton)
    next(b for b in buttons if b.text().replace("&", "").startswith(beginning)).click()


def told(page: LettersPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))


def standings(services: Services) -> dict[str, Standing]:
    return {view.member.participant.given: view.state.standing for view in services.letters.letters()}


def finish(operations: Operations, qtbot, action: QAction) -> None:
    with qtbot.waitSignal(operations.jobs.ended, timeout=20_000):
        action.trigger()


def test_letters_not_yet_printed_are_shown_first_with_counts(page: LettersPage, services: Services, ids):
    services.letters.record_printed([ids["Asha"]])
    page.refresh()
    assert names(page) == ["Cara Lunt", "Ben Moss", "Dewi Pugh"]
    press(page, "Printed 1")
    assert names(page) == ["Asha Rao"]
    press(page, "All 4")
    assert len(names(page)) == 4


def test_the_preview_shows_the_pages_of_the_selected_letter(page: LettersPage, qtbot):
    preview = page.findChild(PagesPreview)
    with qtbot.waitSignal(preview.page_turned, check_params_cb=lambda _page, pages: pages > 0):
        table(page).selectRow(1)
    one_letter = preview.page_count
    with qtbot.waitSignal(preview.page_turned, check_params_cb=lambda _page, pages: pages > one_letter):
        table(page).selectAll()


def test_the_preview_says_why_there_are_no_pages(page: LettersPage, services: Services, ids, qtbot):
    change(services, ids["Dewi"], letters=LetterPreferences(other_format=OtherFormat.BRAILLE))
    page.refresh()
    press(page, "Needs arranging 1")
    preview = page.findChild(PagesPreview)
    why = "There are no letters to make: everyone chosen needs another format, Dewi Pugh (braille)."
    qtbot.waitUntil(lambda: why in [label.text() for label in preview.findChildren(QLabel)])
    assert preview.page_count == 0
    assert not command(page, "Print").isEnabled()


def test_all_shown_letters_are_saved_as_one_pdf(
    page: LettersPage, services: Services, operations: Operations, monkeypatch, tmp_path: Path, qtbot
):
    asked = answer(monkeypatch, SavePdfDialog, with_=tmp_path / "letters.pdf")
    with qtbot.waitSignal(operations.changed, timeout=20_000):
        command(page, "Save").trigger()
    assert str(asked[0][0]).startswith("Letters West Moor buddies")
    assert len(PdfReader(tmp_path / "letters.pdf").pages) >= 4
    assert set(standings(services).values()) == {Standing.SAVED}
    assert "4 letters saved in letters.pdf." in told(page)


def test_only_the_selected_letter_is_saved_under_its_own_name(
    page: LettersPage, services: Services, operations: Operations, monkeypatch, tmp_path: Path, qtbot
):
    table(page).selectRow(0)
    next(b for b in page.findChildren(QRadioButton) if b.text().startswith("Only")).click()
    asked = answer(monkeypatch, SavePdfDialog, with_=tmp_path / "one.pdf")
    with qtbot.waitSignal(operations.changed, timeout=20_000):
        command(page, "Save").trigger()
    assert str(asked[0][0]).endswith("Lunt Cara.pdf")
    assert [name for name, s in standings(services).items() if s is Standing.SAVED] == ["Cara"]


def test_drafts_are_saved_but_not_counted_as_sent(
    page: LettersPage, services: Services, operations: Operations, monkeypatch, tmp_path: Path, qtbot
):
    services.pairings.reopen(*(pair.pairing.id for pair in services.view.plan().pairs))
    page.refresh()
    answer(monkeypatch, SavePdfDialog, with_=tmp_path / "letters.pdf")
    finish(operations, qtbot, command(page, "Save"))
    qtbot.waitUntil(lambda: "are drafts, marked so and not counted as sent" in told(page))
    assert "Draft" in PdfReader(tmp_path / "letters.pdf").pages[0].extract_text()
    assert set(standings(services).values()) == {Standing.NOT_PRINTED}


def test_letters_are_recorded_as_printed_only_when_the_pages_came_out(
    page: LettersPage, services: Services, operations: Operations, paper: Path, monkeypatch, qtbot
):
    answer(monkeypatch, ConfirmDialog, with_=False)
    finish(operations, qtbot, command(page, "Print"))
    qtbot.waitUntil(lambda: "Nothing was recorded as printed." in told(page))
    assert set(standings(services).values()) == {Standing.NOT_PRINTED}
    asked = answer(monkeypatch, ConfirmDialog, with_=True)
    with qtbot.waitSignal(operations.changed, timeout=20_000):
        command(page, "Print").trigger()
    assert "Did all pages come out?" in str(asked[0][1])
    assert set(standings(services).values()) == {Standing.PRINTED}
    assert len(PdfReader(paper).pages) >= 4
    assert "4 letters recorded as printed." in told(page)


def test_a_letter_that_changed_while_it_was_printed_is_not_recorded(
    page: LettersPage, services: Services, operations: Operations, paper: Path, ids, monkeypatch, qtbot
):
    def change_then_confirm(*_question: object, **_buttons: object) -> bool:
        change(services, ids["Cara"], known_as="Caz")
        return True

    monkeypatch.setattr(ConfirmDialog, "ask", change_then_confirm)
    with qtbot.waitSignal(operations.changed, timeout=20_000):
        command(page, "Print").trigger()
    assert standings(services)["Cara"] is Standing.NOT_PRINTED
    assert standings(services)["Asha"] is Standing.PRINTED
    assert "changed meanwhile" in told(page)


def test_without_a_printer_a_pdf_is_offered(
    page: LettersPage, operations: Operations, monkeypatch, tmp_path: Path, qtbot
):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    asked = answer(monkeypatch, ConfirmDialog, with_=True)
    answer(monkeypatch, SavePdfDialog, with_=tmp_path / "letters.pdf")
    with qtbot.waitSignal(operations.changed, timeout=20_000):
        command(page, "Print").trigger()
    assert "No printer is installed" in str(asked[0][1])
    assert (tmp_path / "letters.pdf").exists()


def test_a_cancelled_file_dialog_writes_and_records_nothing(
    page: LettersPage, services: Services, operations: Operations, monkeypatch
):
    answer(monkeypatch, SavePdfDialog, with_=None)
    command(page, "Save").trigger()
    assert not operations.jobs.is_busy
    assert set(standings(services).values()) == {Standing.NOT_PRINTED}


def test_odd_greetings_are_told_and_return_asks_to_mend_them(
    page: LettersPage, services: Services, ids, qtbot
):
    change(services, ids["Cara"], given="CARA")
    page.refresh()
    assert "1 greeting looks odd" in told(page)
    table(page).selectRow(0)
    with qtbot.waitSignal(page.people_wanted) as wanted:
        qtbot.keyClick(table(page), Qt.Key.Key_Return)
    assert wanted.args == [(ids["Cara"],)]


def test_letters_that_lack_characters_are_told_before_and_after_they_are_made(
    page: LettersPage, services: Services, operations: Operations, ids, monkeypatch, tmp_path: Path, qtbot
):
    change(services, ids["Ben"], family="བོད་")
    page.refresh()
    assert "2 letters have characters that can’t be printed" in told(page)
    answer(monkeypatch, SavePdfDialog, with_=tmp_path / "letters.pdf")
    finish(operations, qtbot, command(page, "Save"))
    qtbot.waitUntil(lambda: "2 of them have characters that can’t be printed" in told(page))


def test_without_a_plan_the_page_leads_to_pairings_whatever_the_kind(
    page: LettersPage, services: Services, qtbot
):
    for pair in services.view.plan().pairs:
        services.pairings.unpair(pair.pairing.id)
    page.refresh()
    assert "No letters yet" in told(page)
    assert names(page) == []
    with qtbot.waitSignal(page.pairings_wanted):
        press(page, "Go to pairings")


def test_letters_are_searched_by_person_and_organisation(page: LettersPage, qtbot):
    command(page, "Find").trigger()
    search = page.findChild(QLineEdit)
    assert search.hasFocus()
    qtbot.keyClicks(search, "dewi")
    assert names(page) == ["Dewi Pugh"]
    assert "All 1 letter shown" in [
        button.text().replace("&", "") for button in page.findChildren(QRadioButton)
    ]
    qtbot.keyClicks(search, "zzz")
    assert not command(page, "Print").isEnabled()


def test_letters_are_shown_by_the_way_they_go_with_counts(page: LettersPage, services: Services, ids):
    change(services, ids["Ben"], letters=LetterPreferences(delivery=Delivery.EMAIL))
    page.refresh()
    ways = next(box for box in page.findChildren(QComboBox) if box.accessibleName() == "How")
    assert [ways.itemText(row) for row in range(ways.count())] == [
        "Every way 4",
        "By hand at the launch 3",
        "By post 0",
        "By e-mail 1",
    ]
    ways.setCurrentIndex(3)
    assert names(page) == ["Ben Moss"]
    assert not command(page, "Print").isEnabled()
    assert command(page, "Save").isEnabled()


def test_only_letters_that_go_on_paper_are_printed(
    page: LettersPage, services: Services, operations: Operations, paper: Path, ids, monkeypatch, qtbot
):
    change(services, ids["Ben"], letters=LetterPreferences(delivery=Delivery.EMAIL))
    change(services, ids["Dewi"], letters=LetterPreferences(other_format=OtherFormat.BRAILLE))
    page.refresh()
    press(page, "All 4")
    assert "Print leaves out 1 who asked for e-mail and 1 who needs another format." in told(page)
    answer(monkeypatch, ConfirmDialog, with_=True)
    with qtbot.waitSignal(operations.changed, timeout=20_000):
        command(page, "Print").trigger()
    printed = [name for name, standing in standings(services).items() if standing is Standing.PRINTED]
    assert sorted(printed) == ["Asha", "Cara"]
    assert "Dear Ben" not in " ".join(page.extract_text() for page in PdfReader(paper).pages)


def test_letters_go_into_a_folder_as_files_of_their_own_or_as_email_drafts(
    page: LettersPage, services: Services, operations: Operations, ids, monkeypatch, tmp_path: Path, qtbot
):
    by_email = LetterPreferences(delivery=Delivery.EMAIL)
    change(services, ids["Ben"], letters=by_email, email="ben@example.org")
    change(services, ids["Dewi"], letters=by_email)
    page.refresh()
    folder = tmp_path / "letters"
    folder.mkdir()
    answer(monkeypatch, FolderDialog, with_=folder)
    with qtbot.waitSignal(operations.changed, timeout=20_000):
        command(page, "One PDF").trigger()
    assert "4 letters saved in letters." in told(page)
    assert len(list(folder.glob("*.pdf"))) == 4
    with qtbot.waitSignal(operations.changed, timeout=20_000):
        command(page, "E-mail drafts").trigger()
    assert "1 letter saved in letters." in told(page)
    assert "Left out, without a usable e-mail address: Dewi Pugh." in told(page)
    assert [path.name[11:] for path in folder.glob("*.eml")] == ["Moss Ben.eml"]
    assert standings(services)["Ben"] is Standing.EMAIL_DRAFTED


def test_a_folder_that_holds_such_letters_is_left_alone(
    page: LettersPage, operations: Operations, monkeypatch, tmp_path: Path, qtbot
):
    answer(monkeypatch, FolderDialog, with_=tmp_path)
    with qtbot.waitSignal(operations.changed, timeout=20_000):
        command(page, "One PDF").trigger()
    with qtbot.waitSignal(operations.refused, timeout=20_000) as refusal:
        command(page, "One PDF").trigger()
    assert "would be replaced" in refusal.args[0].message


def test_who_waits_is_told_beside_the_introductions(page: LettersPage, services: Services):
    add_person(services, "Eve Stone", Sector.VCSE, shares="Bid")
    page.refresh()
    assert "1 person waits for a buddy: choose their letters under Kind." in told(page)
    kinds = next(box for box in page.findChildren(QComboBox) if box.accessibleName() == "Kind")
    kinds.setCurrentIndex(kinds.findText("Waiting list letters 1"))
    assert names(page) == ["Eve Stone"]


def test_nothing_that_would_be_recorded_is_offered_on_a_copy(services: Services, ids, qtbot):
    services.plan.suggest(agree=True)
    with closing(open_read_only(services.path)) as copy:
        jobs = Jobs()
        page = LettersPage(copy.letters, copy.papers, Operations(jobs, is_read_only=True))
        qtbot.addWidget(page)
        page.refresh()
        assert len(names(page)) == 4
        assert not command(page, "Print").isEnabled()
        assert not command(page, "Save").isEnabled()
        assert "You look at a copy" in told(page)
        jobs.close()


def test_the_page_needs_no_wide_screen(page: LettersPage, services: Services):
    assert page.minimumSizeHint().width() <= NARROWEST_WINDOW - RAIL


def test_no_letter_with_alt_is_taken_twice_or_by_a_menu(page: LettersPage):
    controls = [*page.findChildren(QAbstractButton), *page.findChildren(QLabel)]
    letters = Counter(letter.upper() for c in controls for letter in re.findall("&([a-z])", c.text(), re.I))
    assert set(letters.values()) == {1}
    menus = {letter.upper() for menu in MENUS for letter in re.findall("&(.)", menu)}
    assert not letters.keys() & menus


def test_the_selection_stays_when_letters_are_read_anew(page: LettersPage):
    table(page).selectRow(2)
    page.refresh()
    assert [index.row() for index in table(page).selectionModel().selectedRows()] == [2]
