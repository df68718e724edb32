"""The scheme's own prompts stand on its conversation cards; an empty set has ours again."""

import io

from pypdf import PdfReader
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from buddy_matcher.domain.conversation import OUR_PROMPTS, Prompts
from buddy_matcher.domain.papers import Paper
from buddy_matcher.domain.working_days import Nation
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.scheme.prompts_dialog import PromptsDialog
from buddy_matcher.ui.scheme.scheme_dialog import SchemeDetails, SchemeDialog
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.dialogs import answer


def test_what_is_typed_is_a_prompt_a_line(qtbot):
    dialog = PromptsDialog(None, OUR_PROMPTS)
    qtbot.addWidget(dialog)
    assert dialog.prompts == OUR_PROMPTS
    dialog.findChildren(QPlainTextEdit)[0].setPlainText("What made you laugh?\nAnd why?")
    assert dialog.prompts.opening == ("What made you laugh?", "And why?")


def test_the_schemes_prompts_stand_on_its_cards(window: MainWindow, running: Services, monkeypatch):
    running.close()
    window.open_file(running.path)
    services = window.workspace.services
    answer(monkeypatch, PromptsDialog, Prompts(opening=("What made you laugh?", " "), deeper=()))
    window.commands.prompts.trigger()
    kept = services.scheme.scheme().prompts
    assert (kept.opening, kept.deeper) == (("What made you laugh?",), OUR_PROMPTS.deeper)
    pages = PdfReader(io.BytesIO(services.papers.pages(Paper.CARDS) or b"")).pages
    assert "What made you laugh?" in pages[0].extract_text()


def test_another_nations_bank_holidays_are_a_detail_of_the_scheme(services: Services, qtbot):
    dialog = SchemeDialog(None, SchemeDetails(services.scheme.scheme(), services.scheme.round()))
    qtbot.addWidget(dialog)
    dialog.findChild(QComboBox).setCurrentText(Nation.SCOTLAND.label)
    assert dialog.details.scheme.nation is Nation.SCOTLAND
