"""Which letters the life of a round makes due, from sign-up to thanks, and what each of them states."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from buddy_matcher.domain.answers import Occasion
from buddy_matcher.domain.entries import Entry, EntryKind, EntryShare, Fit
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.people import Delivery, LetterPreferences
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.domain.rounds import NamedForm
from buddy_matcher.services.rounds.shown_letters import ShownLetter, ToDo
from buddy_matcher.services.schemes import Services
from tests.helpers.lives import TODAY, let_run, pair_of
from tests.helpers.people import Ids, add_person

SOON, LATER = TODAY + timedelta(days=7), TODAY + timedelta(days=21)


def due(services: Services, day: date = TODAY, *, asked: LetterKind | None = None) -> dict[str, ShownLetter]:
    """Return each person's letter by first name, but those that are done."""
    letters = services.letters.letters(day, frozenset({asked})) if asked else services.letters.letters(day)
    return {letter.member.participant.given: letter for letter in letters if letter.to_do is not ToDo.NOTHING}


def kinds(letters: dict[str, ShownLetter]) -> dict[str, LetterKind]:
    return {name: letter.text.kind for name, letter in letters.items()}


def words(letter: ShownLetter) -> str:
    return "\n".join(passage.text for passage in letter.text.passages)


def tell(services: Services, name: str, kind: EntryKind, day: date, fit: Fit | None = None) -> None:
    running = pair_of(services, name)
    who = next(m.participation_id for m in running.members if m.name == name)
    shares = (EntryShare(who, fit),) if fit else ()
    services.entries.add(
        Entry(pairing_id=running.pairing.id, on=day, kind=kind, minutes=50, told_by=who, shares=shares)
    )


def test_whoever_signs_up_is_told_so_while_days_for_sign_up_are_set_or_when_that_is_asked(
    services: Services, ids: Ids
):
    add_person(services, "Eve Stone", Sector.HEALTH)
    assert due(services) == {}
    received = due(services, asked=LetterKind.RECEIVED)
    assert received.keys() == ids.keys()
    assert "You can share: bid writing" in words(received["Ben"])
    services.rounds.set_date(Milestone.CLOSES, SOON)
    assert kinds(due(services)) == {
        **dict.fromkeys(ids, LetterKind.RECEIVED),
        "Eve": LetterKind.MISSING,
    }
    assert "What could you share with a buddy?" in words(due(services)["Eve"])
    services.letters.record_gone(Issue.POSTED, TODAY)
    assert due(services) == {}
    services.plan.suggest(agree=True)
    assert set(kinds(due(services)).values()) == {LetterKind.INTRODUCTION}


def test_who_has_not_met_is_reminded_once_a_day_after_the_time_for_it(services: Services, ids: Ids):
    let_run(services, days=28)
    assert due(services) == {}
    tomorrow = TODAY + timedelta(days=1)
    assert kinds(due(services, tomorrow)) == dict.fromkeys(ids, LetterKind.REMINDER)
    tell(services, "Asha Rao", EntryKind.MEETING, TODAY)
    assert kinds(due(services, tomorrow)) == dict.fromkeys(["Cara", "Dewi"], LetterKind.REMINDER)
    assert "We have not heard yet that you and Dewi have met." in words(due(services, tomorrow)["Cara"])
    services.letters.record_gone(Issue.GIVEN, TODAY, dated=tomorrow)
    assert due(services, tomorrow) == {}


def test_how_it_fits_is_asked_three_days_after_a_first_meeting_or_after_thirty_days(
    services: Services, ids: Ids
):
    let_run(services, days=10)
    tell(services, "Asha Rao", EntryKind.MEETING, TODAY - timedelta(days=3))
    assert kinds(due(services, TODAY - timedelta(days=1))) == {}
    assert kinds(due(services)) == dict.fromkeys(["Asha", "Ben"], LetterKind.CHECK_IN)
    tell(services, "Asha Rao", EntryKind.CONTACT, TODAY, Fit.GOOD)
    assert due(services).keys() == {"Ben"}
    after_thirty = due(services, TODAY + timedelta(days=20), asked=LetterKind.CHECK_IN)
    assert after_thirty.keys() == {"Ben", "Cara", "Dewi"}


