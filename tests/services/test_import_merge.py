"""What a second import changes: later answers count, hand edits stay, and nobody is merged by guess."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.import_report import ImportReport, Outcome
from buddy_matcher.domain.organisations import Organisation, OrganisationKind, Sector
from buddy_matcher.domain.participations import Participation, Status
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.rounds import Round
from buddy_matcher.services.schemes import Services
from tests.helpers.people import new_scheme, strength_id
from tests.helpers.sheets import write_csv

HEADINGS = ("Timestamp", "Name", "E-mail", "Organisation", "Sector", "Job title", "Can share", "Town")
LATER = "2026-09-20 10:00:00"

type Answer = dict[str, str]
type Importer = Callable[..., ImportReport]


def answer(**changed: str) -> Answer:
    return {
        "Timestamp": "2026-09-10 10:00:00",
        "Name": "Joy Grant",
        "E-mail": "joy@example.org",
        "Organisation": "Rainbow Lounge",
        "Sector": "VCSE",
        "Job title": "Trustee",
        "Can share": "Project management; Quality improvement",
        "Town": "Leeds",
        **{key.replace("_", " "): value for key, value in changed.items()},
    }


@pytest.fixture
def scheme(tmp_path: Path) -> Iterator[Services]:
    services = new_scheme(tmp_path)
    yield services
    services.close()


@pytest.fixture
def bring(scheme: Services, tmp_path: Path) -> Importer:
    """Imports answers as a sheet with all the headings that they have."""

    def run(*answers: Answer, round_id: int | None = None) -> ImportReport:
        headings = list(dict.fromkeys(key for each in answers for key in each))
        rows = [[each.get(heading, "") for heading in headings] for each in answers]
        return scheme.imports.run(write_csv(tmp_path / "form.csv", [headings, *rows]), round_id)

    return run


def outcomes(report: ImportReport) -> list[Outcome]:
    return [row.outcome for row in report.outcomes]


def members(scheme: Services) -> dict[str, object]:
    return {member.name: member for member in scheme.people.people()}


def joy(scheme: Services):
    [member] = [member for member in scheme.people.people() if member.participant.given == "Joy"]
    return member


def edit(scheme: Services, **changed: object) -> None:
    """Change Joy's participant by hand."""
    form = scheme.people.form_of(joy(scheme).id)
    scheme.people.save(replace(form, participant=replace(form.participant, **changed)))


def test_a_changed_answer_is_taken_over(scheme: Services, bring: Importer):
    bring(answer())
    report = bring(answer(Timestamp=LATER, Job_title="Chair"))
    assert outcomes(report) == [Outcome.UPDATED]
    assert joy(scheme).participant.job_title == "Chair"


def test_a_hand_edit_stays_and_is_shown_while_the_answer_is_the_same(scheme: Services, bring: Importer):
    bring(answer())
    edit(scheme, job_title="Treasurer")
    report = bring(answer(Timestamp=LATER, Town="Halifax"))
    assert joy(scheme).participant.job_title == "Treasurer"
    assert joy(scheme).participation.place == "Halifax"
    [note] = report.outcomes[0].notes
    assert "Job title" in note
    assert "Trustee" in note


def test_a_later_answer_counts_more_than_a_hand_edit(scheme: Services, bring: Importer):
    bring(answer())
    edit(scheme, job_title="Treasurer")
    bring(answer(Timestamp=LATER, Job_title="Chair"))
    assert joy(scheme).participant.job_title == "Chair"


def test_an_older_answer_changes_nothing_but_fills_gaps(scheme: Services, bring: Importer):
    bring(answer(Timestamp=LATER))
    report = bring(answer(Job_title="Chair", Phone="07700 900123"))
    assert outcomes(report) == [Outcome.UPDATED]
    assert joy(scheme).participant.job_title == "Trustee"
    assert joy(scheme).participant.phone == "07700 900123"
    assert not bring(answer(Job_title="Chair", Phone="07700 900123")).changes


def test_strengths_are_merged_one_by_one(scheme: Services, bring: Importer):
    bring(answer())
    form = scheme.people.form_of(joy(scheme).id)
    by_hand = replace(form.participation.strengths[0], strength_id=strength_id(scheme, "Faith"))
    strengths = tuple(sorted((*form.participation.strengths, by_hand)))
    scheme.people.save(replace(form, participation=replace(form.participation, strengths=strengths)))
    bring(answer(Timestamp=LATER, Can_share="Project management; Policy and strategy"))
    wanted = {strength_id(scheme, name) for name in ("Faith", "Project", "Policy")}
    assert joy(scheme).participation.can_share.keys() == wanted


