"""Reads what can still be read of a damaged file, row by row, and counts what can't.

The damaged file is only read, and only through tables that are ours.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Table, inspect

from buddy_matcher.domain.refusals import DamagedFile
from buddy_matcher.storage.document.database import READING_ERRORS, connect_to_unchanging
from buddy_matcher.storage.journal import is_action
from buddy_matcher.storage.mapping import MAPPINGS, Children, TableMapping
from buddy_matcher.storage.rows import ActionImageRow, ActionRow, Row

type Image = dict[str, Any]
"""The values of a row by column name."""

_MOST_IDS = 200_000
"""Up to which id rows are looked for one by one; a scheme of 5,000 people stays far below."""


@dataclass
class SalvagedTable:
    """The rows of one table that could be read, and the ids of rows that must have been there."""

    table: Table
    rows: dict[tuple[Any, ...], Image] = field(default_factory=dict)
    known_ids: set[int] = field(default_factory=set)

    def add(self, found: Iterable[Image]) -> None:
        """Keep rows; stops quietly where the file can't be read on."""
        try:
            for image in found:
                self.rows[tuple(image[key.name] for key in self.table.primary_key)] = image
        except READING_ERRORS:
            return


def read_what_can_be_read(path: Path) -> dict[str, SalvagedTable]:
    """Return the rows of every table of ours, by table, the journal's images left out.

    Raises DamagedFile when not even the list of tables can be read.
    """
    connection = connect_to_unchanging(path)
    connection.row_factory = sqlite3.Row
    try:
        ours = _our_tables(connection)
        if not ours:
            raise DamagedFile(path.name, "is damaged so badly that none of its tables can be read")
        found = {name: _read_table(connection, Row.metadata.tables[name]) for name in ours}
    except READING_ERRORS as error:
        raise DamagedFile(path.name, "is damaged so badly that none of its tables can be read") from error
    finally:
        connection.close()
    _drop_what_makes_no_sense(found)
    _drop_actions_that_make_no_sense(found)
    _note_references(found)
    return found


def _our_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the names of our tables that the file has, those first that others refer to."""
    # A view of the same name could be endless.
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    there = {name for (name,) in tables} - {ActionImageRow.__tablename__}
    return [table.name for table in Row.metadata.sorted_tables if table.name in there]


def _read_table(connection: sqlite3.Connection, table: Table) -> SalvagedTable:
    salvaged = SalvagedTable(table)
    key = next(iter(table.primary_key)).name
    salvaged.add(_rows(connection, f"SELECT * FROM {table.name} ORDER BY {key}"))  # noqa: S608 - our own names - our own names
    salvaged.add(_rows(connection, f"SELECT * FROM {table.name} ORDER BY {key} DESC"))  # noqa: S608
    salvaged.known_ids = _ids_in_indexes(connection, table, key)
    largest = max((values[0] for values in salvaged.rows if isinstance(values[0], int)), default=0)
    candidates = set(range(1, min(largest, _MOST_IDS))) | salvaged.known_ids
    for candidate in candidates - {values[0] for values in salvaged.rows}:
        found = _rows(connection, f"SELECT * FROM {table.name} WHERE {key} = {candidate}")  # noqa: S608 - a number
        salvaged.add(found)
    return salvaged


def _rows(connection: sqlite3.Connection, query: str) -> Iterator[Image]:
    for row in connection.execute(query):
        yield dict(row)


def _ids_in_indexes(connection: sqlite3.Connection, table: Table, key: str) -> set[int]:
    """Return the ids that the table's indexes know, which lie on other pages than the rows."""
    if len(table.primary_key) > 1:
        return set()
    ids: set[int] = set()
    for index in _indexes(connection, table):
        try:
            query = f"SELECT {key} FROM {table.name} INDEXED BY {index}"  # noqa: S608 - our own names
            ids.update(row[0] for row in connection.execute(query) if isinstance(row[0], int))
        except READING_ERRORS:
            continue
    return ids


def _indexes(connection: sqlite3.Connection, table: Table) -> list[str]:
    query = "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    return [name for (name,) in connection.execute(query, (table.name,)) if str(name).isidentifier()]


def _drop_what_makes_no_sense(found: dict[str, SalvagedTable]) -> None:
    """Drop rows whose values no domain object can have, and remember their ids."""
    for mapping in MAPPINGS:
        salvaged = found.get(mapping.row.__tablename__)
        if salvaged is None:
            continue
        children = {child.field: _children_by_owner(child, found) for child in mapping.children}
        for key, image in list(salvaged.rows.items()):
            of_this = {name: by_owner[image[mapping.key]] for name, by_owner in children.items()}
            if not _makes_sense(mapping, image, of_this):
                del salvaged.rows[key]
                salvaged.known_ids.add(key[0])


def _drop_actions_that_make_no_sense(found: dict[str, SalvagedTable]) -> None:
    """Drop entries of the history that can't be told; they are of no use to anybody, and so no loss."""
    actions = found.get(ActionRow.__tablename__)
    if actions:
        actions.rows = {key: image for key, image in actions.rows.items() if is_action(image)}


def _children_by_owner(
    child: Children, found: dict[str, SalvagedTable]
) -> dict[Any, list[Mapping[Any, Any]]]:
    by_owner: dict[Any, list[Mapping[Any, Any]]] = defaultdict(list)
    salvaged = found.get(child.row.__tablename__)
    for _, image in sorted(salvaged.rows.items(), key=repr) if salvaged else ():
        by_owner[image[child.owner]].append(_by_attribute(child.row, image))
    return by_owner


def _makes_sense(
    mapping: TableMapping[Any], image: Image, children: dict[str, list[Mapping[Any, Any]]]
) -> bool:
    try:
        mapping.decode(_by_attribute(mapping.row, image), children)
    except DamagedFile:
        return False
    return True


def _by_attribute(row: type[Row], image: Image) -> Image:
    return {attribute.key: image[attribute.columns[0].name] for attribute in inspect(row).column_attrs}


def _note_references(found: dict[str, SalvagedTable]) -> None:
    """Note the ids that rows of other tables refer to."""
    for salvaged in found.values():
        for reference in salvaged.table.foreign_keys:
            target = found.get(reference.column.table.name)
            if target:
                column = reference.parent.name
                target.known_ids |= {row[column] for row in salvaged.rows.values() if row[column]}
