"""Writes a scheme as a whole new file or not at all: for Save a copy, backups and publishing.

SQLite writes the copy beside the target; it is read back and verified before it takes the target's place.
"""

import os
import secrets
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.storage.document.content_checks import verify
from buddy_matcher.storage.document.database import write_into
from buddy_matcher.storage.document.file_header import check_name, journal_of
from buddy_matcher.storage.document.seal import drop_seal
from buddy_matcher.storage.document.side_files import create_file, mode_for
from buddy_matcher.storage.document.sqlite_errors import remedy_after
from buddy_matcher.storage.formats import RELEASED, Formats

DAMAGED = ".damaged-"
"""What stands between the name of a scheme and the time, in the name under which a damaged file is kept."""

_TAKEN_FOR_A_MOMENT = {5, 32, 33}
"""Windows: access denied, sharing violation, lock violation, as while a virus scanner reads the file."""

_TRIES, _PAUSE = 10, 0.2
"""How often to try again, and the seconds between."""


def write_copy(
    connection: sqlite3.Connection,
    target: Path,
    *,
    document_uuid: str | None = None,
    formats: Formats = RELEASED,
    mode: int | None = None,
) -> None:
    """Write a scheme to `target`, replacing what was there, as a document of its own if a uuid is given.

    The connection must be outside a transaction. Raises EnvironmentProblem when the folder is missing,
    full or not ours to write in; the old file is untouched then. Of `mode`, by default that of the file
    that is replaced, the umask takes its part.
    """
    with whole_file(target, formats, mode) as temporary:
        write_into(connection, temporary)
        if document_uuid is not None:
            _rename_document(temporary, document_uuid)


@contextmanager
def whole_file(target: Path, formats: Formats = RELEASED, mode: int | None = None) -> Iterator[Path]:
    """Return an empty temporary file beside `target`; what is written there is verified and takes its place.

    Raises UserError for a name that can't be used, EnvironmentProblem when anything on the way fails;
    nothing is left behind then.
    """
    check_name(target)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        # SQLite writes into an empty file as into none, and leaves it the mode that it has.
        os.close(create_file(temporary, mode_for(target) if mode is None else mode))
        yield temporary
        _flush(temporary)
        verify(temporary, formats)
        put_in_place(temporary, target)
    except (OSError, sqlite3.Error) as error:
        raise _problem(target, error) from error
    except UserError as refusal:
        raise EnvironmentProblem(
            f"{target.name} did not read back as it was written, so nothing was kept.",
            "The disk may be failing: choose another one.",
        ) from refusal
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def put_in_place(temporary: Path, target: Path) -> None:
    """Let a complete file take the place of another, or of none; raises OSError when it never can."""
    for tries_left in reversed(range(_TRIES)):
        try:
            temporary.replace(target)
            break
        except OSError as error:
            if not tries_left or getattr(error, "winerror", None) not in _TAKEN_FOR_A_MOMENT:
                raise
            # Nothing tells when a virus scanner lets go of a file.
            time.sleep(_PAUSE)
    drop_seal(target)
    # A journal that lies there was of the file that is gone, and would be rolled back into this one.
    journal_of(target).unlink(missing_ok=True)
    flush_folder(target.parent)


def set_aside_name(path: Path) -> Path:
    """Return the name under which a damaged file is kept beside what takes its place."""
    return path.with_name(f"{path.name}{DAMAGED}{datetime.now(UTC).astimezone():%Y%m%d-%H%M%S}")


def flush_folder(folder: Path) -> None:
    """Make sure that the names in a folder survive a power cut, where the system can do that."""
    if sys.platform == "win32":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError:
        # Some network file systems can't; the file itself is on disk.
        return
    finally:
        os.close(opened)


def _flush(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _rename_document(path: Path, document_uuid: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("UPDATE meta SET document_uuid = ?", (document_uuid,))
    finally:
        connection.close()


def _problem(target: Path, error: Exception) -> EnvironmentProblem:
    reason = error.strerror if isinstance(error, OSError) else str(error).partition(": ")[0]
    return EnvironmentProblem(
        f"{target} could not be written: {reason}. What was there before is untouched.",
        f"{remedy_after(error)}, then try again.",
    )
