"""What an error of SQLite means to the coordinator: in use, the computer's fault, or a damaged file."""

import sqlite3
from pathlib import Path

from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.domain.refusals import DamagedFile, SchemeInUse
from buddy_matcher.storage.lock_file import holder_of

_PRIMARY_CODE = 0xFF
_TAKEN = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_ENVIRONMENT = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_NOMEM,
}


def is_environment(error: BaseException | None) -> bool:
    """Return whether the computer stands in the way: no room, no right to write, a failing disk."""
    return _code(error) in _ENVIRONMENT


def is_corrupt(error: BaseException | None) -> bool:
    """Return whether SQLite met pages that make no sense, or Python a text that is none."""
    is_no_text = isinstance(error, sqlite3.OperationalError) and not _code(error)
    return is_no_text or _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def refusal_of(path: Path, error: Exception) -> UserError:
    """Return the refusal of a file that SQLite could not open or read."""
    if _code(error) in _TAKEN:
        return SchemeInUse(path.name, holder_of(path))
    if is_environment(error):
        return EnvironmentProblem(
            f"{path.name} could not be opened: {error}. It was not changed.",
            "Free some space on the disk or check that the file can be written, then try again.",
        )
    return DamagedFile(path.name)


def _code(error: BaseException | None) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & _PRIMARY_CODE
