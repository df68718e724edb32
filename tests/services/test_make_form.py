"""The scheme's own forms: what they ask, in every format, and that what comes back asks nothing."""

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.made_forms import AnswerType, FormKind, option_text
from buddy_matcher.domain.questions import Question
from buddy_matcher.services.schemes import Services


@pytest.mark.parametrize(
    ("name", "option"),
    [
        ("Finance, budgeting and audit", "Finance – budgeting and audit"),
        ("Marketing; PR", "Marketing – PR"),
        ("Listening", "Listening"),
    ],
)
def test_options_hold_nothing_at_which_form_tools_part_answers(name: str, option: str):
    assert option_text(name) == option


def test_the_sign_up_form_offers_the_schemes_own_lists(services: Services):
    form = services.forms.form(FormKind.SIGN_UP)
    by_question = {each.question: each for each in form.questions}
    strengths = [option_text(each.name) for each in services.people.strengths()]
    assert list(by_question[Question.CAN_SHARE].options) == strengths
    assert by_question[Question.SECTOR].options[0] == "Health"
    assert len(by_question) == len(form.questions)


def test_a_question_can_be_switched_off_but_not_a_required_one(services: Services):
    off = {Question.PHONE, Question.FULL_NAME}
    asked = {each.question for each in services.forms.form(FormKind.SIGN_UP, switched_off=off).questions}
    assert Question.PHONE not in asked
    assert Question.FULL_NAME in asked


@pytest.mark.parametrize("kind", FormKind)
def test_every_format_holds_every_question_and_option(services: Services, kind: FormKind, tmp_path: Path):
    form = services.forms.form(kind)
    written = {each.format: each.path for each in services.forms.save(form, tmp_path / "new folder")}
    word = "\n".join(paragraph.text for paragraph in Document(str(written["word"])).paragraphs)
    workbook = load_workbook(written["excel"])
    cells = {str(cell.value) for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value}
    paper = "".join(page.extract_text() for page in PdfReader(written["paper"]).pages).replace("\n", " ")
    text = written["text"].read_text("utf-8")
    for question in form.questions:
        for found in (word, text):
            assert question.text in found
            assert all(option in found for option in question.options)
        assert question.text in cells
        assert question.answers is AnswerType.CHOICES or cells >= set(question.options)
        assert question.text.split()[-1] in paper


def test_a_form_never_replaces_a_file(services: Services, tmp_path: Path):
    form = services.forms.form(FormKind.SIGN_UP)
    services.forms.save(form, tmp_path)
    with pytest.raises(UserError):
        services.forms.save(form, tmp_path)
