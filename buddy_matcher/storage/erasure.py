"""Erases a person from a scheme file: their rows, and the images of rows in the journal.

It works on the bare connection because the journal must not record it; whoever calls clears the free pages.
Which rows are about a person follows from the references between the tables, so that no new table escapes.
"""

import sqlite3
from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import Column, Table

from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.history import Barrier
from buddy_matcher.domain.ids import NOBODY, ParticipantId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import PAIR, PairingState
from buddy_matcher.domain.participations import Participation, Status
from buddy_matcher.domain.text import has_words
from buddy_matcher.storage.journal import typed_in, write_barrier
from buddy_matcher.storage.mapping import PARTICIPATIONS
from buddy_matcher.storage.rows import ParticipantRow, ParticipationRow, Row

_OF_NOBODY = frozenset({"pairing_member", "entry_share", "payment_line"})
"""What keeps its reference to a nameless part: who met, for how long, and what was sent."""


def erase_rows(connection: sqlite3.Connection, participant_id: ParticipantId) -> bool:
    """Delete a person and everything about them within a transaction; return whether there was anybody.

    Their pairings go whole, but for those that they had left, which stay with the others, and those with
    entries: there a nameless part of theirs stays, so that their buddy's hours and what was sent stay true.
    Answers that stand in the labels of old actions, and remembered decisions, go when they name the person.
    """
    found = "SELECT given, family, known_as, email FROM participant WHERE id = ?"
    named = connection.execute(found, (participant_id,)).fetchone()
    if named is None:
        return False
    pairings = """
        SELECT DISTINCT pairing_id FROM pairing_member
        JOIN participation ON participation.id = participation_id
        WHERE participant_id = ? AND left_on IS NULL
            AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.pairing_id = pairing_member.pairing_id)
    """
    for (pairing_id,) in connection.execute(pairings, (participant_id,)).fetchall():
        _remove(connection, Row.metadata.tables["pairing"], pairing_id)
    _clear_payment_lines(connection, participant_id)
    _keep_nameless(connection, participant_id)
    _remove(connection, Row.metadata.tables[ParticipantRow.__tablename__], participant_id)
    _remove_one_sided_interests(connection)
    names = tuple(name for name in named if name)
    _clear_labels(connection, names)
    _clear_decisions(connection, names)
    write_barrier(connection, Barrier.ERASURE)
    return True


def _remove(connection: sqlite3.Connection, table: Table, key: int) -> None:
    """Delete a row after the rows that can't be without it; a reference that may be empty is emptied."""
    _remove_about(connection, table, key)
    own = next(iter(table.primary_key)).name
    connection.execute(f"DELETE FROM {table.name} WHERE {own} = ?", (key,))  # noqa: S608


def _remove_about(connection: sqlite3.Connection, table: Table, key: int, kept: Collection[str] = ()) -> None:
    """Delete the rows that can't be without a row, but for those of the tables `kept`."""
    for other, column in _references_to(table):
        if other.name in kept:
            continue
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


def _references_to(table: Table) -> Iterator[tuple[Table, Column[object]]]:
    for other in Row.metadata.sorted_tables:
        for reference in other.foreign_keys:
            if reference.column.table is table:
                yield other, reference.parent


def _keep_nameless(connection: sqlite3.Connection, participant_id: ParticipantId) -> None:
    """Leave nobody's part in place of each of a person's parts whose pairings are kept, and end these."""
    found = """
        SELECT DISTINCT participation.id, round_id, sector, participation.organisation_id
        FROM participation
        JOIN pairing_member ON pairing_member.participation_id = participation.id
        JOIN entry ON entry.pairing_id = pairing_member.pairing_id
        WHERE participant_id = ?
    """
    for part_id, round_id, sector, organisation_id in connection.execute(found, (participant_id,)).fetchall():
        part = Participation(
            id=part_id,
            round_id=round_id,
            participant_id=NOBODY,
            sector=Sector(sector),
            organisation_id=organisation_id,
            status=Status.WITHDRAWN,
        )
        _remove_about(connection, Row.metadata.tables[ParticipationRow.__tablename__], part_id, _OF_NOBODY)
        values = PARTICIPATIONS.encode(part)
        places = ", ".join(f"{name} = :{name}" for name in values)
        connection.execute(f"UPDATE participation SET {places} WHERE id = :id", values)  # noqa: S608
        connection.execute("UPDATE entry_share SET fit = NULL WHERE participation_id = ?", (part_id,))
        _end_pairings(connection, part_id)


def _end_pairings(connection: sqlite3.Connection, part_id: int) -> None:
    """End the pairings that somebody leaves with one other today; of a three they leave the other two."""
    today = date.today().isoformat()  # noqa: DTZ011 - the coordinator's own day
    running = """
        SELECT pairing_id, (
            SELECT count(*) FROM pairing_member AS other
            WHERE other.pairing_id = pairing_member.pairing_id AND other.left_on IS NULL
        )
        FROM pairing_member JOIN pairing ON pairing.id = pairing_id
        WHERE participation_id = ? AND left_on IS NULL AND state <> ?
    """
    for pairing_id, members in connection.execute(running, (part_id, PairingState.ENDED.value)).fetchall():
        if members > PAIR:
            left = "UPDATE pairing_member SET left_on = ? WHERE pairing_id = ? AND participation_id = ?"
            connection.execute(left, (today, pairing_id, part_id))
        else:
            ended = """
                UPDATE pairing SET state = ?, ended_on = ?, ended_reason = '', arranged = 'null' WHERE id = ?
            """
            connection.execute(ended, (PairingState.ENDED.value, today, pairing_id))


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
