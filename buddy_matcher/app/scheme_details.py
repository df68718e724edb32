"""What letters say of a scheme, taken from the command line: who runs it and how to reach them."""

import argparse
import sys
from dataclasses import replace

from buddy_matcher.domain.rounds import Coordinator


def add_details(parser: argparse.ArgumentParser) -> None:
    """Take the coordinator's details; an option left out is None, so that nothing is emptied by it."""
    parser.add_argument("--coordinator", metavar="NAME", help="who runs the scheme and signs its letters")
    parser.add_argument("--phone", help="the phone number that letters give")
    parser.add_argument("--email", help="the e-mail address that letters give")
    parser.add_argument("--organisation", help="the coordinator's organisation")
    parser.add_argument(
        "--address", action="append", metavar="LINE", help="a line of the address; give it once for each line"
    )


def with_details(coordinator: Coordinator, options: argparse.Namespace) -> Coordinator:
    """Return a coordinator with the details that were given in place of theirs."""
    given = {
        "name": options.coordinator,
        "phone": options.phone,
        "email": options.email,
        "organisation": options.organisation,
        "address": None if options.address is None else tuple(options.address),
    }
    return replace(coordinator, **{field: value for field, value in given.items() if value is not None})


def warn_of_missing_details(coordinator: Coordinator) -> None:
    """Say on the error stream what letters can't tell their readers, and how to set it."""
    if coordinator.lacks_in_words:
        where = "Set them with `buddy-matcher scheme`, or in the window."
        print(f"{coordinator.lacks_in_words} {where}", file=sys.stderr)
