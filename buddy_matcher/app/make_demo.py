"""`demo`: the whole story on invented people, as files to look at where there is no window."""

import argparse
import os
from contextlib import closing
from pathlib import Path

from buddy_matcher.app.command import DONE, Command, path
from buddy_matcher.app.plan_in_words import plan_in_words
from buddy_matcher.documents.files import replaces_earlier
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.example import NAME, create_example
from buddy_matcher.services.example_life import let_live
from buddy_matcher.services.schemes import Services, open_scheme

SCHEME = "example.buddy"
WORKBOOK = "example.xlsx"
LETTERS = "letters.pdf"
PICTURES = "pictures"


def make_demo(folder: Path) -> int:
    """Make the example scheme, its agreed plan, workbook, letters and pictures in a folder; return DONE.

    The scheme and its pictures are of half a year later, with the next round being planned.
    """
    _make_folder(folder)
    _check_may_replace(folder)
    (folder / SCHEME).unlink(missing_ok=True)
    with closing(create_example(folder / SCHEME)) as services:
        services.plan.suggest(agree=True)
        plan = services.latest.plan()
        services.workbook.save(folder / WORKBOOK)
        batch = services.letters.save_pdf(folder / LETTERS)
        let_live(services, today())
        _save_pictures(services, folder / PICTURES)
    print(f"The example round: {plan_in_words(plan)}")
    print(f"The scheme, half a year on {folder / SCHEME}")
    print(f"People and plan as a sheet {folder / WORKBOOK}")
    print(f"{counted(batch.letters, 'letter'):26} {folder / LETTERS}")
    print(f"Pictures of the window     {folder / PICTURES}")
    return DONE


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"The folder {folder} could not be made.", "Choose another one with --out."
        ) from error


def _check_may_replace(folder: Path) -> None:
    """Raise UserError unless an earlier demo, or nothing, lies where the files go."""
    files = {folder / WORKBOOK: ".xlsx", folder / LETTERS: ".pdf"}
    is_there = [path for path in (folder / SCHEME, *files) if path.exists()]
    if is_there and not _is_example(folder / SCHEME):
        raise UserError(
            f"{listed([str(path) for path in is_there])} may be yours, so nothing was changed.",
            "Choose another folder with --out.",
        )
    for file, suffix in files.items():
        replaces_earlier(file, suffix=suffix)


def _is_example(path: Path) -> bool:
    if not path.exists():
        return False
    with closing(open_scheme(path)) as services:
        return services.overview.round().scheme_name == NAME


def _save_pictures(services: Services, folder: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from buddy_matcher.ui.window.pictures import save_pictures

    save_pictures(services, folder)


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out",
        type=path,
        default=Path("buddy-matcher-demo"),
        metavar="DIR",
        help="where to; an earlier demo there is replaced",
    )


def _run(options: argparse.Namespace) -> int:
    return make_demo(options.out)


DEMO = Command(
    "demo",
    "make an example: scheme, agreed plan, workbook, letters and pictures of the window",
    _add_arguments,
    _run,
)
