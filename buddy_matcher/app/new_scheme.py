"""`new`: an empty scheme with the starter strengths."""

import argparse

from buddy_matcher.app.command import DONE, Command, add_scheme
from buddy_matcher.services.schemes import create_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument("--name", required=True, help="the scheme's name")


def _run(options: argparse.Namespace) -> int:
    create_scheme(options.file, options.name).close()
    print(
        f"{options.file} holds the scheme “{options.name}” with the starter strengths and nobody in it yet."
    )
    return DONE


NEW = Command("new", "make an empty scheme with the starter strengths", _add_arguments, _run)
