"""For each kind of letter something that happens in a scheme of four people and makes it due to somebody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.services.questions.offer_choices import MayChoose
from buddy_matcher.services.schemes import Services
from tests.helpers.lives import TODAY, let_run
from tests.helpers.people import add_person


def agree(services: Services, _folder: Path) -> None:
    services.plan.suggest(agree=True)


def leave_somebody_out(services: Services, _folder: Path) -> None:
    services.people.remove(services.people.people()[0].participation_id)
    services.plan.suggest(agree=True)


def end_a_pair_that_was_told(services: Services, folder: Path) -> None:
    services.plan.suggest(agree=True)
    services.letters.save_pdf(folder / "letters.pdf")
    services.pairings.unpair(services.latest.plan().pairs[0].pairing.id, reason="No time")


def change_details_of_a_pair_in_contact(services: Services, _folder: Path) -> None:
    let_run(services, days=5)
    running = services.follow_up.pairs(TODAY)[0]
    services.entries.add(Entry(pairing_id=running.pairing.id, on=TODAY, kind=EntryKind.CONTACT))
    form = services.people.form_of(running.pairing.members[0])
    services.people.save(replace(form, participant=replace(form.participant, job_title="Director")))


def wait_for_a_meeting(services: Services, _folder: Path) -> None:
    let_run(services, days=29)


def ask_how_it_fits(services: Services, _folder: Path) -> None:
    let_run(services, days=10)
    running = services.follow_up.pairs(TODAY)[0]
    services.entries.add(
        Entry(pairing_id=running.pairing.id, on=TODAY - timedelta(days=5), kind=EntryKind.MEETING)
    )


def finish(services: Services, _folder: Path) -> None:
    let_run(services, days=40)
    services.endings.end_all_finished(services.scheme.round().id, TODAY)


def invite(services: Services, folder: Path) -> None:
    finish(services, folder)
    services.rounds.start("Autumn")


def sign_up(services: Services, _folder: Path) -> None:
    for pair in services.latest.plan().pairs:
        services.pairings.unpair(pair.pairing.id)
    services.rounds.set_date(Milestone.CLOSES, TODAY)
    add_person(services, "Eve Stone", Sector.HEALTH)


def offer_a_choice(services: Services, _folder: Path) -> None:
    if not services.latest.plan().pairs:
        services.plan.suggest(agree=True)
    first, second = services.latest.plan().pairs
    services.pairings.reopen(first.pairing.id, second.pairing.id)
    buddies = [member.participation_id for member in (*first.members, *second.members)]
    offered = MayChoose(first.members[0].name, (), buddies[0], (buddies[1], buddies[3]))
    services.questions.hearing.offer([offered])


DUE: dict[LetterKind, Callable[[Services, Path], None]] = {
    LetterKind.INTRODUCTION: agree,
    LetterKind.WAITING_LIST: leave_somebody_out,
    LetterKind.CHANGE: end_a_pair_that_was_told,
    LetterKind.UPDATE: change_details_of_a_pair_in_contact,
    LetterKind.INVITATION: invite,
    LetterKind.REMINDER: wait_for_a_meeting,
    LetterKind.RECEIVED: sign_up,
    LetterKind.MISSING: sign_up,
    LetterKind.CHECK_IN: ask_how_it_fits,
    LetterKind.THANKS: finish,
    LetterKind.CHOICE: offer_a_choice,
}
"""What makes letters of a kind due; it may write files into a folder."""
