"""`try`: a round as it would have come out under other criteria."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, print_json
from buddy_matcher.app.named_scheme import add_scheme
from buddy_matcher.app.numbers import whole, whole_number
from buddy_matcher.domain.criteria import Part
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.text import counted, listed, quoted
from buddy_matcher.services.questions.replay_round import Outcome
from buddy_matcher.services.schemes import open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument("--round", type=whole, required=True, metavar="N", help="the round to replay")
    parser.add_argument(
        "--set",
        dest="points",
        action="append",
        default=[],
        metavar="PART=POINTS",
        help="let a part of the score count so many points; may be repeated",
    )
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    points = dict(_points(text) for text in options.points)
    with closing(open_scheme(options.file)) as services:
        found = services.questions.replay.replay(options.round, points)
    if found is None:
        return DONE
    if options.json:
        print_json(
            {
                "same": found.is_same,
                **_as_json(found.now),
                "then": _as_json(found.then),
                "status": found.status.value,
            }
        )
        return DONE
    print("Every pair would be the same." if found.is_same else "The plan would have been another one.")
    for words, outcome in (("As it came out", found.then), ("Under these criteria", found.now)):
        print(
            f"{words}: {counted(len(outcome.pairs), 'pair')}, {len(outcome.waiting)} waiting, "
            f"{outcome.wishes_met} with a wish met, {outcome.in_person} can meet in person."
        )
    return DONE


def _points(text: str) -> tuple[Part, int]:
    name, _, number = text.rpartition("=")
    parts = {part.value.casefold(): part for part in Part}
    part = parts.get(name.strip().casefold())
    points = whole_number(number)
    if part is None or points is None:
        raise UserError(
            f"{quoted(text)} is not a part of the score and its points.",
            f"Write it like “meeting=40”. The parts are {listed(list(parts))}.",
        )
    return part, points


def _as_json(outcome: Outcome) -> dict[str, object]:
    return {
        "waiting": list(outcome.waiting),
        "pairs": [list(pair) for pair in outcome.pairs],
        "wishes": outcome.wishes_met,
        "in_person": outcome.in_person,
    }


TRY = Command("try", "replay a round under other criteria", _add_arguments, _run)
