"""What keeps a row out, and what of it is kept apart."""

from pathlib import Path
from typing import Any

import pytest

from buddy_matcher.domain.import_report import Outcome
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import Open, ReadingDecisions, Update, ValueDecision
from buddy_matcher.domain.watching import Watch, WorkCancelledError
from buddy_matcher.services.schemes import Services
from tests.helpers.sheets import write_csv, write_sheets
from tests.services.importing.answers import LATER, Importer, answer, joy, members, outcomes


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("Name", "names nobody"),
        ("Sector", "not known whether they are Health or VCSE"),
    ],
)
def test_a_row_without_the_least_that_is_needed_is_kept_out_with_a_reason(
    scheme: Services, bring: Importer, missing: str, message: str
):
    report = bring(answer(**{missing: ""}))
    assert outcomes(report) == [Outcome.NOT_IMPORTED]
    assert message in report.problems[0].message
    assert not members(scheme)


def test_a_formula_in_place_of_a_name_is_said(scheme: Services, tmp_path: Path):
    row = answer(Name='="Joy"&" Grant"')
    path = write_sheets(tmp_path / "a.xlsx", {"People": [list(row), list(row.values())]})
    [problem] = scheme.imports.run(path).problems
    assert problem.message.startswith(
        "The row names nobody, so it was not imported. The cell holds a formula"
    )
    assert problem.advice == "Open the sheet in Excel, save it there and import it again."


def test_one_person_on_two_sheets_is_one_person_and_rows_are_told_apart(scheme: Services, tmp_path: Path):
    first, wish = answer(Sector="NHS"), {"Not to be paired with": "Owen Reid"}
    sheets = {
        "Health": [list({**first, **wish}), list({**first, **wish}.values())],
        "VCSE": [list({**first, **wish}), list({**answer(Timestamp=LATER), **wish}.values())],
    }
    report = scheme.imports.run(write_sheets(tmp_path / "a.xlsx", sheets))
    assert [(row.sheet, row.row, row.outcome) for row in report.outcomes] == [
        ("Health", 2, Outcome.SUPERSEDED),
        ("VCSE", 2, Outcome.ADDED),
    ]
    assert "in row 2 of “VCSE”" in report.outcomes[0].notes[0]
    told: dict[str, Any] = report.as_json()
    assert {each["sheet"] for each in (*told["problems"], *told["possible_rules"])} == {"VCSE", "Health"}


def test_who_has_no_organisation_comes_in_with_the_sector_as_answered(scheme: Services, bring: Importer):
    report = bring(
        answer(Organisation="n/a"),
        answer(Name="Owen Reid", Organisation="", Sector="NHS", **{"E-mail": "o@example.org"}),
    )
    assert outcomes(report) == [Outcome.ADDED, Outcome.ADDED]
    assert report.to_decide == ()
    assert {m.name: (m.organisation, m.sector) for m in scheme.people.people()} == {
        "Joy Grant": (None, Sector.VCSE),
        "Owen Reid": (None, Sector.HEALTH),
    }
    assert outcomes(bring(answer(Organisation="n/a"))) == [Outcome.UNCHANGED]


def test_who_says_no_to_taking_part_gets_no_buddy(scheme: Services, bring: Importer):
    bring({**answer(), "Do you still want to take part?": "No"})
    assert joy(scheme).participation.status is Status.WITHDRAWN


def test_somebody_who_left_and_signs_up_again_is_asked_about(scheme: Services, bring: Importer):
    bring({**answer(), "Do you still want to take part?": "No"})
    [asked] = bring({**answer(Timestamp=LATER), "Do you still want to take part?": "Yes"}).to_decide
    assert (asked.what, asked.text) == (Open.PERSON, "Joy Grant")
    assert joy(scheme).participation.status is Status.WITHDRAWN