def test_an_answer_that_was_taken_back_on_the_same_form_is_taken_out(scheme: Services, bring: Importer):
    bring(answer())
    bring(answer(Timestamp=LATER, Town="", Can_share=""))
    assert joy(scheme).participation.place == ""
    assert joy(scheme).participation.status is Status.INCOMPLETE


def test_a_blank_on_another_form_takes_nothing_back(scheme: Services, bring: Importer):
    bring(answer())
    other = {**answer(Timestamp=LATER, Town="", Can_share=""), "Phone number": ""}
    assert outcomes(bring(other)) == [Outcome.UNCHANGED]
    assert outcomes(bring(other)) == [Outcome.UNCHANGED]
    assert joy(scheme).participation.place == "Leeds"


def test_a_status_that_the_coordinator_set_stays(scheme: Services, bring: Importer):
    bring(answer())
    form = scheme.people.form_of(joy(scheme).id)
    scheme.people.save(replace(form, participation=replace(form.participation, status=Status.PAUSED)))
    bring(answer(Timestamp=LATER, Can_share="Policy and strategy"))
    assert joy(scheme).participation.status is Status.PAUSED


def test_nobody_is_removed_whom_the_sheet_lacks(scheme: Services, bring: Importer):
    bring(answer(), answer(Name="Owen Reid", E_mail="", **{"E-mail": "owen@example.org"}))
    bring(answer())
    assert members(scheme).keys() == {"Joy Grant", "Owen Reid"}


def test_someone_in_the_bin_is_reported_and_stays_there(scheme: Services, bring: Importer):
    bring(answer())
    scheme.people.remove(joy(scheme).id)
    report = bring(answer())
    assert outcomes(report) == [Outcome.NOT_IMPORTED]
    assert "in the bin" in report.problems[0].message
    assert not members(scheme)


def test_the_next_round_starts_from_the_form_and_knows_the_person(scheme: Services, bring: Importer):
    bring(answer())
    with scheme.file.changing(Label("Start a round")) as unit:
        second = unit.rounds.save(Round(number=2, name="Round 2")).id
        unit.commit()
    report = bring(answer(Timestamp=LATER, Can_share="Policy and strategy"), round_id=second)
    assert outcomes(report) == [Outcome.UPDATED]
    with scheme.file.reading() as unit:
        assert len(unit.people.all()) == 1
        assert [len(part.can_share) for part in unit.participations.all()] == [2, 1]
    assert not bring(answer(Timestamp=LATER, Can_share="Policy and strategy"), round_id=second).changes


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


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("Name", "names nobody"),
        ("Organisation", "names no organisation"),
        ("Sector", "sector of Rainbow Lounge is not known"),
    ],
)
def test_a_row_without_the_least_that_is_needed_is_kept_out_with_a_reason(
    scheme: Services, bring: Importer, missing: str, message: str
):
    report = bring(answer(**{missing: ""}))
    assert outcomes(report) == [Outcome.NOT_IMPORTED]
    assert message in report.problems[0].message
    assert not members(scheme)


def test_the_sector_of_most_answers_is_that_of_the_organisation(scheme: Services, bring: Importer):
    people = [answer(Name=f"Ann{i} Lee{i}", **{"E-mail": f"a{i}@example.org"}) for i in range(3)]
    report = bring(people[0], {**people[1], "Sector": "NHS"}, {**people[2], "Sector": "charity"})
    assert {member.sector for member in scheme.people.people()} == {Sector.VCSE}
    assert [problem.row for problem in report.problems] == [3]


def test_a_known_organisation_needs_no_sector_in_the_sheet(scheme: Services, bring: Importer):
    bring(answer())
    report = bring(answer(Name="Owen Reid", Sector="", **{"E-mail": "owen@example.org"}))
    assert outcomes(report) == [Outcome.ADDED]


def test_a_kind_of_organisation_tells_the_sector_too(scheme: Services, bring: Importer):
    bring({**answer(Sector=""), "Kind of organisation": "Faith group"})
    assert joy(scheme).organisation.kind is OrganisationKind.FAITH_GROUP
    assert joy(scheme).sector is Sector.VCSE


def test_organisations_that_are_merely_alike_are_pointed_out(scheme: Services, bring: Importer):
    other = answer(Name="Owen Reid", Organisation="Rainbow Lounge s", **{"E-mail": "owen@example.org"})
    report = bring(answer(), other)
    assert len(scheme.people.organisations()) == 2
    assert "Rainbow Lounge" in report.problems[0].message


def test_an_organisation_with_lost_letters_is_the_one_that_it_fits(scheme: Services, bring: Importer):
    other = answer(Name="Owen Reid", Organisation="Rainb?w Lounge", **{"E-mail": "owen@example.org"})
    bring(other, answer())
    assert [organisation.name for organisation in scheme.people.organisations()] == ["Rainbow Lounge"]


