"""`export`: people, plan and people without a buddy as a workbook."""

import argparse
from contextlib import closing
from pathlib import Path

from buddy_matcher.app.command import DONE, Command, earlier_file
from buddy_matcher.app.named_scheme import add_scheme, check_order
from buddy_matcher.documents.files import replaces_earlier
from buddy_matcher.services.schemes import open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument("out", type=Path, metavar="OUT.xlsx", help="where to")


def _run(options: argparse.Namespace) -> int:
    check_order(options.file, options.out)
    is_replaced = replaces_earlier(options.out, suffix=".xlsx")
    with closing(open_scheme(options.file)) as services:
        services.workbook.save(options.out)
    print(f"People and plan are in {options.out}.{earlier_file(is_replaced=is_replaced)}")
    return DONE


EXPORT = Command(
    "export", "write people, plan and people without a buddy as a workbook", _add_arguments, _run
)
