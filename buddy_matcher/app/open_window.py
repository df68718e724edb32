"""`open`: the window, on a scheme if one is named; the command of whoever names none."""

import argparse
import os
import sys
from pathlib import Path

from buddy_matcher import __version__
from buddy_matcher.app.command import Command
from buddy_matcher.app.make_demo import make_demo
from buddy_matcher.app.named_scheme import scheme_path
from buddy_matcher.domain.errors import UserError


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.prog = "buddy-matcher"
    parser.add_argument("file", nargs="?", type=scheme_path, metavar="FILE.buddy", help="the scheme to open")
    parser.add_argument("--example", action="store_true", help="open the example scheme")
    parser.add_argument("--version", action="version", version=__version__)


def _run(options: argparse.Namespace) -> int:
    if options.example and not _has_screen():
        print("There is no screen here, so this makes the demo instead of opening the window.")
        return make_demo(Path("build") / "demo")
    if not _has_screen():
        raise UserError(
            "There is no screen here to open the window on.", "See buddy-matcher --help for the commands."
        )
    from buddy_matcher.ui.window.window import run_window

    return run_window(options.file, is_example=options.example)


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


OPEN = Command("open", "open the window (as without a command)", _add_arguments, _run)
