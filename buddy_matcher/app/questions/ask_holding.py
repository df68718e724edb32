"""`holds`: which pairs hold however much each part of the points counts."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, print_json
from buddy_matcher.app.named_scheme import add_scheme
from buddy_matcher.domain.text import listed
from buddy_matcher.services.questions.holding import Holds
from buddy_matcher.services.schemes import open_scheme

_WORDS = {
    Holds.ALWAYS: "in every plan",
    Holds.ONE_STEP: "as long as one part alone counts otherwise",
    Holds.ONLY: "only with these weights or some near them",
}


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    with closing(open_scheme(options.file)) as services:
        found = services.questions.holding.firmness()
    if found is None:
        return DONE
    if options.json:
        pairs = [
            {
                "members": list(pair.members),
                "holds": pair.holds.value,
                "share": round(pair.share, 4),
                "instead": [list(other) for other in pair.instead],
            }
            for pair in found.pairs
        ]
        print_json({"weightings": found.weightings, "all": found.is_all, "pairs": pairs})
        return DONE
    tried = "every combination" if found.is_all else "one part at a time, because of limits and threes"
    print(f"{found.weightings} weightings were tried: {tried}.")
    for pair in found.pairs:
        print(f"{listed(pair.members)}: {_WORDS[pair.holds]} ({pair.share:.0%}).")
    return DONE


HOLDS = Command("holds", "say which pairs hold under every weighting", _add_arguments, _run)
