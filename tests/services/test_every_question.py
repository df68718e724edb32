"""Every question of forms is read, exported and asked by our own form, or is named here with the reason.

A question that is added fails here until it is everywhere. In which words it is recognised is held by
`tests/documents/forms/test_question_headings.py`; what an answer fills is a field of a person, whose place
in the window is held by `tests/ui/people/test_every_field.py`.
"""

from dataclasses import fields
from pathlib import Path

import pytest
from openpyxl import load_workbook

from buddy_matcher.documents.forms.answers import read_answer
from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.domain.ids import StrengthId, ThemeId
from buddy_matcher.domain.made_forms import organisation_form, sign_up_form
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.people import LetterPreferences, Participant
from buddy_matcher.domain.question_values import values_of
from buddy_matcher.domain.questions import Owner, Question
from buddy_matcher.domain.strengths import Strength, Theme
from buddy_matcher.services.schemes import Services

NOT_READ_ALONE = {
    Question.RESPONSE: "names the answer",
    Question.STARTED: "says when",
    Question.ANSWERED: "says when",
    Question.CHANGED: "says when",
    Question.ACCESS_NOTE: "is kept only with the consent beside it",
    Question.ACCESS_CONSENT: "says whether the note beside it may be kept",
    Question.NOT_WITH: "names somebody, and becomes a rule only when the coordinator says so",
    Question.ANYTHING_ELSE: "is kept as it is",
    Question.SHARE_OR_GAIN: "says how the strengths beside it are to be read",
}

NO_FIELD_OF_A_RECORD = {
    Question.ORGANISATION: "names the organisation, a record of its own",
    Question.TAKES_PART: "withdraws who says no",
}

ANSWERS = {
    Question.FULL_NAME: "Asha Rao",
    Question.EMAIL: "asha@example.org",
    Question.PHONE: "07700 900123",
    Question.POSTCODE: "HX1 1UJ",
    Question.ADDRESS: "1 Mill Lane, Halifax",
    Question.SECTOR: "Health",
    Question.ORGANISATION_KIND: "Charity",
    Question.LEVEL: "Manager",
    Question.CAN_SHARE: "Budgets",
    Question.WOULD_LIKE: "Budgets",
    Question.THEMES: "Carers",
    Question.WAYS: "By phone",
    Question.FREE: "Monday morning",
    Question.TRAVEL: "10",
    Question.CAPACITY: "2",
    Question.LETTERS: "Large print",
    Question.DELIVERY: "By post",
    Question.LANGUAGE: "Welsh",
    Question.PRINT_SIZE: "18 point",
    Question.OTHER_FORMAT: "Braille",
    Question.PRIVACY_GIVEN: "2026-08-01",
    Question.STATUS: "Paused",
    Question.PRIORITY: "2",
    Question.CONFIDENCE: "7 out of 10",
}
"""An answer that says something, where "yes" says nothing."""

NO_COLUMN = {
    Question.FULL_NAME: "stands in two columns",
    Question.LETTERS: "stands in the columns of delivery, print size and format",
    Question.RESPONSE: "is the form's",
    Question.STARTED: "is the form's",
    Question.ANSWERED: "is the form's",
    Question.CHANGED: "is the form's",
    Question.NOT_WITH: "is of two people, and another scheme has other rules",
    Question.TAKES_PART: "stands in the status",
    Question.ANYTHING_ELSE: "was kept as it was, and no field takes it",
    Question.SHARE_OR_GAIN: "said how others were to be read",
}

NOT_ASKED = {
    Question.GIVEN: "is asked as the full name",
    Question.FAMILY: "is asked as the full name",
    Question.RESPONSE: "is written by the form tool",
    Question.STARTED: "is written by the form tool",
    Question.ANSWERED: "is written by the form tool",
    Question.CHANGED: "is written by the form tool",
    Question.PLACE: "is asked as half a postcode, which tells how far apart people are",
    Question.LEVEL: "is told by the job title, and eight minutes are short",
    Question.HOPES: "is told by the wishes, and eight minutes are short",
    Question.INTRODUCTION: "is written best for a letter, once there is a buddy",
    Question.VENUE_NEEDS: "is asked as access needs",
    Question.LETTERS: "is asked as delivery, print size, language and format",
    Question.PRIVACY_VERSION: "is known to whoever sends the form",
    Question.FUNDED_RATE: "is agreed with the organisation",
    Question.ANYTHING_ELSE: "asks for what no field takes",
    Question.SHARE_OR_GAIN: "is asked as two questions",
    Question.STATUS: "is what the coordinator decides",
    Question.PRIORITY: "is the engine's",
    Question.NOTES: "are the coordinator's",
}

RECORDS: dict[Owner, type] = {
    Owner.PERSON: Participant,
    Owner.LETTERS: LetterPreferences,
    Owner.ROUND: Participation,
    Owner.ORGANISATION: Participation,  # whose sector follows
}


@pytest.mark.parametrize("question", Question)
def test_its_answer_fills_fields_of_the_record_that_owns_it(question: Question):
    values = read_answer(question, ANSWERS.get(question, "Yes"), LISTS).values
    assert bool(values) is (question not in NOT_READ_ALONE)
    filled = {field.name for field, _ in values.fields()}
    assert bool(filled) is (question not in NOT_READ_ALONE.keys() | NO_FIELD_OF_A_RECORD.keys())
    if filled:
        assert filled <= {each.name for each in fields(RECORDS[question.owner])} | {"can_share", "would_like"}


LISTS = Vocabulary(
    strengths=(Strength(id=StrengthId(1), name="Budgets"),), themes=(Theme(id=ThemeId(1), name="Carers"),)
)

NOTHING_TO_CHOOSE = {Question.PRIORITY: "is a number"}
"""Questions whose answers can't be read one and all, yet have no values to choose from, with the reason."""


def test_an_answer_that_is_not_understood_has_values_to_choose_from():
    asked = {question for question in Question if read_answer(question, "zzz", LISTS).unread}
    assert {question for question in asked if not values_of(question)} == NOTHING_TO_CHOOSE.keys()


@pytest.fixture
def headings(services: Services, tmp_path: Path) -> set[object]:
    """The headings of the people's sheet of an exported workbook."""
    services.workbook.save(tmp_path / "people.xlsx")
    return {cell.value for cell in load_workbook(tmp_path / "people.xlsx")["People"][1]}


def test_it_has_a_column_in_the_workbook(headings: set[object]):
    assert {q for q in Question if q.label not in headings} == NO_COLUMN.keys()


def test_our_own_forms_ask_it():
    forms = (sign_up_form("", (), ()), organisation_form(""))
    assert set(Question) - {each.question for form in forms for each in form.questions} == NOT_ASKED.keys()
