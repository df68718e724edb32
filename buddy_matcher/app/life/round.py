"""`round`: the rounds of a scheme and their dates; starts the next one."""

import argparse
from contextlib import closing
from datetime import date

from buddy_matcher.app.command import DONE, Command, add_json, all_or_nothing, print_json, refuse_twice
from buddy_matcher.app.life.options import day
from buddy_matcher.app.named_scheme import add_scheme, open_to_change
from buddy_matcher.app.numbers import whole_number
from buddy_matcher.domain.answers import Occasion
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.round_dates import MOST_MEETINGS, MOST_MONTHS, Milestone
from buddy_matcher.domain.rounds import NAMED_IN_LETTERS, NamedForm
from buddy_matcher.domain.text import counted, quoted
from buddy_matcher.services.schemes import Services, open_scheme
from buddy_matcher.services.start_round import INVITED_BY_DEFAULT, RoundLine


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument("--start", metavar="NAME", help="start the next round")
    parser.add_argument("--letters-on", type=day, metavar="DATE", help="when letters of the new round go out")
    parser.add_argument("--months", type=_months, metavar="N", help="how long the new round lasts")
    parser.add_argument(
        "--meetings",
        type=_meetings,
        metavar="N",
        help="about how many times pairs of the newest round are to meet",
    )
    parser.add_argument(
        "--invite",
        type=_statuses,
        default=INVITED_BY_DEFAULT,
        metavar="STATUS,…",
        help="whom to invite to the new round: finished,waiting if left out",
    )
    parser.add_argument(
        "--set",
        type=_dated,
        action="append",
        default=[],
        metavar="DATE=DAY",
        help="change a date of the newest round, such as letters-on=2027-03-01; may be given several times",
    )
    parser.add_argument(
        "--form",
        type=_form,
        action="append",
        default=[],
        metavar="FORM=LINK",
        help="the form that check-in letters name: check-in=https://…, or middle=paper where it comes with "
        "them, or =none; may be given several times",
    )
    add_json(parser)


def _form(text: str) -> tuple[Occasion, str]:
    name, _, link = text.partition("=")
    if name not in NAMED_IN_LETTERS or not link:
        names = " or ".join(NAMED_IN_LETTERS)
        raise argparse.ArgumentTypeError(f"{quoted(text)} is no form with its link; letters name {names}")
    return Occasion(name), link


def _meetings(text: str) -> int:
    return _number(text, "meetings", MOST_MEETINGS)


def _months(text: str) -> int:
    return _number(text, "months", MOST_MONTHS)


def _number(text: str, what: str, most: int) -> int:
    number = whole_number(text)
    if number is None or not 1 <= number <= most:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is no number of {what} from 1 to {most}")
    return number


def _statuses(text: str) -> frozenset[Status]:
    try:
        return frozenset(Status(word.strip()) for word in text.split(",") if word.strip())
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{quoted(text)} are not statuses such as finished,waiting"
        ) from error


def _dated(text: str) -> tuple[Milestone, date]:
    name, _, on = text.partition("=")
    try:
        return Milestone(name), day(on)
    except ValueError as error:
        names = ", ".join(milestone.value for milestone in Milestone)
        raise argparse.ArgumentTypeError(f"{quoted(name)} is no date of a round; they are {names}") from error


def _run(options: argparse.Namespace) -> int:
    if options.start is None and (options.letters_on or options.months):
        raise UserError(
            "--letters-on and --months are of a new round, so they need --start. Nothing was changed.",
            "Change a date of the newest round with --set, such as --set letters-on=2027-03-01.",
        )
    refuse_twice("--set", [milestone.value for milestone, _ in options.set])
    refuse_twice("--form", [occasion.value for occasion, _ in options.form])
    if options.start is not None or options.set or options.meetings or options.form:
        with closing(open_to_change(options.file)) as services:
            with all_or_nothing(services.history):
                _change(services, options)
            lines = services.rounds.rounds()
    else:
        with closing(open_scheme(options.file)) as services:
            lines = services.rounds.rounds()
    if options.json:
        print_json({"rounds": [_as_json(line) for line in lines]})
    else:
        for line in lines:
            _print(line)
    return DONE


def _change(services: Services, options: argparse.Namespace) -> None:
    if options.start is not None:
        services.rounds.start(
            options.start, letters_on=options.letters_on, months=options.months, invited=options.invite
        )
    if options.set or options.meetings:
        before = services.scheme.round().dates
        dates = before.meeting(options.meetings or before.meetings)
        for milestone, on in options.set:
            dates = dates.choose(milestone, on)
        services.rounds.set_dates(dates)
    if options.form:
        forms = {form.occasion: form for form in services.scheme.round().forms}
        for occasion, link in options.form:
            forms.pop(occasion, None)
            if link != "none":
                forms[occasion] = NamedForm(occasion, "" if link == "paper" else link)
        services.rounds.name_forms(tuple(forms.values()))


def _as_json(line: RoundLine) -> dict[str, object]:
    return {
        "number": line.round.number,
        "name": line.round.name,
        "dates": {milestone.value: on.isoformat() for milestone, on in line.due.items()},
        "months": line.round.dates.months_to_meet,
        "meetings": line.round.dates.meetings,
        "forms": {form.occasion.value: form.link or "paper" for form in line.round.forms},
        "people": line.people,
        "pairs": line.pairs,
        "current": line.is_current,
    }


def _print(line: RoundLine) -> None:
    people, pairs = counted(line.people, "person", "people"), counted(line.pairs, "pair")
    print(f"{line.round.name} (round {line.round.number}): {people}, {pairs}")
    for milestone, on in line.due.items():
        print(f"    {milestone.label:18} {date_in_words(on)}")


ROUND = Command("round", "show the rounds and their dates, or start the next one", _add_arguments, _run)