def test_a_check_in_names_its_form_at_a_link_or_on_paper_with_the_readers_code(services: Services, ids: Ids):
    let_run(services, days=31)
    tell(services, "Asha Rao", EntryKind.MEETING, TODAY - timedelta(days=9))
    assert "Please ring or e-mail us, and tell us:" in words(due(services)["Ben"])
    services.rounds.name_forms([NamedForm(Occasion.CHECK_IN, " https://forms.example.org/check ")])
    code = services.people.form_of(ids["Ben"]).participation.code
    said = words(due(services)["Ben"])
    assert "Please answer this form: https://forms.example.org/check\n" in said
    assert f"Your code for the form: {code}\nYou can also ring or e-mail us, and tell us:" in said
    services.rounds.name_forms([NamedForm(Occasion.CHECK_IN)])
    said = words(due(services)["Ben"])
    assert "Please fill in the form that comes with this letter, and send it back to us." in said
    assert "Please answer this form" not in said
    with pytest.raises(UserError, match="is no link"):
        services.rounds.name_forms([NamedForm(Occasion.CHECK_IN, "the form we sent")])


def test_at_half_time_everybody_is_asked_again(services: Services, ids: Ids):
    let_run(services, days=40)
    for name in ("Asha Rao", "Ben Moss", "Cara Lunt", "Dewi Pugh"):
        tell(services, name, EntryKind.MEETING, TODAY - timedelta(days=30), Fit.GOOD)
    assert due(services) == {}
    services.rounds.set_date(Milestone.MIDDLE, SOON)
    assert kinds(due(services, SOON)) == dict.fromkeys(ids, LetterKind.CHECK_IN)
    assert "What surprised you?" in words(due(services, SOON)["Asha"])
    services.rounds.set_date(Milestone.ENDS, SOON)
    assert due(services, SOON) == {}


def test_who_finished_is_thanked_with_hours(services: Services, ids: Ids):
    let_run(services, days=40)
    tell(services, "Asha Rao", EntryKind.MEETING, TODAY - timedelta(days=9))
    tell(services, "Asha Rao", EntryKind.MEETING, TODAY - timedelta(days=2))
    services.endings.end_all_finished(services.scheme.round().id, TODAY)
    assert kinds(due(services)) == dict.fromkeys(ids, LetterKind.THANKS)
    assert "You were buddies with Ben Moss. You met 2 times. Together that is 1 and a half hours." in words(
        due(services)["Asha"]
    )
    assert "You met" not in words(due(services)["Cara"])


def test_who_is_invited_to_the_next_round_is_asked_to_confirm_their_answers(services: Services, ids: Ids):
    let_run(services, days=40)
    services.endings.end_all_finished(services.scheme.round().id, TODAY)
    services.letters.record_gone(Issue.GIVEN, TODAY)
    services.rounds.start("Autumn")
    assert kinds(due(services)) == dict.fromkeys(ids, LetterKind.INVITATION)
    services.rounds.set_date(Milestone.CLOSES, date(2030, 5, 6))
    said = words(due(services)["Asha"])
    assert "You would like help with: bid writing" in said
    assert "Please tell us by 6 May 2030 whether you would like to take part." in said


def test_who_was_not_thanked_before_the_next_round_began_still_is_until_it_has_a_plan(
    services: Services, ids: Ids
):
    let_run(services, days=40)
    services.endings.end_all_finished(services.scheme.round().id, TODAY)
    services.letters.record_gone(Issue.GIVEN, TODAY, [ids["Asha"], ids["Ben"]])
    services.rounds.start("Autumn")
    told = [(letter.member.participant.given, letter.text.kind) for letter in services.letters.letters()]
    thanks = [name for name, kind in told if kind is LetterKind.THANKS]
    assert sorted(thanks) == ["Cara", "Dewi"]
    assert sorted(name for name, kind in told if kind is LetterKind.INVITATION) == sorted(ids)
    assert services.people.form_of(ids["Cara"]).participant.given == "Cara"
    services.letters.record_gone(Issue.GIVEN, TODAY, [ids["Cara"]])
    assert [v.member.name for v in services.letters.letters() if v.text.kind is LetterKind.THANKS] == [
        "Dewi Pugh"
    ]
    services.history.undo()
    for member in services.people.people():
        form = services.people.form_of(member.participation_id)
        services.people.save(replace(form, participation=replace(form.participation, status=Status.READY)))
    services.plan.suggest(agree=True)
    assert LetterKind.THANKS not in kinds(due(services)).values()


@pytest.mark.parametrize("status", [Status.PAUSED, Status.WITHDRAWN])
def test_nobody_who_is_away_gets_a_letter_of_any_kind(services: Services, ids: Ids, status: Status):
    let_run(services, days=29)
    form = services.people.form_of(ids["Asha"])
    services.people.save(replace(form, participation=replace(form.participation, status=status)))
    assert "Asha" not in due(services)


