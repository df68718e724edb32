"""Whether the file behind an open connection is still the one at its path, as it was left there.

Somebody may move, delete or replace it meanwhile, a disk may be pulled out, a program may write into it.
SQLite goes on with the file that it has, and what it is told to save would be in no file that can be found.
"""

import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from buddy_matcher.domain.errors import EnvironmentProblem
from buddy_matcher.domain.refusals import Fate, LostFile
from buddy_matcher.domain.remedies import remedy_for
from buddy_matcher.storage.document.file_header import CHANGE_COUNTER

_UNKNOWN: Final = b""


@dataclass(frozen=True, slots=True)
class _State:
    """How far the file had come when we last left it: SQLite's count of transactions, its bytes, and when."""

    change_counter: bytes
    size: int
    modified_ns: int


class HeldFile:
    """A file that is open through SQLite, held open a second time so that both can be compared.

    `is_ours` tells what the last check found. Close it only after SQLite's connection: closing it gives up
    SQLite's lock.
    """

    def __init__(self, path: Path, opened: int, seen: Callable[[], bytes]) -> None:
        self._path = path
        self._opened = opened
        self._seen = seen
        self._left = self._state()
        self.is_ours = True

    @classmethod
    def at(cls, path: Path, seen: Callable[[], bytes]) -> Self:
        """Return what lies at a path now; `seen` returns the bytes of the file as SQLite sees it.

        Raises EnvironmentProblem when it is gone already.
        """
        try:
            return cls(path, os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)), seen)
        except OSError as error:
            raise EnvironmentProblem(
                f"{path.name} could not be kept open: {error.strerror}. It was not changed.",
                f"{remedy_for(error.errno)}, then try again.",
            ) from error

    def check(self) -> None:
        """Raise LostFile unless the file is still at its path, and nobody else made a transaction in it."""
        self._accept(self._fate())

    def check_bytes(self) -> None:
        """Raise LostFile as `check` does, and where anything but SQLite here wrote into the file.

        Between transactions only: in the middle of one SQLite sees more than the file holds.
        """
        self._accept(self._fate() or self._fate_of_bytes())

    def check_unmixed(self) -> None:
        """Raise LostFile where SQLite reads a mixture, because somebody else wrote into the file.

        What it reads of one that was moved, deleted or replaced is sound. Between transactions only.
        """
        if (self._fate() or self._fate_of_bytes()) is Fate.OVERWRITTEN:
            self._accept(Fate.OVERWRITTEN)

    def note(self) -> None:
        """Remember the state of the file after a change of ours, unless the last check failed."""
        if self.is_ours:
            self._left = self._state()

    def close(self) -> None:
        """Hold it no more."""
        os.close(self._opened)

    def _accept(self, fate: Fate | None) -> None:
        self.is_ours = fate is None
        if fate:
            raise LostFile(self._path.name, fate)

    def _fate(self) -> Fate | None:
        try:
            there = self._path.stat()
            if not os.path.samestat(there, os.fstat(self._opened)):
                return Fate.REPLACED
        except OSError:
            return Fate.GONE
        now = self._state()
        # In the middle of a transaction the file may have grown; it counts and shrinks at the end only.
        is_as_left = now.change_counter == self._left.change_counter and now.size >= self._left.size
        return None if is_as_left else Fate.OVERWRITTEN

    def _fate_of_bytes(self) -> Fate | None:
        """Return the fate of a file whose count is as it was: that of another copy may be the same."""
        now = self._state()
        if now.modified_ns == self._left.modified_ns:
            return None
        try:
            is_as_seen = os.pread(self._opened, now.size, 0) == self._seen()
        except (OSError, sqlite3.Error):
            is_as_seen = False
        if not is_as_seen:
            return Fate.OVERWRITTEN
        self._left = now
        return None

    def _state(self) -> _State:
        try:
            counter = os.pread(self._opened, len(CHANGE_COUNTER), CHANGE_COUNTER.start)
            there = os.fstat(self._opened)
            return _State(counter, there.st_size, there.st_mtime_ns)
        except (OSError, AttributeError):
            # Windows has no reading at a place, and lets nobody else write into an open file.
            return _State(_UNKNOWN, 0, 0)
