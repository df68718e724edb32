from typing import Any

import pytest

from buddy_matcher.documents.forms.answers import read_answer
from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.domain.questions import Question


def said(question: Question, text: str) -> dict[str, Any]:
    return {field.name: value for field, value in read_answer(question, text, Vocabulary()).values.fields()}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Flat 2, Beck House\n1, Mill Lane\nHX1 1UJ", ("Flat 2, Beck House", "1, Mill Lane", "HX1 1UJ")),
        ("1 Mill Lane, Halifax, HX1 1UJ", ("1 Mill Lane", "Halifax", "HX1 1UJ")),
        (" \n1 Mill Lane\n\n", ("1 Mill Lane",)),
        ("", ()),
    ],
)
def test_an_address_is_cut_at_commas_only_where_it_stands_on_one_line(text: str, lines: tuple[str, ...]):
    assert said(Question.ADDRESS, text) == {"address": lines}


@pytest.mark.parametrize("question", [Question.HOPES, Question.INTRODUCTION, Question.NOTES])
def test_what_people_write_keeps_its_paragraphs(question: Question):
    [text] = said(question, " One  thing.\r\nAnother.\n\n\n\nThe last.\n").values()
    assert text == "One thing.\nAnother.\n\nThe last."


def test_a_job_title_is_one_line():
    assert said(Question.JOB_TITLE, "Chair \n of trustees") == {"job_title": "Chair of trustees"}
