"""`new`: an empty scheme with the starter strengths."""

import argparse
from pathlib import Path

from buddy_matcher.app.command import DONE, Command
from buddy_matcher.app.named_scheme import SUFFIX, add_scheme, has_suffix
from buddy_matcher.app.scheme_details import add_details, with_details
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.rounds import Coordinator
from buddy_matcher.domain.text import quoted, tidy
from buddy_matcher.services.schemes import create_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument("--name", required=True, help="the scheme's name, in quotes")
    add_details(parser)


def _run(options: argparse.Namespace) -> int:
    _check_suffix(options.file)
    create_scheme(options.file, options.name, with_details(Coordinator(), options)).close()
    name = tidy(options.name)
    print(f"{options.file} holds the scheme {quoted(name)} with the starter strengths and nobody in it yet.")
    return DONE


def _check_suffix(path: Path) -> None:
    if not has_suffix(path):
        raise UserError(
            f"The name of a scheme ends in {SUFFIX}, so {path} was not made.",
            f"Choose a name such as {path.stem or 'scheme'}{SUFFIX}.",
        )


NEW = Command("new", "make an empty scheme with the starter strengths", _add_arguments, _run)
