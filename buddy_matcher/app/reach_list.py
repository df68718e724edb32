"""`reach`: the list of local organisations, and which of them the scheme has reached; it is for you alone."""

import argparse
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict

from buddy_matcher.app.command import DONE, Command, add_json, all_or_nothing, path, print_json, refuse_alone
from buddy_matcher.app.life.options import day, today
from buddy_matcher.app.named_scheme import add_scheme, open_for
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import LocalOrganisationId
from buddy_matcher.domain.local_organisations import LocalLine, Reach, Tally
from buddy_matcher.domain.organisations import organisation_key
from buddy_matcher.domain.text import counted, listed, quoted
from buddy_matcher.services.reach_organisations import LocalImport
from buddy_matcher.services.rounds.local_reach import LocalReach
from buddy_matcher.services.schemes import Services


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument(
        "--list", type=path, metavar="SHEET", help="add the organisations of a sheet; none is removed"
    )
    parser.add_argument(
        "--invited",
        nargs="+",
        default=[],
        metavar="NAME",
        help="record that organisations were asked to take part in the latest round",
    )
    parser.add_argument("--on", type=day, metavar="DATE", help="the day they were asked, today if left out")
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    is_change = bool(options.list or options.invited)
    if not options.list:
        refuse_alone(options, "invited", "on")
    with closing(open_for(options.file, is_change=is_change)) as services:
        on = options.on or today()
        with all_or_nothing(services.history):
            imported = services.reach.import_list(options.list, on) if options.list else None
            if options.invited:
                services.reach.invite(_called(options.invited, services), on)
        reach = services.reach.reach()
    if options.json:
        print_json(_as_json(reach, imported))
        return DONE
    if imported:
        _print_import(imported)
    _print(reach)
    return DONE


def _called(names: Sequence[str], services: Services) -> list[LocalOrganisationId]:
    """Return which organisations of the list are named; raises UserError for one that isn't on it."""
    lines = services.reach.reach().lines
    found: list[LocalOrganisationId] = []
    for name in names:
        same = [line.local for line in lines if organisation_key(line.local.name) == organisation_key(name)]
        if len(same) != 1:
            places = listed([each.outcode or "no postcode" for each in same])
            why = (
                f"{len(same)} organisations are called {quoted(name)} ({places})"
                if same
                else f"{quoted(name)} is not on the list of local organisations"
            )
            raise UserError(
                f"{why}. Nothing was recorded.",
                "Record it in the window, where their places stand beside them."
                if same
                else "Look at the list with reach --json, or add it with --list.",
            )
        found.append(same[0].id)
    return found


def _as_json(reach: LocalReach, imported: LocalImport | None) -> dict[str, object]:
    found: dict[str, object] = {
        "rounds": [
            {"number": each.number, "name": each.name, "took_part": took_part}
            for each, took_part in zip(reach.rounds, reach.took_part, strict=True)
        ],
        "organisations": [_line_as_json(line) for line in reach.lines],
        "by_kind": _tallies_as_json(reach.by_kind),
        "by_area": _tallies_as_json(reach.by_area),
        "by_theme": _tallies_as_json(reach.by_theme),
    }
    if imported:
        found |= {
            "added": imported.added,
            "updated": imported.updated,
            "unchanged": imported.unchanged,
            "problems": [asdict(problem) for problem in imported.problems],
        }
    return found


def _line_as_json(line: LocalLine) -> dict[str, object]:
    return {
        "name": line.local.name,
        "kind": line.kind.value if line.kind else None,
        "outcode": line.local.outcode,
        "themes": list(line.themes),
        "known_as": line.known_as or None,
        "rounds": [each.code for each in line.reached],
        "reached": line.furthest.code,
    }


def _tallies_as_json(tallies: Iterable[Tally]) -> list[dict[str, object]]:
    return [asdict(each) for each in tallies]


def _print_import(imported: LocalImport) -> None:
    print(imported.in_words)
    for problem in imported.problems:
        times = f" ({problem.count} times)" if problem.count > 1 else ""
        print(f"    {problem.where}: {problem.message}{times} {problem.advice}")


def _print(reach: LocalReach) -> None:
    if not reach.lines:
        print("No local organisation is listed yet. Add a sheet of them with --list.")
        return
    missing = [line for line in reach.lines if line.furthest is Reach.NOT_YET]
    whole = counted(len(reach.lines), "local organisation")
    print(f"Not reached yet: {len(missing):,} of {whole}.")
    for name, tallies in (("kind", reach.by_kind), ("area", reach.by_area), ("theme", reach.by_theme)):
        for each in tallies:
            print(f"    {name} {each.name}: {each.in_words}")
    for line in missing:
        kind = f", {line.kind.label}" if line.kind else ""
        print(f"    {line.local.name}{kind}{f', {line.local.outcode}' if line.local.outcode else ''}")


REACH = Command("reach", "list local organisations, and which of them were reached", _add_arguments, _run)
