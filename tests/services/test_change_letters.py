"""Letters about a change: whoever was told of a buddy is told in fixed words when that is not so any more."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import Standing
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.services.rounds.shown_letters import ShownLetter
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids, add_person, id_of

TODAY = date_in_words(date.today())  # noqa: DTZ011 - the coordinator's own day


@pytest.fixture
def told(services: Services, ids: Ids, tmp_path: Path) -> Services:
    """Two agreed pairs, Asha with Ben and Cara with Dewi, whose letters were saved."""
    services.plan.suggest(agree=True)
    services.letters.save_pdf(tmp_path / "first.pdf")
    return services


def letter_to(services: Services, name: str) -> ShownLetter:
    return {letter.member.name: letter for letter in services.letters.letters()}[name]


def printed_to(services: Services, name: str) -> str:
    pdf = services.letters.pages([id_of(services, name)])
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    return text.replace("\N{NO-BREAK SPACE}", " ")


def withdraw(services: Services, name: str) -> None:
    form = services.people.form_of(id_of(services, name))
    part = replace(form.participation, status=Status.WITHDRAWN)
    services.people.save(replace(form, participation=part))


def test_a_widowed_person_is_told_that_the_pairing_ended_and_not_why(told: Services):
    withdraw(told, "Ben Moss")
    letter = letter_to(told, "Asha Rao")
    assert (letter.text.kind, letter.state.standing) == (LetterKind.CHANGE, Standing.NOT_PRINTED)
    said = printed_to(told, "Asha Rao")
    assert "Your pairing with Ben Moss has ended. We do not have a new buddy for you yet." in said
    assert f"This letter replaces the one of {TODAY}." in said
    for never in ("Thank you for joining", "this time", "withdrawn", "withdrew"):
        assert never not in said
    assert "Ben Moss" not in {letter.member.name for letter in told.letters.letters()}
    assert letter_to(told, "Cara Lunt").state.standing is Standing.SAVED


def test_it_stays_right_when_the_earlier_buddy_is_gone(told: Services, ids: Ids):
    withdraw(told, "Ben Moss")
    told.letters.record_printed([ids["Asha"]])
    for happens in (
        lambda: told.people.remove(ids["Ben"]),
        lambda: told.people.restore(told.people.bin()[0].id),
        lambda: told.people.remove(ids["Ben"]),
        lambda: told.erasure.erase(told.people.bin()[0].id),
    ):
        happens()
        assert letter_to(told, "Asha Rao").state.standing is Standing.PRINTED


def test_it_stays_right_when_the_earlier_buddy_is_back(told: Services, ids: Ids):
    withdraw(told, "Ben Moss")
    told.people.remove(ids["Ben"])
    told.letters.record_printed([ids["Asha"]])
    told.people.restore(told.people.bin()[0].id)
    assert letter_to(told, "Asha Rao").state.standing is Standing.PRINTED


def test_a_new_buddy_is_told_as_new_and_replaces_the_earlier_letter(told: Services, tmp_path: Path):
    withdraw(told, "Ben Moss")
    add_person(told, "Eve Stone", Sector.VCSE, shares="Bid, Community", wishes="Policy, Quality")
    told.plan.suggest(agree=True)
    letter = letter_to(told, "Asha Rao")
    assert letter.text.kind is LetterKind.CHANGE
    said = printed_to(told, "Asha Rao")
    assert f"Your pairing with Ben Moss has ended. This letter replaces the one of {TODAY}." in said
    assert "Your new buddy is Eve Stone." in said
    assert letter_to(told, "Eve Stone").text.kind is LetterKind.INTRODUCTION
    told.letters.save_pdf(tmp_path / "second.pdf")
    again = letter_to(told, "Asha Rao")
    assert (again.text.kind, again.state.standing) == (LetterKind.CHANGE, Standing.SAVED)
    assert again.text.passages == letter.text.passages


def test_a_change_letter_that_was_made_is_followed_by_the_next_change(told: Services, tmp_path: Path):
    withdraw(told, "Ben Moss")
    told.letters.save_pdf(tmp_path / "ended.pdf")
    assert letter_to(told, "Asha Rao").state.standing is Standing.SAVED
    add_person(told, "Eve Stone", Sector.VCSE, shares="Bid", wishes="Policy")
    told.plan.suggest(agree=True)
    said = printed_to(told, "Asha Rao")
    assert "Your new buddy is Eve Stone." in said
    assert "Ben Moss" not in said


def test_who_was_told_of_nobody_is_introduced_or_waits(services: Services, ids: Ids):
    services.plan.suggest(agree=True)
    withdraw(services, "Ben Moss")
    assert letter_to(services, "Asha Rao").text.kind is LetterKind.WAITING_LIST


def test_a_waiting_letter_does_not_make_the_introduction_a_change(services: Services, tmp_path: Path):
    add_person(services, "Asha Rao", Sector.HEALTH, shares="Policy", wishes="Bid")
    add_person(services, "Cara Lunt", Sector.HEALTH, shares="Policy", wishes="Bid")
    add_person(services, "Ben Moss", Sector.VCSE, shares="Bid", wishes="Policy")
    services.plan.suggest(agree=True)
    services.letters.save_pdf(tmp_path / "first.pdf")
    [waiting] = [p.name for p in services.latest.plan().without_buddy]
    assert letter_to(services, waiting).text.kind is LetterKind.WAITING_LIST
    add_person(services, "Dewi Pugh", Sector.VCSE, shares="Bid", wishes="Policy")
    services.plan.suggest(agree=True)
    letter = letter_to(services, waiting)
    assert (letter.text.kind, letter.state.standing) == (LetterKind.INTRODUCTION, Standing.NOT_PRINTED)


def test_the_others_of_a_three_are_told_who_joined_and_who_left(services: Services, tmp_path: Path):
    for name, sector in (("Asha Rao", Sector.HEALTH), ("Ben Moss", Sector.VCSE)):
        add_person(services, name, sector, shares="Policy", wishes="Bid", happy_in_trio=True)
    services.plan.suggest(agree=True)
    services.letters.save_pdf(tmp_path / "pair.pdf")
    add_person(services, "Eve Stone", Sector.VCSE, shares="Bid", wishes="Policy", happy_in_trio=True)
    services.plan.suggest()
    assert letter_to(services, "Asha Rao").state.standing is Standing.SAVED
    services.pairings.agree()
    joined = printed_to(services, "Asha Rao")
    assert f"There is a change to your pairing. This letter replaces the one of {TODAY}." in joined
    assert "You have 2 buddies: Ben Moss and Eve Stone." in joined
    services.letters.save_pdf(tmp_path / "three.pdf")
    withdraw(services, "Ben Moss")
    left = printed_to(services, "Asha Rao")
    assert "Your pairing with Ben Moss has ended." in left
    assert "Your buddy is Eve Stone." in left


def test_who_has_a_paused_buddy_is_not_told_that_the_pairing_ended(told: Services):
    form = told.people.form_of(id_of(told, "Ben Moss"))
    told.people.save(replace(form, participation=replace(form.participation, status=Status.PAUSED)))
    assert "Asha Rao" not in {letter.member.name for letter in told.letters.letters()}
    [waiting] = [w.why for w in told.letters.without_letter() if w.member.name == "Asha Rao"]
    assert waiting == "has a buddy who can’t be introduced: Ben Moss is paused"


def test_undoing_the_end_of_a_pairing_leaves_the_first_letter_true(told: Services):
    withdraw(told, "Ben Moss")
    told.history.undo()
    letter = letter_to(told, "Asha Rao")
    assert (letter.text.kind, letter.state.standing) == (LetterKind.INTRODUCTION, Standing.SAVED)


def test_a_pairing_that_was_opened_again_and_taken_apart_is_told_as_ended(told: Services):
    [pair] = [p for p in told.latest.plan().pairs if p.names == "Asha Rao and Ben Moss"]
    told.pairings.reopen(pair.pairing.id)
    told.pairings.unpair(pair.pairing.id)
    assert "Your pairing with Ben Moss has ended." in printed_to(told, "Asha Rao")
