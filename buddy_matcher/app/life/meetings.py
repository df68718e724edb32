"""`meetings` and `today`: how the pairs of a round are doing on a day, and what is to be done."""

import argparse
from contextlib import closing
from dataclasses import asdict

from buddy_matcher.app.command import DONE, Command, add_json, print_json
from buddy_matcher.app.life.options import add_day, add_round
from buddy_matcher.app.named_scheme import add_scheme
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.follow_up import Due, RunningPair
from buddy_matcher.services.schemes import open_scheme
from buddy_matcher.services.what_to_send import WhatToSend


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    add_day(parser)
    add_round(parser)
    add_json(parser)


def _add_arguments_of_today(parser: argparse.ArgumentParser) -> None:
    _add_arguments(parser)
    parser.add_argument(
        "--to-send", action="store_true", help="also what waits to be sent; every letter is read for it"
    )


def _run_meetings(options: argparse.Namespace) -> int:
    with closing(open_scheme(options.file)) as services:
        pairs = services.follow_up.pairs(options.on, options.round)
    if options.json:
        print_json({"pairs": [_pair_as_json(pair) for pair in pairs]})
    else:
        print("\n".join(map(_pair_in_words, pairs)) or "No pair is agreed yet.")
    return DONE


def _pair_as_json(pair: RunningPair) -> dict[str, object]:
    life = pair.life
    return {
        "members": [member.name for member in pair.members],
        "state": life.state.value,
        "last_heard": life.last_heard.isoformat() if life.last_heard else None,
        "meetings": len(life.meetings),
        "minutes": life.minutes,
        "flags": sorted(flag.value for flag in life.flags),
    }


def _pair_in_words(pair: RunningPair) -> str:
    life = pair.life
    who = listed([member.name for member in pair.members])
    heard = f"heard of on {date_in_words(life.last_heard)}" if life.last_heard else "not heard of"
    flags = f" ({listed([flag.label.lower() for flag in sorted(life.flags)])})" if life.flags else ""
    return f"{who}: {life.state.label}{flags}; {counted(len(life.meetings), 'meeting')}, {heard}"


def _run_today(options: argparse.Namespace) -> int:
    with closing(open_scheme(options.file)) as services:
        due = services.follow_up.due(options.on, options.round)
        others = services.follow_up.elsewhere(options.on, options.round)
        to_send = WhatToSend(services.letters, lambda: services.payments).now() if options.to_send else None
    if options.json:
        told: dict[str, object] = {"also_running": [asdict(each) for each in others]}
        if to_send:
            told["to_send"] = asdict(to_send)
        print_json({"due": [_due_as_json(each) for each in due], **told})
        return DONE
    lines = list(map(_due_in_words, due))
    lines += [to_send.letters_in_words, to_send.payments_in_words] if to_send else []
    print("\n".join(filter(None, lines)) or "Nothing is due today.")
    for other in others:
        print(f"{other.in_words}. See today --round {other.number}.")
    return DONE


def _due_as_json(due: Due) -> dict[str, object]:
    return {
        "kind": due.kind,
        "count": due.count,
        "people": [member.name for member in due.people],
        "organisations": list(due.organisations),
    }


def _due_in_words(due: Due) -> str:
    return f"{due.label} ({due.count}): {listed(due.names)}"


MEETINGS = Command("meetings", "show how each pair is doing", _add_arguments, _run_meetings)
TODAY = Command("today", "show what is due today", _add_arguments_of_today, _run_today)
