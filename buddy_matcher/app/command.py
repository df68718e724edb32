"""One word of the command line, and what the commands have in common.

A command reads its arguments, asks a service, and turns the answer into text or JSON. What happens to a
scheme is the service's business.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.text import fold, quoted, with_capital
from buddy_matcher.services.history import History

DONE, INPUT_PROBLEM = 0, 1
"""Exit codes; 2, for wrong usage, is argparse's own."""


@dataclass(frozen=True, slots=True)
class Command:
    """A word of the command line: what it is for, what it takes, and what it does.

    `run` returns an exit code, and raises UserError for what its reader can mend.
    """

    name: str
    purpose: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]

    def add_to(self, commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
        """Let the parser know this word and its arguments."""
        parser = commands.add_parser(
            self.name, help=self.purpose, description=f"{with_capital(self.purpose)}."
        )
        self.add_arguments(parser)
        parser.set_defaults(run=self.run)


def path(text: str) -> Path:
    """Return the file or folder that an option names; without any name it would be the present folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError("it names no file or folder: is a name missing?")
    return Path(text)


def add_json(parser: argparse.ArgumentParser) -> None:
    """Take `--json`, as `options.json`."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def refuse_alone(options: argparse.Namespace, without: str, *names: str) -> None:
    """Refuse options that say nothing `without` another one; raises UserError.

    `names` and `without` are attributes of the options; what was not given is empty there.
    """
    for name in names:
        if _is_given(getattr(options, name)) and not _is_given(getattr(options, without)):
            said, needed = (f"--{each.replace('_', '-')}" for each in (name, without))
            raise UserError(
                f"{said} says nothing without {needed}. Nothing was changed.",
                f"Add {needed}, or leave {said} out.",
            )


def refuse_twice(option: str, names: Iterable[str]) -> None:
    """Refuse an option that speaks twice of the same thing: which one counts? Raises UserError.

    Capitals and accents don't count, as where the names are looked up.
    """
    seen: set[str] = set()
    for name in names:
        if fold(name) in seen:
            raise UserError(f"{option} speaks twice of {quoted(name)}. Nothing was changed.", "Say it once.")
        seen.add(fold(name))


def _is_given(value: object) -> bool:
    """Return whether an option was given: 0 says something, what is empty or False does not."""
    return bool(value) or (value == 0 and value is not False)


@contextmanager
def all_or_nothing(history: History) -> Iterator[None]:
    """Take back what was done within when a later part of the same command is refused or stopped."""
    before = _standing(history)
    try:
        yield
    except BaseException:
        _take_back(history, before)
        raise


def _take_back(history: History, standing: int) -> None:
    """Undo until so many actions stand; raises UserError when the file can't be written any more."""
    try:
        while _standing(history) > standing:
            history.undo()
    except UserError as error:
        raise UserError(
            f"{error.message} What the command had done before stays done.",
            f"{error.advice} Then open the scheme and choose Undo.",
        ) from error


def _standing(history: History) -> int:
    return sum(not each.is_undone for each in history.entries())


def earlier_file(*, is_replaced: bool) -> str:
    """Return the sentence to add when what was written took the place of an earlier file of ours."""
    return " The earlier file of that name was replaced." if is_replaced else ""


def print_json(answer: dict[str, object]) -> None:
    """Print a command's answer as the one JSON object that `--json` promises."""
    # In another encoding than Unicode, escapes say the same where a name would become question marks.
    is_unicode = "utf" in (getattr(sys.stdout, "encoding", None) or "").lower()
    print(json.dumps(answer, ensure_ascii=not is_unicode, indent=2))
