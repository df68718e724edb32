"""`free`: who is free, who could step in, and taking one of the answers."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, print_json, refuse_alone
from buddy_matcher.app.named_scheme import add_scheme, open_to_change
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.questions.mend_plan import WAYS, MendAnswer
from buddy_matcher.services.rounds.waiting_list import Waiting
from buddy_matcher.services.schemes import open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument("--take", choices=WAYS, help="store the new pairings of this answer")
    parser.add_argument("--agree", action="store_true", help="agree what is taken at once instead of a draft")
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    refuse_alone(options, "take", "agree")
    opening = open_to_change if options.take else open_scheme
    with closing(opening(options.file)) as services:
        mend = services.questions.mend
        people, standby, answers = mend.free(), mend.standby(), list(mend.answers())
        waiting = services.follow_up.waiting(today())
        if options.take:
            mend.take(options.take, agree=options.agree)
    if options.json:
        found: dict[str, object] = {
            "people": list(people),
            "standby": list(standby),
            "answers": [_as_json(each) for each in answers],
            "waiting": [_waiting_as_json(each) for each in waiting],
        }
        print_json({**found, "taken": options.take} if options.take else found)
        return DONE
    print(f"Free: {listed(people)}." if people else "Nobody is free.")
    if standby:
        print(f"May be rung: {listed(standby)}.")
    for each in waiting:
        print(f"    {each.in_words}")
    for answer in answers:
        pairs = "; ".join(listed(pair) for pair in answer.pairs) or "no new pair"
        helped = counted(answer.helped, "person", "people")
        print(f"{answer.name}: {helped} helped, {answer.moved} moved. {pairs}.")
    if options.take:
        print(f"The pairings of {options.take} are stored.")
    return DONE


def _as_json(answer: MendAnswer) -> dict[str, object]:
    return {
        "name": answer.name,
        "pairs": [list(pair) for pair in answer.pairs],
        "helped": answer.helped,
        "moved": answer.moved,
        "objective": answer.objective,
        "status": answer.status.value,
    }


def _waiting_as_json(each: Waiting) -> dict[str, object]:
    return {
        "name": each.member.name,
        "organisation": each.member.organisation_name,
        "since": each.since.isoformat() if each.since else None,
        "left_out": each.left_out,
        "last_told": each.last_told.isoformat() if each.last_told else None,
        "standby": each.may_be_rung,
    }


FREE = Command("free", "say who is free and who could step in", _add_arguments, _run)
