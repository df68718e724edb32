"""`import`: people from a form export or a list, and what the sheet leaves to be decided."""

import argparse
from contextlib import closing
from pathlib import Path

from buddy_matcher.app.command import DONE, Command, add_json, print_json
from buddy_matcher.app.named_scheme import add_scheme, check_order, open_to_change
from buddy_matcher.domain.import_report import ImportReport
from buddy_matcher.domain.text import listed, with_capital
from buddy_matcher.services.schemes import open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument("sheet", type=Path, metavar="SHEET", help="an .xlsx or .csv file")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    check_order(options.file, options.sheet)
    report = _preview(options) if options.dry_run else _import(options)
    if options.json:
        print_json(report.as_json())
    else:
        _print_report(report)
    return DONE


def _preview(options: argparse.Namespace) -> ImportReport:
    with closing(open_scheme(options.file)) as services:
        return services.imports.preview(options.sheet)


def _import(options: argparse.Namespace) -> ImportReport:
    with closing(open_to_change(options.file)) as services:
        return services.imports.run(options.sheet)


def _print_report(report: ImportReport) -> None:
    print(report.sentence)
    for problem in report.problems:
        print(f"{with_capital(problem.where)}: {problem.message} {problem.advice}")
    for wish in report.possible_rules:
        perhaps = f", perhaps {listed(wish.likely)}" if wish.likely else ""
        print(f"To decide: {wish.person} asked not to be paired: “{wish.text}”{perhaps}.")
    for value in report.unknown_values:
        probably = f", probably “{value.suggestion}”" if value.suggestion else ""
        print(f"To decide: “{value.value}” is on no list{probably} ({value.column}).")
    if report.unread_columns:
        print(f"Not read: {listed([f'“{column}”' for column in report.unread_columns])}.")


IMPORT = Command("import", "add and update people from a form export or a list", _add_arguments, _run)
