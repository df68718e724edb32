"""`scenarios`: plans that are set aside under a name, and taking one up again."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, print_json
from buddy_matcher.app.named_scheme import add_scheme, open_for
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.questions.keep_scenarios import KeepScenarios, ShownScenario


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--save", metavar="NAME", help="set the plan as it stands aside under a name")
    what.add_argument("--take", metavar="NAME", help="lay a scenario out as the plan; what is agreed stays")
    what.add_argument("--remove", metavar="NAME", help="forget a scenario")
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    changes_something = any(name is not None for name in (options.save, options.take, options.remove))
    with closing(open_for(options.file, is_change=bool(changes_something))) as services:
        scenarios = services.questions.scenarios
        left_out = _change(scenarios, options)
        found = scenarios.all()
    if options.json:
        print_json({"scenarios": [_as_json(each) for each in found], "left_out": list(left_out)})
        return DONE
    if left_out:
        print(f"Not to be had any more are pairings of {listed(left_out)}.")
    if not found:
        print("No scenario is saved.")
    for each in found:
        pairs = counted(each.pairings, "pairing")
        saved = date_in_words(each.scenario.saved_on)
        print(f"{each.scenario.name}: {pairs}, {each.alike} of them in the plan, saved on {saved}.")
    return DONE


def _change(scenarios: KeepScenarios, options: argparse.Namespace) -> tuple[str, ...]:
    """Do what is asked for; return the names of those whose pairings could not be had again."""
    if options.save is not None:
        scenarios.save(options.save)
    if options.remove is not None:
        scenarios.remove(scenarios.called(options.remove))
    return () if options.take is None else scenarios.take(scenarios.called(options.take)).left_out


def _as_json(each: ShownScenario) -> dict[str, object]:
    return {
        "name": each.scenario.name,
        "saved_on": each.scenario.saved_on.isoformat(),
        "pairings": each.pairings,
        "alike": each.alike,
    }


SCENARIOS = Command("scenarios", "set plans aside under a name, and take one up again", _add_arguments, _run)
