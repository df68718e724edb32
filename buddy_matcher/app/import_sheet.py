"""`import`: people from a form export or a list, and what the sheet leaves to be decided."""

import argparse
from contextlib import closing
from pathlib import Path

from buddy_matcher.app.command import DONE, Command, add_json, add_scheme, print_json
from buddy_matcher.domain.import_report import ImportReport
from buddy_matcher.domain.text import listed
from buddy_matcher.services.schemes import open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument("sheet", type=Path, metavar="SHEET")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    with closing(open_scheme(options.file)) as services:
        read = services.imports.preview if options.dry_run else services.imports.run
        report = read(options.sheet)
    if options.json:
        print_json(report.as_json())
    else:
        _print_report(report)
    return DONE


def _print_report(report: ImportReport) -> None:
    print(report.sentence)
    for problem in report.problems:
        print(f"Row {problem.row}, {problem.column}: {problem.message} {problem.advice}")
    for wish in report.possible_rules:
        print(
            f"To decide: {wish.person} asked not to be paired: “{wish.text}”, perhaps {listed(wish.likely)}."
        )
    for value in report.unknown_values:
        probably = f", probably “{value.suggestion}”" if value.suggestion else ""
        print(f"To decide: “{value.value}” is on no list{probably} ({value.column}).")
    if report.unread_columns:
        print(f"Not read: {listed([f'“{column}”' for column in report.unread_columns])}.")


IMPORT = Command("import", "add and update people from a form export or a list", _add_arguments, _run)
