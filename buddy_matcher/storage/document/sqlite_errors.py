"""What an error of SQLite means to the coordinator: in use, the computer's fault, or a damaged file."""

import errno
import sqlite3
from pathlib import Path

from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.domain.refusals import DamagedFile, SchemeInUse
from buddy_matcher.domain.remedies import remedy_for
from buddy_matcher.storage.document.lock_file import holder_of

_PRIMARY_CODE = 0xFF
_TAKEN = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_ENVIRONMENT = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.ENOENT,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_NOMEM: errno.ENOMEM,
}
"""What SQLite says when the computer stands in the way, and what the system would have said."""


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
            f"{remedy_after(error)}, then try again.",
        )
    return DamagedFile(path.name)


def remedy_after(error: BaseException | None) -> str:
    """Return what to do about an error of SQLite or of the system, without the full stop."""
    return remedy_for(error.errno if isinstance(error, OSError) else _ENVIRONMENT.get(_code(error)))


def _code(error: BaseException | None) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & _PRIMARY_CODE
