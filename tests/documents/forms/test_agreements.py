from datetime import date, datetime

import pytest

from buddy_matcher.documents.forms.agreements import (
    Agreement,
    Consent,
    lost_day,
    read_consent,
    read_dated_consent,
)
from buddy_matcher.documents.forms.answers import read_answer
from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.forms.fields import SHARE_CONTACT, SHARE_THEMES, Field
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.questions import Question

ANSWERED = datetime.fromisoformat("2026-09-10T10:00:00")


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("Yes", True),
        ("I agree that my buddy may have them", True),
        ("No", False),
        ("", False),
        ("I don't agree", False),
        ("Yes, but only my e-mail, not my phone", None),
        ("Yes if asked first", None),
        ("ok not phone", None),
        ("Yes – except my mobile", None),
        ("yes unless I say otherwise", None),
        ("Yes, as long as it isn’t printed", None),
        ("maybe", None),
    ],
)
def test_a_yes_with_a_condition_is_no_plain_yes(text: str, agrees: bool | None):
    assert read_consent(text) is agrees


@pytest.mark.parametrize(
    ("question", "field"),
    [(Question.SHARE_CONTACT, SHARE_CONTACT), (Question.SHARE_THEMES, SHARE_THEMES)],
)
def test_what_is_no_plain_yes_counts_as_a_no_and_is_pointed_out(
    question: Question, field: Field[Participation, bool]
):
    meaning = read_answer(question, "Yes, but only my e-mail", Vocabulary())
    assert meaning.values.get(field) is False
    assert "counts as a no" in meaning.message
    assert read_answer(question, "Yes", Vocabulary()).values.get(field) is True
    assert not read_answer(question, "", Vocabulary()).message


@pytest.mark.parametrize(
    ("text", "answered_at", "consent"),
    [
        ("2026-09-01", ANSWERED, Consent(Agreement.GIVEN, date(2026, 9, 1))),
        ("Yes", ANSWERED, Consent(Agreement.GIVEN, date(2026, 9, 10))),
        ("Yes", None, Consent(Agreement.GIVEN, None)),
        ("No", ANSWERED, Consent(Agreement.REFUSED, None)),
        ("", ANSWERED, Consent(Agreement.NOT_SAID, None)),
        ("spring 2026", ANSWERED, Consent(Agreement.UNCLEAR, None)),
        ("yes but ask first", ANSWERED, Consent(Agreement.UNCLEAR, None)),
    ],
)
def test_a_consent_has_the_day_that_is_written_or_that_of_the_answer(
    text: str, answered_at: datetime | None, consent: Consent
):
    assert read_dated_consent(text, None, answered_at) == consent
    is_lost = consent.on is None and consent.agreement in {Agreement.GIVEN, Agreement.UNCLEAR}
    assert bool([*lost_day(text, consent)]) == is_lost
