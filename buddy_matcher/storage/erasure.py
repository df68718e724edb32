"""Erases a person from a scheme file: their rows, and the images of rows in the journal.

It works on the bare connection because the journal must not record it; whoever calls clears the free pages.
Which rows are about a person follows from the references between the tables, so that no new table escapes.
"""

import sqlite3
from collections.abc import Iterator

from sqlalchemy import Column, Table

from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.history import Barrier
from buddy_matcher.domain.ids import ParticipantId
from buddy_matcher.domain.text import has_words
from buddy_matcher.storage.journal import typed_in, write_barrier
from buddy_matcher.storage.rows import ParticipantRow, Row


def erase_rows(connection: sqlite3.Connection, participant_id: ParticipantId) -> bool:
    """Delete a person and everything about them within a transaction; return whether there was anybody.

    Their pairings go whole, but for those that they had left, which stay with the others. Answers that stand
    in the labels of old actions, and remembered decisions, go too when they name the person.
    """
    found = "SELECT given, family, known_as, email FROM participant WHERE id = ?"
    named = connection.execute(found, (participant_id,)).fetchone()
    if named is None:
        return False
    pairings = """
        SELECT DISTINCT pairing_id FROM pairing_member
        JOIN participation ON participation.id = participation_id
        WHERE participant_id = ? AND left_on IS NULL
    """
    for (pairing_id,) in connection.execute(pairings, (participant_id,)).fetchall():
        _remove(connection, Row.metadata.tables["pairing"], pairing_id)
    _clear_payment_lines(connection, participant_id)
    _remove(connection, Row.metadata.tables[ParticipantRow.__tablename__], participant_id)
    _remove_one_sided_interests(connection)
    names = tuple(name for name in named if name)
    _clear_labels(connection, names)
    _clear_decisions(connection, names)
    write_barrier(connection, Barrier.ERASURE)
    return True


def _remove(connection: sqlite3.Connection, table: Table, key: int) -> None:
    """Delete a row after the rows that can't be without it; a reference that may be empty is emptied."""
    for other, column in _references_to(table):
        own = next(iter(other.primary_key)).name
        where = f"{other.name} WHERE {column.name} = ?"
        if column.nullable and not column.info.get("goes_with_it"):
            emptied = f"UPDATE {other.name} SET {column.name} = NULL WHERE {column.name} = ?"  # noqa: S608 - our own names
            connection.execute(emptied, (key,))
        elif len(other.primary_key) == 1:
            for (found,) in connection.execute(f"SELECT {own} FROM {where}", (key,)).fetchall():  # noqa: S608
                _remove(connection, other, found)
        else:
            connection.execute(f"DELETE FROM {where}", (key,))  # noqa: S608
    own = next(iter(table.primary_key)).name
    connection.execute(f"DELETE FROM {table.name} WHERE {own} = ?", (key,))  # noqa: S608


def _references_to(table: Table) -> Iterator[tuple[Table, Column[object]]]:
    for other in Row.metadata.sorted_tables:
        for reference in other.foreign_keys:
            if reference.column.table is table:
                yield other, reference.parent


def _clear_payment_lines(connection: sqlite3.Connection, participant_id: ParticipantId) -> None:
    """Take the person's name off what was sent for their time; the sums stay as they were sent."""
    connection.execute(
        """
        UPDATE payment_line SET person = ''
        WHERE participation_id IN (SELECT id FROM participation WHERE participant_id = ?)
        """,
        (participant_id,),
    )


def _remove_one_sided_interests(connection: sqlite3.Connection) -> None:
    """Delete the interests of which a side has nobody any more."""
    left = """
        SELECT conflict.id FROM conflict LEFT JOIN conflict_side ON conflict_id = conflict.id
        GROUP BY conflict.id HAVING count(DISTINCT side) < 2
    """
    for (conflict_id,) in connection.execute(left).fetchall():
        _remove(connection, Row.metadata.tables["conflict"], conflict_id)


def _clear_labels(connection: sqlite3.Connection, names: tuple[str, ...]) -> None:
    for number, template in connection.execute("SELECT number, template FROM action").fetchall():
        if any(_names(typed, names) for typed in typed_in(template)):
            connection.execute("UPDATE action SET template = ? WHERE number = ?", (Deed.DECIDE.value, number))


def _clear_decisions(connection: sqlite3.Connection, names: tuple[str, ...]) -> None:
    for table, column in (("decided_answer", "text"), ("heading", "heading")):
        for row_id, text in connection.execute(f"SELECT id, {column} FROM {table}").fetchall():  # noqa: S608 - our own names
            if _names(text, names):
                connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))  # noqa: S608


def _names(text: str, names: tuple[str, ...]) -> bool:
    return any(has_words(text, name) for name in names)
