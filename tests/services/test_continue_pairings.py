"""Pairs of an earlier round that go on: who could, who wished for it, and what they take with them."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from buddy_matcher.domain.answers import Answer, Asked, Occasion
from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.participations import Status
from buddy_matcher.services.schemes import Services
from tests.helpers.kept_schemes import opened
from tests.helpers.lives import TODAY, running_four


@pytest.fixture
def second(tmp_path: Path) -> Iterator[Services]:
    """A second round in which all four are ready, after two pairs that met; Asha and Ben want each other."""
    with closing(opened(running_four, tmp_path / "running.buddy")) as services:
        for pair in services.follow_up.pairs(TODAY):
            services.entries.add(
                Entry(pairing_id=pair.pairing.id, on=TODAY, kind=EntryKind.MEETING, minutes=60)
            )
        services.endings.end_all_finished(services.scheme.round().id, TODAY)
        services.rounds.start("Round 2")
        members = services.people.people()
        for member in members:
            services.people.set_status(member.name, Status.READY)
        with services.file.changing(Label("Answers")) as unit:
            for member in members:
                if member.name in {"Asha Rao", "Ben Moss"}:
                    wish = Answer(
                        participation_id=member.participation_id,
                        occasion=Occasion.RETURN,
                        question=Asked.SAME_BUDDY,
                        on=TODAY,
                        number=1,
                    )
                    unit.answers.save(wish)
            unit.commit()
        yield services


def test_who_wished_for_the_same_buddy_comes_first(second: Services):
    first, other = second.continuing.could_continue()
    assert (first.names, first.is_wished_by_all) == ("Asha Rao and Ben Moss", True)
    assert (other.names, other.wished_by) == ("Cara Lunt and Dewi Pugh", ())


def test_a_pair_that_goes_on_is_agreed_keeps_its_meetings_and_crosses_no_rule(second: Services):
    second.plan.suggest()
    assert "Asha Rao and Ben Moss" not in {pair.names for pair in second.latest.plan().pairs}
    before = second.continuing.could_continue()[0]
    second.continuing.go_on(before.pairing.id)
    (shown,) = [pair for pair in second.latest.plan().pairs if pair.names == before.names]
    assert (shown.pairing.state, shown.pairing.continues_id) == (PairingState.AGREED, before.pairing.id)
    assert shown.crossed == ()
    (running,) = second.follow_up.pairs(TODAY)
    assert [entry.minutes for entry in running.before] == [60]
    assert before.names not in {each.names for each in second.continuing.could_continue()}
    second.history.undo()
    assert second.latest.state().entries_before == {}


def test_the_hours_of_earlier_rounds_count_when_it_ends(second: Services):
    second.continuing.go_on(second.continuing.could_continue()[0].pairing.id)
    second.endings.end_all_finished(second.scheme.round().id, TODAY + timedelta(days=1))
    said = {
        each.member.name: " ".join(p.text for p in each.text.passages) for each in second.letters.letters()
    }
    assert "You met 1 time. Together that is 1 hour." in said["Asha Rao"]


def test_who_is_not_back_can_not_go_on(second: Services):
    first, _other = second.continuing.could_continue()
    second.people.set_status("Ben Moss", Status.WITHDRAWN)
    (left,) = second.continuing.could_continue()
    assert left.names == "Cara Lunt and Dewi Pugh"
    with pytest.raises(UserError, match="can’t go on"):
        second.continuing.go_on(first.pairing.id)
