"""What each survey tool, and people by hand, write around the answers."""

from pathlib import Path

import pytest

from buddy_matcher.documents.forms.export import read_form_export
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import Shape
from tests.documents.forms.reading import LISTENING, PROJECTS, SHEETS, sectors, strengths
from tests.helpers.sheets import VOCABULARY, write_archive, write_csv


def test_a_zip_file_made_on_a_mac_holds_one_sheet(tmp_path: Path):
    content = (SHEETS / "24-in-person-hyphen.csv").read_bytes()
    members = {"Form.csv": content, "__MACOSX/._Form.csv": b"x", ".DS_Store": b"x"}
    export = read_form_export(write_archive(tmp_path / "a.zip", members), VOCABULARY)
    assert len(export.answers) == 2


def test_three_heading_rows_of_qualtrics_are_no_answers(tmp_path: Path):
    rows = [
        ("StartDate", "RecordedDate", "ResponseId", "Q1", "Q2", "Q3_1", "Q3_2"),
        (
            *(
                "Start Date",
                "Recorded Date",
                "Response ID",
                "What is your name?",
                "Which sector do you work in?",
            ),
            f"Which strengths could you share? - Selected Choice - {PROJECTS}",
            f"Which strengths could you share? - Selected Choice - {LISTENING}",
        ),
        tuple(f'{{"ImportId":"QID{i}"}}' for i in range(7)),
        ("2026-09-01", "2026-09-01", "R_1", "Ana Moss", "NHS", PROJECTS, ""),
    ]
    export = read_form_export(write_csv(tmp_path / "a.csv", rows), VOCABULARY)
    assert export.shape is Shape.QUALTRICS
    assert strengths(export) == {"Ana": ([PROJECTS], [])}
    assert len(export.answers) == 1


def test_codes_of_lime_survey_are_no_part_of_the_headings(tmp_path: Path):
    headings = (
        *(
            "id. Response ID",
            "lastpage. Last page",
            "startlanguage. Start language",
            "name. What is your name?",
        ),
        *("Q2. Which sector do you work in?", f"Q3[SQ001]. Which strengths could you share? [{PROJECTS}]"),
        f"Q3[SQ002]. Which strengths could you share? [{LISTENING}]",
    )
    rows = [headings, ("1", "3", "en", "Ana Moss", "NHS", "Yes", "No")]
    export = read_form_export(write_csv(tmp_path / "a.csv", rows), VOCABULARY)
    assert export.shape is Shape.LIME_SURVEY
    assert strengths(export) == {"Ana": ([PROJECTS], [])}


def test_an_export_of_a_contact_database_is_read(tmp_path: Path):
    headings = ("Account Name: Account Name", "First Name", "Last Name", "Email", "Sector__c", "Can_Share__c")
    rows = [headings, ("Moss Hospital", "Ana", "Moss", "ana@example.org", "NHS", PROJECTS)]
    export = read_form_export(write_csv(tmp_path / "a.csv", rows), VOCABULARY)
    assert (export.shape, export.answers[0].organisation) == (Shape.CRM, "Moss Hospital")
    assert (sectors(export), strengths(export)) == (["health"], {"Ana": ([PROJECTS], [])})


def test_section_note_and_total_rows_are_no_answers(tmp_path: Path):
    rows = [
        ("Name", "Email", "Can share"),
        ("Health people", "", ""),
        ("Ana Moss", "ana@example.org", PROJECTS),
        ("VCSE people", "", ""),
        ("Ben Reed", "ben@example.org", LISTENING),
        ("Note: Ben is away in May", "", ""),
        ("Total", "2", ""),
    ]
    export = read_form_export(write_csv(tmp_path / "a.csv", rows), VOCABULARY)
    assert [answer.name[0] for answer in export.answers] == ["Ana", "Ben"]
    assert sectors(export) == ["health", "vcse"]


def test_headings_in_two_languages_are_known_by_either(tmp_path: Path):
    rows = [
        ("Enw / Name", "E-bost / E-mail", "Sector / Which sector?"),
        ("Ana Moss", "ana@example.org", "NHS"),
    ]
    export = read_form_export(write_csv(tmp_path / "a.csv", rows), VOCABULARY)
    assert export.answers[0].name == ("Ana", "Moss")
    assert export.answers[0].email == "ana@example.org"


def test_a_scale_of_five_says_levels_and_a_cell_off_the_scale_is_asked_about(tmp_path: Path):
    question = "Which strengths could you share?"
    rows = [
        ("Name", "Sector", f"{question} [{PROJECTS}]", f"{question} [{LISTENING}]"),
        ("Ana", "NHS", "5", "1"),
        ("Ben", "CVS", "4", "ask me"),
    ]
    ana, ben = read_form_export(write_csv(tmp_path / "a.csv", rows), VOCABULARY).answers
    assert ana.texts[Question.CAN_SHARE] == f"{PROJECTS};"
    assert ben.texts[Question.CAN_SHARE] == f"{PROJECTS} (well);"
    assert ben.unread == ((Question.CAN_SHARE, "ask me"),)


@pytest.mark.parametrize(
    ("heading", "text", "needs"),
    [
        ("Anything else?", "I'll need a BSL interpreter", ("BSL", "interpreter")),
        ("Anything else?", "Looking forward to it", ()),
        ("What do you hope to get out of it?", "A step-free place to meet, please", ("step-free",)),
        ("A heading nobody knows", "large print please", ("large print",)),
    ],
)
def test_access_needs_are_found_wherever_they_are_named(
    tmp_path: Path, heading: str, text: str, needs: tuple[str, ...]
):
    rows = [("Name", "Sector", heading), ("Ana", "NHS", text)]
    [aside] = read_form_export(write_csv(tmp_path / "a.csv", rows), VOCABULARY).answers[0].asides
    assert (aside.heading, aside.text, aside.needs) == (heading, text, needs)


def test_no_need_is_found_where_it_is_denied(tmp_path: Path):
    rows = [
        ("Name", "Sector", "What do you hope to get out of it?"),
        ("Ana", "NHS", "Friends. No wheelchair"),
    ]
    assert read_form_export(write_csv(tmp_path / "a.csv", rows), VOCABULARY).answers[0].asides == ()
