"""`report`: writes the report of a round as Word, PDF or workbook, small numbers hidden, and issues it."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, earlier_file, path, print_json
from buddy_matcher.app.life.options import add_round, day, today
from buddy_matcher.app.named_scheme import add_scheme, check_order, open_to_change
from buddy_matcher.documents.files import replaces_earlier
from buddy_matcher.domain.disclosure import SmallNumbers
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.report import Report, Table
from buddy_matcher.domain.report_facts import Period


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument("out", type=path, metavar="OUT", help="the report: .docx, .pdf or .xlsx")
    add_round(parser)
    parser.add_argument(
        "--small",
        choices=[rule.value for rule in SmallNumbers],
        default=SmallNumbers.UNDER_5.value,
        metavar="|".join(SmallNumbers),
        help="which numbers are too small to print; under-5 if left out",
    )
    parser.add_argument(
        "--from", dest="starts", type=day, metavar="DATE", help="of these days only, such as a funder's year"
    )
    parser.add_argument("--to", dest="ends", type=day, metavar="DATE", help="the last of them")
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    check_order(options.file, options.out)
    within = _period(options)
    is_replaced = replaces_earlier(options.out, suffix=options.out.suffix.lower())
    with closing(open_to_change(options.file)) as services:
        small = SmallNumbers(options.small)
        report, _ = services.reports.save(options.out, today(), small, options.round, within)
    if options.json:
        print_json(_as_json(report))
        return DONE
    earlier = earlier_file(is_replaced=is_replaced)
    print(f"{report.subtitle}: saved as {options.out}. {report.audit.in_words}{earlier}")
    return DONE


def _period(options: argparse.Namespace) -> Period | None:
    starts, ends = options.starts, options.ends
    if starts is None and ends is None:
        return None
    if starts is None or ends is None or ends < starts:
        raise UserError(
            "A report of some days needs --from and, no earlier, --to.",
            "Nothing was written. Give both, such as --from 2026-04-01 --to 2027-03-31.",
        )
    return Period(starts, ends)


def _as_json(report: Report) -> dict[str, object]:
    return {
        "tables": [_table_as_json(table) for table in report.tables],
        "audit": {"hidden": report.audit.hidden, "narrowest": report.audit.narrowest},
    }


def _table_as_json(table: Table) -> dict[str, object]:
    return {
        "title": table.title,
        "columns": list(table.columns),
        "rows": [list(row) for row in table.rows],
        "counts": list(table.counts),
        "sums": [sums.value for sums in table.sums],
    }


REPORT = Command("report", "write the report of a round for funders and partners", _add_arguments, _run)
