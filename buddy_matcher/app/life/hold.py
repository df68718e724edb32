"""`hold`, `release` and `stop`: pauses a person or a pair, and stops everything for somebody."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command
from buddy_matcher.app.life.options import add_day, add_round, day, pair_of_names, person_of_name
from buddy_matcher.app.named_scheme import add_scheme, open_to_change
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import PairingId, ParticipationId
from buddy_matcher.services.hold_people import HoldPeople


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--person", metavar="NAME", help="the person")
    which.add_argument("--pair", nargs="+", metavar="NAME", help="the people of the pair")
    add_day(parser)
    add_round(parser)


def _add_hold(parser: argparse.ArgumentParser) -> None:
    _add_arguments(parser)
    how_long = parser.add_mutually_exclusive_group()
    how_long.add_argument(
        "--until", type=day, metavar="DATE", help="when it is over; left out, until released"
    )
    how_long.add_argument(
        "--passed-to",
        metavar="WHOM",
        help="to whom you passed a worry about somebody's safety; the worry itself is not kept",
    )


def _add_stop(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument("--person", required=True, metavar="NAME", help="the person")
    add_day(parser)
    add_round(parser)


def _run_hold(options: argparse.Namespace) -> int:
    if options.until and options.until <= options.on:
        raise UserError(
            f"A hold until {options.until} is over by {options.on}. Nothing was changed.",
            "Give a later day, or none to hold until you release them.",
        )
    with closing(open_to_change(options.file)) as services:
        if options.person is not None:
            member = person_of_name(services, options)
            _hold_person(services.holds, member.participation_id, options)
            print(f"On hold: {member.name}.")
        else:
            pair = pair_of_names(services.follow_up, options, is_running=True)
            _hold_pair(services.holds, pair.pairing.id, options)
            print(f"On hold: {pair.names}.")
    return DONE


def _hold_person(holds: HoldPeople, who: ParticipationId, options: argparse.Namespace) -> None:
    if options.passed_to is None:
        holds.hold_person(who, options.until)
    else:
        holds.pass_worry_about(who, options.passed_to, options.on)


def _hold_pair(holds: HoldPeople, pair: PairingId, options: argparse.Namespace) -> None:
    if options.passed_to is None:
        holds.hold_pairing(pair, options.until)
    else:
        holds.pass_worry(pair, options.passed_to, options.on)


def _run_release(options: argparse.Namespace) -> int:
    with closing(open_to_change(options.file)) as services:
        holds = services.holds
        if options.person is not None:
            member = person_of_name(services, options)
            changes = holds.release_person(member.participation_id)
            print(f"Released: {member.name}." if changes else f"{member.name} was not on hold.")
        else:
            pair = pair_of_names(services.follow_up, options, is_running=True)
            changes = holds.release_pairing(pair.pairing.id)
            print(f"Released: {pair.names}." if changes else f"{pair.names} were not on hold.")
    return DONE


def _run_stop(options: argparse.Namespace) -> int:
    with closing(open_to_change(options.file)) as services:
        member = person_of_name(services, options)
        services.holds.stop(member.participant.id, options.on)
        print(f"Nothing goes to {member.name} any more. Ring their buddy before a letter goes.")
    return DONE


HOLD = Command("hold", "pause a person or a pair", _add_hold, _run_hold)
RELEASE = Command("release", "let a person or a pair go on", _add_arguments, _run_release)
STOP = Command("stop", "stop everything for a person, for good", _add_stop, _run_stop)
