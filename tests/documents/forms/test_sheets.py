"""Sheets that people sent, each with what a person reading it would say of it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from buddy_matcher.documents.forms.choices import Vocabulary, picks_of_text
from buddy_matcher.documents.forms.export import read_form_export
from buddy_matcher.documents.forms.fields import WAYS
from buddy_matcher.domain.meeting import IN_PERSON, MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.rules import DecidedAnswer
from buddy_matcher.domain.sheet_reading import ColumnDecision, ReadingDecisions, Shape
from tests.documents.forms.reading import (
    BIDS,
    LISTENING,
    PROJECTS,
    SHEETS,
    free,
    sectors,
    sheet,
    strengths,
    to_ask,
)
from tests.helpers.sheets import VOCABULARY, write_csv, write_sheets


@pytest.mark.parametrize(
    ("name", "ana", "ben"),
    [
        (
            "01",
            ["Monday evening", "Thursday morning", "Thursday afternoon"],
            ["Monday morning", "Tuesday evening"],
        ),
        ("03", ["Monday morning", "Tuesday evening"], ["Monday evening", "Tuesday morning"]),
        ("37", ["Monday morning", "Tuesday morning", "Tuesday evening"], ["Monday evening"]),
    ],
)
def test_a_column_a_day_gives_the_times_that_its_cells_name(name: str, ana: list[str], ben: list[str]):
    export = sheet(name)
    assert free(export) == {"Ana": ana, "Ben": ben}
    assert to_ask(export) == []


def test_a_column_a_part_of_the_day_gives_the_days_that_its_cells_name(tmp_path: Path):
    headings = ("Name", "Sector", "Availability [Morning]", "Availability [Evening]")
    rows = [headings, ("Ana", "NHS", "Monday, Friday", ""), ("Ben", "CVS", "Not available", "Tuesday")]
    export = read_form_export(write_csv(tmp_path / "a.csv", rows), VOCABULARY)
    assert free(export) == {"Ana": ["Monday morning", "Friday morning"], "Ben": ["Tuesday evening"]}


def test_a_time_that_is_not_understood_is_asked_about_and_a_decision_gives_it_a_meaning(tmp_path: Path):
    rows = [("Name", "Sector", "Availability [Monday]"), ("Ana", "NHS", "if I must")]
    path = write_csv(tmp_path / "a.csv", rows)
    [answer] = read_form_export(path, VOCABULARY).answers
    assert (answer.texts[Question.FREE], answer.unread) == ("", ((Question.FREE, "if I must"),))
    decided = Vocabulary(decided=(DecidedAnswer(question=Question.FREE, text="If I must", meaning="No"),))
    assert read_form_export(path, decided).answers[0].unread == ()


@pytest.mark.parametrize("name", ["04", "14", "15", "29"])
def test_what_is_shared_is_told_from_what_is_wanted(name: str):
    found = strengths(sheet(name))
    offers, wants = found["Ana"]
    assert set(offers) >= {PROJECTS}
    assert wants == [LISTENING]
    assert (found["Ben"][0][0], found["Ben"][1]) == (LISTENING, [PROJECTS])


def test_disagreeing_shares_nothing():
    assert strengths(sheet("05")) == {"Ana": ([PROJECTS], []), "Ben": ([LISTENING], [])}


def test_a_heading_that_asks_the_opposite_is_left_unread_and_asked_about():
    export = sheet("06")
    assert free(export) == {"Ana": [], "Ben": []}
    assert to_ask(export) == ["When are you NOT available?"]


def test_other_is_no_organisation_and_sectors_are_as_answered():
    export = sheet("08")
    assert [answer.organisation for answer in export.answers] == ["", "", "Hill Hub", ""]
    assert sectors(export) == ["health", "vcse", "vcse", "vcse"]


def test_no_organisation_in_many_words_is_none():
    export = sheet("09")
    assert {answer.organisation for answer in export.answers} == {""}
    assert sectors(export) == ["health", "vcse", "vcse", "vcse", "health", "vcse", "vcse", "health"]


def test_a_question_that_asks_for_a_name_beats_the_account():
    export = sheet("10")
    assert [answer.name for answer in export.answers] == [("Ana", "Moss"), ("Ben", "Reed")]
    assert [answer.email for answer in export.answers] == ["ana@example.org", "ben@example.org"]


def test_another_column_of_a_question_is_joined_to_it():
    found = strengths(sheet("12"))
    assert found == {
        "Ana": ([PROJECTS, "Choir leading"], [LISTENING]),
        "Ben": (["Welsh"], [PROJECTS, "Maths"]),
    }


def test_one_row_a_strength_is_one_answer_a_person():
    found = strengths(sheet("14"))
    assert found == {"Ana": ([PROJECTS, BIDS], [LISTENING]), "Ben": ([LISTENING], [PROJECTS])}


def test_options_that_hold_commas_are_found_by_what_stands_together():
    export = sheet("17")
    options = {
        pick.text for answer in export.answers for q in (Question.CAN_SHARE, Question.WOULD_LIKE)
        for pick in answer.meanings[q].unknown
    }  # fmt: skip
    assert options == {
        "Finance, budgeting and audit",
        "HR and people",
        "Marketing, PR and comms",
        "Safeguarding",
        "Trustee recruitment",
        "Welsh language services",
    }


def test_own_strengths_as_columns_under_a_group_are_three_to_decide():
    export = sheet("18")
    unknown = [pick.text for answer in export.answers for pick in answer.meanings[Question.CAN_SHARE].unknown]
    assert unknown == ["Finance", "Safeguarding", "Trustee recruitment"]
    assert to_ask(export) == []


def test_of_71_sector_words_none_is_read_wrongly():
    export = sheet("19")
    said = {answer.texts[Question.SECTOR]: answer.sector for answer in export.answers}
    assert len(said) == 71
    assert sum(sector is not None for sector in said.values()) >= 54
    assert said["Non-statutory"] is None
    assert said["Not NHS"] is None
    for word in (
        "Integrated Care Board",
        "Hospital",
        "PCN",
        "Ambulance",
        "Community nursing",
        "Community pharmacy",
    ):
        assert said[word] is Sector.HEALTH
    for word in ("CVS", "Church", "Mosque", "Hospice", "Housing association", "Place of worship"):
        assert said[word] is Sector.VCSE


def test_the_type_of_an_organisation_says_the_sector():
    assert sectors(sheet("20")) == ["health", "health", "vcse", "vcse", "vcse"]


@pytest.mark.parametrize(("name", "found"), [("21", ["health", "vcse", "vcse"]), ("41", ["health", "vcse"])])
def test_a_list_a_sector_says_it_by_its_name(name: str, found: list[str]):
    export = sheet(name)
    assert sectors(export) == found
    assert export.sideless == ()


def test_sheets_whose_names_say_no_sector_are_asked_about_once_each(tmp_path: Path):
    people = [("Name", "Email", "Town"), ("Ana Moss", "ana@example.org", "Leeds")]
    path = write_sheets(tmp_path / "a.xlsx", {"Team A": people, "Team B": people})
    assert read_form_export(path, VOCABULARY).sideless == ("Team A", "Team B")
    decided = (
        DecidedAnswer(question=Question.SECTOR, text="Team A", meaning="Health"),
        DecidedAnswer(question=Question.SECTOR, text="team b", meaning="VCSE"),
    )
    export = read_form_export(path, Vocabulary(decided=decided))
    assert (sectors(export), export.sideless) == (["health", "vcse"], ())


def test_unknown_headings_are_asked_about_with_samples_and_what_they_may_ask():
    export = sheet("22")
    asked = [guess for guess in export.guesses if not guess.is_sure]
    assert [guess.heading for guess in asked] == [
        "Where do you fit?",
        "Workplace name",
        "Things I am good at",
        "Areas to grow",
    ]
    assert asked[0].samples == ("charity", "NHS")
    assert asked[0].suggestion is Question.SECTOR


def test_a_decided_heading_is_read_as_it_was_decided():
    decided = {
        "Where do you fit?": Question.SECTOR,
        "WORKPLACE NAME": Question.ORGANISATION,
        "Areas to grow": None,
    }
    [path] = SHEETS.glob("22-*")
    export = read_form_export(path, VOCABULARY, decisions(decided))
    assert sectors(export)[:2] == ["vcse", "health"]
    assert export.answers[0].organisation == "Hub 0"
    assert to_ask(export) == ["Things I am good at"]


def decisions(columns: Mapping[str, Question | None]) -> ReadingDecisions:
    return ReadingDecisions(columns=tuple(ColumnDecision(*item) for item in columns.items()))


def test_a_hyphen_changes_no_way_to_meet():
    ways = [answer.value(Question.WAYS, WAYS, frozenset()) for answer in sheet("24").answers]
    assert ways == [IN_PERSON, IN_PERSON | {MeetingWay.VIDEO}]


def test_headings_in_snake_case_are_words():
    export = sheet("26")
    assert strengths(export)["Ana"] == ([PROJECTS], [LISTENING])
    assert free(export) == {"Ana": ["Monday morning"], "Ben": ["Tuesday morning"]}
    assert to_ask(export) == []


def test_who_no_longer_takes_part_is_told():
    assert [answer.takes_part for answer in sheet("28").answers] == [True, False]


@pytest.mark.parametrize(
    ("heading", "cell", "takes_part"),
    [
        ("I no longer wish to take part", "Yes", False),
        ("I no longer wish to take part", "No", True),
        ("Do you agree to us using the information?", "No", False),
        ("I agree to take part", "Yes", True),
    ],
)
def test_a_question_about_taking_part_is_turned_round_where_it_asks_who_does_not(
    tmp_path: Path, heading: str, cell: str, takes_part: bool
):
    path = write_csv(tmp_path / "a.csv", [("Name", "Sector", heading), ("Ana", "NHS", cell)])
    assert read_form_export(path, VOCABULARY).answers[0].takes_part is takes_part


def test_a_rest_of_options_belongs_to_the_options_before_it():
    export = sheet("29")
    assert export.shape is Shape.TYPEFORM
    assert strengths(export)["Ben"] == ([LISTENING, "Choir leading"], [PROJECTS])


def test_text_that_was_broken_before_is_put_right_and_told():
    export = sheet("31")
    assert [answer.name for answer in export.answers] == [("Zoë", "Müller"), ("Ben", "O’Reed")]
    [problem] = export.problems
    assert "“ZoÃ« MÃ¼ller” was read as “Zoë Müller”" in problem.message


def test_names_are_told_apart_from_what_stands_around_them():
    assert [answer.name for answer in sheet("32").answers] == [
        ("Sofía", "García Lorca"),
        ("Fiona", "Mc Donald"),
        ("Kwame", "Owusu Ansah"),
        ("Ben", "Reed"),
        ("Ana", "Moss"),
        ("Ana", "Lane"),
        ("Ana", "Hill"),
    ]


def test_an_open_document_is_read():
    assert strengths(sheet("34")) == {"Ana": ([PROJECTS], [LISTENING]), "Ben": ([LISTENING], [PROJECTS])}


def test_bullets_and_numbers_in_cells_are_no_part_of_the_answers():
    assert strengths(sheet("39")) == {
        "Ana": ([PROJECTS, LISTENING], [BIDS, "Quality improvement"]),
        "Ben": ([LISTENING, BIDS], [PROJECTS, "Quality improvement"]),
    }


def test_addresses_are_taken_out_of_what_stands_around_them():
    emails = [answer.email for answer in sheet("44").answers]
    assert emails == [
        *(
            "ana@example.org",
            "ana2@example.org",
            "ana3@example.org",
            "",
            "ana6@example.org",
            "ana7@example.org",
        ),
        *("ana8@example.org", "", "ana10@example.org", "ana11@example.org", "", "anä13@example.org"),
        *("ana14@example.org", "ana15@example.org", ""),
    ]


GROUPED = [
    ("About you", "", "I could help with", "", "I'd love help with", ""),
    ("Who", "Side", "Budgets", "Bees", "Budgets", "Bees"),
    ("Priya Nair", "NHS", "x", "", "", "x"),
]


def test_columns_that_only_their_groups_tell_apart_are_asked_about_by_group(tmp_path: Path):
    export = read_form_export(write_csv(tmp_path / "a.csv", GROUPED), VOCABULARY)
    asked = {guess.heading for guess in export.guesses if not guess.is_sure}
    assert asked == {"Who", "Side", "I could help with", "I'd love help with"}


def test_one_decision_on_a_group_reads_all_of_its_columns(tmp_path: Path):
    decided = {
        "Who": Question.FULL_NAME,
        "Side": Question.SECTOR,
        "I could help with": Question.CAN_SHARE,
        "I'd love help with": Question.WOULD_LIKE,
    }
    columns = ReadingDecisions(columns=tuple(ColumnDecision(each, decided[each]) for each in decided))
    export = read_form_export(write_csv(tmp_path / "a.csv", GROUPED), VOCABULARY, columns)
    [answer] = export.answers
    assert [pick.text for pick in picks_of_text(answer.texts[Question.CAN_SHARE], ())] == ["Budgets"]
    assert [pick.text for pick in picks_of_text(answer.texts[Question.WOULD_LIKE], ())] == ["Bees"]


def test_answers_that_repeat_are_no_headings(tmp_path: Path):
    rows = [("Name", "Sector", "I could", "", "I want", ""), ("Ana", "NHS", "x", "x", "x", "x")]
    [answer] = read_form_export(write_csv(tmp_path / "a.csv", rows), VOCABULARY).answers
    assert answer.name == ("Ana", "")
