"""`check`: whether a scheme file is whole and makes sense."""

import argparse

from buddy_matcher.app.command import DONE, INPUT_PROBLEM, Command, add_json, print_json
from buddy_matcher.app.named_scheme import add_scheme
from buddy_matcher.services.check_scheme import check_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    findings = check_scheme(options.file)
    if options.json:
        found = [{"kind": finding.kind, "message": finding.message} for finding in findings]
        print_json({"ok": not findings, "findings": found})
    else:
        print("\n".join(finding.message for finding in findings) or f"{options.file} is in order.")
    return INPUT_PROBLEM if findings else DONE


CHECK = Command("check", "check that a scheme file is whole and makes sense", _add_arguments, _run)
