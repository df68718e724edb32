"""`learnt`: lists what was learnt in a round, and notes, corrects or removes something."""

import argparse
from contextlib import closing
from dataclasses import replace
from datetime import date

from buddy_matcher.app.command import DONE, Command, add_json, print_json, refuse_alone
from buddy_matcher.app.life.options import add_day
from buddy_matcher.app.named_scheme import add_scheme, open_for
from buddy_matcher.app.numbers import whole
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.learning import Learning, LearningKind
from buddy_matcher.services.note_learning import Learnt
from buddy_matcher.services.rounds.people_by_name import person_called
from buddy_matcher.services.schemes import Services


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--note", metavar="TEXT", help="note something that was learnt")
    what.add_argument("--edit", type=whole, metavar="NUMBER", help="correct what has this number in the list")
    what.add_argument("--remove", type=whole, metavar="NUMBER", help="take away what has this number")
    parser.add_argument("--text", metavar="TEXT", help="with --edit: other words")
    kinds = [kind.value for kind in LearningKind]
    parser.add_argument("--kind", choices=kinds, help="what sort of thing; a surprise if left out")
    parser.add_argument("--told-by", metavar="NAME", help="who told it; you, if left out")
    parser.add_argument("--quote", choices=["yes", "no"], help="whether a report may quote it")
    add_day(parser)
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    refuse_alone(options, "edit", "text")
    if options.note is None and options.edit is None:
        refuse_alone(options, "note", "kind", "told_by", "quote")
    is_change = any(each is not None for each in (options.note, options.edit, options.remove))
    with closing(open_for(options.file, is_change=is_change)) as services:
        if options.note is not None:
            services.learning.add(_as_told(services, options, _blank(services, options.note, options.on)))
        elif options.edit is not None:
            before = _numbered(services, options.edit)
            text = before.text if options.text is None else options.text
            services.learning.correct(_as_told(services, options, replace(before, text=text)))
        elif options.remove is not None:
            services.learning.remove(_numbered(services, options.remove).id)
        found = services.learning.all()
    if options.json:
        print_json({"learnt": [_as_json(each) for each in found]})
    else:
        for each in found:
            told = each.told_by or "you"
            print(f"{each.learning.id}. {each.learning.text} ({each.learning.kind.label}, told by {told})")
    return DONE


def _blank(services: Services, text: str, on: date) -> Learning:
    return Learning(round_id=services.rounds.running().id, on=on, kind=LearningKind.SURPRISE, text=text)


def _as_told(services: Services, options: argparse.Namespace, learning: Learning) -> Learning:
    """Return something learnt with what the options say of it; what they don't say stays."""
    return replace(
        learning,
        kind=LearningKind(options.kind) if options.kind else learning.kind,
        participation_id=_who(services, options) if options.told_by else learning.participation_id,
        may_quote=options.quote == "yes" if options.quote else learning.may_quote,
    )


def _who(services: Services, options: argparse.Namespace) -> ParticipationId:
    return person_called(options.told_by, services.follow_up.people(options.on)).participation_id


def _numbered(services: Services, number: int) -> Learning:
    found = {int(each.learning.id): each.learning for each in services.learning.all()}
    if number not in found:
        numbers = ", ".join(map(str, sorted(found))) or "none yet"
        raise UserError(
            f"Nothing learnt has the number {number}.", f"Nothing was changed. There are: {numbers}."
        )
    return found[number]


def _as_json(each: Learnt) -> dict[str, object]:
    learning = each.learning
    return {
        "number": learning.id,
        "on": learning.on.isoformat(),
        "kind": learning.kind.value,
        "text": learning.text,
        "told_by": each.told_by or None,
        "may_quote": learning.may_quote,
    }


LEARNT = Command("learnt", "list, note, correct or remove what was learnt", _add_arguments, _run)
