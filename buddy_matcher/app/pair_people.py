"""`pair`: the best plan under the scheme's rules, stored as a draft or agreed at once."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, add_scheme, print_json
from buddy_matcher.app.plan_in_words import plan_as_json, print_plan
from buddy_matcher.services.schemes import open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument("--agree", action="store_true", help="agree the plan at once instead of a draft")
    parser.add_argument("--time-limit", type=_seconds, metavar="S", help="stop after S seconds")
    add_json(parser)


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError("a number of seconds above 0")
    return seconds


def _run(options: argparse.Namespace) -> int:
    with closing(open_scheme(options.file)) as services:
        suggestion = services.plan.suggest(time_limit=options.time_limit, agree=options.agree)
        plan = services.overview.plan()
        explained = services.waiting.explain_all() if options.json else {}
    if options.json and suggestion.proof:
        print_json(plan_as_json(plan, suggestion.proof, explained))
    else:
        print_plan(plan)
    return DONE


PAIR = Command("pair", "make the best plan under the scheme's rules and store it", _add_arguments, _run)
