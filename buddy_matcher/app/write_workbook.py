"""`export`: people, plan and people without a buddy as a workbook, or the letters for a mail merge."""

import argparse
from contextlib import closing
from pathlib import Path

from buddy_matcher.app.command import DONE, Command, earlier_file, path
from buddy_matcher.app.named_scheme import add_scheme, check_order
from buddy_matcher.documents.files import replaces_earlier
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.text import counted
from buddy_matcher.services.export_mail_merge import SUFFIX
from buddy_matcher.services.schemes import open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument(
        "out", type=path, metavar="OUT.xlsx|OUT.csv", help="where to; .csv is a mail merge, a row a letter"
    )


def _run(options: argparse.Namespace) -> int:
    check_order(options.file, options.out)
    _refuse_other_endings(options.out)
    is_mail_merge = options.out.suffix.lower() == SUFFIX
    is_replaced = replaces_earlier(options.out, suffix=SUFFIX if is_mail_merge else ".xlsx")
    with closing(open_scheme(options.file)) as services:
        if is_mail_merge:
            letters = counted(services.mail_merge.save(options.out), "letter")
            told = f"A mail merge of {letters} is in {options.out}."
        else:
            services.workbook.save(options.out)
            told = f"People and plan are in {options.out}."
    print(told + earlier_file(is_replaced=is_replaced))
    return DONE


def _refuse_other_endings(out: Path) -> None:
    if out.suffix.lower() not in {".xlsx", SUFFIX}:
        stem = out.stem or "new"
        raise UserError(
            f"The name of the file must end in .xlsx, for people and plan, or in {SUFFIX}, for a mail merge.",
            f"Nothing was written. Choose a name such as {stem}.xlsx or {stem}{SUFFIX}.",
        )


EXPORT = Command(
    "export", "write people and plan as a workbook, or the letters for a mail merge", _add_arguments, _run
)
