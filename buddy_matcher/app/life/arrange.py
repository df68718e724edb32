"""`arrange`: says when and where a pair could meet, keeps what they agreed, and writes the invitations."""

import argparse
from contextlib import closing
from datetime import date, datetime

from buddy_matcher.app.command import DONE, Command, add_json, all_or_nothing, path, print_json, refuse_alone
from buddy_matcher.app.life.options import add_day, add_pair, add_round, pair_of_names
from buddy_matcher.app.named_scheme import add_scheme, open_for
from buddy_matcher.app.numbers import whole
from buddy_matcher.domain.arranged import MOST_MINUTES, MOST_TIMES, MOST_WEEKS, Arranged
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.meeting import DAYS
from buddy_matcher.domain.places import HECTOMETRES_PER_MILE
from buddy_matcher.domain.text import listed, quoted
from buddy_matcher.domain.working_days import FIRST_DAY, LAST_DAY
from buddy_matcher.services.arrange_meetings import Invitations, MeetingOptions
from buddy_matcher.services.follow_up import RunningPair

_LENGTHS = ("minutes", "times", "weeks")


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    add_pair(parser, is_required=True)
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--at",
        type=_moment,
        metavar="DATE TIME",
        help="when they meet, as 2027-03-02T10:30; left out, what suits",
    )
    what.add_argument("--call-off", action="store_true", help="forget what they had arranged")
    parser.add_argument("--minutes", type=whole, metavar="N", help="how long: 60")
    parser.add_argument("--where", default="", metavar="TEXT", help="the place in words")
    parser.add_argument("--times", type=whole, metavar="N", help="how many meetings: 1")
    parser.add_argument("--weeks", type=whole, metavar="N", help="weeks between them: 4")
    parser.add_argument("--out", type=path, metavar="DIR", help="write invitations there")
    add_day(parser)
    add_round(parser)
    add_json(parser)


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a time such as 2027-03-02T10:30") from error
    if _is_day(text) or found.tzinfo or not FIRST_DAY <= found.date() <= LAST_DAY:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a time of a day such as 2027-03-02T10:30")
    return found


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _run(options: argparse.Namespace) -> int:
    refuse_alone(options, "at", "where", *_LENGTHS)
    is_change = options.call_off or options.at is not None
    with closing(open_for(options.file, is_change=is_change)) as services:
        pair = pair_of_names(services.follow_up, options, is_running=True)
        pairing_id = pair.pairing.id
        if not (options.call_off or options.at or options.out):
            _say_options(services.arranging.options(pairing_id, options.on), pair, as_json=options.json)
            return DONE
        told: list[str] = []
        written = Invitations((), ())
        with all_or_nothing(services.history):
            if options.call_off:
                services.arranging.call_off(pairing_id)
                told = [f"Called off: {pair.names}."]
            elif options.at:
                arranged = _arranged(options)
                services.arranging.arrange(pairing_id, arranged)
                told = [f"{pair.names} meet on {arranged.first_in_words}."]
            if options.out:
                written = services.arranging.save_invitations(pairing_id, options.out)
    if options.json:
        print_json(
            {"told": told, "files": [str(path) for path in written.files], "to_tell": list(written.to_tell)}
        )
        return DONE
    for line in (*told, *map(str, written.files)):
        print(line)
    if written.to_tell:
        print(f"Without an e-mail address, tell them another way: {listed(written.to_tell)}.")
    return DONE


def _arranged(options: argparse.Namespace) -> Arranged:
    try:
        return Arranged(
            starts=options.at,
            where=options.where,
            **{name: given for name in _LENGTHS if (given := getattr(options, name)) is not None},
        )
    except ValueError as error:
        raise UserError(
            "These are no meetings that can be arranged. Nothing was changed.",
            f"Give 1 to {MOST_TIMES} times, up to {MOST_MINUTES} minutes, up to {MOST_WEEKS} weeks apart.",
        ) from error


def _say_options(found: MeetingOptions, pair: RunningPair, *, as_json: bool) -> None:
    if as_json:
        print_json(_as_json(found))
        return
    if found.times:
        first = [f"{DAYS[each.on.weekday()]} {each.on} {each.part}" for each in found.times]
        print(f"{pair.names} are usually free together on: {listed(first)}.")
    else:
        print("No half-day suits all: any time, by phone first.")
    for place in found.places:
        print(f"- {place.venue.name}: {', '.join(_miles(trip) for trip in place.trips)}")


def _as_json(found: MeetingOptions) -> dict[str, object]:
    return {
        "members": [member.name for member in found.members],
        "times": [{"on": each.on.isoformat(), "part": each.part} for each in found.times],
        "places": [
            {
                "name": place.venue.name,
                "miles": [None if t is None else round(t / HECTOMETRES_PER_MILE, 1) for t in place.trips],
                "has": sorted(place.venue.room.features) if place.venue.room else [],
            }
            for place in found.places
        ],
    }


def _miles(trip: int | None) -> str:
    return "not known" if trip is None else f"{round(trip / HECTOMETRES_PER_MILE)} miles"


ARRANGE = Command("arrange", "arrange when and where a pair meets", _add_arguments, _run)
