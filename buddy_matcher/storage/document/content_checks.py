"""Whether an open database is a scheme file in full health: its identity, its tables, its pages.

It reads only, and it looks at the tables' names before it reads anything through them.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.refusals import DamagedFile
from buddy_matcher.domain.text import listed
from buddy_matcher.storage.document.database import (
    APPLICATION_ID,
    READING_ERRORS,
    connect_to_unchanging,
    pragma,
)
from buddy_matcher.storage.document.file_header import not_ours, read_header
from buddy_matcher.storage.formats import RELEASED, Formats, schema_of


def check_identity(connection: sqlite3.Connection, name: str, formats: Formats) -> int:
    """Return the format of a scheme file; raises UserError when it is none, or a newer one."""
    file_format = pragma(connection, "user_version")
    if pragma(connection, "application_id") != APPLICATION_ID or file_format < 1:
        raise not_ours(name)
    if file_format > formats.newest:
        raise UserError(
            f"{name} was made by a newer Buddy Matcher. It was not changed.", "Install the newest version."
        )
    return file_format


def check_content(
    connection: sqlite3.Connection, name: str, file_format: int, formats: Formats, *, is_thorough: bool
) -> None:
    """Raise UserError for tables of others, DamagedFile for broken pages or references.

    A thorough check compares every index with its table too.
    """
    _check_schema(connection, name, file_format, formats)
    check = "integrity_check(1)" if is_thorough else "quick_check(1)"
    is_sound = connection.execute(f"PRAGMA {check}").fetchone()[0] == "ok"
    if not is_sound or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise DamagedFile(name)
    # Every scheme has its one row of each, and a round.
    if not connection.execute("SELECT 1 FROM meta JOIN scheme JOIN round").fetchone():
        raise DamagedFile(name, "lacks what every scheme has")


def _check_schema(connection: sqlite3.Connection, name: str, file_format: int, formats: Formats) -> None:
    found = schema_of(connection)
    if formats.is_schema(file_format, found):
        return
    wanted = formats.schema(file_format)
    foreign = sorted(f"the {kind} “{title}”" for kind, title, _ in found - wanted)
    if foreign:
        raise UserError(
            f"{name} has other tables than a Buddy Matcher file: {listed(foreign)}. It was not changed.",
            "Open a copy of it that Buddy Matcher made.",
        )
    if wanted - found:
        raise DamagedFile(name, "lacks tables that a Buddy Matcher file has")


def verify(path: Path, formats: Formats = RELEASED) -> int:
    """Return the format of a file that nobody has open, checked thoroughly; raises UserError."""
    if not read_header(path).is_consistent:
        raise DamagedFile(path.name)
    try:
        connection = connect_to_unchanging(path)
        try:
            file_format = check_identity(connection, path.name, formats)
            check_content(connection, path.name, file_format, formats, is_thorough=True)
        finally:
            connection.close()
    except READING_ERRORS as error:
        raise DamagedFile(path.name) from error
    return file_format


def identity_of(connection: sqlite3.Connection) -> tuple[str, int]:
    """Return which document a scheme file is and how often it was saved; raises sqlite3.DatabaseError."""
    row = _first_row(connection, "meta", "SELECT document_uuid, save_counter FROM meta WHERE id = 1")
    # In a damaged file numbers may stand under the names of texts.
    if row is None or not (isinstance(row[0], str) and isinstance(row[1], int)):
        raise sqlite3.DatabaseError("the file does not say which document it is")
    return row[0], row[1]


def last_action_of(connection: sqlite3.Connection) -> str:
    """Return when the last action of a scheme file was, as it is written there, "" where none is.

    Raises sqlite3.DatabaseError.
    """
    row = _first_row(connection, "action", "SELECT at FROM action ORDER BY number DESC LIMIT 1")
    return row[0] if row and isinstance(row[0], str) else ""


def _first_row(connection: sqlite3.Connection, table: str, query: str) -> tuple[Any, ...] | None:
    # A hostile file may offer an endless view in the table's place.
    named = "SELECT 1 FROM sqlite_schema WHERE name = ? AND type = 'table'"
    if not connection.execute(named, (table,)).fetchone():
        raise sqlite3.DatabaseError(f"the file has no table “{table}”")
    row: tuple[Any, ...] | None = connection.execute(query).fetchone()
    return row


def document_at(path: Path) -> tuple[str, int] | None:
    """Return the identity of what may be a scheme file, read without its lock, or None when it has none."""
    return _read_at(path, identity_of)


def last_action_at(path: Path) -> str:
    """Return when the last action of what may be a scheme file was, read without its lock, or ""."""
    return _read_at(path, last_action_of) or ""


def _read_at[T](path: Path, read: Callable[[sqlite3.Connection], T]) -> T | None:
    try:
        read_header(path)
        connection = connect_to_unchanging(path)
        try:
            return read(connection)
        finally:
            connection.close()
    except (UserError, *READING_ERRORS):
        return None
