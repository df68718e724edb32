"""`explain`: why each person without a buddy waits, and what would help."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, print_json
from buddy_matcher.app.named_scheme import add_scheme
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.explain_waiting import Waiting
from buddy_matcher.services.schemes import open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    with closing(open_scheme(options.file)) as services:
        waiting = services.waiting.waiting()
    if options.json:
        print_json({"waiting": [_as_json(person) for person in waiting]})
        return DONE
    for person in waiting:
        print(f"{person.name}: {person.reason}")
        if len(person.crowd) > 1:
            print(
                f"  {counted(len(person.crowd), 'person', 'people')} compete for "
                f"{counted(person.places, 'place')}: {listed(person.crowd)}."
            )
        for rule, gain in person.openings:
            more = counted(gain, "person", "people")
            print(f"  If it did not count that {rule}: {more} more with a buddy.")
    if not waiting:
        print("Everyone has a buddy.")
    return DONE


def _as_json(person: Waiting) -> dict[str, object]:
    return {
        "name": person.name,
        "reason": person.reason,
        "crowd": list(person.crowd),
        "places": person.places,
        "openings": [{"rule": rule, "gain": gain} for rule, gain in person.openings],
    }


EXPLAIN = Command("explain", "say why each person without a buddy waits", _add_arguments, _run)
