"""Who waits: since when, how many rounds in a row left them out, and when they were last written to."""

from datetime import date, timedelta

from buddy_matcher.domain.endings import EndReason
from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.services.end_pairings import Ending
from buddy_matcher.services.schemes import Services
from tests.helpers.lives import TODAY, pair_of
from tests.helpers.people import add_four, add_person, id_of


def told(services: Services) -> list[tuple[str, date | None, int, date | None, bool]]:
    return [
        (each.member.name, each.since, each.left_out, each.last_told, each.may_be_rung)
        for each in services.follow_up.waiting(TODAY)
    ]


def test_whom_rounds_in_a_row_left_out_comes_first_and_who_lost_a_buddy_waits_since_then(services: Services):
    add_four(services)
    add_person(services, "Eve Stone", Sector.VCSE, shares="Bid", is_on_standby=True)
    services.plan.suggest(agree=True)
    assert told(services) == [("Eve Stone", TODAY, 0, None, True)]
    services.letters.record_gone(Issue.GIVEN, TODAY)
    ended = Ending(on=TODAY + timedelta(days=3), reason=EndReason.NO_TIME)
    services.endings.end(pair_of(services, "Asha Rao").pairing.id, ended)
    assert {name: since for name, since, *_ in told(services)} == {
        "Asha Rao": ended.on,
        "Ben Moss": ended.on,
        "Eve Stone": TODAY,
    }
    services.rounds.start("Spring", invited=frozenset(Status))
    for name in ("Ben Moss", "Cara Lunt", "Dewi Pugh", "Eve Stone"):
        services.people.set_status(name, Status.READY)
    services.pairings.pair(id_of(services, "Cara Lunt"), id_of(services, "Dewi Pugh"))
    services.pairings.agree(cross_rules=True)
    assert [each[:3] for each in told(services)] == [("Eve Stone", TODAY, 1), ("Ben Moss", TODAY, 0)]
