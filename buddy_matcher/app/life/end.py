"""`end`: ends a pairing, with what is next for each of its people, or all of a round that is over."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, refuse_twice
from buddy_matcher.app.life.options import add_day, add_round, day, member_called, named, pair_of_names
from buddy_matcher.app.named_scheme import add_scheme, open_to_change
from buddy_matcher.domain.endings import EndReason, Next, NextFor
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.text import listed, quoted, tidy, with_capital
from buddy_matcher.services.end_pairings import Ending
from buddy_matcher.services.follow_up import RunningPair
from buddy_matcher.services.rounds.people_by_name import person_called
from buddy_matcher.services.schemes import Services

_NOBODY_ELSE = frozenset({"both", "coordinator"})


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--pair", nargs="+", metavar="NAME", help="the people of the pair")
    which.add_argument("--all-finished", action="store_true", help="end every pair of the round as finished")
    parser.add_argument("--reason", metavar="CODE", help=", ".join(reason.value for reason in EndReason))
    parser.add_argument("--asked-by", metavar="NAME", help="who asked for it: a name, both or coordinator")
    parser.add_argument(
        "--for",
        dest="next_for",
        type=named,
        action="append",
        default=[],
        metavar="NAME=NEXT",
        help="what is next for somebody: another, next, pause:DATE or leave",
    )
    parser.add_argument(
        "--except", dest="spared", action="append", default=[], metavar="NAME", help="whose pair goes on"
    )
    add_day(parser)
    add_round(parser)


def _run(options: argparse.Namespace) -> int:
    _refuse_contradictions(options)
    with closing(open_to_change(options.file)) as services:
        if options.all_finished:
            _finish_all(services, options)
        else:
            _end(services, options)
    return DONE


def _refuse_contradictions(options: argparse.Namespace) -> None:
    is_finished = options.reason in {None, EndReason.FINISHED.value}
    if options.all_finished and (options.asked_by is not None or options.next_for or not is_finished):
        raise UserError(
            "--reason, --asked-by and --for are of one pair, not of all. Nothing was changed.",
            "End that pair by itself with --pair first, then all others.",
        )
    if options.pair and options.spared:
        raise UserError(
            "--except says nothing of a single pair. Nothing was changed.",
            "Leave it out, or use --all-finished.",
        )
    refuse_twice("--for", [tidy(name) for name, _ in options.next_for])


def _end(services: Services, options: argparse.Namespace) -> None:
    reason = _reason(options.reason)
    pair = pair_of_names(services.follow_up, options, is_running=True)
    ending = Ending(
        on=options.on,
        reason=reason,
        asked_by=_asked_by(options.asked_by, pair),
        next_for=tuple(_next(name, value, pair) for name, value in options.next_for),
    )
    services.endings.end(pair.pairing.id, ending)
    print(f"Ended: {listed([member.name for member in pair.members])}.")


def _reason(code: str | None) -> EndReason:
    try:
        return EndReason(code or "")
    except ValueError as error:
        codes = ", ".join(reason.value for reason in EndReason)
        said = f"{quoted(code)} is no reason to end a pair." if code else "A pair ends for a reason."
        raise UserError(said, f"Nothing was changed. Give one of {codes} with --reason.") from error


def _asked_by(name: str | None, pair: RunningPair) -> ParticipationId | None:
    return None if name is None or name in _NOBODY_ELSE else member_called(name, pair.members)


def _next(name: str, value: str, pair: RunningPair) -> NextFor:
    code, _, until = value.partition(":")
    try:
        return NextFor(member_called(name, pair.members), Next(code), day(until) if until else None)
    except (ValueError, argparse.ArgumentTypeError) as error:
        why = f" {with_capital(str(error))}." if isinstance(error, argparse.ArgumentTypeError) else ""
        raise UserError(
            f"{quoted(value)} does not say what is next for {name}.{why}",
            "Nothing was changed. Say another, next, pause:2026-11-28 or leave.",
        ) from error


def _finish_all(services: Services, options: argparse.Namespace) -> None:
    pairs = [pair for pair in services.follow_up.pairs(options.on, options.round) if not pair.is_over]
    if not pairs:
        raise UserError("No pair runs in this round.", "Nothing was changed.")
    people = [member for pair in pairs for member in pair.members]
    spared = {person_called(name, people).participation_id for name in options.spared}
    services.endings.end_all_finished(pairs[0].pairing.round_id, options.on, spared=spared)
    ended = [pair for pair in pairs if spared.isdisjoint(pair.pairing.members)]
    print(f"Finished: {len(ended)} of {len(pairs)} pairs.")


END = Command("end", "end a pair, or all pairs of a round that is over", _add_arguments, _run)
