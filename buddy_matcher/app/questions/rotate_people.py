"""`rotate`: several rounds in which nobody meets the same person twice."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, print_json
from buddy_matcher.app.named_scheme import add_scheme
from buddy_matcher.app.numbers import whole
from buddy_matcher.services.questions.rotate_people import MOST_ROUNDS
from buddy_matcher.services.schemes import open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument(
        "--rounds", type=whole, required=True, metavar="K", help=f"how many rounds, 1 to {MOST_ROUNDS}"
    )
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    with closing(open_scheme(options.file)) as services:
        found = services.questions.rotation.rotate(options.rounds)
    if options.json:
        print_json(
            {
                "rounds": [[list(pair) for pair in pairs] for pairs in found.rounds],
                "total": found.total,
                "worst": found.worst,
                "status": found.status.value,
            }
        )
        return DONE
    for number, pairs in enumerate(found.rounds, start=1):
        print(f"Round {number}")
        for first, second in pairs:
            print(f"  {first} and {second}")
    return DONE


ROTATE = Command("rotate", "plan several rounds at once, without repeats", _add_arguments, _run)
