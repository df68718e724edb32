"""Reads what can still be read of a damaged file, row by row, and counts what can't.

The damaged file is only read, and only through tables that are ours. What SQLite finds through the trees
comes first, then what lies on pages that nothing leads to any more.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from buddy_matcher.domain.refusals import DamagedFile
from buddy_matcher.storage.document.database import READING_ERRORS, connect_to_unchanging
from buddy_matcher.storage.document.scratch import scratch_folder
from buddy_matcher.storage.formats import RELEASED
from buddy_matcher.storage.journal import is_action
from buddy_matcher.storage.mapping import MAPPINGS, Children, TableMapping
from buddy_matcher.storage.rescue.leaf_pages import leaf_pages, with_true_page_count
from buddy_matcher.storage.rescue.lost_pages import Column, adopt, layouts, newest_layouts
from buddy_matcher.storage.rescue.salvaged_table import Image, SalvagedTable, by_attribute
from buddy_matcher.storage.rows import ActionImageRow, ActionRow, Row

_USER_VERSION = range(60, 64)
"""The bytes in which SQLite keeps the number of the format."""

_MOST_IDS = 200_000
"""Up to which id rows are looked for one by one; a scheme of 5,000 people stays far below."""


def read_what_can_be_read(path: Path) -> dict[str, SalvagedTable]:
    """Return the rows of every table of ours, by table, the journal's images left out.

    Those of an older format are as they are: they must be brought up to date to make sense.
    Raises DamagedFile when there are none, EnvironmentProblem when there is no room for a copy.
    """
    with scratch_folder() as folder:
        copy = folder / "damaged.buddy"
        with_true_page_count(path, copy)
        of_tables = _layouts(copy)
        found = _read(copy, of_tables)
        adopt(leaf_pages(copy), found, of_tables)
    if not any(salvaged.rows for salvaged in found.values()):
        raise DamagedFile(path.name, "is damaged so badly that none of its tables can be read")
    if format_of(path) == RELEASED.newest:
        _drop_what_makes_no_sense(found)
    _drop_actions_that_make_no_sense(found)
    _note_references(found)
    return found


def format_of(path: Path) -> int:
    """Return the format that a damaged file says it has, or the newest where it says none that we know."""
    with path.open("rb") as stream:
        stream.seek(_USER_VERSION.start)
        said = int.from_bytes(stream.read(len(_USER_VERSION)))
    return said if 1 <= said <= RELEASED.newest else RELEASED.newest


def _read(path: Path, of_tables: dict[str, tuple[Column, ...]]) -> dict[str, SalvagedTable]:
    """Return what SQLite finds through the trees; nothing where the list of tables can't be read."""
    tables = [table for table in Row.metadata.sorted_tables if table.name != ActionImageRow.__tablename__]
    found = {table.name: SalvagedTable(table) for table in tables}
    try:
        connection = connect_to_unchanging(path)
        connection.row_factory = sqlite3.Row
        try:
            for name in _our_tables(connection):
                names = tuple(column.name for column in of_tables.get(name, ()))
                found[name] = _read_table(connection, Row.metadata.tables[name], names)
        finally:
            connection.close()
    except READING_ERRORS:
        return found
    return found


def _layouts(path: Path) -> dict[str, tuple[Column, ...]]:
    try:
        with closing(connect_to_unchanging(path)) as connection:
            in_file = layouts(connection)
    except READING_ERRORS:
        in_file = {}
    ours = newest_layouts()
    if format_of(path) == RELEASED.newest:
        # What the file says of its tables may be damaged too; where only a name differs, ours is right.
        same = {name for name, columns in in_file.items() if len(columns) == len(ours.get(name, ()))}
        in_file = {name: columns for name, columns in in_file.items() if name not in same}
    return {**ours, **in_file}


def _our_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the names of our tables that the file has, those first that others refer to."""
    # A view of the same name could be endless.
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    there = {name for (name,) in tables} - {ActionImageRow.__tablename__}
    return [table.name for table in Row.metadata.sorted_tables if table.name in there]


def _read_table(connection: sqlite3.Connection, table: Table, names: tuple[str, ...]) -> SalvagedTable:
    """Return the rows of a table whose columns have these names, in the order of the file."""
    salvaged = SalvagedTable(table)
    key = next(iter(table.primary_key)).name
    if len(table.primary_key) > 1:
        # An index of such a table may hold all of its rows a second time, on other pages.
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        for index in _indexes(connection, table):
            salvaged.add(_rows(connection, f"SELECT {columns} FROM {table.name} INDEXED BY {index}"))  # noqa: S608
    salvaged.add(_rows(connection, f"SELECT * FROM {table.name} ORDER BY {key}", names))  # noqa: S608 - our own names - our own names
    salvaged.add(_rows(connection, f"SELECT * FROM {table.name} ORDER BY {key} DESC", names))  # noqa: S608
    salvaged.known_ids = _ids_in_indexes(connection, table, key)
    largest = max((values[0] for values in salvaged.rows if isinstance(values[0], int)), default=0)
    candidates = set(range(1, min(largest, _MOST_IDS))) | salvaged.known_ids
    for candidate in candidates - {values[0] for values in salvaged.rows}:
        found = _rows(connection, f"SELECT * FROM {table.name} WHERE {key} = {candidate}", names)  # noqa: S608 - a number
        salvaged.add(found)
    return salvaged


def _rows(connection: sqlite3.Connection, query: str, names: tuple[str, ...] = ()) -> Iterator[Image]:
    for row in connection.execute(query):
        yield dict(zip(names, row, strict=True)) if len(names) == len(row) else dict(row)


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
    for each in found.values():
        each.drop_incomplete()
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
        by_owner[image[child.owner]].append(by_attribute(child.row, image))
    return by_owner


def _makes_sense(
    mapping: TableMapping[Any], image: Image, children: dict[str, list[Mapping[Any, Any]]]
) -> bool:
    try:
        mapping.decode(by_attribute(mapping.row, image), children)
    except DamagedFile:
        return False
    return True


def _note_references(found: dict[str, SalvagedTable]) -> None:
    """Note the ids that rows of other tables refer to."""
    for salvaged in found.values():
        for reference in salvaged.table.foreign_keys:
            target = found.get(reference.column.table.name)
            if target:
                column = reference.parent.name
                target.known_ids |= {row[column] for row in salvaged.rows.values() if row.get(column)}
