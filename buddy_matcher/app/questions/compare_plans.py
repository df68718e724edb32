"""`compare`: the plan beside the best one, the next best, the most different as good, or a saved one."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, print_json
from buddy_matcher.app.named_scheme import add_scheme
from buddy_matcher.domain.text import listed
from buddy_matcher.services.questions.ask import Questions
from buddy_matcher.services.questions.compare_plans import Comparison, Other
from buddy_matcher.services.schemes import open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    other = parser.add_mutually_exclusive_group()
    other.add_argument(
        "--with",
        dest="other",
        choices=[other.value for other in Other],
        default=Other.BEST.value,
        help="the best plan (the default), the next best, or the one as good that differs most",
    )
    other.add_argument("--scenario", metavar="NAME", help="a plan that was set aside under this name")
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    with closing(open_scheme(options.file)) as services:
        found = _compared(services.questions, options)
    if found is None:
        return DONE
    if options.json:
        print_json(
            {
                "aims": {aim: list(values) for aim, values in found.aims.items()},
                "changed": list(found.changed),
                "pairs": [list(pair) for pair in found.pairs],
                "settled": found.settled,
                "proved": found.is_proved,
                "forecast_pence": _forecast(found),
                "crossing": list(found.crossing),
            }
        )
        return DONE
    for aim, (mine, theirs) in found.aims.items():
        print(f"{aim}: {mine} here, {theirs} there")
    same = "The two plans have the same pairs."
    print(f"Other buddies: {listed(found.changed)}." if found.changed else same)
    if found.crossing:
        print(f"Of the other plan, pairs that cross a rule now: {'; '.join(found.crossing)}.")
    if found.costs:
        here, there = found.costs
        print(f"Here: {here.words}. There: {there.words}.")
    settled = f"{found.settled} of {found.paired} people"
    print(f"{settled} are in the same pair in every plan as good as the best.")
    return DONE


def _compared(questions: Questions, options: argparse.Namespace) -> Comparison | None:
    if options.scenario is not None:
        return questions.comparison.compare_scenario(questions.scenarios.called(options.scenario))
    return questions.comparison.compare(Other(options.other))


def _forecast(found: Comparison) -> dict[str, dict[str, int]] | None:
    """Return what the time of both plans would cost, travel apart; None where nothing is agreed."""
    if found.costs is None:
        return None
    names = zip(("here", "there"), found.costs, strict=True)
    return {name: {"low": cost.time[0], "high": cost.time[1]} for name, cost in names}


COMPARE = Command("compare", "set the plan beside another one", _add_arguments, _run)
