"""What an update changes is told field by field; every field that an answer can change has its words."""

from dataclasses import fields

from buddy_matcher.domain.import_report import ImportReport, Outcome
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.people import LetterPreferences, Participant
from buddy_matcher.services.importing.told_changes import OF_LETTERS, OF_PARTICIPATION, OF_PERSON
from tests.services.importing.answers import LATER, Importer, answer

NOT_ANSWERED = {
    *("id", "round_id", "participant_id", "source", "is_held", "held_until", "code"),
    *("letters", "removed_at", "stopped_on"),
    "strengths",  # told by level, both ways
    "statements",  # told by words and readers
    "organisation_id",  # of the round: follows from the person's
}


def told(report: ImportReport) -> set[str]:
    [row] = report.outcomes
    assert row.outcome is Outcome.UPDATED
    return set(row.changes)


def test_every_field_that_an_answer_can_change_has_words():
    for record, known in (
        (Participant, OF_PERSON),
        (LetterPreferences, OF_LETTERS),
        (Participation, OF_PARTICIPATION),
    ):
        assert {field.name for field in fields(record)} - known.keys() <= NOT_ANSWERED


def test_each_field_that_an_update_changes_is_told(bring: Importer):
    first = {
        "Job title": "Nurse",
        "Town": "Leeds",
        "Can share": "Policy and strategy; Project management (a little);",
        "Ways to meet": "Phone; Video call;",
        "Travel (miles)": "",
        "Happy in a group of three": "No",
    }
    second = first | {
        "Job title": "Matron",
        "Can share": "Project management (well); Volunteer management;",
        "Ways to meet": "Phone;",
        "Travel (miles)": "10",
        "Happy in a group of three": "Yes",
    }
    bring(answer(**first))
    assert told(bring(answer(Timestamp=LATER, **second))) == {
        "Job title: “Nurse” is now “Matron”.",
        "Can share: now also Volunteer management; no longer Policy and strategy.",
        "Can share: Project management is now “Well”.",
        "Ways to meet: no longer Video call.",
        "Travel (miles): nothing is now “10”.",
        "Happy in a group of three: “No” is now “Yes”.",
    }


def test_what_is_new_is_not_told_field_by_field(bring: Importer):
    report = bring(answer(**{"Job title": "Nurse"}))
    assert report.outcomes[0].changes == ()


def test_long_words_are_cut_off(bring: Importer):
    bring(answer(Notes="Rang"))
    [note] = told(bring(answer(Timestamp=LATER, Notes="x" * 200)))
    assert len(note) < 100
