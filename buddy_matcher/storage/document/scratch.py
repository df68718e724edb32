"""Folders for copies that are looked at and thrown away, and what a killed program left of them."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, override

from buddy_matcher.domain.errors import EnvironmentProblem
from buddy_matcher.domain.remedies import remedy_for

_PREFIX = "buddy-matcher-"

_TRIES: Final = 3
"""How many folders are made before one is used without a lock, as where the computer's disk knows none."""


class Scratch(tempfile.TemporaryDirectory[str]):
    """An empty folder that only this user can read, until `cleanup`; nobody clears it away meanwhile."""

    def __init__(self) -> None:
        """Make it; raises EnvironmentProblem when the computer has no folder for temporary files."""
        self._held: int | None = None
        self._make()
        for _ in range(_TRIES):
            self._held = _held(Path(self.name), is_shared=True)
            if self._held is not None or sys.platform == "win32":
                return
            # Another program that clears up took the new folder for one that a killed program left.
            super().cleanup()
            self._make()

    def _make(self) -> None:
        try:
            super().__init__(prefix=_PREFIX, ignore_cleanup_errors=True)
        except OSError as error:
            raise EnvironmentProblem(
                f"There is no folder for temporary files: {error.strerror or error}. Nothing was changed.",
                f"{remedy_for(error.errno)}, or ask whoever looks after this computer.",
            ) from error

    @override
    def cleanup(self) -> None:
        if self._held is not None:
            os.close(self._held)
            self._held = None
        super().cleanup()


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Return such a folder; it goes afterwards. Raises as `Scratch` does."""
    with Scratch() as folder:
        yield Path(folder)


def clear_scratch() -> None:
    """Remove the folders of this user whose programs were killed; what can't be removed goes another time."""
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            _clear(folder)


def _clear(folder: Path) -> None:
    held = _held(folder, is_shared=False)
    if held is None:
        return
    try:
        if os.fstat(held).st_uid == os.getuid():
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(held)


def _held(folder: Path, *, is_shared: bool) -> int | None:
    """Return a folder's descriptor with its lock, or None where somebody else has that or there are none."""
    if sys.platform == "win32":
        # There the copies of a killed program are removed with the other temporary files.
        return None
    import fcntl

    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(opened, (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(opened), folder.stat()):  # else it went before the lock came
            return opened
    except OSError:
        pass
    os.close(opened)
    return None
