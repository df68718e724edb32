"""Every kind of letter is due at some time, has words and names, and is shown under a choice of its own."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox

from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.letter_kinds import KINDS, LetterKind
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.letters.letter_filters import LetterFilters
from tests.helpers.lives import TODAY, let_run
from tests.helpers.people import Ids, add_person


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


MOST_WORDS = 20
"""How long a sentence of ours may be, so that people read it at once."""

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
}
"""For each kind of letter what makes it due to somebody."""


def test_every_kind_has_an_occasion_here_and_names_of_its_own():
    assert DUE.keys() == KINDS.keys() == set(LetterKind)
    for name in ("code", "key", "label", "nouns"):
        assert len({getattr(kind, name) for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize("kind", LetterKind)
def test_it_is_due_has_words_and_is_shown_under_a_choice(
    kind: LetterKind, services: Services, ids: Ids, tmp_path: Path, qtbot
):
    DUE[kind](services, tmp_path)
    letter = next(letter for letter in services.letters.letters() if letter.text.kind is kind)
    assert letter.text.title
    assert letter.text.passages
    for passage in letter.text.passages:
        assert "&" not in passage.text
        assert all(len(each.split()) <= MOST_WORDS for each in re.split(r"(?<=[.:?])\s+", passage.text))
    filters = LetterFilters()
    qtbot.addWidget(filters)
    offered = [box.itemText(item) for box in filters.findChildren(QComboBox) for item in range(box.count())]
    assert any(text.startswith(kind.label) for text in offered)
