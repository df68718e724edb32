"""`pair`: the best plan under the scheme's rules, stored as a draft or agreed at once."""

import argparse
import sys
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, print_json
from buddy_matcher.app.named_scheme import add_scheme, open_to_change
from buddy_matcher.app.plan_in_words import plan_as_json, print_plan, print_undecided
from buddy_matcher.domain.crossing import CrossesRules
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.text import quoted
from buddy_matcher.services.plan_round import Suggestion
from buddy_matcher.services.schemes import Services

SHORTEST, LONGEST = 1, 7 * 24 * 60 * 60
"""Seconds: in less than the one no plan may be found, and clocks can't count for ever."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument("--agree", action="store_true", help="agree the plan at once instead of a draft")
    parser.add_argument("--cross-rules", action="store_true", help="agree locked pairs too that cross a rule")
    parser.add_argument(
        "--time-limit", type=_seconds, metavar="S", help="give the best plan found in S seconds, 1 or more"
    )
    add_json(parser)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not seconds > 0:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a number of seconds above 0, such as 60")
    return min(max(seconds, SHORTEST), LONGEST)


def _suggested(services: Services, options: argparse.Namespace) -> Suggestion:
    try:
        return services.plan.suggest(
            time_limit=options.time_limit, agree=options.agree, cross_rules=options.cross_rules
        )
    except CrossesRules as crossing:
        advice = "Add --cross-rules to agree them all the same, or unpair them first."
        raise UserError(crossing.message, advice) from crossing


def _run(options: argparse.Namespace) -> int:
    with closing(open_to_change(options.file)) as services:
        suggestion = _suggested(services, options)
        plan = services.latest.plan()
        findings = services.check.findings()
        explained = services.waiting.explain_all() if options.json else {}
        wishes, answers = len(services.answers.open_wishes()), len(services.answers.open_values())
    if options.json and suggestion.proof:
        undecided = {"wishes": wishes, "answers": answers}
        print_json({**plan_as_json(plan, suggestion.proof, explained), "undecided": undecided})
    else:
        print_plan(plan)
        print_undecided(wishes, answers)
    for finding in findings:
        print(finding.message, file=sys.stderr)
    return DONE


PAIR = Command("pair", "make the best plan under the scheme's rules and store it", _add_arguments, _run)
