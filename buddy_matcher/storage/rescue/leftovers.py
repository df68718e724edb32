"""Files of ours that hold people and that nobody would look for: what a kill left, what a recovery put aside.

Whoever uses the scheme's file has it alone, so unfinished files of its name are nobody's work any more.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from buddy_matcher.storage.document.safe_copy import DAMAGED
from buddy_matcher.storage.document.scratch import clear_scratch

_UNFINISHED = r"\.{name}\.([0-9a-f]{{8}}\.tmp|recovered)(-journal)?"


def clear_leftovers(path: Path, database: Path, *, is_erasing: bool = False) -> None:
    """Remove unfinished copies of a scheme that we have open, and those of killed programs.

    When erasing, damaged files that were put aside in our own folder go too. What can't be removed now goes
    another time.
    """
    clear_scratch()
    leftovers = {*_unfinished(path), *_unfinished(database)}
    if is_erasing and database != path:
        leftovers.update(damaged_files(database))
    for each in leftovers:
        with suppress(OSError):
            each.unlink()


def damaged_files(path: Path) -> tuple[Path, ...]:
    """Return the damaged files that recoveries of a scheme kept beside it."""
    return tuple(each for each in _beside(path) if each.name.startswith(f"{path.name}{DAMAGED}"))


def _unfinished(path: Path) -> Iterator[Path]:
    named = re.compile(_UNFINISHED.format(name=re.escape(path.name)))
    return (each for each in _beside(path) if named.fullmatch(each.name))


def _beside(path: Path) -> Iterator[Path]:
    try:
        yield from sorted(path.parent.iterdir())
    except OSError:
        return
