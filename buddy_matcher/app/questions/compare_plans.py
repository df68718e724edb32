"""`compare`: the plan beside the best one, the next best, or the one as good that differs most."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, print_json
from buddy_matcher.app.named_scheme import add_scheme
from buddy_matcher.domain.text import listed
from buddy_matcher.services.questions.compare_plans import Comparison, Other
from buddy_matcher.services.schemes import open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument(
        "--with",
        dest="other",
        choices=[other.value for other in Other],
        default=Other.BEST.value,
        help="the best plan (the default), the next best, or the one as good that differs most",
    )
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    with closing(open_scheme(options.file)) as services:
        found = services.questions.comparison.compare(Other(options.other))
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
            }
        )
        return DONE
    for aim, (mine, theirs) in found.aims.items():
        print(f"{aim}: {mine} here, {theirs} there")
    same = "The two plans have the same pairs."
    print(f"Other buddies: {listed(found.changed)}." if found.changed else same)
    if found.costs:
        here, there = found.costs
        print(f"Here: {here.words}. There: {there.words}.")
    settled = f"{found.settled} of {found.paired} people"
    print(f"{settled} are in the same pair in every plan as good as the best.")
    return DONE


def _forecast(found: Comparison) -> dict[str, dict[str, int]] | None:
    """Return what the time of both plans would cost, travel apart; None where nothing is agreed."""
    if found.costs is None:
        return None
    names = zip(("here", "there"), found.costs, strict=True)
    return {name: {"low": cost.time[0], "high": cost.time[1]} for name, cost in names}


COMPARE = Command("compare", "set the plan beside another one", _add_arguments, _run)
