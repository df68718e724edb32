"""The command line: the words someone typed find their command, and what goes wrong becomes a sentence.

Each command has a module of its own.
"""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import format_tb

from buddy_matcher import __version__
from buddy_matcher.app.check_file import CHECK
from buddy_matcher.app.command import DONE, INPUT_PROBLEM
from buddy_matcher.app.import_sheet import IMPORT
from buddy_matcher.app.life.arrange import ARRANGE
from buddy_matcher.app.life.continue_pairs import CONTINUE
from buddy_matcher.app.life.end import END
from buddy_matcher.app.life.hold import HOLD, RELEASE, STOP
from buddy_matcher.app.life.learnt import LEARNT
from buddy_matcher.app.life.meeting import MEETING
from buddy_matcher.app.life.meetings import MEETINGS, TODAY
from buddy_matcher.app.life.round import ROUND
from buddy_matcher.app.life.sent import SENT
from buddy_matcher.app.list_questions import FORM_QUESTIONS
from buddy_matcher.app.make_demo import DEMO
from buddy_matcher.app.make_form import FORM
from buddy_matcher.app.money.funding import FUNDING
from buddy_matcher.app.money.payments import PAYMENTS
from buddy_matcher.app.money.report import REPORT
from buddy_matcher.app.named_scheme import is_there, scheme_path
from buddy_matcher.app.new_scheme import NEW
from buddy_matcher.app.open_window import OPEN
from buddy_matcher.app.pair_people import PAIR
from buddy_matcher.app.questions import QUESTIONS
from buddy_matcher.app.reach_list import REACH
from buddy_matcher.app.set_status import STATUS
from buddy_matcher.app.show_lists import LISTS
from buddy_matcher.app.show_scheme import SCHEME
from buddy_matcher.app.translate_letters import LANGUAGES
from buddy_matcher.app.word_letters import WORDING
from buddy_matcher.app.write_letters import LETTERS
from buddy_matcher.app.write_papers import PAPERS
from buddy_matcher.app.write_workbook import EXPORT
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.remedies import remedy_for
from buddy_matcher.domain.text import quoted, tidy
from buddy_matcher.paths import log_folder

COMMANDS = (
    OPEN,
    DEMO,
    NEW,
    SCHEME,
    FORM,
    IMPORT,
    FORM_QUESTIONS,
    LISTS,
    PAIR,
    STATUS,
    LETTERS,
    WORDING,
    LANGUAGES,
    PAPERS,
    EXPORT,
    ROUND,
    CONTINUE,
    SENT,
    ARRANGE,
    MEETING,
    MEETINGS,
    TODAY,
    LEARNT,
    END,
    HOLD,
    RELEASE,
    STOP,
    FUNDING,
    PAYMENTS,
    REPORT,
    REACH,
    *QUESTIONS,
    CHECK,
)
"""In the order of the story, as `--help` lists them."""

log = logging.getLogger(__name__)


def run(arguments: Sequence[str] | None) -> int:
    """Run a command or open the window; return 0 when done, 1 when the input has a problem.

    Raises SystemExit with 2 for wrong usage.
    """
    _let_any_terminal_show_names()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if unreadable := next((text for text in given if not _is_text(text)), None):
        return _refused(
            f"{quoted(_readable(unreadable))} can’t be read: its bytes are no text in UTF-8. Nothing was "
            "changed. Type it again; if it names a file, rename that."
        )
    options = _parser().parse_args(given if _names_a_command(given) else [OPEN.name, *given])
    _start_log()
    try:
        result: int = options.run(options)
        # What can't be written must be known before Python's own exit, which can only complain.
        print(end="", flush=True)
    except UserError as error:
        return _refused(str(error))
    except BrokenPipeError:
        # Whoever read our output has enough.
        _forget_output()
        return DONE
    except OSError as error:
        return _refused_by_system(error)
    except Exception as error:
        # The error's own text could hold a name, so the log gets its kind and place only.
        where = "".join(format_tb(error.__traceback__))
        log.error("a command failed: %s\n%s", type(error).__name__, where)  # noqa: TRY400 - see above
        return _refused(f"Something went wrong that should not have. The details are in {log_folder()}.")
    return result


def _refused(sentences: str) -> int:
    """Say in one line what went wrong; a file's name could hold anything."""
    print(tidy(sentences), file=sys.stderr)
    return INPUT_PROBLEM


def _refused_by_system(error: OSError) -> int:
    if error.filename is None:
        _forget_output()
        return _refused(f"The answer could not be written: {error.strerror}. {remedy_for(error.errno)}.")
    return _refused(
        f"{error.filename} can’t be used: {error.strerror}. Check its name, and that you may open it."
    )


def _let_any_terminal_show_names() -> None:
    """Show a question mark for a character that the terminal lacks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _is_text(argument: str) -> bool:
    """Return whether an argument can be written anywhere: Python smuggles bytes that are no text through."""
    return not any("\ud800" <= character <= "\udfff" for character in argument)


def _readable(argument: str) -> str:
    return argument.encode(errors="replace").decode()


def _forget_output() -> None:
    """Let Python not complain on its way out that the rest can't be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _names_a_command(given: Sequence[str]) -> bool:
    """Return whether the arguments are for a command, or wrong, rather than for the window.

    A word that is no file and doesn't look like one is a mistyped command.
    """
    first = next(iter(given), "--window")
    if first in {"-h", "--help", *(command.name for command in COMMANDS)}:
        return True
    is_named = bool(first.strip())
    return is_named and not (first.startswith("-") or Path(first).suffix or is_there(scheme_path(first)))


def _start_log() -> None:
    """Log to a file of this user; messages hold ids, never names."""
    # A log that can't be written is no reason to show anybody a traceback.
    logging.raiseExceptions = False
    try:
        log_folder().mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            log_folder() / "buddy-matcher.log",
            maxBytes=1_000_000,
            backupCount=3,
            encoding="utf-8",
            delay=True,
        )
    except OSError:
        handler = logging.NullHandler()
    logging.basicConfig(
        level=logging.INFO, handlers=[handler], format="%(asctime)s %(levelname)s %(message)s"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="buddy-matcher",
        description="Pairs people of health and voluntary organisations who have complementary strengths.",
        epilog="Without a command it opens the window, on FILE.buddy if one is named. "
        "Exit code 0 is done, 1 a problem with the input, said in a sentence, 2 wrong usage.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    words = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_to(words)
    return parser
