"""Starts Buddy Matcher: the command line, and the window on top of the same services.

This is the only module that sees all layers. What a command does is a service's business; here its
answer becomes text or JSON.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import format_tb

from buddy_matcher import __version__
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.import_report import ImportReport
from buddy_matcher.domain.letters import LetterKind
from buddy_matcher.domain.pairings import Proof
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.paths import log_folder
from buddy_matcher.services.check_scheme import check_scheme
from buddy_matcher.services.example import create_example
from buddy_matcher.services.plan_view import PairView, PlanView
from buddy_matcher.services.schemes import create_scheme, open_scheme

DONE, INPUT_PROBLEM = 0, 1

DEMO_SCHEME = "example.buddy"
DEMO_WORKBOOK = "example.xlsx"
DEMO_LETTERS = "letters.pdf"
DEMO_PICTURES = "pictures"

log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command or open the window; return 0 when done, 1 when the input has a problem.

    Raises SystemExit with 2 for wrong usage.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser().parse_args(given if _names_a_command(given) else ["open", *given])
    _start_log()
    try:
        result: int = options.run(options)
    except UserError as error:
        print(error, file=sys.stderr)
        return INPUT_PROBLEM
    except BrokenPipeError:
        # Whoever read our output has enough; Python must not complain when it flushes the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        print(f"{error.filename or 'A file'} can't be used: {error.strerror}.", file=sys.stderr)
        return INPUT_PROBLEM
    except Exception as error:
        # The error's own text could hold a name, so the log gets its kind and place only.
        log.error("a command failed: %s\n%s", type(error).__name__, "".join(format_tb(error.__traceback__)))  # noqa: TRY400
        print(
            f"Something went wrong that should not have. The details are in {log_folder()}.", file=sys.stderr
        )
        return INPUT_PROBLEM
    return result


def _names_a_command(given: Sequence[str]) -> bool:
    """Return whether the arguments are for a command, or wrong, rather than for the window.

    A word that is no file and doesn't look like one is a mistyped command.
    """
    first = next(iter(given), "--window")
    if first in ("-h", "--help") or first in _COMMANDS:
        return True
    return not (first.startswith("-") or Path(first).suffix or Path(first).exists())


def _start_log() -> None:
    """Log to a file of this user; messages hold ids, never names."""
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
        epilog="Without a command it opens the window, on FILE.buddy if one is named.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, add_arguments in _COMMANDS.items():
        add_arguments(commands.add_parser(name, help=_HELP.get(name), description=_HELP.get(name)))
    return parser


def _open_arguments(parser: argparse.ArgumentParser) -> None:
    parser.prog = "buddy-matcher"
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE.buddy")
    parser.add_argument("--example", action="store_true", help="open the example scheme")
    parser.add_argument("--version", action="version", version=__version__)
    parser.set_defaults(run=_open)


def _open(options: argparse.Namespace) -> int:
    if options.example and not _has_screen():
        print("There is no screen here, so this makes the demo instead of opening the window.")
        return _make_demo(Path("build") / "demo")
    if not _has_screen():
        raise UserError(
            "There is no screen here to open the window on.", "See buddy-matcher --help for the commands."
        )
    from buddy_matcher.ui.window import run_window

    return run_window(options.file, is_example=options.example)


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, default=Path("buddy-matcher-demo"), metavar="DIR", help="where to"
    )
    parser.set_defaults(run=lambda options: _make_demo(options.out))


def _make_demo(folder: Path) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"The folder {folder} could not be made.", "Choose another one with --out."
        ) from error
    services = create_example(folder / DEMO_SCHEME)
    try:
        services.plan.suggest(agree=True)
        plan = services.overview.plan()
        services.workbook.save(folder / DEMO_WORKBOOK)
        batch = services.letters.save_pdf(folder / DEMO_LETTERS)
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from buddy_matcher.ui.pictures import save_pictures

        save_pictures(services, folder / DEMO_PICTURES)
    finally:
        services.close()
    print(f"The example round: {_plan_in_words(plan)}")
    print(f"The scheme with its plan   {folder / DEMO_SCHEME}")
    print(f"People and plan as a sheet {folder / DEMO_WORKBOOK}")
    print(f"{counted(batch.letters, 'letter'):26} {folder / DEMO_LETTERS}")
    print(f"Pictures of the window     {folder / DEMO_PICTURES}")
    return DONE


def _new_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.buddy")
    parser.add_argument("--name", required=True, help="the scheme's name")
    parser.set_defaults(run=_new)


def _new(options: argparse.Namespace) -> int:
    create_scheme(options.file, options.name).close()
    print(
        f"{options.file} holds the scheme “{options.name}” with the starter strengths and nobody in it yet."
    )
    return DONE


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.buddy")
    parser.add_argument("sheet", type=Path, metavar="SHEET")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=_import)


def _import(options: argparse.Namespace) -> int:
    services = open_scheme(options.file)
    try:
        report = (services.imports.preview if options.dry_run else services.imports.run)(options.sheet)
    finally:
        services.close()
    if options.json:
        _print_json(report.as_json())
        return DONE
    print(report.sentence)
    _print_findings(report)
    return DONE


def _print_findings(report: ImportReport) -> None:
    for problem in report.problems:
        print(f"Row {problem.row}, {problem.column}: {problem.message} {problem.advice}")
    for wish in report.possible_rules:
        print(
            f"To decide: {wish.person} asked not to be paired: “{wish.text}”, perhaps {listed(wish.likely)}."
        )
    for value in report.unknown_values:
        probably = f", probably “{value.suggestion}”" if value.suggestion else ""
        print(f"To decide: “{value.value}” is on no list{probably} ({value.column}).")
    if report.unread_columns:
        print(f"Not read: {listed([f'“{column}”' for column in report.unread_columns])}.")


def _pair_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.buddy")
    parser.add_argument("--agree", action="store_true", help="agree the plan at once instead of a draft")
    parser.add_argument("--time-limit", type=_seconds, metavar="S", help="stop after S seconds")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=_pair)


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError("a number of seconds above 0")
    return seconds


def _pair(options: argparse.Namespace) -> int:
    services = open_scheme(options.file)
    try:
        suggestion = services.plan.suggest(time_limit=options.time_limit, agree=options.agree)
        plan = services.overview.plan()
        explained = services.waiting.explain_all() if options.json else {}
    finally:
        services.close()
    if options.json and suggestion.proof:
        _print_json(_plan_as_json(plan, suggestion.proof, explained))
        return DONE
    print(_plan_in_words(plan))
    for pair in plan.pairs:
        print(f"{pair.names}: {pair.match}. {'. '.join(pair.reasons)}.")
    for person in plan.without_buddy:
        print(f"Without a buddy: {person.name}. {person.reason}")
    return DONE


def _plan_in_words(plan: PlanView) -> str:
    waiting = counted(len(plan.without_buddy), "person", "people")
    return f"{counted(len(plan.pairs), 'pairing')}, {waiting} without a buddy. {plan.standing}"


def _plan_as_json(plan: PlanView, proof: Proof, explained: dict[int, tuple[str, ...]]) -> dict[str, object]:
    return {
        "status": proof.status,
        "objective": dict(proof.objective),
        "bound": dict(proof.bound),
        "seconds": round(proof.seconds, 3),
        "pairs": [_pair_as_json(pair) for pair in plan.pairs],
        "without_buddy": [
            {
                "name": person.name,
                "organisation": person.organisation,
                "sector": person.sector.value,
                "reason": person.reason,
                "explanation": list(explained.get(person.id, (person.reason,))),
            }
            for person in plan.without_buddy
        ],
    }


def _pair_as_json(pair: PairView) -> dict[str, object]:
    return {
        "members": [
            {
                "name": member.name,
                "organisation": member.organisation,
                "sector": member.sector.value,
                "gain": member.gain,
            }
            for member in pair.members
        ],
        "state": pair.pairing.state.value,
        "score": pair.score,
        "parts": {part.value: points for part, points in pair.parts.items()},
        "reasons": list(pair.reasons),
    }


def _letters_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.buddy")
    parser.add_argument("--pdf", type=Path, required=True, metavar="OUT.pdf")
    parser.add_argument("--waiting-list", action="store_true", help="the letters to people without a buddy")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=_letters)


def _letters(options: argparse.Namespace) -> int:
    kind = LetterKind.WAITING_LIST if options.waiting_list else LetterKind.INTRODUCTION
    services = open_scheme(options.file)
    try:
        batch = services.letters.save_pdf(options.pdf, kinds=frozenset({kind}))
    finally:
        services.close()
    if options.json:
        _print_json(
            {"letters": batch.letters, "needs_arranging": batch.needs_arranging, "draft": batch.is_draft}
        )
        return DONE
    draft = "draft " if batch.is_draft else ""
    print(f"{counted(batch.letters, draft + 'letter')} in {options.pdf}.")
    if batch.needs_arranging:
        people = counted(batch.needs_arranging, "person needs", "people need")
        print(f"{people} another format, which you have to arrange; they are left out.")
    return DONE


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.buddy")
    parser.add_argument("out", type=Path, metavar="OUT.xlsx")
    parser.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    services = open_scheme(options.file)
    try:
        services.workbook.save(options.out)
    finally:
        services.close()
    print(f"People and plan are in {options.out}.")
    return DONE


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.buddy")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    findings = check_scheme(options.file)
    if options.json:
        found = [{"kind": finding.kind, "message": finding.message} for finding in findings]
        _print_json({"ok": not findings, "findings": found})
    else:
        print("\n".join(finding.message for finding in findings) or f"{options.file} is in order.")
    return INPUT_PROBLEM if findings else DONE


def _print_json(value: dict[str, object]) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


_COMMANDS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "open": _open_arguments,
    "demo": _demo_arguments,
    "new": _new_arguments,
    "import": _import_arguments,
    "pair": _pair_arguments,
    "letters": _letters_arguments,
    "export": _export_arguments,
    "check": _check_arguments,
}

_HELP = {
    "open": "open the window (as without a command)",
    "demo": "make an example: scheme, agreed plan, workbook, letters and pictures of the window",
    "new": "make an empty scheme with the starter strengths",
    "import": "add and update people from a form export or a list",
    "pair": "make the best plan under the scheme's rules and store it",
    "letters": "write the letters of the plan as one PDF",
    "export": "write people, plan and people without a buddy as a workbook",
    "check": "check that a scheme file is whole and makes sense",
}
