"""The scheme that somebody names on the command line: its path, and opening it for what they want to do."""

import argparse
import os
from pathlib import Path

from buddy_matcher.domain.errors import UserError
from buddy_matcher.services.schemes import Services, open_scheme

SUFFIX = ".buddy"


def add_scheme(parser: argparse.ArgumentParser) -> None:
    """Take the scheme to work on, as `options.file`."""
    parser.add_argument(
        "file", type=scheme_path, metavar="FILE.buddy", help="the scheme; .buddy may be left out"
    )


def scheme_path(text: str) -> Path:
    """Return the file that somebody means, with the suffix that they left out."""
    if not text.strip():
        raise argparse.ArgumentTypeError("it names no file: is a name missing?")
    path = Path(text)
    return path if path.suffix or is_there(path) else Path(f"{text}{SUFFIX}")


def is_there(path: Path) -> bool:
    """Return whether there is anything at a path; where nobody may look there is nothing."""
    return os.path.exists(path)  # noqa: PTH110 - the method fails where nobody may look


def has_suffix(path: Path) -> bool:
    """Return whether a path ends as schemes do."""
    return path.suffix.casefold() == SUFFIX


def check_order(scheme: Path, other: Path) -> None:
    """Raise UserError when somebody names another file first and the scheme second."""
    if has_suffix(scheme_path(str(other))) and not has_suffix(scheme):
        raise UserError(
            f"The scheme comes first, so {scheme} was taken for one. Nothing was changed.",
            f"Name {other} first and {scheme} after it.",
        )


def open_for(path: Path, *, is_change: bool) -> Services:
    """Return the use cases on a scheme, which may be read only where nothing is to be changed."""
    return open_to_change(path) if is_change else open_scheme(path)


def open_to_change(path: Path) -> Services:
    """Return the use cases on a scheme; raises UserError when it can't be opened, or only be read."""
    services = open_scheme(path)
    if services.is_read_only:
        services.close()
        raise UserError(
            f"{path} can only be read there, so nothing was changed.",
            "Copy it to a folder where you may write, and work in the copy.",
        )
    return services
