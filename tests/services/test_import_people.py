"""The import of the sample form exports into real scheme files, and what a second import does."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from buddy_matcher.domain.changes import Kind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import OrganisationId, ParticipantId, ParticipationId
from buddy_matcher.domain.import_report import ImportReport, Outcome, Problem
from buddy_matcher.domain.organisations import Organisation, Sector
from buddy_matcher.domain.participations import Participation, Status
from buddy_matcher.domain.people import Delivery, OtherFormat, Participant
from buddy_matcher.domain.rules import AnswerField, WishDecision
from buddy_matcher.services.schemes import Services
from tests.helpers.people import new_scheme
from tests.helpers.sheets import SAMPLES, write_csv

MICROSOFT = SAMPLES / "microsoft-forms.xlsx"
GOOGLE = SAMPLES / "google-forms.csv"


@pytest.fixture
def scheme(tmp_path: Path) -> Iterator[Services]:
    services = new_scheme(tmp_path)
    yield services
    services.close()


@dataclass(frozen=True)
class Entry:
    person: Participant
    organisation: Organisation
    part: Participation


def entries(scheme: Services) -> dict[str, Entry]:
    """Everyone in the scheme, by full name."""
    with scheme.file.reading() as unit:
        people = {person.id: person for person in unit.people.all()}
        organisations = {organisation.id: organisation for organisation in unit.organisations.all()}
        parts = unit.participations.all()
    assert len({people[part.participant_id].full_name for part in parts}) == len(parts)
    return {
        people[part.participant_id].full_name: Entry(
            people[part.participant_id], organisations[people[part.participant_id].organisation_id], part
        )
        for part in parts
    }


def strengths(scheme: Services, name: str) -> tuple[set[str], set[str]]:
    """What someone can share and would like to gain."""
    with scheme.file.reading() as unit:
        names = {strength.id: strength.name for strength in unit.strengths.all()}
    part = entries(scheme)[name].part
    return {names[s] for s in part.can_share}, {names[s] for s in part.would_like}


def counts(report: ImportReport) -> dict[Outcome, int]:
    return {outcome: report.count(outcome) for outcome in Outcome if report.count(outcome)}


def problem(report: ImportReport, row: int) -> Problem:
    [found] = [found for found in report.problems if found.row == row]
    return found


def test_57_people_come_from_58_answers_and_the_later_one_counts(scheme: Services):
    report = scheme.imports.run(MICROSOFT)
    assert counts(report) == {Outcome.ADDED: 57, Outcome.SUPERSEDED: 1}
    assert [row.row for row in report.outcomes] == list(range(2, 60))
    earlier = next(row for row in report.outcomes if row.outcome is Outcome.SUPERSEDED)
    assert (earlier.row, earlier.name) == (5, "Mair Gill")
    assert "row 59" in earlier.notes[0]
    mair = entries(scheme)["Mair Gill"]
    assert (mair.person.job_title, mair.person.email) == ("Deputy ward manager", "mair.gill@nhs.example.org")
    assert mair.part.source.row == 59
    assert report.changes.touches(Kind.PEOPLE)
    assert report.changes.touches(Kind.ORGANISATIONS)


def test_each_oddity_of_the_sample_is_reported_and_nobody_is_left_out(scheme: Services):
    report = scheme.imports.run(MICROSOFT)
    found = entries(scheme)
    assert [each.row for each in report.problems] == [10, 12, 13, 16, 17]
    assert "West Moor Integrated Care Board" in problem(report, 10).message
    assert found["Tariq Roberts"].organisation.sector is Sector.HEALTH
    assert "0" in problem(report, 12).message
    assert found["Joy Rahman"].person.phone == "07700900123"
    assert problem(report, 13).value == "not given"
    assert found["Yusuf Shaw"].person.email == ""
    assert problem(report, 16).value == "about 10"
    assert found["Leon Quinn"].part.travel_miles == 10
    assert problem(report, 17).value == "LEON BEVAN"
    assert found["Leon Bevan"].person.given == "Leon"
    assert found["Deborah Doyle"].part.outcode == "HX1"
    assert all(each.column and each.advice for each in report.problems)


def test_an_organisation_in_capitals_is_the_same_one_under_its_best_spelling(scheme: Services):
    scheme.imports.run(MICROSOFT)
    found = entries(scheme)
    assert found["Beatrice Sharma"].organisation.name == "Ridings Community Health NHS Trust"
    assert len({entry.organisation.id for entry in found.values()}) == 22


def test_answers_on_no_list_are_asked_about_and_nothing_is_put_on_a_list(scheme: Services):
    report = scheme.imports.run(MICROSOFT)
    assert [(value.value, value.suggestion, value.rows) for value in report.unknown_values] == [
        ("Fund raising", "Bid writing and fundraising", (9,)),
        ("Beekeeping", None, (9,)),
    ]
    with scheme.file.reading() as unit:
        assert len(unit.strengths.all()) == 24
        assert [value.field for value in unit.unknown_values.all()] == [AnswerField.CAN_SHARE] * 2


def test_a_wish_not_to_be_paired_is_put_before_the_coordinator(scheme: Services):
    [wish] = scheme.imports.run(MICROSOFT).possible_rules
    assert (wish.row, wish.person) == (14, "Imogen Bevan")
    assert wish.text == "Gareth Aziz – we commission them"
    assert wish.likely == ("Gareth Aziz",)
    people = entries(scheme)
    with scheme.file.reading() as unit:
        [rule] = unit.possible_rules.all()
    assert rule.participant_id == people["Imogen Bevan"].person.id
    assert rule.likely_ids == (people["Gareth Aziz"].person.id,)
    assert rule.decision is WishDecision.UNDECIDED


def test_letters_status_and_consent_come_from_the_form(scheme: Services):
    scheme.imports.run(MICROSOFT)
    found = entries(scheme)
    assert found["Gareth Mills"].person.letters.print_size == 18
    assert found["Amina Llewellyn"].person.letters.delivery is Delivery.EMAIL
    formats = [entry.person.letters.other_format for entry in found.values()]
    assert formats.count(OtherFormat.BRAILLE) == 4
    assert formats.count(OtherFormat.EASY_READ) == 1
    incomplete = [name for name, entry in found.items() if entry.part.status is Status.INCOMPLETE]
    assert incomplete == ["Farhan Ŵyn"]
    assert {entry.part.status for entry in found.values()} == {Status.READY, Status.INCOMPLETE}
    assert sum(not entry.part.share_contact for entry in found.values()) == 2
    assert set(found["Peter Khan"].part.can_share.values()) == {3}


def test_a_preview_says_the_same_and_writes_nothing(scheme: Services):
    preview = scheme.imports.preview(MICROSOFT)
    assert not entries(scheme)
    report = scheme.imports.run(MICROSOFT)
    assert replace(report, changes=preview.changes) == preview
    assert not preview.changes


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_importing_any_sample_again_changes_nothing(scheme: Services, name: str):
    first = scheme.imports.run(SAMPLES / name)
    before = entries(scheme)
    again = scheme.imports.run(SAMPLES / name)
    assert first.count(Outcome.ADDED) == again.count(Outcome.UNCHANGED) == len(before)
    assert first.count(Outcome.SUPERSEDED) == again.count(Outcome.SUPERSEDED)
    assert not again.changes
    assert entries(scheme) == before


def test_the_same_people_on_another_form_are_not_added_again(scheme: Services):
    scheme.imports.run(MICROSOFT)
    report = scheme.imports.run(GOOGLE)
    assert counts(report) == {Outcome.UPDATED: 6, Outcome.UNCHANGED: 51}
    found = entries(scheme)
    assert len(found) == 57
    assert found["Yusuf Shaw"].person.email == "yusuf.shaw@nhs.example.org"
    assert found["Farhan Ŵyn"].part.status is Status.READY
    assert not scheme.imports.run(GOOGLE).changes
    assert not scheme.imports.run(MICROSOFT).changes


def test_both_forms_give_the_same_strengths_but_for_the_dirt(scheme: Services, tmp_path: Path):
    (tmp_path / "google").mkdir()
    google = new_scheme(tmp_path / "google")
    scheme.imports.run(MICROSOFT)
    google.imports.run(GOOGLE)
    assert entries(scheme).keys() == entries(google).keys()
    different = {name for name in entries(scheme) if strengths(scheme, name) != strengths(google, name)}
    assert different == {"Farhan Ŵyn", "Peter Khan"}
    google.close()


def test_a_sheet_with_a_column_for_some_strengths_takes_no_others_away(scheme: Services):
    scheme.imports.run(GOOGLE)
    before = {name: strengths(scheme, name) for name in entries(scheme)}
    scheme.imports.run(SAMPLES / "plain-list.xlsx")
    assert {name: strengths(scheme, name) for name in entries(scheme)} == before


def test_a_damaged_name_is_reported_and_never_replaces_a_good_one(scheme: Services):
    damaged = SAMPLES / "excel-windows-1252.csv"
    assert problem(scheme.imports.run(damaged), 7).value == "Farhan ?yn"
    assert "Farhan ?yn" in entries(scheme)
    scheme.imports.run(GOOGLE)
    assert "Farhan Ŵyn" in entries(scheme)
    assert problem(scheme.imports.run(damaged), 7).value == "Farhan ?yn"
    assert "Farhan Ŵyn" in entries(scheme)
    assert len(entries(scheme)) == 57


def test_an_import_is_one_step_in_the_history(scheme: Services):
    scheme.imports.run(MICROSOFT)
    scheme.file.undo()
    assert not entries(scheme)
    scheme.file.redo()
    assert len(entries(scheme)) == 57


def test_an_export_of_ours_gives_the_same_people_in_another_scheme(scheme: Services, tmp_path: Path):
    scheme.imports.run(MICROSOFT)
    scheme.plan.suggest()
    assert scheme.latest.plan().without_buddy
    scheme.workbook.save(tmp_path / "people.xlsx")
    (tmp_path / "other").mkdir()
    other = new_scheme(tmp_path / "other")
    assert not other.imports.run(tmp_path / "people.xlsx").problems

    def content(services: Services) -> dict[str, Any]:
        return {
            name: (
                replace(entry.person, id=ParticipantId(0), organisation_id=OrganisationId(0)),
                replace(entry.organisation, id=OrganisationId(0)),
                replace(
                    entry.part,
                    id=ParticipationId(0),
                    participant_id=ParticipantId(0),
                    organisation_id=OrganisationId(0),
                    source=type(entry.part.source)(),
                ),
            )
            for name, entry in entries(services).items()
        }

    assert content(other) == content(scheme)
    other.close()


def test_the_report_as_json_has_the_promised_keys(scheme: Services):
    told: dict[str, Any] = scheme.imports.preview(MICROSOFT).as_json()
    assert {key: told[key] for key in ("rows", "added", "updated", "unchanged", "superseded")} == {
        "rows": 58,
        "added": 57,
        "updated": 0,
        "unchanged": 0,
        "superseded": 1,
    }
    assert told["problems"][0].keys() == {"row", "column", "value", "message", "advice"}
    assert told["unknown_values"][0].keys() == {"column", "value", "suggestion", "rows"}
    assert told["possible_rules"][0].keys() == {"row", "person", "text", "likely"}


def test_a_sheet_that_can_not_be_read_changes_nothing(scheme: Services, tmp_path: Path):
    with pytest.raises(UserError):
        scheme.imports.run(write_csv(tmp_path / "a.csv", [("a", "b", "c")]))
    assert not entries(scheme)


def test_300_people_are_imported_in_seconds(scheme: Services, tmp_path: Path):
    headings = (
        "Name",
        "E-mail",
        "Organisation",
        "Sector",
        "Strengths",
        "Would like",
        "Not to be paired with",
    )
    rows = [
        (
            f"Ann{i} Test{i}",
            f"a{i}@example.org",
            f"Group {i % 20}",
            "NHS",
            "Project management",
            "Singing",
            "",
        )
        for i in range(300)
    ]
    sheet = write_csv(tmp_path / "a.csv", [headings, *rows])
    start = time.process_time()
    assert scheme.imports.run(sheet).count(Outcome.ADDED) == 300
    assert time.process_time() - start < 10
