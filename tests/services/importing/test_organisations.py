"""Which organisations a sheet names, whatever their spelling, and the sector of new ones."""

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import RoundId
from buddy_matcher.domain.import_report import Outcome
from buddy_matcher.domain.organisations import Organisation, OrganisationKind, Sector
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.people import Participant
from buddy_matcher.services.schemes import Services
from tests.services.importing.answers import Importer, answer, joy, outcomes


def test_the_sector_of_most_answers_is_that_of_the_organisation(scheme: Services, bring: Importer):
    people = [answer(Name=f"Ann{i} Lee{i}", **{"E-mail": f"a{i}@example.org"}) for i in range(3)]
    report = bring(people[0], {**people[1], "Sector": "NHS"}, {**people[2], "Sector": "charity"})
    found = scheme.people.people()
    assert {member.organisation.sector for member in found} == {Sector.VCSE}
    assert [member.sector for member in found].count(Sector.HEALTH) == 1
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
            unit.participations.save(
                Participation(
                    round_id=RoundId(1),
                    participant_id=person.id,
                    sector=organisation.sector,
                    organisation_id=organisation.id,
                )
            )
        unit.commit()
    report = bring({**answer(Organisation="Haven"), "Not to be paired with": "anyone at Haven"})
    assert joy(scheme).organisation.name == "Haven"
    assert report.possible_rules[0].likely == ("Haven", "The Haven")
