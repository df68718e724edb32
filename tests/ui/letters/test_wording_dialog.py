"""The editor of letters' wording: what is typed is shown, counted, struck out, kept or given up."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt

from buddy_matcher.domain.letter_blocks import OUR_WORDS, Block
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.letters.letters_page import LettersPage
from buddy_matcher.ui.letters.wording_dialog import WordingDialog
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from tests.helpers.dialogs import answer

DATED = date(2026, 11, 21)
INTRODUCTION = LetterKind.INTRODUCTION


@pytest.fixture
def dialog(services: Services, qtbot) -> Iterator[WordingDialog]:
    dialog = WordingDialog(None, services.wording, DATED)
    dialog.show()
    yield dialog
    dialog.texts = {}  # or it would ask whether they may go
    dialog.close()


def choose(dialog: WordingDialog, block: Block) -> None:
    dialog.parts.selectRow([part.block for part in dialog.parts.shown()].index(block))


def shown_words(dialog: WordingDialog) -> dict[Block, str]:
    model = dialog.parts.model()
    return {part.block: model.index(row, 1).data().strip() for row, part in enumerate(dialog.parts.shown())}


def struck_out(dialog: WordingDialog) -> list[str]:
    text = dialog.editor.text.toPlainText()
    document = dialog.editor.text.document()
    found = []
    for number in range(document.blockCount()):
        block = document.findBlockByNumber(number)
        for each in block.layout().formats():
            if each.format.fontStrikeOut():
                start = block.position() + each.start
                found.append(text[start : start + each.length])
    return found


def test_what_is_typed_is_noted_counted_and_can_be_ours_again(dialog: WordingDialog):
    choose(dialog, Block.EXPECT)
    assert dialog.editor.text.toPlainText() == OUR_WORDS[INTRODUCTION][Block.EXPECT]
    assert not dialog.editor.ours.isEnabled()
    dialog.editor.text.setPlainText("Meet soon. Enjoy it all.")
    assert dialog.texts == {(INTRODUCTION, Block.EXPECT): "Meet soon. Enjoy it all."}
    assert dialog.editor.told.text().startswith("5 words · longest sentence 3 words · reading age about ")
    assert shown_words(dialog)[Block.EXPECT] == "Yours"
    dialog.editor.text.setPlainText("")
    assert shown_words(dialog)[Block.EXPECT] == "Left out"
    dialog.editor.ours.click()
    assert dialog.texts == {}
    assert shown_words(dialog)[Block.EXPECT] == "Ours"


def test_a_field_is_put_in_from_the_menu_and_an_unknown_one_is_told_at_once(dialog: WordingDialog):
    choose(dialog, Block.IDEAS)
    dialog.editor.text.setPlainText("Ask ")
    dialog.editor.text.moveCursor(dialog.editor.text.textCursor().MoveOperation.End)
    groups: list[Any] = [group.menu() for group in dialog.editor.insert.menu().actions()]
    fields = {field.text(): field for group in groups for field in group.actions()}
    fields["What to call the buddy"].trigger()
    assert dialog.editor.text.toPlainText() == "Ask {{buddy}}"
    dialog.editor.text.setPlainText("Ask {{budy}}")
    assert dialog.editor.told.text() == "⚠ There is no field “budy”. Did you mean {{buddy}}?"


def test_what_is_left_out_for_the_reader_is_struck_out(dialog: WordingDialog):
    choose(dialog, Block.NEXT)
    assert any("We will introduce you" in text for text in struck_out(dialog)) != any(
        "Please contact" in text for text in struck_out(dialog)
    )
    assert "left out for this reader" in dialog.editor.told.text()


def test_the_page_shows_the_words_of_every_reader_in_turn(dialog: WordingDialog, qtbot):
    qtbot.waitUntil(lambda: dialog.preview.page_count > 0)
    names = {dialog.reader.itemText(row).partition(":")[0] for row in range(dialog.reader.count())}
    assert names == {"Asha Rao", "Ben Moss", "Cara Lunt", "Dewi Pugh"}
    first = dialog.reader.currentText()
    dialog.next_reader.click()
    assert dialog.reader.currentText() != first


def test_a_kind_that_nobody_is_due_is_shown_to_invented_readers(dialog: WordingDialog):
    for kind in LetterKind:
        dialog.kind.choose(kind)
        assert dialog.reader.count()
        assert [part.block for part in dialog.parts.shown()] == list(OUR_WORDS[kind])


def test_the_page_shows_other_words(services: Services):
    reader = services.wording.readers(INTRODUCTION, DATED)[0]
    pdf = services.wording.page(reader.facts, {Block.EXPECT: "Bring cake."})
    assert "Bring cake." in "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_what_was_typed_is_kept_as_one_action(
    page: LettersPage, services: Services, monkeypatch: pytest.MonkeyPatch
):
    answers = iter([{(INTRODUCTION, Block.EXPECT): "{{x}}"}, {(INTRODUCTION, Block.EXPECT): "Mine."}])
    asked = []

    def ask(_page, _wording, _dated, texts, refusal):
        asked.append((texts, refusal and refusal.message))
        return next(answers)

    monkeypatch.setattr(WordingDialog, "ask", ask)
    next(each for each in page.commands() if each.text() == "Word&ing…").trigger()
    assert asked[0] == ({}, None)
    assert asked[1][0] == {(INTRODUCTION, Block.EXPECT): "{{x}}"}
    assert "no field “x”" in asked[1][1]
    assert not all(block.is_ours for block in services.wording.blocks())


def test_changes_are_given_up_only_when_that_is_confirmed(
    dialog: WordingDialog, qtbot, monkeypatch: pytest.MonkeyPatch
):
    choose(dialog, Block.EXPECT)
    dialog.editor.text.setPlainText("Mine.")
    answer(monkeypatch, ConfirmDialog, with_=False)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    answer(monkeypatch, ConfirmDialog, with_=True)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
