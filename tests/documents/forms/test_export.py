from datetime import date
from pathlib import Path

import pytest

from buddy_matcher.documents.forms import fields
from buddy_matcher.documents.forms.agreements import AccessAnswer, Agreement, Consent
from buddy_matcher.documents.forms.export import FormExport, read_form_export
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.questions import Question
from tests.helpers.sheets import (
    SAMPLES,
    VOCABULARY,
    raw_workbook,
    text_cell,
    write_csv,
    write_sheets,
    write_workbook,
)

NAMES = {strength.id: strength.name for strength in VOCABULARY.strengths}
BASIC = ("Name", "E-mail", "Organisation", "Sector")
JOY = ("Joy Grant", "joy@example.org", "Rainbow Lounge", "VCSE")


def sample(name: str) -> FormExport:
    return read_form_export(SAMPLES / name, VOCABULARY)


def export(tmp_path: Path, *rows: tuple[str, ...]) -> FormExport:
    return read_form_export(write_csv(tmp_path / "a.csv", rows), VOCABULARY)


def messages(form: FormExport) -> list[tuple[int, str, str]]:
    found = (*form.problems, *(problem for answer in form.answers for problem in answer.problems))
    return [(problem.row, problem.column, problem.message) for problem in found]


@pytest.mark.parametrize(
    ("name", "looks_like"),
    [
        ("microsoft-forms.xlsx", "A Microsoft Forms export with 58 answers"),
        ("google-forms.csv", "A Google Forms export with 57 answers"),
        ("survey-monkey.csv", "A SurveyMonkey export with 20 answers"),
        ("plain-list.xlsx", "A list with 24 answers"),
        ("excel-windows-1252.csv", "A list with 16 answers"),
    ],
)
def test_every_sample_is_recognised(name: str, looks_like: str):
    assert sample(name).looks_like == looks_like


@pytest.mark.parametrize("name", ["survey-monkey.csv", "excel-windows-1252.csv"])
def test_the_same_people_share_and_wish_for_the_same_in_every_shape(name: str):
    google = {answer.email: answer for answer in sample("google-forms.csv").answers}
    for answer in sample(name).answers:
        for question in (Question.CAN_SHARE, Question.WOULD_LIKE):
            assert answer.meanings[question].values == google[answer.email].meanings[question].values


def test_one_column_per_strength_gives_the_strengths_that_have_one():
    google = {answer.email: answer for answer in sample("google-forms.csv").answers}
    plain = sample("plain-list.xlsx")
    offered = set(plain.answers[0].form.offered[Question.CAN_SHARE])
    for answer in plain.answers:
        all_of_them = google[answer.email].value(Question.CAN_SHARE, fields.CAN_SHARE, {})
        listed = {strength for strength in all_of_them if NAMES[strength].casefold() in offered}
        assert answer.value(Question.CAN_SHARE, fields.CAN_SHARE, {}).keys() == listed


def test_only_answers_to_known_questions_are_kept():
    texts = {text for answer in sample("survey-monkey.csv").answers for text in answer.texts.values()}
    assert not any("192.0.2.7" in text for text in texts)


def test_columns_that_answer_no_question_are_named():
    assert sample("survey-monkey.csv").unread == ("Collector ID", "IP Address")
    assert sample("google-forms.csv").unread == ()


def test_a_postcode_is_shortened_before_it_is_kept():
    assert {answer.texts[Question.POSTCODE] for answer in sample("google-forms.csv").answers} >= {
        "HX1",
        "LS1",
    }


def test_entities_are_read_as_the_characters_they_stand_for(tmp_path: Path):
    form = export(tmp_path, BASIC, ("Owen O&apos;Neill", "o@example.org", "Roots &amp; Shoots", "VCSE"))
    assert form.answers[0].name == ("Owen", "O'Neill")
    assert form.answers[0].organisation == "Roots & Shoots"


def test_markup_is_text(tmp_path: Path):
    form = export(tmp_path, BASIC, ("<img src=a> Grant", "&lt;b&gt;@x", "<i>Org</i>", "VCSE"))
    assert form.answers[0].name == ("<img src=a>", "Grant")
    assert form.answers[0].organisation == "<i>Org</i>"


def test_given_and_family_name_count_before_a_full_name(tmp_path: Path):
    headings = ("First name", "Last name", "Full name", "Organisation")
    form = export(tmp_path, headings, ("Anna", "van Dyk", "A. v. D.", "Org"), ("", "", "Joy Grant", "Org"))
    assert [answer.name for answer in form.answers] == [("Anna", "van Dyk"), ("Joy", "Grant")]


