"""Access needs are kept with a dated consent only, and the later ones count."""

from dataclasses import replace

import pytest

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.import_report import ImportReport, Outcome
from buddy_matcher.services.schemes import Services
from tests.services.importing.answers import LATER, Answer, Importer, answer, outcomes

CONSENT = "Consent to keep access needs"


def needing(note: str, consent: str, **changed: str) -> Answer:
    return {**answer(**changed), "Access needs": note, CONSENT: consent}


def need(scheme: Services) -> tuple[str, str]:
    """The only access need that is held: its note and day."""
    with scheme.file.reading() as unit:
        [held] = unit.access_needs.all()
    return held.note, held.consent_on.isoformat()


def told(report: ImportReport) -> list[tuple[str, str]]:
    return [(problem.column, problem.message) for problem in report.problems]


def test_access_needs_are_kept_with_consent_only(scheme: Services, bring: Importer):
    owen = needing("a hearing loop", "", Name="Owen Reid", **{"E-mail": "owen@example.org"})
    report = bring(needing("step-free", "Yes"), owen)
    assert need(scheme) == ("step-free", "2026-09-10")
    assert [problem.row for problem in report.problems] == [3]
    assert not bring(needing("step-free", "Yes"), owen).changes


@pytest.mark.parametrize(
    ("consent", "why"),
    [
        ("Yes", "agreed, but no day is known"),
        ("No", "did not agree"),
        ("", "does not say that the person agreed"),
        ("perhaps", "can’t be told whether the person agreed"),
    ],
)
def test_why_a_note_was_not_kept_is_said_truly(bring: Importer, consent: str, why: str):
    [*_, (column, message)] = told(bring(needing("step-free", consent, Timestamp="")))
    assert column == "Access needs"
    assert why in message


def test_a_later_note_replaces_the_earlier_one_and_counts_as_a_change(scheme: Services, bring: Importer):
    bring(needing("step-free", "2026-09-01"))
    later = needing("step-free, and a hearing loop", "2026-09-01", Timestamp=LATER)
    assert outcomes(bring(later)) == [Outcome.UPDATED]
    assert need(scheme) == ("step-free, and a hearing loop", "2026-09-01")
    newer = needing("a hearing loop", "2026-10-01", Timestamp=LATER)
    assert outcomes(bring(newer)) == [Outcome.UPDATED]
    assert need(scheme) == ("a hearing loop", "2026-10-01")
    assert outcomes(bring(needing("step-free", "2026-09-01"))) == [Outcome.UNCHANGED]
    assert need(scheme) == ("a hearing loop", "2026-10-01")


def test_a_note_that_was_changed_by_hand_stays_while_the_answer_is_the_same(
    scheme: Services, bring: Importer
):
    bring(needing("step-free", "Yes"))
    with scheme.file.changing(Label("Edit")) as unit:
        [held] = unit.access_needs.all()
        unit.access_needs.save(replace(held, note="step-free and near a bus stop"))
        unit.commit()
    report = bring(needing("step-free", "Yes"))
    assert need(scheme) == ("step-free and near a bus stop", "2026-09-10")
    assert "agreed on 10 September 2026 were kept" in report.outcomes[0].notes[0]


def test_a_consent_that_is_taken_back_is_pointed_out(scheme: Services, bring: Importer):
    bring(needing("step-free", "Yes"))
    [(column, message)] = told(bring(needing("", "No", Timestamp=LATER)))
    assert column == CONSENT
    assert "the scheme holds some" in message


@pytest.mark.parametrize("column", ["Privacy notice given on", CONSENT])
def test_a_day_that_can_not_be_read_is_pointed_out(bring: Importer, column: str):
    assert column in {where for where, _ in told(bring({**answer(), column: "spring 2026"}))}
    assert not bring({**answer(), column: "Yes"}).problems


def test_a_yes_without_any_day_is_pointed_out(bring: Importer):
    [(column, message)] = told(bring({**answer(Timestamp=""), "Privacy notice given on": "Yes"}))
    assert column == "Privacy notice given on"
    assert "No day is known" in message
