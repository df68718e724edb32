"""`continue`: lists the pairs of earlier rounds that could go on in the newest one, and lets some go on."""

import argparse
from collections.abc import Sequence
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, print_json
from buddy_matcher.app.named_scheme import add_scheme, open_for
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.text import counted
from buddy_matcher.services.continue_pairings import CouldContinue
from buddy_matcher.services.rounds.people_by_name import person_called
from buddy_matcher.services.rounds.round_state import Member


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--pair", nargs="+", metavar="NAME", help="the people of a pair that goes on")
    which.add_argument("--wished", action="store_true", help="every pair whose people all wish to go on")
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    with closing(open_for(options.file, is_change=bool(options.pair or options.wished))) as services:
        could = services.continuing.could_continue()
        chosen = _chosen(options, could, services.people.people())
        if chosen:
            services.continuing.go_on(*(each.pairing.id for each in chosen))
    if options.json:
        print_json({"could": [_as_json(each) for each in could], "go_on": [each.names for each in chosen]})
    elif chosen:
        print(f"{counted(len(chosen), 'pair goes', 'pairs go')} on: {'; '.join(c.names for c in chosen)}.")
    else:
        for each in could:
            print(each.in_words)
    return DONE


def _chosen(
    options: argparse.Namespace, could: tuple[CouldContinue, ...], people: Sequence[Member]
) -> list[CouldContinue]:
    if options.wished:
        return [each for each in could if each.is_wished_by_all]
    if not options.pair:
        return []
    wanted = {person_called(name, people).participation_id for name in options.pair}
    found = [each for each in could if {m.participation_id for m in each.members} == wanted]
    if not found:
        raise UserError(
            f"No earlier pair of {' and '.join(options.pair)} could go on.",
            "Nothing was changed. Leave --pair out to see which could.",
        )
    return found[:1]


def _as_json(each: CouldContinue) -> dict[str, object]:
    return {
        "members": [member.name for member in each.members],
        "round": each.round_name,
        "wished_by": list(each.wished_by),
    }


CONTINUE = Command("continue", "let pairs of an earlier round go on", _add_arguments, _run)
