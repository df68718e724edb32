"""Gives the rows of pages that no tree leads to any more to the table that they are of, by what they say."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import Any

from buddy_matcher.storage.formats import RELEASED
from buddy_matcher.storage.mapping import MAPPINGS
from buddy_matcher.storage.rescue.leaf_pages import LeafPage, Value
from buddy_matcher.storage.rescue.salvaged_table import SalvagedTable, by_attribute

_TYPES: dict[str, tuple[type, ...]] = {"TEXT": (str,), "INTEGER": (int,), "REAL": (float, int)}
_MAPPINGS = {mapping.row.__tablename__: mapping for mapping in MAPPINGS}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, as the file declares it."""

    name: str
    type: str
    is_required: bool
    is_row_id: bool
    default: Value


@cache
def newest_layouts() -> dict[str, tuple[Column, ...]]:
    """Return the columns of each table of the newest format, for a file that can't say its own."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        RELEASED.migrate(connection, 0)
        return layouts(connection)


def layouts(connection: sqlite3.Connection) -> dict[str, tuple[Column, ...]]:
    """Return the columns of each table in the order in which the file keeps them; raises sqlite3.Error."""
    named = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return {name: tuple(_columns(connection, name)) for (name,) in named if str(name).isidentifier()}


def _columns(connection: sqlite3.Connection, table: str) -> Iterable[Column]:
    for _, name, kind, is_required, default, key in connection.execute(f"PRAGMA table_info({table})"):
        value = None if default is None else str(default).strip("'")
        is_number = value is not None and kind == "INTEGER"
        yield Column(name, kind, bool(is_required), bool(key), int(value or 0) if is_number else value)


def adopt(
    pages: Iterable[LeafPage], found: dict[str, SalvagedTable], columns: dict[str, tuple[Column, ...]]
) -> None:
    """Add the rows of each page to the one table that they can be of; where there are more, to none."""
    for page in pages:
        fitting = {name: rows for name in found if (rows := _rows_of(page, found[name], columns[name]))}
        if len(fitting) == 1:
            [(name, rows)] = fitting.items()
            for row_id, image in rows.items():
                found[name].rows.setdefault((row_id,), image)


def _rows_of(
    page: LeafPage, salvaged: SalvagedTable, columns: tuple[Column, ...]
) -> dict[int, dict[str, Any]] | None:
    """Return a page's rows as those of a table, or None when they can't be."""
    if len(salvaged.table.primary_key) > 1:
        return None
    images = {}
    for row_id, values in page.rows.items():
        image = _image(row_id, values, columns)
        known = salvaged.rows.get((row_id,))
        if image is None or (known is not None and known != image) or not _makes_sense(salvaged, image):
            return None
        images[row_id] = image
    return images


def _image(row_id: int, values: tuple[Value, ...], columns: tuple[Column, ...]) -> dict[str, Any] | None:
    if len(values) > len(columns):
        return None
    # A row from before a column was added ends earlier, and has its default.
    padded = (*values, *(column.default for column in columns[len(values) :]))
    image: dict[str, Any] = {}
    for column, value in zip(columns, padded, strict=True):
        if column.is_row_id:
            if value is not None:
                return None
            image[column.name] = row_id
        elif value is None:
            if column.is_required:
                return None
            image[column.name] = None
        elif not isinstance(value, _TYPES.get(column.type, ())):
            return None
        else:
            image[column.name] = value
    return image


def _makes_sense(salvaged: SalvagedTable, image: dict[str, Any]) -> bool:
    mapping = _MAPPINGS.get(salvaged.table.name)
    if mapping and not image.keys() >= {column.name for column in salvaged.table.columns}:
        # Of an older format only the types of the columns can speak.
        return True
    try:
        return mapping is None or mapping.has_sense(by_attribute(mapping.row, image))
    except KeyError:
        return False
