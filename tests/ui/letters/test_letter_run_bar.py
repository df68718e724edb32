"""Runs of letters: saving in every way, printing with its confirmation, and the record of what went."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import docx
from pypdf import PdfReader
from PySide6.QtCore import QDate
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import (
    QDateEdit,
    QRadioButton,
)

from buddy_matcher.domain.letters import Issue, Standing
from buddy_matcher.domain.people import Delivery, LetterPreferences, OtherFormat
from buddy_matcher.services.schemes import Services, open_read_only
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.letters.gone_dialog import Gone, GoneDialog
from buddy_matcher.ui.letters.letters_page import LettersPage
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.file_dialogs import FolderDialog, SavePdfDialog, SaveWordDialog
from tests.helpers.dialogs import answer
from tests.helpers.letters_page import (
    change,
    choose_whole,
    command,
    finish,
    names,
    show_tab,
    standings,
    table,
    tabs,
    told,
)


def test_the_text_for_another_format_is_saved_and_recorded_as_arranged(
    page: LettersPage, services: Services, operations, ids, monkeypatch, tmp_path: Path, qtbot
):
    change(services, ids["Dewi"], letters=LetterPreferences(other_format=OtherFormat.BRAILLE))
    page.refresh()
    show_tab(page, "To arrange")
    answer(monkeypatch, FolderDialog, with_=tmp_path / "texts")
    for way, suffix in (("Save texts", ".txt"), ("Save for Word", ".docx")):
        with qtbot.waitSignal(operations.said, timeout=20_000) as said:
            command(page, way).trigger()
        assert said.args == ["1 letter saved in texts."]
        assert [path.name[11:] for path in (tmp_path / "texts").glob(f"*{suffix}")] == [f"Pugh Dewi{suffix}"]
    assert standings(services)["Dewi"] is Standing.NEEDS_ARRANGING
    answer(monkeypatch, GoneDialog, with_=Gone(Issue.ARRANGED, date(2026, 11, 28)))
    with qtbot.waitSignal(operations.said) as said:
        command(page, "Record as gone").trigger()
    assert said.args == ["1 letter recorded as arranged in another format, 28 November 2026."]
    assert tabs(page)[-1] == "Done 1"
    services.history.undo()
    assert standings(services)["Dewi"] is Standing.NEEDS_ARRANGING


def test_letters_are_saved_for_word(
    page: LettersPage, services: Services, operations: Operations, monkeypatch, tmp_path: Path, qtbot
):
    asked = answer(monkeypatch, SaveWordDialog, with_=tmp_path / "letters.docx")
    with qtbot.waitSignal(operations.changed, timeout=20_000):
        command(page, "Save for Word").trigger()
    assert str(asked[0][0]).endswith(".docx")
    assert "4 letters saved in letters.docx." in told(page)
    assert docx.Document(str(tmp_path / "letters.docx")).paragraphs
    assert set(standings(services).values()) == {Standing.SAVED}


def test_the_date_of_posting_stands_in_the_letters_and_in_their_record(
    page: LettersPage, services: Services, operations: Operations, monkeypatch, tmp_path: Path, qtbot
):
    next(b for b in page.findChildren(QDateEdit) if b.accessibleName() == "Dated").setDate(QDate(2027, 2, 1))
    answer(monkeypatch, SavePdfDialog, with_=tmp_path / "letters.pdf")
    with qtbot.waitSignal(operations.changed, timeout=20_000):
        command(page, "Save as PDF").trigger()
    assert "1 February 2027" in PdfReader(tmp_path / "letters.pdf").pages[0].extract_text()
    with services.file.reading() as unit:
        assert {letter.dated for letter in unit.letters.all()} == {date(2027, 2, 1)}


def test_drafts_cannot_be_recorded_as_gone(page: LettersPage, services: Services):
    services.pairings.reopen(*(pair.pairing.id for pair in services.latest.plan().pairs))
    page.refresh()
    assert command(page, "Record as gone").why_not == "These letters are drafts: agree the plan first."


def test_all_shown_letters_are_saved_as_one_pdf(
    page: LettersPage, services: Services, operations: Operations, monkeypatch, tmp_path: Path, qtbot
):
    asked = answer(monkeypatch, SavePdfDialog, with_=tmp_path / "letters.pdf")
    with qtbot.waitSignal(operations.changed, timeout=20_000):
        command(page, "Save as PDF").trigger()
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
        command(page, "Save as PDF").trigger()
    assert str(asked[0][0]).endswith("Lunt Cara.pdf")
    assert [name for name, s in standings(services).items() if s is Standing.SAVED] == ["Cara"]


def test_drafts_are_saved_but_not_counted_as_sent(
    page: LettersPage, services: Services, operations: Operations, monkeypatch, tmp_path: Path, qtbot
):
    services.pairings.reopen(*(pair.pairing.id for pair in services.latest.plan().pairs))
    page.refresh()
    answer(monkeypatch, SavePdfDialog, with_=tmp_path / "letters.pdf")
    finish(operations, qtbot, command(page, "Save as PDF"))
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
    def change_then_confirm(*_question: object, **_buttons: Any) -> bool:
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
    command(page, "Save as PDF").trigger()
    assert not operations.jobs.is_busy
    assert set(standings(services).values()) == {Standing.NOT_PRINTED}


def test_letters_that_lack_characters_are_told_before_and_after_they_are_made(
    page: LettersPage, services: Services, operations: Operations, ids, monkeypatch, tmp_path: Path, qtbot
):
    change(services, ids["Ben"], family="བོད་")
    page.refresh()
    assert sum("Can’t print" in entry.what for entry in services.letters.to_mend()) == 2
    answer(monkeypatch, SavePdfDialog, with_=tmp_path / "letters.pdf")
    finish(operations, qtbot, command(page, "Save as PDF"))
    qtbot.waitUntil(lambda: "2 of them have characters that can’t be printed" in told(page))


def test_only_letters_that_go_on_paper_are_printed(
    page: LettersPage, services: Services, operations: Operations, paper: Path, ids, monkeypatch, qtbot
):
    change(services, ids["Ben"], letters=LetterPreferences(delivery=Delivery.EMAIL))
    change(services, ids["Dewi"], letters=LetterPreferences(other_format=OtherFormat.BRAILLE))
    page.refresh()
    choose_whole(page)
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
    choose_whole(page)
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


def test_nothing_that_would_be_recorded_is_offered_on_a_copy(services: Services, ids, qtbot):
    with closing(open_read_only(services.path)) as copy:
        jobs = Jobs()
        page = LettersPage(
            copy.letters,
            copy.wording,
            copy.letterhead,
            copy.translations,
            copy.papers,
            Operations(jobs, is_read_only=True),
        )
        qtbot.addWidget(page)
        page.refresh()
        assert len(names(page)) == 4
        assert not command(page, "Print").isEnabled()
        assert not command(page, "Save as PDF").isEnabled()
        assert "You look at a copy" in told(page)
        jobs.close()
