"""`choices`: whom people may choose without a loss to anybody, and the plan that honours their choices."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, print_json
from buddy_matcher.app.named_scheme import add_scheme
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.text import listed
from buddy_matcher.services.questions.offer_choices import OfferChoices
from buddy_matcher.services.schemes import open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument(
        "--points", type=int, default=0, metavar="N", help="points that a choice may cost the whole plan (0)"
    )
    parser.add_argument(
        "--chosen",
        action="append",
        default=[],
        metavar="NAME=BUDDY",
        help="what somebody chose; may be repeated, and gives the plan that honours as many as possible",
    )
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    with closing(open_scheme(options.file)) as services:
        if options.chosen:
            return _honour(services.questions.choices, options)
        offers = services.questions.choices.offers(options.points)
    if options.json:
        people = [
            {"name": offer.name, "buddies": [{"name": name, "points": lost} for name, lost in offer.buddies]}
            for offer in offers
        ]
        print_json({"people": people})
        return DONE
    for offer in offers:
        print(f"{offer.name} may choose {listed([name for name, _points in offer.buddies], last=' or ')}.")
    return DONE


def _honour(choices: OfferChoices, options: argparse.Namespace) -> int:
    chosen = {}
    for text in options.chosen:
        name, equals, buddy = text.partition("=")
        if not equals:
            raise UserError(f"“{text}” does not say who chose whom.", "Write it like “Asha Rao=Ben Moss”.")
        chosen[name] = buddy
    found = choices.honour(chosen)
    if found is None:
        return DONE
    if options.json:
        print_json(
            {
                "honoured": list(found.honoured),
                "pairs": [list(pair) for pair in found.pairs],
                "objective": found.objective,
                "status": found.status.value,
            }
        )
        return DONE
    print(f"{len(found.honoured)} of {len(chosen)} choices can be honoured.")
    for first, second in found.pairs:
        print(f"{first} and {second}")
    return DONE


CHOICES = Command("choices", "say whom people may choose without a loss to anybody", _add_arguments, _run)
