"""What comes next: letters, then the pairs that run, then the next round."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.services.overview import NextStep
from tests.helpers.lives import TODAY, running_four
from tests.helpers.people import add_person, id_of, planned_four, to_buddy


def test_after_the_letters_come_the_meetings_and_after_them_the_next_round(tmp_path: Path):
    services = running_four(tmp_path / "scheme.buddy")
    step = lambda: services.overview.round().next_step  # noqa: E731 - said three times
    assert step() is NextStep.FOLLOW_UP
    pairs = services.follow_up.pairs(TODAY)
    services.endings.end_all_finished(pairs[0].pairing.round_id, TODAY, spared=pairs[0].pairing.members)
    assert step() is NextStep.FOLLOW_UP
    services.endings.end_all_finished(pairs[0].pairing.round_id, TODAY)
    assert step() is NextStep.START_ROUND
    services.rounds.start("Round 2")
    assert step() is NextStep.INVITE
    assert "4 people are invited and have not answered" in {
        line.text for line in services.overview.round().readiness
    }
    services.close()


def test_statements_are_to_be_read_until_the_letters_that_quote_them_have_gone(tmp_path: Path):
    services = planned_four(tmp_path / "scheme.buddy")
    services.pairings.agree()
    part = id_of(services, "Ben Moss")
    form = services.people.form_of(part)
    shared = replace(form.participation, statements=to_buddy("how long trust takes"))
    services.people.save(replace(form, participation=shared))
    [line] = [each for each in services.overview.round().readiness if "If only" in each.text]
    assert (line.text, line.participation_ids) == (
        "1 person wrote “If only they knew…” to read before it is printed",
        (part,),
    )
    services.letters.record_gone(Issue.GIVEN, TODAY)
    assert not any("If only" in each.text for each in services.overview.round().readiness)
    services.close()


def test_a_round_that_only_invited_asks_to_send_the_invitations_first(tmp_path: Path):
    with closing(running_four(tmp_path / "running.buddy")) as services:
        add_person(services, "Elin Wood", Sector.HEALTH, shares="Policy")
        assert [member.name for member in services.follow_up.without_buddy(TODAY)] == ["Elin Wood"]
        services.rounds.start("Round 2", invited=frozenset({Status.FINISHED, Status.WAITING}))
        assert services.overview.round().next_step is NextStep.INVITE
        assert services.follow_up.without_buddy(TODAY) == ()
        services.letters.record_gone(Issue.POSTED, TODAY)
        assert services.overview.round().next_step is NextStep.ADD_PEOPLE