def test_two_held_organisations_of_one_name_are_kept_apart(scheme: Services, bring: Importer):
    with scheme.file.changing(Label("Spoil")) as unit:
        for name in ("The Haven", "Haven"):
            organisation = unit.organisations.save(Organisation(name=name, sector=Sector.VCSE))
            person = unit.people.save(Participant(given=name, organisation_id=organisation.id))
            unit.participations.save(Participation(round_id=1, participant_id=person.id))
        unit.commit()
    report = bring({**answer(Organisation="Haven"), "Not to be paired with": "anyone at Haven"})
    assert joy(scheme).organisation.name == "Haven"
    assert report.possible_rules[0].likely == ("Haven", "The Haven")


def test_decided_values_and_wishes_are_not_asked_about_again(scheme: Services, bring: Importer):
    odd = {**answer(Can_share="Beekeeping; Quality improvement"), "Not to be paired with": "Owen Reid"}
    owen = answer(Name="Owen Reid", **{"E-mail": "owen@example.org"})
    first = bring(odd, owen)
    assert [value.value for value in first.unknown_values] == ["Beekeeping"]
    assert [wish.likely for wish in first.possible_rules] == [("Owen Reid",)]
    assert len(bring(odd, owen).possible_rules) == 1
    [value], [wish] = scheme.answers.open_values(), scheme.answers.open_wishes()
    scheme.answers.accept_as(value, strength_id(scheme, "Community"))
    scheme.answers.dismiss_wish(wish.id)
    again = bring(odd, owen)
    assert (again.unknown_values, again.possible_rules, again.outcomes[0].notes) == ((), (), ())
    assert not again.changes
    assert strength_id(scheme, "Community") in joy(scheme).participation.can_share


def test_an_unknown_value_that_is_no_longer_given_is_no_longer_open(scheme: Services, bring: Importer):
    bring(answer(Can_share="Beekeeping; Quality improvement"))
    bring(answer(Timestamp=LATER, Can_share="Quality improvement"))
    assert scheme.answers.open_values() == ()


def test_a_wish_in_an_earlier_answer_of_the_same_person_is_not_lost(scheme: Services, bring: Importer):
    wish = {"Not to be paired with": "anyone from Beck Street Surgery"}
    report = bring({**answer(), **wish}, answer(Timestamp=LATER))
    assert [found.row for found in report.possible_rules] == [2]


def test_whoever_a_wish_may_mean_is_found_when_they_come_later(scheme: Services, bring: Importer):
    wish = {**answer(), "Not to be paired with": "not with Owen Reed please"}
    assert bring(wish).possible_rules[0].likely == ()
    report = bring(wish, answer(Name="Owen Reid", Organisation="Other", **{"E-mail": "o@example.org"}))
    assert report.possible_rules[0].likely == ("Owen Reid",)
    assert scheme.answers.open_wishes()[0].likely[0][1] == "Owen Reid"


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("Gareth Aziz – we commission them", ("Gareth Aziz",)),
        ("gareth aziz", ("Gareth Aziz",)),
        ("Mr Aziz", ("Gareth Aziz",)),
        ("Gareth", ("Gareth Aziz", "Gareth Mills")),
        ("anyone at Beck Street Surgery", ("Gareth Mills",)),
        ("my brother", ()),
        ("it would be a joy to meet anybody", ()),
    ],
)
def test_the_likeliest_people_are_named(bring: Importer, text: str, likely: tuple[str, ...]):
    others = [
        answer(Name=name, Organisation=organisation, **{"E-mail": f"{name.split()[1]}@example.org"})
        for name, organisation in (("Gareth Aziz", "Al-Noor"), ("Gareth Mills", "Beck Street Surgery"))
    ]
    report = bring({**answer(), "Not to be paired with": text}, *others)
    assert [wish.likely for wish in report.possible_rules] == [likely]


@pytest.mark.parametrize("text", ["", "No", "none", "n/a", "Nobody."])
def test_saying_that_there_is_nobody_is_no_wish(bring: Importer, text: str):
    assert bring({**answer(), "Not to be paired with": text}).possible_rules == ()


def test_access_needs_are_kept_with_consent_only(scheme: Services, bring: Importer):
    note = {"Access needs": "step-free", "Consent to keep access needs": "Yes"}
    owen = answer(Name="Owen Reid", **{"E-mail": "owen@example.org"})
    report = bring({**answer(), **note}, {**owen, "Access needs": "a hearing loop"})
    with scheme.file.reading() as unit:
        [need] = unit.access_needs.all()
    assert (need.note, need.consent_on.isoformat()) == ("step-free", "2026-09-10")
    assert [problem.row for problem in report.problems] == [3]
