"""`import`: people from form exports or lists, and what the sheets leave to be decided."""

import argparse
import sys
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, all_or_nothing, path, print_json
from buddy_matcher.app.decided_on_sheets import add_decisions, decisions_of
from buddy_matcher.app.named_scheme import add_scheme, check_order, open_to_change
from buddy_matcher.documents.files import replaces_earlier
from buddy_matcher.domain.import_report import ImportReport, joined
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import Open, ReadingDecisions, ToDecide
from buddy_matcher.domain.text import counted, fold, listed, quoted, with_capital
from buddy_matcher.services.schemes import Services, open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument(
        "sheets", type=path, nargs="+", metavar="SHEET", help="an .xlsx, .ods or .csv file, or several"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
    add_decisions(parser)
    parser.add_argument(
        "--save-problems", type=path, metavar="OUT.xlsx", help="write the rows that were not imported"
    )
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    check_order(options.file, options.sheets[0])
    decisions = decisions_of(options)
    opening = open_scheme if options.dry_run else open_to_change
    if options.save_problems:
        replaces_earlier(options.save_problems, suffix=".xlsx")
    with closing(opening(options.file)) as services, all_or_nothing(services.history):
        report = _import(services, options, decisions)
        if options.save_problems:
            services.imports.save_problems(report, options.save_problems)
    _warn_of_columns_elsewhere(decisions, report)
    if options.json:
        print_json(report.as_json())
    else:
        _print_report(report)
    return DONE


def _warn_of_columns_elsewhere(decisions: ReadingDecisions, report: ImportReport) -> None:
    there = {fold(column.heading) for column in report.columns}
    for decided in decisions.columns:
        if fold(decided.heading) not in there:
            print(
                f"No column is headed {quoted(decided.heading)}, so --column said nothing.", file=sys.stderr
            )


def _import(services: Services, options: argparse.Namespace, decisions: ReadingDecisions) -> ImportReport:
    bring = services.imports.preview if options.dry_run else services.imports.run
    return joined([bring(sheet, decisions=decisions) for sheet in options.sheets])


def _print_report(report: ImportReport) -> None:
    print(report.sentence)
    for problem in report.problems:
        times = f" ({problem.count} times)" if problem.count > 1 else ""
        print(f"{with_capital(problem.where)}{times}: {problem.message} {problem.advice}")
    for wish in report.possible_rules:
        perhaps = f", perhaps {listed(wish.likely)}" if wish.likely else ""
        print(f"To decide: {wish.person} asked not to be paired: “{wish.text}”{perhaps}.")
    for each in report.to_decide:
        print(f"To decide: {_in_words(each)}.")
    if report.unread_columns:
        print(f"Not read: {listed([f'“{column}”' for column in report.unread_columns])}.")
    if report.balance.short:
        side = report.balance.short_label
        missing = counted(report.balance.missing, f"more {side} person", f"more {side} people")
        print(f"{missing} would let everybody have a buddy.")


def _in_words(open_one: ToDecide) -> str:
    text, count = f"“{open_one.text}”", f" ({counted(open_one.count, 'time')})"
    probably = f", probably “{open_one.suggestion}”" if open_one.suggestion else ""
    asked = Question(open_one.question).label if open_one.what is Open.VALUE else ""
    return {
        Open.COLUMN: f"what the column {text} asks{probably}",
        Open.VALUE: f"what {text} means under “{asked}”{count}{probably}",
        Open.SHEET: f"which sector the people of {text} are of{count}",
        Open.PERSON: f"who {text} is{probably}",
        Open.NEED: f"an access need: {text}",
    }[open_one.what]


IMPORT = Command("import", "add and update people from form exports or lists", _add_arguments, _run)
