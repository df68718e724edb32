"""`lists`: the strengths and themes of a scheme, and putting another list in place of an unused one."""

import argparse
from collections.abc import Sequence
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, path, print_json
from buddy_matcher.app.named_scheme import add_scheme, open_to_change
from buddy_matcher.documents.tables import read_lines
from buddy_matcher.domain.lists import ListedEntry, ListKind
from buddy_matcher.services.schemes import open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument(
        "--strengths", type=path, metavar="LIST.txt", help="one a line: replaces a list that nobody used"
    )
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    opening = open_to_change if options.strengths else open_scheme
    with closing(opening(options.file)) as services:
        lists = services.lists
        if options.strengths:
            lists.replace_strengths(read_lines(options.strengths))
        strengths, themes = lists.entries(ListKind.STRENGTHS), lists.entries(ListKind.THEMES)
    if options.json:
        print_json({"strengths": _as_json(strengths), "themes": _as_json(themes)})
        return DONE
    for entry in (*strengths, *themes):
        print(f"{entry.name}: {entry.would_like} would like it, {entry.can_share} can share it")
    return DONE


def _as_json(entries: Sequence[ListedEntry]) -> list[dict[str, object]]:
    return [
        {
            "name": entry.name,
            "can_share": entry.can_share,
            "would_like": entry.would_like,
            "short": entry.short,
            "group": entry.group,
            "also_called": list(entry.also_called),
            "retired": entry.is_retired,
        }
        for entry in entries
    ]


LISTS = Command("lists", "show the strengths and themes, or replace an unused list", _add_arguments, _run)
