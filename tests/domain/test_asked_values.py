"""What a sheet leaves to decide on its answers: each once, with what it may mean."""

import pytest

from buddy_matcher.documents.forms.answers import read_answer
from buddy_matcher.domain.asked_values import asked_values, nearly_alike
from buddy_matcher.domain.import_report import FoundValue, ImportReport
from buddy_matcher.domain.question_values import values_of
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.rules import AnswerField
from buddy_matcher.domain.sheet_reading import Open, ToDecide
from tests.helpers.sheets import VOCABULARY


def report(*to_decide: ToDecide, listed: tuple[tuple[AnswerField, str], ...] = ()) -> ImportReport:
    values = tuple(
        FoundValue(column="", field=field, value=text, suggestion=None, rows=(2,)) for field, text in listed
    )
    return ImportReport(
        looks_like="A list with 2 answers",
        outcomes=(),
        problems=(),
        unknown_values=values,
        possible_rules=(),
        to_decide=to_decide,
    )


def value(question: Question, text: str, count: int = 1, suggestion: str | None = None) -> ToDecide:
    return ToDecide(what=Open.VALUE, question=question.value, text=text, count=count, suggestion=suggestion)


def test_a_strength_that_some_offer_and_others_want_is_decided_once():
    [asked] = asked_values(
        report(
            value(Question.CAN_SHARE, "Bee keeping", 3),
            value(Question.WOULD_LIKE, "bee keeping", 2, "Bees"),
            listed=((AnswerField.CAN_SHARE, "Bee keeping"), (AnswerField.WOULD_LIKE, "bee keeping")),
        )
    )
    assert (asked.question, asked.text, asked.count, asked.suggestion) == (
        Question.CAN_SHARE,
        "Bee keeping",
        5,
        "Bees",
    )
    assert asked.meanings({Question.CAN_SHARE: ("Bees",), Question.THEMES: ()}) == ("Bees",)


def test_a_step_of_a_scale_means_a_level_and_no_strength():
    [asked] = asked_values(report(value(Question.CAN_SHARE, "Kinda")))
    assert not asked.is_listed
    assert asked.meanings({}) == ("No", "A little", "Well", "Very well")


def test_columns_people_and_needs_are_no_answers():
    others = (Open.COLUMN, Open.PERSON, Open.NEED)
    assert asked_values(report(*(ToDecide(what=what, question="", text="x") for what in others))) == ()


def test_answers_on_lists_come_last_and_sheets_are_named_as_such():
    sheet = ToDecide(what=Open.SHEET, question=Question.SECTOR.value, text="Sheet1", count=4)
    listed = value(Question.THEMES, "Bees")
    asked = asked_values(report(listed, sheet, listed=((AnswerField.THEMES, "Bees"),)))
    assert [(each.text, each.is_sheet, each.is_listed) for each in asked] == [
        ("Sheet1", True, False),
        ("Bees", False, True),
    ]


def test_two_spellings_of_one_strength_are_told_and_different_ones_are_not():
    texts = ("Fund raising", "Reading", "Fundraising", "Meeting", "Budgets", "budget")
    assert nearly_alike(texts) == (("Fund raising", "Fundraising"), ("Budgets", "budget"))


@pytest.mark.parametrize(
    ("question", "label"),
    [
        (question, label)
        for question in Question
        for label in values_of(question)
        if question is not Question.SHARE_OR_GAIN
    ],
)
def test_every_meaning_that_is_offered_can_be_read(question: Question, label: str):
    meaning = read_answer(question, label, VOCABULARY)
    assert not meaning.unread
    assert meaning.values
