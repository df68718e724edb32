"""Starts Buddy Matcher: the command line, and the window on top of the same services.

This is the only layer that sees all others. `command_line` finds the command that someone typed; each command
has a module of its own.
"""

import sys
from collections.abc import Sequence

STOPPED = 130
"""The exit code that shells expect of Ctrl+C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command or open the window; return 0 when done, 1 when the input has a problem, 130 on Ctrl+C.

    Raises SystemExit with 2 for wrong usage.
    """
    try:
        # Late, because loading everything takes a second in which somebody may press Ctrl+C.
        from buddy_matcher.app.command_line import run

        return run(arguments)
    except KeyboardInterrupt:
        print("Stopped. Nothing is left half done.", file=sys.stderr)
        return STOPPED
