"""The languages of letters in the window: a sheet goes out, comes back, and is signed."""

import pytest

from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.letter_blocks import Block
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.letters.languages_dialog import LanguagesDialog
from buddy_matcher.ui.letters.languages_model import Column, OddColumn
from buddy_matcher.ui.letters.letters_page import LettersPage
from buddy_matcher.ui.letters.wording_dialog import WordingDialog
from buddy_matcher.ui.widgets.file_dialogs import OpenTranslationsDialog, SaveTranslationsDialog
from tests.helpers.dialogs import answer
from tests.helpers.people import Ids
from tests.helpers.pseudo_language import fill_in
from tests.helpers.translated_scheme import edit_rows, reads, translate


@pytest.fixture
def dialog(services: Services, ids: Ids, operations: Operations, qtbot) -> LanguagesDialog:
    reads(services, ids["Cara"], Language.ARABIC)
    dialog = LanguagesDialog(None, services.translations, operations)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def cells(dialog: LanguagesDialog, row: int) -> list[str]:
    model = dialog.table.model()
    return [model.index(row, column).data() for column in Column]


def test_a_sheet_goes_out_comes_back_and_is_signed(
    dialog: LanguagesDialog, services: Services, monkeypatch: pytest.MonkeyPatch
):
    assert cells(dialog, 0)[:2] == ["Cymraeg", "0 people"]
    assert cells(dialog, 1)[:2] == ["Arabic (العربية)", "1 person"]
    assert not dialog.signing.isEnabled()
    dialog.table.selectRow(1)
    sheet = services.path.with_name("sheet.xlsx")
    asked = answer(monkeypatch, SaveTranslationsDialog, sheet)
    dialog.saving.click()
    assert asked == [("Sentences Arabic (العربية).xlsx",)]
    fill_in(sheet)
    edit_rows(sheet, lambda row: {"Arabic (العربية)": "ا"} if row["English"] == "Dear {{name}}," else None)
    answer(monkeypatch, OpenTranslationsDialog, sheet)
    dialog.taking.click()
    assert dialog.odd.isVisible()
    [odd] = dialog.odd.shown()
    assert odd.is_left_out
    shown = dialog.odd.model().index(0, OddColumn.WHAT).data()
    assert shown == "Left out. {{name}} is missing."
    number = dialog.chosen.sentences
    assert f"1 sentence to translate and {number - 1} sentences to sign" in dialog.told.text()
    dialog.by.setText("Mair Rees")
    dialog.signing.click()
    assert cells(dialog, 1)[Column.SIGNED] == f"{number - 1} of {number}"
    assert not dialog.signing.isEnabled()


def test_a_language_that_nobody_asked_for_can_be_begun(dialog: LanguagesDialog):
    dialog.others.choose(Language.POLISH)
    assert dialog.chosen.language is Language.POLISH
    assert "Letters go out in English." in dialog.told.text()


def test_a_file_that_is_no_sheet_is_refused(
    dialog: LanguagesDialog, services: Services, operations: Operations, monkeypatch: pytest.MonkeyPatch
):
    refused: list[str] = []
    operations.refused.connect(lambda error: refused.append(error.message))
    other = services.path.with_name("other.csv")
    other.write_text("Key,English\n1,Hello\n")
    answer(monkeypatch, OpenTranslationsDialog, other)
    dialog.taking.click()
    assert refused == ["“other.csv” is no sheet of sentences. Nothing was taken in."]
    assert not dialog.odd.isVisible()


@pytest.mark.slow
def test_whoever_rewords_a_translated_sentence_is_told_that_it_waits(
    page: LettersPage, services: Services, operations: Operations, monkeypatch: pytest.MonkeyPatch
):
    said: list[str] = []
    operations.said.connect(said.append)
    answer(monkeypatch, WordingDialog, {(LetterKind.THANKS, Block.NEXT): "Enjoy the summer."})
    command(page, "Wording…").trigger()
    assert said == []
    services.history.undo()
    translate(services, Language.WELSH, signed_by="Mair Rees", on="2026-11-20")
    command(page, "Wording…").trigger()
    assert said == ["Wording saved. New words wait to be translated and signed: Cymraeg."]


def command(page: LettersPage, title: str) -> Command:
    return next(each for each in page.commands() if each.text().replace("&", "") == title)
