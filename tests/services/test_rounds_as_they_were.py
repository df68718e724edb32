"""What is known of people over several rounds, who waits since when, and what a round lacks: said in time."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.services.schemes import Services
from tests.helpers.kept_schemes import opened
from tests.helpers.lives import TODAY, running_four
from tests.helpers.people import add_person, new_scheme


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Services]:
    with closing(opened(running_four, tmp_path / "running.buddy")) as services:
        yield services


def test_a_person_who_comes_back_on_the_other_side_keeps_where_they_worked(running: Services):
    pair = next(p for p in running.follow_up.pairs(TODAY) if "Ben Moss" in p.names)
    running.entries.add(Entry(pairing_id=pair.pairing.id, on=TODAY, kind=EntryKind.MEETING, minutes=45))
    running.endings.end_all_finished(running.scheme.round().id, TODAY)
    ben = next(member for member in running.people.people() if member.name == "Ben Moss")
    running.rounds.start("Round 2")
    part = next(m for m in running.people.people() if m.name == "Ben Moss").participation_id
    form = running.people.form_of(part)
    moved = replace(form.participation, sector=Sector.HEALTH, status=Status.READY)
    running.people.save(
        replace(form, participation=moved, organisation="Hill Hospital", sector=Sector.HEALTH)
    )
    (before,) = running.people.other_rounds(ben.participant.id)
    assert (before.round_name, before.sector, before.organisation) == (
        *(running.rounds.rounds()[0].round.name, "VCSE", ben.organisation_name),
    )
    assert (before.buddies, before.meetings, before.minutes) == (("Asha Rao",), 1, 45)
    running.readings.look_at(1)
    assert next(m for m in running.people.people() if m.name == "Ben Moss").sector is Sector.VCSE
    (after,) = running.people.other_rounds(ben.participant.id)
    assert (after.round_name, after.organisation, after.buddies) == ("Round 2", "Hill Hospital", ())


@pytest.mark.parametrize(("days", "is_due"), [(41, False), (42, True), (43, True)])
def test_who_waits_is_written_to_again_after_six_weeks(running: Services, days: int, is_due: bool):
    add_person(running, "Elin Wood", Sector.HEALTH, shares="Policy")
    running.letters.record_gone(Issue.POSTED, TODAY - timedelta(days=days))
    lines = [line for line in running.overview.round().readiness if "six weeks" in line.text]
    assert [line.text for line in lines] == (
        ["1 person waits for a buddy, and was last written to six weeks ago"] if is_due else []
    )


def lacks(services: Services) -> list[str]:
    return [line.text for line in services.overview.round().readiness if "You need" in line.text]


def test_what_one_side_lacks_is_said_before_anything_is_agreed(tmp_path: Path):
    with closing(new_scheme(tmp_path)) as services:
        for number in range(3):
            add_person(services, f"Asha Rao{number}", Sector.HEALTH, shares="Policy", wishes="Bid")
        assert lacks(services) == []
        add_person(services, "Ben Moss", Sector.VCSE, shares="Bid", wishes="Policy")
        assert lacks(services) == [
            "You need 2 more VCSE people for everybody to have a buddy, or 2 who take one more"
        ]
        add_person(services, "Cai Moss", Sector.VCSE, shares="Bid", capacity=2)
        assert lacks(services) == []
        add_person(services, "Dee Rao", Sector.HEALTH, shares="Policy", wishes="Bid")
        assert lacks(services) == [
            "You need 1 more VCSE person for everybody to have a buddy, or 1 who takes one more"
        ]
        services.plan.suggest(agree=True)
        assert lacks(services) == []


def test_letters_say_whom_to_ring_who_is_worried(running: Services):
    assert "worried about" not in said(running)
    running.scheme.save_scheme(replace(running.scheme.scheme(), safeguarding=" Jo Hale,  07700 900003 "))
    assert said(running).count("worried about someone’s safety, please ring Jo Hale, 07700 900003.") == 4


def said(services: Services) -> str:
    return " ".join(p.text for letter in services.letters.letters() for p in letter.text.passages)
