"""What was decided on a sheet once is not asked again: columns by heading, answers by their text."""

from pathlib import Path
from typing import Any

import pytest

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import (
    IGNORE,
    NEW,
    ColumnDecision,
    Open,
    ReadingDecisions,
    ValueDecision,
)
from buddy_matcher.services.schemes import Services
from tests.helpers.own_forms import HEADINGS, MEANINGS, write_own_form
from tests.helpers.sheets import write_csv

ROW = {"Name": "Joy Grant", "Sector": "Health", "Organisation": "Moor Trust"}


def write(folder: Path, *answers: dict[str, str]) -> Path:
    headings = list(answers[0])
    return write_csv(folder / "form.csv", [headings, *([each[h] for h in headings] for each in answers)])


def decided(services: Services, sheet: Path, *values: ValueDecision) -> None:
    services.imports.run(sheet, decisions=ReadingDecisions(values=values))


def asked(services: Services, sheet: Path) -> set[tuple[str, str]]:
    open_ones = services.imports.preview(sheet).to_decide
    return {(each.question, each.text) for each in open_ones if each.what in {Open.VALUE, Open.COLUMN}}


def only_part(services: Services) -> Participation:
    with services.file.reading() as unit:
        [part] = unit.participations.all()
    return part


@pytest.fixture
def own_form(services: Services, tmp_path: Path) -> Path:
    """A form of somebody's own that was imported once with everything decided."""
    sheet = write_own_form(tmp_path / "own.csv")
    services.imports.run(
        sheet,
        decisions=ReadingDecisions(
            columns=tuple(ColumnDecision(heading, question) for heading, question in HEADINGS.items()),
            values=tuple(ValueDecision(*key, meaning) for key, meaning in MEANINGS.items()),
            take_lists=frozenset({Question.CAN_SHARE}),
        ),
    )
    return sheet


def test_the_same_form_next_month_asks_nothing(services: Services, own_form: Path):
    report = services.imports.preview(own_form)
    assert (report.to_decide, report.problems) == ((), ())
    assert report.sentence == "A list with 40 answers: 40 with no change."


def test_more_answers_to_it_come_in_without_a_question(services: Services, own_form: Path, tmp_path: Path):
    more = write_own_form(tmp_path / "more.csv", ("Pettigrew", "Vaughan"))
    report = services.imports.preview(more)
    assert (report.to_decide, report.sentence) == ((), "A list with 8 answers: 8 added.")


def test_undo_takes_the_decisions_back_with_the_people(services: Services, own_form: Path):
    services.history.undo()
    assert all(not guess.is_sure for guess in services.imports.preview(own_form).columns)


def test_a_later_decision_on_a_heading_takes_the_place_of_an_earlier(services: Services, own_form: Path):
    again = ReadingDecisions(columns=(ColumnDecision("favourite BISCUIT", Question.NOTES),))
    services.imports.run(own_form, decisions=again)
    columns = {guess.heading: guess.question for guess in services.imports.preview(own_form).columns}
    assert columns["Favourite biscuit"] is Question.NOTES
    with services.file.reading() as unit:
        assert len(unit.headings.all()) == len(HEADINGS)


@pytest.mark.parametrize(
    ("question", "heading", "text", "meaning"),
    [
        (Question.SECTOR, "Sector", "Village halls", "VCSE"),
        (Question.WAYS, "Ways to meet", "Pixels", "Video call"),
        (Question.TRAVEL, "Travel (miles)", "a fair way", "20"),
        (Question.CAPACITY, "Number of buddies", "a couple or so", "2"),
        (Question.TRIO, "Happy in a group of three", "three is a party", "Yes"),
        (Question.CAN_SHARE, "Can share [Policy and strategy]", "Kinda", "A little"),
        (Question.CAN_SHARE, "Can share", "Beekeeping", NEW),
        (Question.WOULD_LIKE, "Would like to gain", "Juggling", IGNORE),
        (Question.THEMES, "Communities and themes", "Beekeepers", NEW),
        (Question.SECTOR, "Sector", "Marmalade", IGNORE),
    ],
)
def test_an_answer_is_asked_about_once(
    services: Services, tmp_path: Path, question: Question, heading: str, text: str, meaning: str
):
    sheet = write(tmp_path, {**ROW, heading: text})
    assert (question.value, text) in asked(services, sheet)
    decided(services, sheet, ValueDecision(question, text, meaning))
    assert asked(services, sheet) == set()
    other = write(tmp_path, {**ROW, "Name": "Owen Reid", heading: text.upper()})
    assert asked(services, other) == set()


def test_what_was_decided_is_what_is_stored(services: Services, tmp_path: Path):
    sheet = write(tmp_path, {**ROW, "Sector": "Village halls", "Travel (miles)": "a fair way"})
    halls = ValueDecision(Question.SECTOR, "Village halls", "VCSE")
    decided(services, sheet, halls, ValueDecision(Question.TRAVEL, "a fair way", "20"))
    part = only_part(services)
    assert (part.sector, part.travel_miles) == (Sector.VCSE, 20)


def test_erasing_somebody_takes_headings_that_name_them(services: Services, tmp_path: Path):
    sheet = write(tmp_path, {**ROW, "A word for Joy": "Hello", "A word for all": "Hello"})
    columns = (ColumnDecision("A word for Joy", None), ColumnDecision("A word for all", None))
    services.imports.run(sheet, decisions=ReadingDecisions(columns=columns))
    services.erasure.erase(only_part(services).participant_id)
    with services.file.reading() as unit:
        assert [each.heading for each in unit.headings.all()] == ["A word for all"]


def test_what_is_remembered_is_shown_and_asked_again_once_it_is_forgotten(services: Services, own_form: Path):
    shown: dict[Any, str] = {(each.question, each.text): each.means for each in services.decisions.all()}
    headings: dict[Any, str] = {(None, h): asks.label if asks else "" for h, asks in HEADINGS.items()}
    assert shown == headings | MEANINGS
    wrong = [each for each in services.decisions.all() if each.text in {"Pixels", "Favourite biscuit"}]
    services.decisions.forget(wrong)
    assert asked(services, own_form) == {("ways", "Pixels"), ("", "Favourite biscuit")}
    assert len(services.people.people()) == 40


def test_what_is_left_out_of_a_list_is_one_decision(services: Services, tmp_path: Path):
    sheet = write(tmp_path, {**ROW, "Can share": "Juggling"})
    decided(services, sheet, ValueDecision(Question.CAN_SHARE, "Juggling", IGNORE))
    [only] = services.decisions.all()
    assert (only.text, only.means, len(only.answer_ids)) == ("Juggling", "", 2)
    services.decisions.forget([only])
    assert asked(services, write(tmp_path, {**ROW, "Name": "Owen Reid", "Can share": "Juggling"}))


def test_a_column_whose_answers_no_longer_fit_what_was_decided_is_named(
    services: Services, own_form: Path, tmp_path: Path
):
    changed = write_own_form(tmp_path / "changed.csv", ("Pettigrew", "Vaughan"))
    text = changed.read_text("utf-8")
    changed.write_text(text.replace("Cuppa", "Never before ten").replace("Pixels", "After lunch"), "utf-8")
    said = {each.message: each.column for each in services.imports.preview(changed).problems}
    only = "Only 0 of 8 answers in this column can be read as “Ways to meet”, which you decided that it asks."
    assert said[only] == "A cuppa, or pixels?"
    again = ReadingDecisions(columns=(ColumnDecision("A cuppa, or pixels?", Question.ANYTHING_ELSE),))
    assert services.imports.preview(changed, decisions=again).problems == ()