def test_someone_with_one_name_has_no_family_name(tmp_path: Path):
    assert export(tmp_path, BASIC, ("Nguyễn", *JOY[1:])).answers[0].name == ("Nguyễn", "")


def test_dates_that_fit_both_orders_are_asked_about_once_and_not_read(tmp_path: Path):
    headings = ("Timestamp", *BASIC)
    form = export(tmp_path, headings, ("7/8/2026 10:00", *JOY), ("1/2/2026 10:00", *JOY))
    assert [answer.answered_at for answer in form.answers] == [None, None]
    [(row, column, message)] = messages(form)
    assert (row, column) == (2, "Timestamp")
    assert "not clear" in message


def test_a_day_that_does_not_exist_is_a_problem_of_its_row(tmp_path: Path):
    headings = ("Timestamp", *BASIC)
    form = export(tmp_path, headings, ("27/07/2026 10:00", *JOY), ("31/02/2026 10:00", *JOY))
    [(row, column, message)] = messages(form)
    assert (row, column) == (3, "Timestamp")
    assert "not a date" in message


def test_microsoft_csv_files_with_american_dates_are_read(tmp_path: Path):
    headings = ("ID", "Start time", "Completion time", *BASIC)
    form = export(tmp_path, headings, ("1", "7/27/26 19:00:00", "7/27/26 19:06:23", *JOY))
    assert str(form.answers[0].answered_at) == "2026-07-27 19:06:23"
    assert form.answers[0].response == "1 2026-07-27T19:00:00"


def test_an_id_that_excel_shortened_names_no_answer(tmp_path: Path):
    form = export(tmp_path, ("Respondent ID", *BASIC), ("1.18E+11", *JOY))
    assert form.answers[0].response == ""


def test_rows_of_another_length_are_pointed_out(tmp_path: Path):
    form = export(tmp_path, BASIC, JOY, (*JOY, "more"), JOY[:2])
    assert [(row, message[:18]) for row, _, message in messages(form)] == [
        (3, "The row has 5 cell"),
        (4, "The row has 2 cell"),
    ]


def test_a_repeated_heading_is_pointed_out(tmp_path: Path):
    form = export(tmp_path, (*BASIC, "Town", "Town"), (*JOY, "", "Leeds"), (*JOY, "York", "Leeds"))
    assert [(row, column) for row, column, _ in messages(form)] == [(1, "Town")]
    assert form.answers[0].texts[Question.PLACE] == "Leeds"


def test_a_formula_without_a_value_is_pointed_out_in_its_row(tmp_path: Path):
    headings = "".join(text_cell(f"{letter}1", text) for letter, text in zip("ABCD", BASIC, strict=True))
    answer = f'{text_cell("A2", "Joy Grant")}<c r="C2"><f>A1</f></c>{text_cell("D2", "VCSE")}'
    rows = f'<row r="1">{headings}</row><row r="2">{answer}</row>'
    form = read_form_export(raw_workbook(tmp_path / "a.xlsx", rows), VOCABULARY)
    [(row, column, message)] = messages(form)
    assert (row, column) == (2, "Organisation")
    assert "formula" in message


def test_blank_and_total_rows_are_no_answers(tmp_path: Path):
    form = export(tmp_path, BASIC, JOY, ("", "", "", ""), ("Total:", "", "1", ""))
    assert [answer.row for answer in form.answers] == [2]
    assert messages(form) == []


def test_somebody_called_sum_is_no_total(tmp_path: Path):
    headings = ("First name", "Last name", "E-mail", "Organisation")
    form = export(tmp_path, headings, ("Sum", "Chan", "sum@example.org", "Org"), ("Sum", "", "2", "£3"))
    assert [answer.name for answer in form.answers] == [("Sum", "Chan")]


@pytest.mark.parametrize("below", [(), (("", "", "", ""), ("Total", "", "0", ""))])
def test_headings_without_answers_are_refused(tmp_path: Path, below: tuple[tuple[str, ...], ...]):
    with pytest.raises(UserError, match="has headings but no answers"):
        export(tmp_path, BASIC, *below)
    with pytest.raises(UserError, match="has headings but no answers"):
        read_form_export(write_workbook(tmp_path / "a.xlsx", [BASIC, *below]), VOCABULARY)


def workbook(tmp_path: Path, **sheets: list[tuple[str, ...]]) -> FormExport:
    return read_form_export(write_sheets(tmp_path / "a.xlsx", sheets), VOCABULARY)