def edit_person(services: Services, person: ParticipationId, **fields: Any) -> None:
    form = services.people.form_of(person)
    services.people.save(replace(form, participant=replace(form.participant, **fields)))


def test_a_pair_in_contact_gets_one_short_letter_with_new_details(services: Services, ids: Ids):
    let_run(services, days=5)
    tell(services, "Asha Rao", EntryKind.CONTACT, TODAY)
    edit_person(services, ids["Ben"], job_title="Director")
    edit_person(services, ids["Dewi"], job_title="Director")
    assert kinds(due(services)) == {
        "Asha": LetterKind.UPDATE,
        "Cara": LetterKind.INTRODUCTION,
        "Dewi": LetterKind.INTRODUCTION,
    }
    assert due(services)["Cara"].to_do is ToDo.RENEW
    assert "Job title: Director" in words(due(services)["Asha"])
    services.letters.record_gone(Issue.EMAILED, TODAY, [ids["Asha"]])
    assert "Asha" not in due(services)
    scheme = services.scheme.scheme()
    services.scheme.save_scheme(replace(scheme, coordinator=replace(scheme.coordinator, name="Nia Hughes")))
    assert kinds(due(services))["Asha"] is LetterKind.UPDATE
    assert "our letter of" in words(due(services)["Asha"])


def scheme_changed(services: Services, _ids: dict[str, int]) -> None:
    scheme = services.scheme.scheme()
    services.scheme.save_scheme(
        replace(scheme, coordinator=replace(scheme.coordinator, phone="07700 900999"))
    )


def dates_changed(services: Services, _ids: dict[str, int]) -> None:
    services.rounds.set_dates(services.scheme.round().dates.meeting(9))


def buddy_changed(services: Services, ids: Ids) -> None:
    edit_person(services, ids["Ben"], job_title="Director")


def answers_changed(services: Services, ids: Ids) -> None:
    form = services.people.form_of(ids["Ben"])
    services.people.save(replace(form, participation=replace(form.participation, ways=frozenset())))


def way_changed(services: Services, ids: Ids) -> None:
    edit_person(services, ids["Ben"], letters=LetterPreferences(delivery=Delivery.POST))


def met_again(services: Services, _ids: dict[str, int]) -> None:
    tell(services, "Ben Moss", EntryKind.MEETING, TODAY - timedelta(days=1))


def signing_up(services: Services) -> None:
    services.rounds.set_date(Milestone.CLOSES, SOON)


def planned(services: Services) -> None:
    services.plan.suggest(agree=True)


def unmet(services: Services) -> None:
    let_run(services, days=29)


def finished(services: Services) -> None:
    let_run(services, days=40)
    services.endings.end_all_finished(services.scheme.round().id, TODAY)


ALL, PAIR, BEN, NOBODY = {"Asha", "Ben", "Cara", "Dewi"}, {"Asha", "Ben"}, {"Ben"}, set[str]()
STALE = {
    (signing_up, LetterKind.RECEIVED): {
        scheme_changed: ALL,
        dates_changed: NOBODY,
        buddy_changed: BEN,
        answers_changed: BEN,
        way_changed: BEN,
    },
    (planned, LetterKind.INTRODUCTION): {
        scheme_changed: ALL,
        dates_changed: ALL,
        buddy_changed: PAIR,
        answers_changed: PAIR,
        way_changed: BEN,
    },
    (unmet, LetterKind.REMINDER): {
        scheme_changed: ALL,
        dates_changed: NOBODY,
        buddy_changed: BEN,
        answers_changed: PAIR,
        way_changed: BEN,
    },
    (finished, LetterKind.THANKS): {
        scheme_changed: ALL,
        dates_changed: NOBODY,
        met_again: PAIR,
        answers_changed: NOBODY,
        way_changed: BEN,
    },
}
"""Whose letter of a kind a change makes out of date."""


@pytest.mark.parametrize(
    ("prepare", "kind", "change", "whose"),
    [(*made, change, whose) for made, changes in STALE.items() for change, whose in changes.items()],
)
def test_a_saved_letter_of_any_kind_is_out_of_date_exactly_when_what_it_states_changed(
    services: Services,
    ids: Ids,
    tmp_path: Path,
    prepare: Callable[[Services], None],
    kind: LetterKind,
    change: Callable[..., None],
    whose: set[str],
):
    prepare(services)
    services.letters.save_pdf(tmp_path / "letters.pdf")
    change(services, ids)
    letters = due(services, asked=kind)
    assert {name for name, letter in letters.items() if letter.to_do is ToDo.RENEW} == whose
    assert all(letters[name].state.changed for name in whose)
