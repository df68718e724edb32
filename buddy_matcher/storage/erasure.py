"""Erases a person from a scheme file: their rows, and the images of rows in the journal.

It works on the bare connection because the journal must not record it; whoever calls clears the free pages.
A table that refers to people and is not named here makes the erasure fail as a whole, by its foreign key.
"""

import sqlite3

from buddy_matcher.domain.history import Barrier
from buddy_matcher.domain.text import fold
from buddy_matcher.storage.journal import write_barrier

# Rows that refer to others go first.
_OF_A_PAIRING = (
    "DELETE FROM pairing_member WHERE pairing_id = ?",
    "DELETE FROM pairing WHERE id = ?",
)
_OF_A_PARTICIPATION = (
    "DELETE FROM letter WHERE participation_id = ?",
    "DELETE FROM unknown_value WHERE participation_id = ?",
    "DELETE FROM participation_strength WHERE participation_id = ?",
    "DELETE FROM participation_theme WHERE participation_id = ?",
    "DELETE FROM participation WHERE id = ?",
)
_OF_A_WISH = (
    "DELETE FROM possible_rule_person WHERE possible_rule_id = ?",
    "DELETE FROM possible_rule WHERE id = ?",
)
_OF_A_PERSON = (
    "DELETE FROM possible_rule_person WHERE participant_id = ?",
    "DELETE FROM rule WHERE first_id = ?",
    "DELETE FROM rule WHERE second_id = ?",
    "DELETE FROM access_need WHERE participant_id = ?",
    "DELETE FROM participant WHERE id = ?",
)


def erase_rows(connection: sqlite3.Connection, participant_id: int) -> bool:
    """Delete a person and everything about them within a transaction; return whether there was anybody.

    Their pairings go whole. Answers that stand in the labels of old actions go too when they name the person.
    """
    found = "SELECT given, family, known_as, email FROM participant WHERE id = ?"
    named = connection.execute(found, (participant_id,)).fetchone()
    if named is None:
        return False
    person = [(participant_id,)]
    participations = _ids(connection, "SELECT id FROM participation WHERE participant_id = ?", person)
    members = "SELECT pairing_id FROM pairing_member WHERE participation_id = ?"
    _delete(connection, _OF_A_PAIRING, _ids(connection, members, participations))
    _delete(connection, _OF_A_PARTICIPATION, participations)
    wishes = _ids(connection, "SELECT id FROM possible_rule WHERE participant_id = ?", person)
    _delete(connection, _OF_A_WISH, wishes)
    _delete(connection, _OF_A_PERSON, person)
    words = {fold(word) for word in named if word}
    _clear_labels(connection, words)
    _clear_decisions(connection, words)
    write_barrier(connection, Barrier.ERASURE)
    return True


def _ids(connection: sqlite3.Connection, query: str, of: list[tuple[int]]) -> list[tuple[int]]:
    return [(found[0],) for each in of for found in connection.execute(query, each)]


def _delete(connection: sqlite3.Connection, statements: tuple[str, ...], ids: list[tuple[int]]) -> None:
    for statement in statements:
        connection.executemany(statement, ids)


def _clear_labels(connection: sqlite3.Connection, words: set[str]) -> None:
    for number, template in connection.execute("SELECT number, template FROM action").fetchall():
        # Only what stands in quotes was typed by somebody.
        if "“" in template and any(word in fold(template) for word in words):
            connection.execute(
                "UPDATE action SET template = 'Decide on an answer' WHERE number = ?", (number,)
            )


def _clear_decisions(connection: sqlite3.Connection, words: set[str]) -> None:
    for answer_id, text in connection.execute("SELECT id, text FROM decided_answer").fetchall():
        if any(word in fold(text) for word in words):
            connection.execute("DELETE FROM decided_answer WHERE id = ?", (answer_id,))
