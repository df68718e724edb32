"""The formats of a scheme file, one SQL script each; numbered, and keyed on SQLite's `user_version`."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

type Schema = frozenset[tuple[str, str, str]]
"""What a database is made of: type, name and normalised SQL of each table, index, view and trigger."""


@dataclass(frozen=True)
class Formats:
    """Formats 1 to `newest`: for each the statements that take a file there from the format before."""

    scripts: tuple[tuple[str, ...], ...]

    @property
    def newest(self) -> int:
        """The format that is written."""
        return len(self.scripts)

    def up_to(self, number: int) -> "Formats":
        """Return the formats as they were when `number` was the newest."""
        return Formats(self.scripts[:number])

    def migrate(self, connection: sqlite3.Connection, from_format: int) -> None:
        """Take the database of an open transaction from a format to the newest."""
        for number in range(from_format + 1, self.newest + 1):
            for statement in self.scripts[number - 1]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")

    def empty(self) -> bytes:
        """Return a database of the newest format that holds nothing."""
        return _empty(self.scripts)

    def schema(self, number: int) -> Schema:
        """Return what a file of format `number` is made of."""
        return _schema(self.scripts[:number])

    def is_schema(self, number: int, found: Schema) -> bool:
        """Return whether a file of format `number` is made of what was found in it."""
        if self is RELEASED and number == self.newest:
            # To run all scripts takes as long as all else that a file is checked for.
            return digest_of(found) == NEWEST_DIGEST
        return found == self.schema(number)


def schema_of(connection: sqlite3.Connection) -> Schema:
    """Return what a database is made of; it runs nothing that the file brings along."""
    found = connection.execute("SELECT type, name, sql FROM sqlite_schema")
    return frozenset((kind, name, " ".join((sql or "").split())) for kind, name, sql in found)


def digest_of(schema: Schema) -> str:
    """Return by what a schema is known."""
    return sha256(repr(sorted(schema)).encode()).hexdigest()


@cache
def _empty(scripts: tuple[tuple[str, ...], ...]) -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        Formats(scripts).migrate(connection, 0)
        # Else a new file has the empty pages of tables that a later format dropped.
        connection.execute("VACUUM")
        return connection.serialize()


@cache
def _schema(scripts: tuple[tuple[str, ...], ...]) -> Schema:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(_empty(scripts))
        return schema_of(connection)


def _released(newest: int) -> Formats:
    return Formats(tuple(_statements(number) for number in range(1, newest + 1)))


def _statements(number: int) -> tuple[str, ...]:
    source = files(__package__).joinpath(f"format_{number}.sql").read_text(encoding="utf-8")
    code = "\n".join(line for line in source.splitlines() if not line.startswith("--"))
    return tuple(statement.strip() for statement in code.split(";") if statement.strip())


RELEASED: Final = _released(8)
"""The formats that this version knows."""

NEWEST_DIGEST: Final = "2326360d5040307263154c1f911199a6e7e469cef408ef70c7a1ee7aaea16384"
"""The digest of what a file of the newest format is made of."""
