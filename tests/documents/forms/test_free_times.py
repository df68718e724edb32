from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.documents.forms.answers import read_answer
from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.forms.free_times import read_free_time
from buddy_matcher.domain.meeting import DAY_PARTS, DAYS, HALF_DAYS, HalfDay
from buddy_matcher.domain.questions import Question

WEEKDAYS, WEEKEND = range(5), (5, 6)


def half_days(days: range | tuple[int, ...], parts: tuple[int, ...]) -> frozenset[HalfDay]:
    return frozenset(HalfDay(day, part) for day, part in product(days, parts))


@given(
    st.lists(st.sampled_from(HALF_DAYS), min_size=1, unique=True), st.sampled_from([", ", " and ", " or "])
)
def test_half_days_are_known_by_their_labels_however_they_are_joined(found: list[HalfDay], joint: str):
    assert read_free_time(joint.join(half_day.label for half_day in found)) == frozenset(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("weekday evenings", half_days(WEEKDAYS, (2,))),
        ("Weekends", half_days(WEEKEND, (0, 1))),
        ("Tuesdays", half_days((1,), (0, 1))),
        ("I am free on Fridays", half_days((4,), (0, 1))),
        ("I’m usually free on Tuesday.", half_days((1,), (0, 1))),
        ("Mon-Wed mornings", half_days(range(3), (0,))),
        ("Fri-Mon", half_days((4, 5, 6, 0), (0, 1))),
        ("Sat to Sun daytime", half_days(WEEKEND, (0, 1))),
        ("mornings", half_days(WEEKDAYS, (0,))),
        ("I am available most evenings", half_days(WEEKDAYS, (2,))),
        ("Friday pm", half_days((4,), (1,))),
        ("Mon am/pm", half_days((0,), (0, 1))),
        ("Mon 10am-12pm", half_days((0,), (0,))),
        ("9.30-5pm on Thursdays", half_days((3,), (0, 1))),
        ("Tues 2pm", half_days((1,), (1,))),
        ("Wednesdays, 6 to 8 pm", half_days((2,), (2,))),
        ("mornings, evenings", half_days(WEEKDAYS, (0, 2))),
        ("Mon and Thu after work", half_days((0, 3), (2,))),
        ("Monday, Tuesday and Wednesday evenings", half_days(range(3), (2,))),
        ("Tuesday mornings and Thursday evenings", half_days((1,), (0,)) | half_days((3,), (2,))),
        ("mornings on Monday, evenings on Friday", half_days((0,), (0,)) | half_days((4,), (2,))),
        ("weekday evenings and weekends", half_days(WEEKDAYS, (2,)) | half_days(WEEKEND, (0, 1))),
        ("Weekends, weekday evenings", half_days(WEEKDAYS, (2,)) | half_days(WEEKEND, (0, 1))),
        ("Any time", frozenset(HALF_DAYS)),
        ("I am flexible", frozenset(HALF_DAYS)),
        ("any time on Friday", half_days((4,), (0, 1, 2))),
    ],
)
def test_coarse_free_times_are_read(text: str, found: frozenset[HalfDay]):
    assert read_free_time(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "not Fridays",
        "any time except Fridays",
        "ring me",
        "I am",
        "once a month",
        "Tuesdays in term time",
        "after 3pm on Mondays",
        "5-9am-3",
        "8pm-6pm",
        "weekends and weekday evenings",
        "Mondays and Tuesday evenings",
        "evenings or any time",
        "evenings, weekends",
        "Tuesday mornings, Friday",
        "mornings on Monday and Tuesday afternoons",
        "Monday morning - Tuesday evening",
    ],
)
def test_what_is_unclear_or_ruled_out_is_not_guessed(text: str):
    assert read_free_time(text) == frozenset()
    assert text in read_answer(Question.FREE, text, Vocabulary()).message


WORDS = st.sampled_from(["I am", "on", "and", ",", *(day[:3] for day in DAYS), *DAYS, *DAY_PARTS, "am", "pm"])


@given(st.lists(WORDS, max_size=8))
def test_no_day_and_no_part_is_made_up(words: list[str]):
    text = " ".join(words)
    found = read_free_time(text)
    days = {i for i, day in enumerate(DAYS) if day[:3] in text}
    said = text.replace("I am", "")
    named = [("morning", "am"), ("afternoon", "pm"), ("evening",)]
    parts = {part for part, names in enumerate(named) if any(name in said for name in names)}
    assert {half_day.day for half_day in found} <= (days or set(WEEKDAYS))
    assert {half_day.part for half_day in found} <= (parts or {0, 1})


@given(st.text(max_size=20))
def test_no_text_breaks_a_reading(text: str):
    assert read_free_time(text) <= set(HALF_DAYS)
