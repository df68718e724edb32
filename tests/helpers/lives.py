"""Rounds that run, for tests of what is done with them: agreed pairs whose letters went some days ago."""

from datetime import date, timedelta
from pathlib import Path

from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.services.example import create_example, lived_example
from buddy_matcher.services.follow_up import RunningPair
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.leaving.leaving import Leaving
from tests.helpers.people import add_person, four_people

TODAY = date.today()  # noqa: DTZ011 - the coordinator's own day, which the services ask for too


def running_four(path: Path) -> Services:
    """Make the scheme of four people, agreed as two pairs, whose letters went ten days ago."""
    services = four_people(path)
    let_run(services, days=10)
    return services


def let_run(services: Services, *, days: int) -> None:
    """Plan the round, agree it and record its letters as gone so many days ago."""
    services.plan.suggest()
    services.pairings.agree()
    letters_on = TODAY - timedelta(days=days)
    services.rounds.set_date(Milestone.LETTERS_ON, letters_on)
    services.letters.record_gone(Issue.GIVEN, letters_on)


def large_round(path: Path) -> Services:
    """Return the example scheme as 29 pairs that run, whose letters went ten days ago."""
    services = create_example(path)
    add_person(services, "Asha Rao", Sector.HEALTH, shares="Policy", wishes="Bid")
    add_person(services, "Ben Moss", Sector.VCSE, shares="Bid", wishes="Policy")
    services.plan.suggest()
    services.pairings.agree(cross_rules=True)
    services.letters.record_gone(Issue.GIVEN, TODAY - timedelta(days=10))
    return services


def lived(path: Path) -> Services:
    """Return the example scheme after half a year, with its next round being planned."""
    return lived_example(path, TODAY)


def pair_of(services: Services, name: str) -> RunningPair:
    """Return the newest pair that somebody is in, running or over."""
    pairs = services.follow_up.pairs(TODAY)
    return next(pair for pair in reversed(pairs) if any(m.name == name for m in pair.members))


def leaving_on(services: Services) -> Leaving:
    """Return the use cases that the commands about leaving call."""
    return Leaving(
        services.endings,
        services.holds,
        services.questions.mend,
        services.follow_up,
        services.rounds,
        services.changing,
        services.scheme,
    )