def test_a_sheet_of_headings_alone_does_not_hide_the_one_with_answers(tmp_path: Path):
    form = workbook(tmp_path, Headings=[(*BASIC, "Town")], Answers=[BASIC, JOY])
    assert [answer.email for answer in form.answers] == ["joy@example.org"]
    assert (form.problems, form.sheets, form.answers[0].sheet) == ((), (), "")


def test_every_sheet_with_the_same_headings_is_read(tmp_path: Path):
    asha = ("Asha Rao", "asha@example.org", "Beck Street Surgery", "NHS")
    turned = [tuple(reversed(row)) for row in (BASIC, (*JOY[:1], "joy@", *JOY[2:]))]
    form = workbook(tmp_path, Health=[BASIC, asha], Notes=[("a", "b", "c")], VCSE=turned)
    assert form.looks_like == "A list with 2 answers on 2 sheets"
    assert form.sheets == ("Health", "VCSE")
    assert [(answer.where, answer.name) for answer in form.answers] == [
        ("row 2 of “Health”", ("Asha", "Rao")),
        ("row 2 of “VCSE”", ("Joy", "Grant")),
    ]
    assert [problem.where for problem in form.answers[1].problems] == ["row 2 of “VCSE”, E-mail"]


def test_a_sheet_of_people_with_other_headings_is_named(tmp_path: Path):
    older = [("List of 2025",), ("Name", "E-mail", "Charity"), ("Owen Reid", "owen@example.org", "Al-Noor")]
    form = workbook(tmp_path, People=[(*BASIC, "Town"), (*JOY, "Leeds")], Older=older)
    assert [answer.name for answer in form.answers] == [("Joy", "Grant")]
    [problem] = form.problems
    assert (problem.where, problem.sheet) == ("row 2 of “Older”", "Older")
    assert "“Older” has other headings, so its 1 answer was not read" in problem.message


def test_a_sheet_without_a_list_is_named(tmp_path: Path):
    form = workbook(tmp_path, People=[BASIC, JOY], Waiting=[("Name", "Phone"), ("Eli Fox", "07700 900555")])
    [problem] = form.problems
    assert "“Waiting” holds no list that can be read" in problem.message


def test_the_limit_of_rows_holds_for_all_sheets_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("buddy_matcher.documents.forms.export.MOST_ROWS", 2)
    assert len(workbook(tmp_path, One=[BASIC, JOY], Two=[BASIC, JOY]).answers) == 2
    with pytest.raises(UserError, match="too large"):
        workbook(tmp_path, One=[BASIC, JOY], Two=[BASIC, JOY, JOY])


def test_a_sheet_without_headings_is_refused(tmp_path: Path):
    with pytest.raises(UserError, match="No row of headings"):
        export(tmp_path, JOY, JOY)


def test_the_sheet_that_explains_itself_best_is_read(tmp_path: Path):
    form = workbook(tmp_path, Notes=[("Notes", "Who", "When")], People=[BASIC, JOY])
    assert [answer.email for answer in form.answers] == [JOY[1]]


def test_kilometres_in_a_heading_count_for_bare_numbers(tmp_path: Path):
    form = export(tmp_path, (*BASIC, "How far can you travel (km)?"), (*JOY, "20"))
    assert form.answers[0].value(Question.TRAVEL, fields.TRAVEL, 0) == 12


def test_access_needs_stand_apart_from_the_kept_answers(tmp_path: Path):
    headings = (*BASIC, "Access needs", "Consent to keep access needs")
    [answer] = export(tmp_path, headings, (*JOY, "step-free", "2026-09-01")).answers
    assert answer.access == AccessAnswer("step-free", Consent(Agreement.GIVEN, date(2026, 9, 1)))
    assert "step-free" not in answer.texts.values()


def test_a_form_is_told_by_its_headings(tmp_path: Path):
    same = write_workbook(tmp_path / "b.xlsx", [BASIC, JOY])
    first = export(tmp_path, BASIC, JOY).answers[0].form
    assert first.id == read_form_export(same, VOCABULARY).answers[0].form.id
    assert export(tmp_path, (*BASIC, "Town"), (*JOY, "")).answers[0].form.id != first.id


def test_a_form_that_names_nobody_in_known_words_shows_its_columns(tmp_path: Path):
    title, headings = ("Our sign-up", "", ""), ("On your badge", "Your Monday place", "Pick a side")
    form = export(tmp_path, title, headings, ("Joy Grant", "Moor Trust", "Wards"))
    assert [(guess.heading, guess.question, guess.is_sure) for guess in form.guesses] == [
        (heading, None, False) for heading in headings
    ]
    assert [answer.row for answer in form.answers] == [3]
