"""What the commands of a running round take alike: a round, a day, people by name."""

import argparse
from collections.abc import Sequence
from datetime import date

from buddy_matcher.app.numbers import whole
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.text import quoted
from buddy_matcher.domain.working_days import FIRST_DAY, LAST_DAY
from buddy_matcher.services.follow_up import FollowUp, RunningPair
from buddy_matcher.services.rounds.people_by_name import person_called
from buddy_matcher.services.rounds.round_state import Member
from buddy_matcher.services.schemes import Services


def add_round(parser: argparse.ArgumentParser) -> None:
    """Take `--round N`, as `options.round`; None is the newest one with agreed pairs."""
    parser.add_argument(
        "--round", type=whole, metavar="N", help="which round; the newest with agreed pairs if left out"
    )


def add_day(parser: argparse.ArgumentParser) -> None:
    """Take `--on DATE`, as `options.on`; today if left out."""
    parser.add_argument("--on", type=day, default=today(), metavar="DATE", help="the day, such as 2026-11-28")


def add_pair(parser: "argparse._ActionsContainer", *, is_required: bool = False) -> None:
    """Take `--pair "A" "B"`, as `options.pair`; a three is named by all of its people."""
    parser.add_argument(
        "--pair", nargs="+", required=is_required, metavar="NAME", help="the people of the pair"
    )


def today() -> date:
    """Return the coordinator's own day."""
    return date.today()  # noqa: DTZ011 - see above


def day(text: str) -> date:
    """Return a date as the command line writes it; one of another century is a slip of the fingers."""
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a date such as 2026-11-28") from error
    if not FIRST_DAY <= found <= LAST_DAY:
        raise argparse.ArgumentTypeError(
            f"{quoted(text)} is not in the years {FIRST_DAY.year} to {LAST_DAY.year}: look at its year"
        )
    return found


def named(text: str) -> tuple[str, str]:
    """Return the two sides of "NAME=VALUE"; the last sign of equality parts them."""
    name, sign, value = text.rpartition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a name, = and a value")
    return name, value


def pair_of_names(follow_up: FollowUp, options: argparse.Namespace, *, is_running: bool) -> RunningPair:
    """Return the agreed pairing of the people who are named; the latest one where they had several.

    With `is_running`, ended ones don't count. Raises UserError when there is none.
    """
    pairs = follow_up.pairs(options.on, options.round)
    people = {member.participation_id: member for pair in pairs for member in pair.members}.values()
    wanted = {person_called(name, people).participation_id for name in options.pair}
    found = [
        pair
        for pair in pairs
        if {member.participation_id for member in pair.members} == wanted
        and not (is_running and pair.is_over)
    ]
    if not found:
        raise UserError(
            f"There is no agreed pair of {' and '.join(options.pair)}.",
            "Nothing was changed. Name everybody in it; a three has three.",
        )
    return found[-1]


def person_of_name(services: Services, options: argparse.Namespace) -> Member:
    """Return who is named by `--person`: in the round of `--round`, else in the running one or the newest.

    Raises UserError when it is nobody, or several.
    """
    people = services.follow_up.people(options.on, options.round)
    if options.round is None:
        known = {member.participant.id for member in people}
        newest = services.people.people()
        people += tuple(member for member in newest if member.participant.id not in known)
    return person_called(options.person, people)


def member_called(name: str, members: Sequence[Member]) -> ParticipationId:
    """Return which member of a pair a name means; raises UserError when it is none."""
    return person_called(name, members).participation_id
