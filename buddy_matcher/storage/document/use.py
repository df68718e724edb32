"""What a program does to a scheme file as long as it has it open for writing, and when it gives it back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from buddy_matcher.storage.document.held_file import HeldFile
from buddy_matcher.storage.document.lock_file import Hold
from buddy_matcher.storage.document.seal import drop_seal, write_seal


class Use:
    """The use of an open scheme file: we are named as its holder, and it is watched, until `end`.

    `path` is what the coordinator chose, `database` what is written; they differ where a copy is worked on.
    `seen` returns the bytes of the latter as SQLite sees them.
    """

    def __init__(self, path: Path, database: Path, seen: Callable[[], bytes]) -> None:
        """Begin; raises EnvironmentProblem, with nothing begun, when the file is gone already."""
        self._database = database
        self._held = HeldFile.at(database, seen)
        # The seal is of a closed file: rolling back leaves other bytes in free pages.
        drop_seal(path)
        drop_seal(database)
        self._holds = [Hold(each) for each in {path, database}]

    def check_commit(self) -> None:
        """Raise LostFile, in the middle of a transaction, when the file is not ours to write any more."""
        self._held.check()

    def check_end(self) -> None:
        """Raise LostFile when the file that is given back is not what it was left as."""
        self._held.check_bytes()

    def check_copied(self) -> None:
        """Raise LostFile where a copy of what SQLite reads now would be a mixture of two files."""
        self._held.check_unmixed()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Tell changes of ours in the block from those of other programs; raises LostFile."""
        # Early as well as before the commit, so that a long work need not fail at its end.
        self._held.check_bytes()
        try:
            yield
        finally:
            self._held.note()

    def end(self) -> None:
        """Give the file back and seal it; only after SQLite's connection was closed."""
        self._held.close()
        if self._held.is_ours:
            write_seal(self._database)
        for hold in self._holds:
            hold.release()
