import time
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.domain.file_names import made_unique, safe_file_name
from buddy_matcher.domain.ids import LetterId, ParticipationId, RoundId
from buddy_matcher.domain.letter_facts import Fact, FactDigests
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import (
    Issue,
    Letter,
    LetterText,
    Passage,
    PassageKind,
    Standing,
    letter_state,
    odd_greeting,
    unprintable_in_words,
)
from buddy_matcher.domain.people import LetterPreferences, OtherFormat

TEXT = LetterText(
    participation_id=ParticipationId(1),
    kind=LetterKind.INTRODUCTION,
    given="Asha",
    family="Khan",
    letterhead="Calder Buddy Scheme",
    address=("Asha Khan",),
    sender=("Calder Trust",),
    dated=date(2026, 11, 21),
    greeting="Dear Asha,",
    title="Meet your buddy",
    passages=(Passage(PassageKind.PARAGRAPH, "Your buddy is Ben Price."),),
    closing=("Yours sincerely,", "Nia Hughes"),
)
STANDARD = LetterPreferences()


def stated(buddies: str) -> FactDigests:
    return ((Fact.BUDDIES.value, buddies),)


def made(number: int, buddies: str, how: Issue, day: int = 21) -> Letter:
    return Letter(
        id=LetterId(number),
        round_id=RoundId(1),
        participation_id=ParticipationId(1),
        kind=LetterKind.INTRODUCTION,
        dated=date(2026, 11, day),
        facts=stated(buddies),
        made_at=datetime(2026, 11, day, 9, tzinfo=UTC),
        how=how,
    )


def test_a_letter_that_was_never_made_is_not_printed_yet():
    state = letter_state([], stated("a"), STANDARD)
    assert (state.standing, state.in_words) == (Standing.NOT_PRINTED, "Not printed yet")


def test_a_printed_letter_says_when():
    state = letter_state([made(1, "a", Issue.PRINTED)], stated("a"), STANDARD)
    assert (state.standing, state.in_words) == (Standing.PRINTED, "Printed 21 November 2026")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system's time zone is not set by a variable")
def test_a_letter_printed_late_in_the_evening_is_dated_on_that_day(monkeypatch: pytest.MonkeyPatch):
    record = replace(made(1, "a", Issue.PRINTED), made_at=datetime(2026, 7, 21, 23, 30, tzinfo=UTC))
    with monkeypatch.context() as british:
        british.setenv("TZ", "Europe/London")
        time.tzset()
        state = letter_state([record], stated("a"), STANDARD)
    time.tzset()
    assert state.in_words == "Printed 22 July 2026"


def test_a_saved_letter_still_waits_to_be_printed():
    state = letter_state([made(1, "a", Issue.SAVED_AS_PDF)], stated("a"), STANDARD)
    assert (state.standing, state.in_words) == (Standing.SAVED, "Saved as PDF 21 November 2026")


def test_saving_a_printed_letter_leaves_it_printed():
    records = [made(2, "a", Issue.SAVED_AS_PDF, day=22), made(1, "a", Issue.PRINTED)]
    assert letter_state(records, stated("a"), STANDARD).in_words == "Printed 21 November 2026"


def test_a_letter_whose_facts_changed_is_out_of_date():
    state = letter_state([made(1, "a", Issue.PRINTED)], stated("b"), STANDARD)
    assert (state.standing, state.in_words) == (
        Standing.OUT_OF_DATE,
        "Out of date: printed 21 November 2026; changed since: their buddy",
    )


def test_an_older_print_of_the_same_text_does_not_count_after_a_newer_letter_went_out():
    records = [made(1, "a", Issue.PRINTED), made(2, "b", Issue.PRINTED)]
    assert letter_state(records, stated("a"), STANDARD).standing is Standing.OUT_OF_DATE


def test_the_last_letter_is_told_by_its_number_when_the_clock_was_set_back():
    records = [made(1, "a", Issue.PRINTED, day=25), made(2, "b", Issue.PRINTED, day=20)]
    assert letter_state(records, stated("b"), STANDARD).in_words == "Printed 20 November 2026"


@pytest.mark.parametrize(
    ("wanted", "words"),
    [(OtherFormat.BRAILLE, "Needs arranging: braille"), (OtherFormat.BSL, "Needs arranging: BSL video")],
)
def test_another_format_needs_arranging_whatever_was_made(wanted, words):
    state = letter_state([made(1, "a", Issue.PRINTED)], stated("a"), LetterPreferences(other_format=wanted))
    assert (state.standing, state.in_words) == (Standing.NEEDS_ARRANGING, words)


def test_a_file_name_is_date_and_name():
    assert TEXT.file_name() == "2026-11-21 Khan Asha.pdf"
    assert replace(TEXT, family="").file_name() == "2026-11-21 Asha.pdf"
    assert TEXT.file_name(".eml") == "2026-11-21 Khan Asha.eml"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../x", "x.pdf"),
        ("..\\..\\x", "x.pdf"),
        ("CON", "_CON.pdf"),
        ("nul.txt", "_nul.txt.pdf"),
        ("com¹", "_com¹.pdf"),
        ("a:b", "a b.pdf"),
        ("", "Letter.pdf"),
        (" . ", "Letter.pdf"),
        ("O’Neill", "O’Neill.pdf"),
        ("{{x.__class__}}", "{{x.__class__}}.pdf"),
        ("evil\u202efdp.exe", "evilfdp.exe.pdf"),
    ],
)
def test_a_hostile_name_gives_a_safe_file_name(name, expected):
    assert safe_file_name(name, suffix=".pdf") == expected


@given(st.text(max_size=300))
def test_every_text_gives_a_file_name_inside_the_folder(name):
    safe = safe_file_name(name, suffix=".pdf")
    assert safe.endswith(".pdf")
    assert len(safe.encode()) <= 200
    assert not set(safe) & set('<>:"/\\|?*\0\n')
    assert not safe.startswith((".", " "))


def test_two_people_of_one_name_get_two_files():
    assert made_unique(["A.pdf", "a.pdf", "B.pdf", "A.pdf"]) == ("A.pdf", "a (2).pdf", "B.pdf", "A (3).pdf")


@pytest.mark.parametrize("name", ["ASHA", "asha", "A", "A.", "", "asha@vcse.example.org", "Asha2"])
def test_a_greeting_that_looks_odd_is_said(name):
    assert odd_greeting(name)


@pytest.mark.parametrize("name", ["Asha", "Mary Ann", "O’Neill", "Nguyễn", "Dr Khan", "علي", "McKay"])
def test_a_usual_greeting_is_left_alone(name):
    assert odd_greeting(name) == ""


def test_pieces_that_no_font_can_show_are_named():
    assert unprintable_in_words(["བོད་", "𞤆"]) == "can’t print “བོད་” and “𞤆”"
