"""The opening of a scheme file, step by step; every refusal has its own message and changes no byte.

The file itself is looked at first, then the journal beside it, then SQLite takes the lock, and only then
what the database holds is checked. An older format is brought up to date last, after a backup.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

import buddy_matcher
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Barrier
from buddy_matcher.domain.refusals import SchemeInUse
from buddy_matcher.storage.document import lock_file
from buddy_matcher.storage.document.byte_checks import check_bytes, has_surplus
from buddy_matcher.storage.document.content_checks import check_content, check_identity
from buddy_matcher.storage.document.database import (
    APPLICATION_ID,
    READING_ERRORS,
    clear_free_pages,
    connect,
    engine_on,
    transaction,
)
from buddy_matcher.storage.document.file_header import has_hot_journal, journal_of, read_header
from buddy_matcher.storage.document.hot_journal import try_journal
from buddy_matcher.storage.document.safe_copy import whole_file
from buddy_matcher.storage.document.sense import check_sense
from buddy_matcher.storage.document.sqlite_errors import refusal_of
from buddy_matcher.storage.formats import RELEASED, Formats
from buddy_matcher.storage.journal import write_barrier

type BackUp = Callable[[sqlite3.Connection], None]
"""Takes a verified backup of an open database before it is migrated; raises when it can't."""


@dataclass(frozen=True, slots=True)
class OpenDatabase:
    """A checked database with its lock taken; `was_unclean` when the last program that had it was killed."""

    connection: sqlite3.Connection
    engine: Engine
    was_unclean: bool


def create_database(
    path: Path, fill: Callable[[sqlite3.Connection], None], formats: Formats = RELEASED
) -> None:
    """Make a new file that holds the tables of a format and what `fill` writes; there is never half of one.

    Raises UserError when the file exists, EnvironmentProblem when it can't be made.
    """
    if path.exists():
        raise UserError(f"There is already a file at {path}.", "Nothing was changed. Choose another name.")
    with whole_file(path) as temporary:
        temporary.write_bytes(formats.empty())
        connection = connect(temporary)
        try:
            with transaction(connection):
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                fill(connection)
        finally:
            connection.close()


def open_database(
    path: Path, *, back_up: BackUp, formats: Formats = RELEASED, take_over: bool = False
) -> OpenDatabase:
    """Check an existing scheme file, lock it and bring it up to date.

    With `take_over`, somebody named on another computer is taken to have gone. Raises UserError when it is
    refused, SchemeInUse and DamagedFile among them.
    """
    header = read_header(path)
    was_unclean = check_nobody_has_it(path, take_over=take_over)
    is_interrupted = has_hot_journal(path)
    if is_interrupted:
        try_journal(path, formats)
    else:
        check_bytes(path)
    was_unclean = was_unclean or journal_of(path).exists()
    try:
        connection = _locked(path)
        try:
            file_format = check_identity(connection, path.name, formats)
            check_content(connection, path.name, file_format, formats, is_thorough=was_unclean)
            if file_format < formats.newest:
                back_up(connection)
                migrate(connection, file_format, formats)
            if has_surplus(header):
                clear_free_pages(connection)
            engine = engine_on(connection)
            check_sense(engine, path.name)
        except BaseException:
            connection.close()
            raise
    except READING_ERRORS as error:
        raise refusal_of(path, error) from error
    return OpenDatabase(connection, engine, was_unclean)


def check_nobody_has_it(path: Path, *, take_over: bool) -> bool:
    """Return whether somebody is still named who has gone; raises SchemeInUse when they may not have."""
    holder = lock_file.holder_of(path)
    if lock_file.is_held(path):
        raise SchemeInUse(path.name, holder)
    if holder is None:
        return lock_file.is_named(path)
    # A hot journal of a running program is no leftover, and SQLite's lock does not reach other computers.
    may_be_there = lock_file.is_elsewhere(holder) or (lock_file.is_running(holder) and has_hot_journal(path))
    if may_be_there and not take_over:
        raise SchemeInUse(path.name, holder)
    return True


def _locked(path: Path) -> sqlite3.Connection:
    connection = connect(path)
    try:
        # The locking mode alone takes no lock until the first write.
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def migrate(connection: sqlite3.Connection, file_format: int, formats: Formats) -> None:
    """Bring an open file from an older format up to date, in one transaction; raises sqlite3.Error."""
    # Rebuilding a table would fail its references; they are checked before the commit instead.
    connection.execute("PRAGMA foreign_keys = OFF")
    with transaction(connection):
        formats.migrate(connection, file_format)
        write_barrier(connection, Barrier.MIGRATION)
        connection.execute("UPDATE meta SET written_by = ?", (buddy_matcher.__version__,))
        check_content(connection, "The file", formats.newest, formats, is_thorough=True)
    connection.execute("PRAGMA foreign_keys = ON")
