"""The statements that read the tables of a scheme file.

They are of tables, not of classes: the session would make something of every row, and set up its mapper of
all tables before the first sight of a scheme.
"""

from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from buddy_matcher.storage.rows import Row

OWNERS = "owners"
"""The parameter of `select_of_owners`: the ids of the owners."""


# Statements are made once: making one takes as long as reading a small table.


@cache
def names_of(row: type[Row]) -> tuple[str, ...]:
    """Return the names of a table's columns as the fields are called that they hold."""
    return tuple(row.__mapper__.columns.keys())


@cache
def select_of(row: type[Row], names: tuple[str, ...] = ()) -> Select[Any]:
    """Return what reads the rows whose columns have the values of these parameters, or all, by key."""
    columns = row.__mapper__.columns
    equal = (columns[name] == bindparam(name) for name in names)
    return select(*columns.values()).where(*equal).order_by(*row.__table__.primary_key)


@cache
def select_of_owners(row: type[Row], owner: str) -> Select[Any]:
    """Return what reads the rows whose column `owner` has one of the values of `OWNERS`, by key."""
    return select_of(row).where(row.__mapper__.columns[owner].in_(bindparam(OWNERS, expanding=True)))
