"""The SQLite connection behind a scheme file: how it is set up, and how SQLAlchemy gets it.

A file has one connection per process. Nothing here decides whether a file may be opened.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

APPLICATION_ID = 0x42554459
"""The letters BUDY, by which SQLite files of this application are known."""

WRITES = "writes"
"""The execution option of a connection whose transaction will write."""

READING_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What reading a file raises; of a damaged one even SQLite's message may be no text."""

_SAFE_READING = (
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "temp_store = MEMORY",
)

# Rollback journal, not WAL: a copied file must not lose its tail, and mapped drives break WAL.
_SAFE_WRITING = (
    "foreign_keys = ON",
    "secure_delete = ON",
    "locking_mode = EXCLUSIVE",
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "fullfsync = ON",
)


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection that may write to an existing file; a hot journal beside it is rolled back.

    Raises sqlite3.Error, for example when somebody else holds the file's lock.
    """
    return _connection(f"{path.absolute().as_uri()}?mode=rw", (*_SAFE_READING, *_SAFE_WRITING))


def connect_to_unchanging(path: Path) -> sqlite3.Connection:
    """Return a connection that reads a file's bytes as they are: no lock, no journal, nothing written."""
    return _connection(f"{path.absolute().as_uri()}?mode=ro&immutable=1", _SAFE_READING)


def _connection(location: str, pragmas: tuple[str, ...]) -> sqlite3.Connection:
    # isolation_level None: the driver starts no transactions of its own.
    connection = sqlite3.connect(location, uri=True, isolation_level=None, check_same_thread=False, timeout=0)
    try:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def engine_on(connection: sqlite3.Connection) -> Engine:
    """Return an engine whose only connection is this one; disposing of the engine closes it."""
    dialect, url, compiled = _shared()
    only: Callable[[], Any] = lambda: connection  # noqa: E731 - SQLAlchemy's types know no driver's
    pool = StaticPool(only, dialect=dialect)
    engine = Engine(pool, dialect, url, execution_options={"compiled_cache": compiled})
    event.listen(engine, "begin", _begin)
    return engine


@cache
def _shared() -> tuple[Dialect, URL, dict[Any, Any]]:
    """Return what the engines of all files share: to compile the statements takes as long as to open one."""
    # SQLAlchemy finds a compiled statement by its dialect, which it asks a connection about once.
    engine = create_engine("sqlite://")
    engine.connect().close()
    engine.dispose()
    return engine.dialect, engine.url, {}


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write everything in the block or nothing; for work that no unit of work can do."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite may have rolled back already, as when the disk is full.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """Return the value of a pragma that is a number."""
    value: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value


def clear_free_pages(connection: sqlite3.Connection) -> None:
    """Write the file anew without what deleted rows left behind, in the journal beside it either."""
    # With an exclusive lock the mode DELETE keeps the journal's old pages until the file is closed.
    connection.execute("PRAGMA journal_mode = TRUNCATE").fetchall()
    try:
        connection.execute("VACUUM")
    finally:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()


def write_into(connection: sqlite3.Connection, path: Path) -> None:
    """Let SQLite write what a connection sees to a file that is empty or not there; raises sqlite3.Error."""
    # As an address, because the name need not be text.
    connection.execute("VACUUM INTO ?", (path.absolute().as_uri(),))
