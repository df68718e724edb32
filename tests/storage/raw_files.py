"""Scheme files as bytes and SQL: what a test does to them behind the application's back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.organisations import Organisation, Sector
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.rounds import Scheme
from buddy_matcher.storage.scheme_file import SchemeFile

_OF_THE_FILE = {"meta", "action", "action_image", "sqlite_sequence"}


def make_scheme(path: Path, name: str = "West Moor buddies", people: int = 3) -> Path:
    """Make a scheme with some people, one action each, and close it."""
    file = SchemeFile.create(path, Scheme(name=name))
    for number in range(people):
        add_person(file, f"Asha {number}")
    file.close()
    return path


def add_person(file: SchemeFile, given: str) -> int:
    """Add someone with an organisation of their own as one action; return the participant's id."""
    with file.changing(Label("Add a person")) as unit:
        employer = unit.organisations.save(Organisation(name="North Trust", sector=Sector.HEALTH))
        person = unit.people.save(Participant(given=given, family="O’Neill", organisation_id=employer.id))
        unit.commit()
    return person.id


def names_in(file: SchemeFile) -> list[str]:
    """Return the given names of everybody, by id."""
    with file.reading() as unit:
        return [person.given for person in unit.people.all()]


def run_sql(path: Path, *statements: str) -> None:
    """Change a closed file as another program would."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return what a file says, by table, but the journal and the save counter; its lock is not asked for."""
    with closing(_reading(path)) as connection:
        named = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        tables = [name for (name,) in named if name not in _OF_THE_FILE]
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr)  # noqa: S608 - our own names
            for table in tables
        }


def history_of(path: Path) -> list[tuple[object, ...]]:
    """Return the actions in a file's journal and how many images each has."""
    query = """
        SELECT number, template, people, state, count(action_number)
        FROM action LEFT JOIN action_image ON action_number = number GROUP BY number
    """
    with closing(_reading(path)) as connection:
        return list(connection.execute(query))


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)


def interrupted(path: Path, copy: Path, *, counts_a_save: bool = True) -> Path:
    """Copy a file with its hot journal as they are in the middle of a transaction on the original."""
    connection = sqlite3.connect(path, isolation_level=None)
    # A cache of one page makes SQLite write to the file before the commit.
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    if counts_a_save:
        connection.execute("UPDATE meta SET save_counter = save_counter + 1")
    connection.execute("UPDATE participant SET notes = hex(randomblob(3000))")
    copy.write_bytes(path.read_bytes())
    journal = path.with_name(f"{path.name}-journal")
    copy.with_name(f"{copy.name}-journal").write_bytes(journal.read_bytes())
    connection.execute("ROLLBACK")
    connection.close()
    return copy


def patch(path: Path, offset: int, new: bytes) -> None:
    """Overwrite some bytes of a file."""
    with path.open("rb+") as stream:
        stream.seek(offset)
        stream.write(new)
