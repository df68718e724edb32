"""`choices`: whom people may choose without a loss to anybody, offering it, and the plan that honours it."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, print_json, refuse_twice
from buddy_matcher.app.named_scheme import add_scheme, open_for
from buddy_matcher.app.numbers import whole_number
from buddy_matcher.domain.choices import ANY
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.text import counted, listed, quoted, tidy
from buddy_matcher.services.questions.ask import Questions
from buddy_matcher.services.questions.offer_choices import OfferChoices
from buddy_matcher.services.rounds.people_by_name import person_called


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument(
        "--points",
        type=_points,
        default=0,
        metavar="N",
        help="points that a choice may cost the whole plan (0)",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--chosen",
        action="append",
        default=[],
        metavar="NAME=BUDDY",
        help="what somebody chose; may be repeated, and gives the plan that honours as many as possible",
    )
    what.add_argument(
        "--offer", action="store_true", help="offer everybody their choice: the letters go with `letters`"
    )
    what.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="NAME=NUMBER",
        help="note what somebody chose by the number in their letter, 0 if they don't mind; may be repeated",
    )
    what.add_argument("--heard", action="store_true", help="say who was offered what, and what they chose")
    what.add_argument(
        "--take", action="store_true", help="store the plan that honours as many noted choices as possible"
    )
    add_json(parser)


def _points(text: str) -> int:
    points = whole_number(text)
    if points is None:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is no number of points from 0 on")
    return points


def _run(options: argparse.Namespace) -> int:
    changes_something = options.offer or options.answer or options.take
    with closing(open_for(options.file, is_change=bool(changes_something))) as services:
        questions = services.questions
        if options.chosen:
            return _honour(questions.choices, options)
        if options.take:
            return _take(questions, options)
        if options.answer:
            everybody = services.people.people()
            parts = {
                person_called(name, everybody).participation_id: _number(name, number)
                for name, number in _pairs_in(options.answer, "Asha Rao=2")
            }
            questions.hearing.note(parts)
        if options.answer or options.heard:
            return _print_heard(questions, options)
        return _print_offers(questions, options)


def _number(name: str, text: str) -> int:
    number = whole_number(text)
    if number is None:
        raise UserError(
            f"{quoted(text)} is no number that {name} could choose.",
            "Nothing was noted. Write it like “Asha Rao=2”.",
        )
    return number


def _pairs_in(texts: list[str], example: str) -> list[tuple[str, str]]:
    found = []
    for text in texts:
        name, equals, other = text.partition("=")
        if not equals:
            raise UserError(f"{quoted(text)} does not say who chose whom.", f"Write it like “{example}”.")
        found.append((name, other))
    refuse_twice("The command", [tidy(name) for name, _ in found])
    return found


def _print_offers(questions: Questions, options: argparse.Namespace) -> int:
    offers = questions.choices.offers(options.points)
    if options.offer:
        questions.hearing.offer(offers)
    if options.json:
        people = [
            {"name": offer.name, "buddies": [{"name": name, "points": lost} for name, lost in offer.buddies]}
            for offer in offers
        ]
        print_json({"people": people})
        return DONE
    for offer in offers:
        print(f"{offer.name} may choose {listed([name for name, _points in offer.buddies], last='or')}.")
    if options.offer:
        print("Those who have a choice are offered it; `letters --kind choice` makes their letters.")
    return DONE


def _print_heard(questions: Questions, options: argparse.Namespace) -> int:
    heard = questions.hearing.heard()
    if options.json:
        people = [
            {
                "name": each.member.name,
                "offered": [{"number": number, "name": name} for number, name, _words in each.introduced],
                "chosen": each.chosen,
            }
            for each in heard
        ]
        print_json({"people": people})
        return DONE
    if not heard:
        print("Nobody was offered a choice yet. Offer one with --offer.")
    for each in heard:
        names = {number: name for number, name, _words in each.introduced}
        chose = {None: "has not answered", ANY: "doesn't mind"}
        print(f"{each.member.name} {chose.get(each.chosen) or f'chose {names.get(each.chosen or ANY)}'}.")
    return DONE


def _take(questions: Questions, options: argparse.Namespace) -> int:
    plan = questions.hearing.plan()
    if plan is None:
        return DONE
    questions.hearing.take(plan)
    if options.json:
        print_json(
            {
                "honoured": list(plan.honoured),
                "missed": list(plan.missed),
                "pairs": [list(pair) for pair in plan.pairs],
            }
        )
        return DONE
    of = counted(len(plan.honoured) + len(plan.missed), "choice")
    print(f"The plan honours {len(plan.honoured)} of {of}; the pairs that were chosen are locked.")
    return DONE


def _honour(choices: OfferChoices, options: argparse.Namespace) -> int:
    chosen = dict(_pairs_in(options.chosen, "Asha Rao=Ben Moss"))
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
    print(f"{len(found.honoured)} of {counted(len(chosen), 'choice')} can be honoured.")
    for first, second in found.pairs:
        print(f"{first} and {second}")
    return DONE


CHOICES = Command("choices", "say whom people may choose without a loss to anybody", _add_arguments, _run)
