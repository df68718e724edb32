"""What a second import changes: later answers count, and hand edits stay."""

from dataclasses import replace

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.import_report import Outcome
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.rounds import Round
from buddy_matcher.services.schemes import Services
from tests.helpers.people import strength_id
from tests.services.importing.answers import LATER, Importer, answer, edit, joy, outcomes


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
    form = scheme.people.form_of(joy(scheme).participation_id)
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
    form = scheme.people.form_of(joy(scheme).participation_id)
    scheme.people.save(replace(form, participation=replace(form.participation, status=Status.PAUSED)))
    bring(answer(Timestamp=LATER, Can_share="Policy and strategy"))
    assert joy(scheme).participation.status is Status.PAUSED


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


def test_a_move_to_an_organisation_of_unknown_sector_is_reported_and_made_once_it_is_known(
    scheme: Services, bring: Importer
):
    bring(answer())
    moved = answer(Timestamp=LATER, Organisation="Beck Street Surgery", Sector="")
    for _ in range(2):
        report = bring(moved)
        [problem] = report.problems
        assert problem.message.startswith(
            "The sector of Beck Street Surgery is not known, so Joy Grant stays"
        )
        assert joy(scheme).organisation.name == "Rainbow Lounge"
    report = bring({**moved, "Sector": "NHS"})
    assert (outcomes(report), report.outcomes[0].notes) == ([Outcome.UPDATED], ())
    assert joy(scheme).organisation.name == "Beck Street Surgery"


def test_an_answer_that_can_not_be_read_leaves_what_is_held(scheme: Services, bring: Importer):
    bring({**answer(), "Travel (miles)": "10"})
    report = bring({**answer(Timestamp=LATER), "Travel (miles)": "as the crow flies"})
    assert [problem.column for problem in report.problems] == ["Travel (miles)"]
    assert joy(scheme).participation.travel_miles == 10
    assert dict(joy(scheme).participation.source.answers)["travel"] == "10"
