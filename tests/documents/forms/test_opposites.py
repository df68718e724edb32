"""No cell is turned into its opposite, whatever is denied: a heading, a cell, or a part of one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from buddy_matcher.documents.forms.answers import read_answer
from buddy_matcher.documents.forms.choices import Vocabulary, picks_of_text
from buddy_matcher.documents.forms.columns import TURNED_AROUND
from buddy_matcher.documents.forms.export import FormExport, read_tables_of_people
from buddy_matcher.documents.forms.fields import Values
from buddy_matcher.documents.forms.question_headings import question_of
from buddy_matcher.documents.grid import Table, TableRow
from buddy_matcher.domain.meeting import DAYS
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import ColumnDecision, ReadingDecisions
from tests.documents.forms.reading import LISTENING, PROJECTS
from tests.helpers.sheets import VOCABULARY

DENIED_HEADINGS = (
    "When are you NOT {}?",
    "When are you never {}?",
    "Times I am not {}",
    "When are you un{}?",
    "Days when you can't be {}",
    "Any times you would rather not be {}",
)
DENIED_CELLS = (
    "not {}",
    "no {}",
    "never {}",
    "anything but {}",
    "{} does not suit me",
    "can't do {}",
    "except {}",
)
NO_WAY = (
    "No",
    "Not really",
    "Never",
    "Strongly disagree",
    "Disagree",
    "Would not want to",
    "I cannot",
    "0",
    "None",
)
FREE_TIMES = st.sampled_from(
    [f"{day} {part}" for day in DAYS for part in ("morning", "afternoon", "evening")]
)


def read(*rows: tuple[str, ...]) -> FormExport:
    table = Table(tuple(TableRow(number, row) for number, row in enumerate(rows, start=1)))
    return read_tables_of_people([table], "a.csv", VOCABULARY)


def said(question: Question, text: str) -> Values:
    return read_answer(question, text, Vocabulary()).values


@given(st.sampled_from(DENIED_HEADINGS), st.sampled_from(["available", "free"]), FREE_TIMES)
def test_times_under_a_denied_heading_are_not_free(heading: str, word: str, time: str):
    export = read(("Name", "Sector", heading.format(word)), ("Ana", "NHS", time))
    assert not export.answers[0].texts.get(Question.FREE)
    assert export.unread == (heading.format(word),)


@given(st.sampled_from(DENIED_CELLS), FREE_TIMES)
def test_a_denied_time_is_not_free(denial: str, time: str):
    [free] = [value for _, value in said(Question.FREE, denial.format(time)).fields()]
    assert free == frozenset()


@given(
    st.sampled_from(DAYS),
    st.sampled_from(["morning", "Mornings", "evening", "am"]),
    st.sampled_from(DENIED_CELLS),
)
def test_a_denied_part_of_a_day_is_not_free(day: str, part: str, denial: str):
    export = read(("Name", "Sector", f"Availability [{day}]"), ("Ana", "NHS", denial.format(part)))
    assert not export.answers[0].texts[Question.FREE]


@given(
    st.sampled_from(DENIED_CELLS),
    st.sampled_from(["online", "in person", "phone", "video call", "at my place"]),
)
def test_a_denied_way_to_meet_is_not_offered(denial: str, way: str):
    [ways] = [value for _, value in said(Question.WAYS, denial.format(way)).fields()]
    assert ways == frozenset()


@given(
    st.sampled_from(NO_WAY),
    st.sampled_from(["Which strengths could you share?", "Strengths you would like to gain"]),
)
def test_a_denied_option_is_not_chosen(cell: str, question: str):
    export = read(
        ("Name", "Sector", f"{question} [{PROJECTS}]", f"{question} [{LISTENING}]"),
        ("Ana", "NHS", cell, "Yes"),
    )
    answer = export.answers[0]
    chosen = {
        pick.text
        for q in (Question.CAN_SHARE, Question.WOULD_LIKE)
        for pick in picks_of_text(answer.texts.get(q, ""), ())
    }
    assert PROJECTS not in chosen


@given(
    st.sampled_from(["Could not share", "Don't want", "Would not like to gain", "cannot offer", "not needed"])
)
def test_a_denied_direction_says_nothing(cell: str):
    question = "Could you share it or would you like to gain it?"
    export = read(
        ("Name", "Sector", f"{question} [{PROJECTS}]", f"{question} [{LISTENING}]"),
        ("Ana", "NHS", cell, "Both"),
    )
    answer = export.answers[0]
    assert PROJECTS not in answer.texts[Question.CAN_SHARE] + answer.texts[Question.WOULD_LIKE]


@given(
    st.sampled_from([Question.TRIO, Question.SHARE_CONTACT, Question.SHARE_THEMES, Question.TIME_FUNDED]),
    st.sampled_from(
        ["No", "No thanks", "Happy not to", "I do not agree", "Not happy with that", "ok but not yet", "n"]
    ),
)
def test_a_denied_yes_is_no_yes(question: Question, cell: str):
    assert all(value is not True for _, value in said(question, cell).fields())


@given(
    st.sampled_from(["I do NOT want my {} shared with my buddy", "Please don't share my {} with my buddy"]),
    st.sampled_from(["phone number", "e-mail address", "contact details"]),
)
def test_a_heading_that_refuses_consent_is_no_consent(heading: str, what: str):
    assert question_of(heading.format(what)) is not Question.SHARE_CONTACT


@given(
    st.sampled_from(
        ["not e-mail", "no post please", "not large print", "anything but braille", "not by post"]
    )
)
def test_a_denied_way_of_letters_is_not_chosen(cell: str):
    assert not said(Question.LETTERS, cell)


DENIED_ANYHOW = (
    "Not willing to meet at",
    "What times do NOT work for you?",
    "Days that are difficult",
    "Do you object to being in a group of three?",
    "Would you mind a third person?",
    "Don't share my phone number",
)


@settings(max_examples=40)
@given(
    st.sampled_from(DENIED_ANYHOW),
    st.sampled_from(sorted(TURNED_AROUND)),
    st.sampled_from(["Yes", "Monday", "No"]),
)
def test_a_column_that_denies_is_not_read_even_when_it_was_decided_on(
    heading: str, question: Question, cell: str
):
    table = Table((TableRow(1, ("Name", "Sector", heading)), TableRow(2, ("Ana", "NHS", cell))))
    decided = ReadingDecisions(columns=(ColumnDecision(heading, question),))
    export = read_tables_of_people([table], "a.csv", VOCABULARY, decided)
    assert not export.answers[0].texts.get(question)
    assert export.unread == (heading,)


def test_answers_under_a_heading_that_denies_suggest_no_question():
    export = read(("Name", "Sector", "When is bad for you"), ("Ana", "NHS", "Monday mornings"))
    [asked] = [guess for guess in export.guesses if not guess.is_sure]
    assert asked.suggestion is None


def test_a_question_that_objects_is_asked_about():
    for heading in (
        "Do you object to being in a group of three?",
        "Would you mind being in a group of three?",
    ):
        export = read(("Name", "Sector", heading), ("Ana", "NHS", "Yes"))
        assert not export.answers[0].texts.get(Question.TRIO)
    assert question_of("I don't mind being in a group of three") is Question.TRIO
