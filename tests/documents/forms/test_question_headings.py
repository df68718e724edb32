import pytest

from buddy_matcher.documents.forms.question_headings import question_of
from buddy_matcher.domain.questions import Question


@pytest.mark.parametrize("question", Question)
def test_the_plain_heading_of_every_question_is_recognised(question: Question):
    assert question_of(question.label) is question
    assert question_of(question.label.upper() + " ") is question


WORDINGS: list[tuple[str, Question | None]] = [
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
    ("Strengths I would like", Question.WOULD_LIKE),
    ("Strengths I’d like to gain", Question.WOULD_LIKE),
    ("Strengths I need", Question.WOULD_LIKE),
    ("Strengths wanted", Question.WOULD_LIKE),
    ("What strengths are you looking for in a buddy?", Question.WOULD_LIKE),
    ("Which strengths would you like your buddy to share with you?", Question.WOULD_LIKE),
    ("What would you like help with?", Question.WOULD_LIKE),
    ("My wishes", Question.WOULD_LIKE),
    ("Strengths I would like to share", Question.CAN_SHARE),
    ("Which strengths could you share that others need?", Question.CAN_SHARE),
    ("Strengths I have", Question.CAN_SHARE),
    ("What can you offer a buddy?", Question.CAN_SHARE),
    ("Skills I can share", Question.CAN_SHARE),
    ("What are your strengths?", Question.CAN_SHARE),
    ("What do you hope to get out of this?", Question.HOPES),
    ("Why would you like to take part?", Question.HOPES),
    ("What do you wish the other sector knew?", Question.IF_ONLY),
    ("Can we ring you if someone drops out?", Question.STANDBY),
    ("Happy to be on standby", Question.STANDBY),
    ("How confident do you feel about working with the other sector?", Question.CONFIDENCE),
    ("Confidence in working with the other sector (0-10)", Question.CONFIDENCE),
    ("If only they knew… about the people you support", Question.IF_ONLY_PEOPLE),
    ("What do you wish the other sector knew about you?", Question.IF_ONLY_ME),
    ("May we share your “If only they knew” with your buddy?", Question.IF_ONLY_READ_BY),
    ("May we share what you wish they knew about the people you serve?", Question.IF_ONLY_PEOPLE_READ_BY),
    ("Can we share what you wish they knew about yourself?", Question.IF_ONLY_ME_READ_BY),
    ("Which groups of people do you support?", Question.THEMES),
    ("In person or online?", Question.WAYS),
    ("Preferred method of meeting", Question.WAYS),
    ("Which times suit you best?", Question.FREE),
    ("Days and times", Question.FREE),
    ("Maximum distance (miles)", Question.TRAVEL),
    ("Would you be happy to be a three?", Question.TRIO),
    ("Contact number", Question.PHONE),
    ("Q3. What is your first name?", Question.GIVEN),
    ("2) First name and surname *", Question.FULL_NAME),
    ("Name of participant:", Question.FULL_NAME),
    ("What should we call you?", Question.KNOWN_AS),
    ("Who do you work for?", Question.ORGANISATION),
    ("Charity name", Question.ORGANISATION),
    ("Do you work in the NHS or in a charity?", Question.SECTOR),
    ("What is your current role?", Question.JOB_TITLE),
    ("What level is your role?", Question.LEVEL),
    ("Where do you work from?", Question.PLACE),
    ("Borough", Question.PLACE),
    ("Outcode", Question.POSTCODE),
    ("Where should we post letters?", Question.ADDRESS),
    ("By post or e-mail?", Question.DELIVERY),
    ("Alternative format", Question.LETTERS),
    ("Text size", Question.PRINT_SIZE),
    ("Accessibility requirements", Question.ACCESS_NOTE),
    ("A line about yourself for your buddy", Question.INTRODUCTION),
    ("Please don't pair me with", Question.NOT_WITH),
    ("People to avoid", Question.NOT_WITH),
    ("Permission to share contact details", Question.SHARE_CONTACT),
    ("May your buddy see your themes?", Question.SHARE_THEMES),
    ("Submission ID", Question.RESPONSE),
    ("Date completed", Question.ANSWERED),
    ("Last modified", Question.CHANGED),
    ("Started at", Question.STARTED),
    ("What does a venue need to have?", Question.VENUE_NEEDS),
    ("How many buddies could you have?", Question.CAPACITY),
    ("Preferred language of letters", Question.LANGUAGE),
    ("Other formats", Question.OTHER_FORMAT),
    ("I agree that my access needs are kept", Question.ACCESS_CONSENT),
    ("Privacy policy version", Question.PRIVACY_VERSION),
    ("Have you read the privacy notice?", Question.PRIVACY_GIVEN),
    ("Is your time funded?", Question.TIME_FUNDED),
    ("Funded rate", Question.FUNDED_RATE),
    ("Offer or want", Question.SHARE_OR_GAIN),
    ("What kind of organisation is it?", Question.ORGANISATION_KIND),
    ("Respondent ID", Question.RESPONSE),
    ("IP Address", None),
    ("Collector ID", None),
    ("I agree to take part", Question.TAKES_PART),
    ("I no longer wish to take part", Question.TAKES_PART),
    ("Do you still want to take part?", Question.TAKES_PART),
    ("Do you agree to us using the information?", Question.TAKES_PART),
    ("Do you consent to take part in the evaluation?", None),
    ("Would you like to take part in future events?", None),
    ("Any other comments?", Question.ANYTHING_ELSE),
    ("Custom Data 1", None),
    ("Line manager’s e-mail", None),
    ("", None),
]
"""Headings of forms in other words than ours, with what they ask."""

ONLY_IN_OUR_SHEETS = {
    Question.STATUS: "is what the coordinator decides",
    Question.PRIORITY: "is the engine's",
    Question.NOTES: "are the coordinator's",
}
"""Questions that no form asks, with the reason; our own heading is all that they are known by."""


def test_every_question_is_known_in_other_words_than_ours_or_named_why_not():
    ours = {question.label for question in Question}
    assert {asked for heading, asked in WORDINGS if heading not in ours} - {None} == (
        set(Question) - ONLY_IN_OUR_SHEETS.keys()
    )


@pytest.mark.parametrize(("heading", "question"), WORDINGS)
def test_questions_are_recognised_in_the_words_of_forms(heading: str, question: Question | None):
    assert question_of(heading) is question


@pytest.mark.parametrize(
    "heading",
    [
        "I understand that I may not be matched",
        "I do NOT want my phone number shared",
        "Are you happy to be contacted by email about future schemes?",
        "Can we share your contact details with other organisations?",
        "Are you happy to share your details with third parties?",
        "Do you agree to us sharing your email with our funders?",
        "Manager’s email",
        "Organisation website",
        "How often would you like to meet?",
        "Would you like to be paired with someone local?",
        "Travel expenses",
        "Buddy name",
        "Address line 1",
    ],
)
def test_what_only_mentions_a_question_is_not_taken_for_it(heading: str):
    assert question_of(heading) is None


def test_a_note_on_what_people_cannot_do_is_no_wish_about_whom_to_meet():
    heading = "How far could you travel? If you can't travel, we will match you with somebody near."
    assert question_of(heading) is Question.TRAVEL
