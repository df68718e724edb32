"""`status`: where somebody stands in the round; whoever withdraws leaves their pairings that day."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, print_json
from buddy_matcher.app.named_scheme import add_scheme, open_to_change
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.text import listed, quoted

_CHOICES = (Status.READY, Status.WAITING, Status.PAUSED, Status.WITHDRAWN, Status.FINISHED)


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument(
        "--person", required=True, metavar="NAME", help="as “Given Family” or “Family, Given”"
    )
    parser.add_argument("status", metavar="|".join(_CHOICES), help="what becomes of them in this round")
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    status = _status(options.status)
    with closing(open_to_change(options.file)) as services:
        before = len(services.latest.plan().pairs)
        services.people.set_status(options.person, status)
        plan = services.latest.plan()
        needing = [person.name for person in plan.without_buddy if person.is_widowed]
    if options.json:
        print_json({"status": status.value, "pairs": len(plan.pairs), "need_a_buddy": needing})
        return DONE
    print(f"{options.person} is {status.value} now.")
    if len(plan.pairs) < before:
        print(f"Their pairing has ended. Without a buddy now: {listed(needing) or 'nobody'}.")
    return DONE


def _status(text: str) -> Status:
    if text not in _CHOICES:
        raise UserError(f"{quoted(text)} is no status.", f"Choose one of {listed(list(_CHOICES), 'or')}.")
    return Status(text)


STATUS = Command("status", "set where somebody stands in the round", _add_arguments, _run)