def test_a_known_name_with_another_address_is_asked_about_and_not_paired(scheme: Services, bring: Importer):
    bring(answer())
    report = bring(
        answer(Organisation="Beck Street Surgery", Sector="NHS", **{"E-mail": "j.grant@example.org"})
    )
    assert [(each.what, each.text) for each in report.to_decide] == [(Open.PERSON, "Joy Grant")]
    assert [member.participation.is_in_pool for member in scheme.people.people()].count(True) == 1


def test_what_no_field_takes_is_kept_once_and_needs_are_listed(scheme: Services, bring: Importer):
    odd = {**answer(), "Anything else?": "I need a BSL interpreter", "Access needs": "step-free"}
    report = bring(odd)
    needs = [each.text for each in report.to_decide if each.what is Open.NEED]
    assert needs == ["I need a BSL interpreter", "step-free"]
    bring(odd)
    with scheme.file.reading() as unit:
        kept = unit.kept_answers.all()
    assert [(each.heading, each.text) for each in kept] == [
        ("Anything else?", "I need a BSL interpreter"),
        ("Access needs", "step-free"),
    ]


def test_problems_are_told_once_with_a_count(scheme: Services, bring: Importer):
    people = [
        answer(Name=f"Ann{i} Lee", **{"E-mail": f"a{i}@example.org"}, Sector="University") for i in range(9)
    ]
    report = bring(*(each | {"Organisation": f"Org {i}"} for i, each in enumerate(people)))
    assert [(p.message[:14], p.count) for p in report.problems] == [("It is not know", 9)]
    assert [(each.text, each.count) for each in report.to_decide] == [("University", 9)]
    sector = ReadingDecisions(values=(ValueDecision(Question.SECTOR, "University", "VCSE"),))
    assert scheme.imports.preview(scheme.path.with_name("form.csv"), decisions=sector).to_decide == ()


def test_a_list_of_their_own_is_taken_in_one_decision(scheme: Services, tmp_path: Path):
    sheet = Path(__file__).parents[2] / "documents/forms/sheets/17-own-strengths-with-commas.csv"
    take = ReadingDecisions(take_lists=frozenset({Question.CAN_SHARE}))
    report = scheme.imports.run(sheet, decisions=take)
    assert (report.count(Outcome.ADDED), report.to_decide) == (24, ())
    with scheme.file.reading() as unit:
        names = sorted(strength.name for strength in unit.strengths.all())
    assert names[:2] == ["Finance, budgeting and audit", "HR and people"]
    assert len(names) == 6
    assert not scheme.imports.run(sheet).changes


def test_an_update_can_fill_blanks_only_or_nothing(scheme: Services, bring: Importer, tmp_path: Path):
    bring(answer(Town=""))
    changed = answer(Timestamp=LATER, Job_title="Chair", Town="York")
    sheet = write_csv(tmp_path / "b.csv", [list(changed), list(changed.values())])
    assert not scheme.imports.run(sheet, decisions=ReadingDecisions(update=Update.NONE)).changes
    scheme.imports.run(sheet, decisions=ReadingDecisions(update=Update.BLANKS))
    assert (joy(scheme).participant.job_title, joy(scheme).participation.place) == ("Trustee", "York")


def test_a_cancelled_import_changes_nothing(scheme: Services, tmp_path: Path):
    sheet = write_csv(tmp_path / "b.csv", [list(answer()), list(answer().values())])
    with pytest.raises(WorkCancelledError):
        scheme.imports.run(sheet, watch=Watch(cancelled=lambda: True))
    assert not members(scheme)


def test_what_is_on_no_list_is_asked_of_those_too_whose_side_is_not_known(scheme: Services, bring: Importer):
    asked = answer(Sector="Village halls", **{"Can share": "Beekeeping;"})
    report = bring(asked)
    assert outcomes(report) == [Outcome.NOT_IMPORTED]
    found = {(each.question, each.text) for each in report.to_decide}
    assert {("sector", "Village halls"), ("can_share", "Beekeeping")} <= found
    with scheme.file.reading() as unit:
        assert unit.unknown_values.all() == ()
