"""Copies a scheme that somebody else has open, without their lock, and only a state that they committed.

The bytes are read as they are, so a transaction may run underneath: the copy counts only when SQLite's
change counter was the same before and after and no journal was hot.
"""

import shutil
import time
from pathlib import Path

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.refusals import DamagedFile
from buddy_matcher.storage.document.byte_checks import check_bytes
from buddy_matcher.storage.document.content_checks import check_content, check_identity, verify
from buddy_matcher.storage.document.database import READING_ERRORS, connect, connect_to_unchanging, write_into
from buddy_matcher.storage.document.file_header import has_hot_journal, journal_of, read_header
from buddy_matcher.storage.document.hot_journal import try_journal
from buddy_matcher.storage.document.lock_file import holder_of, is_elsewhere, is_running
from buddy_matcher.storage.document.sqlite_errors import refusal_of
from buddy_matcher.storage.formats import Formats

_TRIES, _PAUSE = 20, 0.1
"""How often to try while the scheme is being written, and the seconds between."""


def copy_unlocked(path: Path, copy: Path, formats: Formats) -> None:
    """Write a verified copy of a scheme file to a new file; the original is only read.

    Raises UserError when the file is refused, or when it never came to rest.
    """
    refusal: UserError = DamagedFile(path.name)
    for tries_left in reversed(range(_TRIES)):
        before = read_header(path)
        if not has_hot_journal(path):
            try:
                _copy(path, copy, formats)
            except UserError as error:
                refusal = error
            if not has_hot_journal(path) and read_header(path) == before:
                if copy.exists():
                    verify(copy, formats)
                    return
                raise refusal
        copy.unlink(missing_ok=True)
        if not tries_left or _is_left_interrupted(path):
            break
        # Nothing tells one process when the transaction of another is over.
        time.sleep(_PAUSE)
    if not has_hot_journal(path):
        raise UserError(f"{path.name} is being changed all the time by somebody else.", "Try again later.")
    _copy_interrupted(path, copy, formats)


def _is_left_interrupted(path: Path) -> bool:
    """Return whether a journal is hot and nobody is named who may still be writing."""
    holder = holder_of(path)
    return has_hot_journal(path) and (holder is None or not (is_elsewhere(holder) or is_running(holder)))


def _copy(path: Path, copy: Path, formats: Formats) -> None:
    check_bytes(path)
    try:
        connection = connect_to_unchanging(path)
        try:
            file_format = check_identity(connection, path.name, formats)
            check_content(connection, path.name, file_format, formats, is_thorough=True)
            write_into(connection, copy)
        finally:
            connection.close()
    except READING_ERRORS as error:
        copy.unlink(missing_ok=True)
        raise refusal_of(path, error) from error


def _copy_interrupted(path: Path, copy: Path, formats: Formats) -> None:
    """Copy a scheme whose last program was killed in the middle of saving, as before that save."""
    try_journal(path, formats)
    shutil.copyfile(path, copy)
    shutil.copyfile(journal_of(path), journal_of(copy))
    # Opening the copy rolls the journal back into it.
    connect(copy).close()
    verify(copy, formats)
