"""Whose answers the rows of a sheet are: nobody is merged by guess, and nobody is added twice."""

import pytest

from buddy_matcher.domain.import_report import Outcome
from buddy_matcher.services.schemes import Services
from tests.services.importing.answers import LATER, Importer, answer, joy, members, outcomes


def test_nobody_is_removed_whom_the_sheet_lacks(scheme: Services, bring: Importer):
    bring(answer(), answer(Name="Owen Reid", E_mail="", **{"E-mail": "owen@example.org"}))
    bring(answer())
    assert members(scheme).keys() == {"Joy Grant", "Owen Reid"}


def test_someone_in_the_bin_is_reported_and_stays_there(scheme: Services, bring: Importer):
    bring(answer())
    scheme.people.remove(joy(scheme).participation_id)
    report = bring(answer())
    assert outcomes(report) == [Outcome.NOT_IMPORTED]
    assert "in the bin" in report.problems[0].message
    assert not members(scheme)


def test_an_edited_response_is_known_by_its_id_whatever_else_changed(scheme: Services, bring: Importer):
    bring({"ID": "7", "Start time": "2026-09-01 09:00:00", **answer()})
    edited = answer(Timestamp=LATER, Name="Joy Lamb", **{"E-mail": "lamb@example.org"})
    report = bring({"ID": "7", "Start time": "2026-09-01 09:00:00", **edited})
    assert outcomes(report) == [Outcome.UPDATED]
    assert joy(scheme).name == "Joy Lamb"


def test_an_id_of_a_copied_form_that_started_anew_is_somebody_else(scheme: Services, bring: Importer):
    bring({"ID": "7", "Start time": "2026-09-01 09:00:00", **answer()})
    other = answer(Name="Owen Reid", **{"E-mail": "owen@example.org"})
    report = bring({"ID": "7", "Start time": "2026-10-01 09:00:00", **other})
    assert outcomes(report) == [Outcome.ADDED]


def test_a_number_in_a_list_turns_nobody_into_somebody_else(scheme: Services, bring: Importer):
    bring({"ID": "1", **answer(Timestamp="")})
    ben = answer(Timestamp="", Name="Ben Moss", Organisation="Al-Noor", **{"E-mail": "ben@example.org"})
    report = bring({"ID": "1", **ben})
    assert outcomes(report) == [Outcome.ADDED]
    [problem] = report.problems
    assert (problem.row, problem.column, problem.value) == (2, "ID", "1")
    assert "Joy Grant, in the scheme, had this ID" in problem.message
    assert members(scheme).keys() == {"Joy Grant", "Ben Moss"}
    again = bring({"ID": "1", **ben})
    assert (again.problems, outcomes(again)) == ((), [Outcome.UNCHANGED])


def test_a_number_in_a_list_counts_with_a_name_or_an_address_that_agrees(scheme: Services, bring: Importer):
    bring({"ID": "1", **answer(Timestamp="")})
    moved = answer(Timestamp="", Organisation="Al-Noor", **{"E-mail": "joy@new.example.org"})
    assert outcomes(bring({"ID": "1", **moved})) == [Outcome.UPDATED]
    married = answer(Timestamp="", Name="Joy Lamb", **{"E-mail": "joy@new.example.org"})
    assert outcomes(bring({"ID": "1", **married})) == [Outcome.UPDATED]
    assert joy(scheme).name == "Joy Lamb"


def test_a_renumbered_list_of_the_same_people_is_no_change_and_no_problem(scheme: Services, bring: Importer):
    owen = answer(Name="Owen Reid", **{"E-mail": "owen@example.org"})
    bring({"ID": "1", **answer()}, {"ID": "2", **owen})
    report = bring({"ID": "1", **owen}, {"ID": "2", **answer()})
    assert (report.count(Outcome.ADDED), report.problems) == (0, ())
    assert members(scheme).keys() == {"Joy Grant", "Owen Reid"}


def test_capitals_and_spaces_in_an_address_make_nobody_new(scheme: Services, bring: Importer):
    report = bring(answer(), answer(Timestamp=LATER, **{"E-mail": " JOY@Example.org "}))
    assert outcomes(report) == [Outcome.SUPERSEDED, Outcome.ADDED]


def test_two_people_may_share_an_address_and_are_pointed_out(scheme: Services, bring: Importer):
    report = bring(answer(), answer(Name="Owen Reid"))
    assert outcomes(report) == [Outcome.ADDED, Outcome.ADDED]
    [problem] = report.problems
    assert (problem.row, problem.column) == (3, "E-mail")
    assert "Joy Grant" in problem.message
    assert not bring(answer(), answer(Name="Owen Reid")).changes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith", "John Ndlovu"),
        ("Sam Jones", "Samantha Lee"),
        ("Farhan ?yn", "Beth Lee"),
        ("J. Smith", "John Ndlovu"),
    ],
)
def test_people_who_share_an_inbox_and_a_first_name_stay_two(
    scheme: Services, bring: Importer, one: str, other: str
):
    report = bring(answer(Name=one), answer(Name=other))
    assert outcomes(report) == [Outcome.ADDED, Outcome.ADDED]
    assert "has the same address" in report.problems[-1].message
    assert members(scheme).keys() == {one, other}
    assert not bring(answer(Name=one), answer(Name=other)).changes


@pytest.mark.parametrize(
    "name", ["Joy", "J. Grant", "Joy G.", "Joy Gr?nt", "Joy Grant-Lamb", "Joy Ann Grant", "Joy Graant"]
)
def test_a_damaged_or_shortened_name_under_one_address_is_one_person(bring: Importer, name: str):
    bring(answer())
    assert bring(answer(Timestamp=LATER, Name=name)).count(Outcome.ADDED) == 0


def test_a_short_form_of_the_first_name_under_one_address_is_one_person(scheme: Services, bring: Importer):
    bring(answer(Name="Joanna Grant"))
    assert outcomes(bring(answer(Timestamp=LATER, Name="Jo Grant"))) == [Outcome.UPDATED]


def test_the_same_name_with_two_addresses_is_two_people_and_pointed_out(scheme: Services, bring: Importer):
    report = bring(answer(), answer(**{"E-mail": "joy2@example.org"}))
    assert outcomes(report) == [Outcome.ADDED, Outcome.ADDED]
    assert "may also be Joy Grant" in report.problems[0].message


def test_name_and_organisation_are_enough_when_one_has_no_address(scheme: Services, bring: Importer):
    bring(answer(**{"E-mail": ""}))
    assert outcomes(bring(answer(Timestamp=LATER))) == [Outcome.UPDATED]
    assert joy(scheme).participant.email == "joy@example.org"
