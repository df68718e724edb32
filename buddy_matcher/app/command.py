"""One word of the command line, and what the commands have in common.

A command reads its arguments, asks a service, and turns the answer into text or JSON. What happens to a
scheme is the service's business.
"""

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

DONE, INPUT_PROBLEM = 0, 1


@dataclass(frozen=True, slots=True)
class Command:
    """A word of the command line: what it is for, what it takes, and what it does.

    `run` returns DONE or INPUT_PROBLEM, and raises UserError for what its reader can mend.
    """

    name: str
    purpose: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]

    def add_to(self, commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
        """Let the parser know this word and its arguments."""
        parser = commands.add_parser(self.name, help=self.purpose, description=self.purpose)
        self.add_arguments(parser)
        parser.set_defaults(run=self.run)


def add_scheme(parser: argparse.ArgumentParser) -> None:
    """Take the scheme to work on, as `options.file`."""
    parser.add_argument("file", type=Path, metavar="FILE.buddy")


def add_json(parser: argparse.ArgumentParser) -> None:
    """Take `--json`, as `options.json`."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def earlier_file(*, is_replaced: bool) -> str:
    """Return the sentence to add when what was written took the place of an earlier file of ours."""
    return " The earlier file of that name was replaced." if is_replaced else ""


def print_json(answer: dict[str, object]) -> None:
    """Print a command's answer as the one JSON object that `--json` promises."""
    print(json.dumps(answer, ensure_ascii=False, indent=2))
