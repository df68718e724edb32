"""Writes salvaged rows to a clean file: none that refers to something lost, with stand-ins where needed."""

import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

from sqlalchemy import Table

import buddy_matcher
from buddy_matcher.domain.history import Barrier
from buddy_matcher.domain.ids import RoundId
from buddy_matcher.domain.rounds import Round, Scheme
from buddy_matcher.storage.document.database import connect
from buddy_matcher.storage.document.opening import create_database, migrate
from buddy_matcher.storage.formats import RELEASED, Formats
from buddy_matcher.storage.mapping import ROUNDS, SCHEME
from buddy_matcher.storage.rescue.lost_pages import Column, layouts
from buddy_matcher.storage.rescue.restoring import become_current
from buddy_matcher.storage.rescue.salvaged_table import Image, SalvagedTable
from buddy_matcher.storage.rows import Row

type Losses = dict[str, int]
"""How many rows of each table were lost, as far as the file still knew of them; none where all were kept."""


def write_salvaged(found: dict[str, SalvagedTable], target: Path, document_uuid: str | None) -> Losses:
    """Write a new file from salvaged rows as the document with a uuid; return what was lost.

    Raises EnvironmentProblem when it can't be written.
    """
    losses = _write(found, target, document_uuid, RELEASED)
    with closing(connect(target)) as connection:
        become_current(connection, Barrier.RECOVERY)
    return losses


def write_of_older_format(
    found: dict[str, SalvagedTable], target: Path, document_uuid: str | None, file_format: int
) -> Losses:
    """Write rows of an older format to a new file and bring that up to date, for its rows to be read again.

    Raises as `write_salvaged` does, and DamagedFile when it can't be brought up to date.
    """
    losses = _write(found, target, document_uuid, RELEASED.up_to(file_format))
    with closing(connect(target)) as connection:
        migrate(connection, file_format, RELEASED)
    return losses


def _write(
    found: dict[str, SalvagedTable], target: Path, document_uuid: str | None, formats: Formats
) -> Losses:
    losses: Losses = {}

    def fill(connection: sqlite3.Connection) -> None:
        _add_stand_ins(found, document_uuid or str(uuid.uuid4()))
        columns = layouts(connection)
        for name, salvaged in found.items():
            if name not in columns:
                continue
            wanted = {key[0] for key in salvaged.rows}
            dropped = len(salvaged.rows) - len(_insert_all(connection, salvaged, columns[name]))
            lost = dropped + len(salvaged.known_ids - wanted)
            if lost:
                losses[name] = lost
        # Tables of an older format are read again once they are brought up to date.
        too_small = _remove_too_small_pairings(connection) if formats == RELEASED else 0
        if too_small:
            losses["pairing"] = losses.get("pairing", 0) + too_small

    create_database(target, fill, formats)
    return losses


def _add_stand_ins(found: dict[str, SalvagedTable], document_uuid: str) -> None:
    """Add the rows that every scheme has, and the rounds that others refer to."""
    meta: Image = {
        "id": 1,
        "document_uuid": document_uuid,
        "written_by": buddy_matcher.__version__,
        "save_counter": 0,
    }
    there = found["meta"].rows.get((1,), {}) if "meta" in found else {}
    found["meta"] = _table("meta", {(1,): {**meta, "save_counter": there.get("save_counter", 0)}})
    scheme = found.setdefault("scheme", _table("scheme", {}))
    scheme.rows.setdefault((1,), {"id": 1, **SCHEME.encode(Scheme(name="Recovered scheme"))})
    rounds = found.setdefault("round", _table("round", {}))
    numbers = {image["number"] for image in rounds.rows.values()}
    for round_id in sorted(rounds.known_ids - {key[0] for key in rounds.rows}) or [1] * (not rounds.rows):
        number = max(numbers, default=0) + 1
        numbers.add(number)
        stand_in = Round(id=RoundId(round_id), number=number, name=f"Round {number}")
        rounds.rows[(round_id,)] = ROUNDS.encode(stand_in)


def _table(name: str, rows: dict[tuple[int, ...], Image]) -> SalvagedTable:
    return SalvagedTable(Row.metadata.tables[name], dict(rows))


def _insert_all(
    connection: sqlite3.Connection, salvaged: SalvagedTable, columns: tuple[Column, ...]
) -> set[tuple[object, ...]]:
    """Insert rows, in several passes because some refer to others; return the keys of those kept."""
    kept: set[tuple[object, ...]] = set()
    for key, image in salvaged.rows.items():
        salvaged.rows[key] = _fitted(image, columns)
    while True:
        waiting = [key for key in salvaged.rows if key not in kept]
        fresh = {key for key in waiting if _insert(connection, salvaged.table, salvaged.rows[key])}
        if not fresh:
            break
        kept |= fresh
    for key in salvaged.rows.keys() - kept:
        # A reference that may be empty is given up before the row is.
        if _insert(connection, salvaged.table, _without_optional_references(salvaged, key)):
            kept.add(key)
    return kept


def _fitted(image: Image, columns: tuple[Column, ...]) -> Image:
    """Return a row with the columns that its table has: stand-ins are made for the newest format."""
    empty = {"TEXT": "", "INTEGER": 0, "REAL": 0.0}
    fitted = {column.name: image[column.name] for column in columns if column.name in image}
    for column in columns:
        if column.is_required and column.name not in image:
            fitted[column.name] = empty[column.type] if column.default is None else column.default
    return fitted


def _insert(connection: sqlite3.Connection, table: Table, image: Image) -> bool:
    # In quotation marks, because a column may be called what SQL calls something, such as "on".
    columns, marks = ", ".join(f'"{name}"' for name in image), ", ".join(f":{name}" for name in image)
    try:
        connection.execute(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", image)  # noqa: S608 - our names
    except sqlite3.IntegrityError:
        return False
    return True


def _without_optional_references(salvaged: SalvagedTable, key: tuple[object, ...]) -> Image:
    optional = {
        reference.parent.name: None
        for reference in salvaged.table.foreign_keys
        if reference.parent.nullable and reference.parent.name in salvaged.rows[key]
    }
    return {**salvaged.rows[key], **optional}


def _remove_too_small_pairings(connection: sqlite3.Connection) -> int:
    """Remove pairings that lost a member, and so make no sense; return how many."""
    query = """
        SELECT id FROM pairing WHERE
            (SELECT count(*) FROM pairing_member WHERE pairing_id = id AND left_on IS NULL) < 2
    """
    small = connection.execute(query).fetchall()
    connection.executemany("DELETE FROM pairing_member WHERE pairing_id = ?", small)
    for reference in ("replaces_id", "continues_id"):
        connection.executemany(f"UPDATE pairing SET {reference} = NULL WHERE {reference} = ?", small)  # noqa: S608
    connection.executemany("DELETE FROM pairing WHERE id = ?", small)
    return len(small)
