"""The SQLite database behind a scheme file: how it is made, checked and opened.

Every refusal has a message of its own and leaves the bytes as they were.
"""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import StaticPool

from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.storage import formats

APPLICATION_ID = 0x42554459
"""The letters BUDY, by which SQLite files of this application are known."""

LARGEST_FILE = 1_000_000_000
"""Bytes; a scheme of 5,000 people has about 10 million."""

_SQLITE_HEADER = b"SQLite format 3\x00"

# Rollback journal, not WAL: a copied file must not lose its tail, and mapped drives break WAL.
_PRAGMAS = (
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "temp_store = MEMORY",
    "foreign_keys = ON",
    "secure_delete = ON",
    "locking_mode = EXCLUSIVE",
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "fullfsync = ON",
)

WRITES = "writes"
"""The execution option of a connection whose transaction will write."""


def create_database(path: Path) -> Engine:
    """Make an empty scheme database in a new file and return its engine.

    Raises UserError when the file exists, EnvironmentProblem when it can't be made.
    """
    if path.exists():
        raise UserError(f"There is already a file at {path}.", "Nothing was changed. Choose another name.")
    try:
        path.touch(exist_ok=False)
    except OSError as error:
        raise EnvironmentProblem(
            f"The file {path} could not be made: {error.strerror}.", "Choose a folder that you can write to."
        ) from error
    engine = _engine(path)
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
        _migrate(connection, 0)
    return engine


def open_database(path: Path) -> Engine:
    """Check an existing scheme file and return its engine; raises UserError when it is refused."""
    _check_file(path)
    engine = _engine(path)
    try:
        with engine.connect() as connection:
            _check_identity(connection, path)
            _take_lock(connection)
            _check_content(connection, path)
    except OperationalError as error:
        engine.dispose()
        if "locked" in str(error.orig):
            raise UserError(
                f"{path.name} is open in another window or by somebody else.",
                "Close it there, then open it here.",
            ) from error
        raise _damaged(path) from error
    except DatabaseError as error:
        engine.dispose()
        raise _damaged(path) from error
    except BaseException:
        engine.dispose()
        raise
    return engine


def _check_file(path: Path) -> None:
    if not path.exists():
        raise UserError(f"There is no file at {path}.", "Check the name, or make a new scheme.")
    if not path.is_file():
        raise UserError(f"{path} is not a file.", "Choose a scheme file, whose name ends in .buddy.")
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            header = stream.read(len(_SQLITE_HEADER))
    except OSError as error:
        raise EnvironmentProblem(
            f"{path} can't be read: {error.strerror}.", "Check who may read the file."
        ) from error
    if size == 0:
        raise UserError(
            f"{path.name} is empty and so not a Buddy Matcher file.",
            "If it comes from a synced folder, wait until the download has finished.",
        )
    if size > LARGEST_FILE:
        raise UserError(f"{path.name} is too large to be a Buddy Matcher file.", "Nothing was changed.")
    if header != _SQLITE_HEADER:
        raise _not_ours(path)


def _not_ours(path: Path) -> UserError:
    return UserError(
        f"{path.name} is not a Buddy Matcher file. It was not changed.",
        "Choose a file that Buddy Matcher made; to bring in a form export, use Import.",
    )


def _damaged(path: Path) -> UserError:
    return UserError(
        f"{path.name} is damaged and can't be opened. It was not changed.",
        "Restore a copy of it from a backup.",
    )


def _engine(path: Path) -> Engine:
    location = f"{path.absolute().as_uri()}?mode=rw"

    def connect() -> sqlite3.Connection:
        # isolation_level None: the driver starts no transactions of its own; ours begin below.
        return sqlite3.connect(location, uri=True, isolation_level=None, check_same_thread=False, timeout=0)

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _check_identity(connection: Connection, path: Path) -> None:
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise _not_ours(path)
    file_format = _pragma(connection, "user_version")
    if file_format > formats.NEWEST:
        raise UserError(
            f"{path.name} was made by a newer Buddy Matcher. It was not changed.",
            "Install the newest version.",
        )
    if file_format < 1:
        raise _not_ours(path)


def _take_lock(connection: Connection) -> None:
    # The locking mode alone takes no lock until the first write.
    connection.rollback()
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection is closed")
    driver.execute("BEGIN EXCLUSIVE")
    driver.execute("COMMIT")


def _check_content(connection: Connection, path: Path) -> None:
    if schema_of(connection) != _expected_schema():
        raise UserError(
            f"{path.name} has other tables than a Buddy Matcher file. It was not changed.",
            "Open a copy of it that Buddy Matcher made.",
        )
    is_sound = connection.execute(text("PRAGMA quick_check(1)")).scalar_one() == "ok"
    if not is_sound or connection.execute(text("PRAGMA foreign_key_check")).first():
        raise _damaged(path)


def schema_of(connection: Connection) -> dict[str, str]:
    """Return the statement that made each table, index, view and trigger, by name."""
    query = "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    return {name: " ".join((sql or "").split()) for name, sql in connection.execute(text(query))}


def _expected_schema() -> dict[str, str]:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            _migrate(connection, 0)
            return schema_of(connection)
    finally:
        engine.dispose()


def _migrate(connection: Connection, file_format: int) -> None:
    for number in range(file_format + 1, formats.NEWEST + 1):
        for statement in formats.script(number):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")


def _pragma(connection: Connection, name: str) -> int:
    value: int = connection.execute(text(f"PRAGMA {name}")).scalar_one()
    return value
