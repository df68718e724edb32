import pytest

from buddy_matcher.documents.question_headings import question_of
from buddy_matcher.domain.questions import Question


@pytest.mark.parametrize("question", Question)
def test_the_plain_heading_of_every_question_is_recognised(question: Question):
    assert question_of(question.label) is question
    assert question_of(question.label.upper() + " ") is question


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("Your work\xa0email address", Question.EMAIL),
        ("Email Address", Question.EMAIL),
        ("Phone", Question.PHONE),
        ("Name2", Question.FULL_NAME),
        ("First Name", Question.GIVEN),
        ("Surname", Question.FAMILY),
        ("Which sector do you work in?", Question.SECTOR),
        ("Which of these best describes your role?", Question.LEVEL),
        ("Role", Question.JOB_TITLE),
        ("Name of your organisation", Question.ORGANISATION),
        ("Where are you based? (town)", Question.PLACE),
        ("Which strengths could you share with a buddy?\nChoose up to six", Question.CAN_SHARE),
        ("Which strengths would you like to gain from a buddy?", Question.WOULD_LIKE),
        ("Which communities or themes do you work with?", Question.THEMES),
        ("How could you meet your buddy?", Question.WAYS),
        ("When are you usually free?", Question.FREE),
        ("How far could you travel to meet? (miles)", Question.TRAVEL),
        ("Would you be happy to be in a group of three?", Question.TRIO),
        ("If only they knew… (one thing you wish the other sector knew)", Question.IF_ONLY),
        ("How would you like letters from us?", Question.LETTERS),
        ("Is there anyone you should not be paired with?", Question.NOT_WITH),
        ("I agree that my work email and phone number can be given to my buddy", Question.SHARE_CONTACT),
        ("Consent to share contact details", Question.SHARE_CONTACT),
        ("Are you happy for us to pass your phone number to your buddy?", Question.SHARE_CONTACT),
        ("May we share your themes with your buddy?", Question.SHARE_THEMES),
        ("Who should we not pair you with?", Question.NOT_WITH),
        ("IP Address", None),
        ("Collector ID", None),
        ("Custom Data 1", None),
        ("Line manager’s e-mail", None),
        ("", None),
    ],
)
def test_questions_are_recognised_in_the_words_of_forms(heading: str, question: Question | None):
    assert question_of(heading) is question
