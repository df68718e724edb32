"""A new scheme file: the rows that every scheme has from the beginning."""

import sqlite3
import uuid
from pathlib import Path

import buddy_matcher
from buddy_matcher.domain.rounds import Round, Scheme
from buddy_matcher.storage.document.opening import create_database
from buddy_matcher.storage.mapping import ROUNDS, SCHEME, Values


def write_new_scheme(path: Path, scheme: Scheme) -> None:
    """Make a new file that holds an empty scheme with its first round.

    Raises UserError when there is a file already, EnvironmentProblem when it can't be made.
    """
    first_round = ROUNDS.encode(Round(number=1, name="Round 1"))
    del first_round["id"]

    def fill(connection: sqlite3.Connection) -> None:
        _insert(connection, "meta", _first_meta())
        _insert(connection, "scheme", {"id": 1, **SCHEME.encode(scheme)})
        _insert(connection, "round", first_round)

    create_database(path, fill)


def _insert(connection: sqlite3.Connection, table: str, values: Values) -> None:
    # In quotation marks, because a column may be called what SQL calls something, such as "on".
    columns, marks = ", ".join(f'"{name}"' for name in values), ", ".join(f":{name}" for name in values)
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608 - our own names


def _first_meta() -> Values:
    return {
        "id": 1,
        "document_uuid": str(uuid.uuid4()),
        "written_by": buddy_matcher.__version__,
        "save_counter": 0,
    }
