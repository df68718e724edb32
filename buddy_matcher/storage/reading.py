"""The statements that read the tables of a scheme file, written out.

SQLAlchemy would set up its mapper of every table, and compile each statement, before the first sight of a
scheme: that takes longer than to read one. What is written goes through its session.
"""

from collections.abc import Iterable
from functools import cache

from buddy_matcher.storage.rows import Row


@cache
def names_of(row: type[Row]) -> tuple[str, ...]:
    """Return the names of a table's columns as the fields are called that they hold."""
    return tuple(row.__mapper__.columns.keys())


@cache
def select_of(row: type[Row], names: tuple[str, ...] = ()) -> str:
    """Return what reads the rows whose columns have the values of these parameters, or all, by key."""
    columns = {name: _quoted(column.name) for name, column in row.__mapper__.columns.items()}
    equal = " AND ".join(f"{columns[name]} = :{name}" for name in names)
    return _select(row, columns.values(), equal)


def select_of_owners(row: type[Row], owner: str, number: int) -> str:
    """Return what reads the rows whose column `owner` has one of so many values, by key."""
    columns = {name: _quoted(column.name) for name, column in row.__mapper__.columns.items()}
    return _select(row, columns.values(), f"{columns[owner]} IN ({', '.join('?' * number)})")


def _select(row: type[Row], columns: Iterable[str], condition: str) -> str:
    where = f" WHERE {condition}" if condition else ""
    key = ", ".join(_quoted(column.name) for column in row.__table__.primary_key)
    return f"SELECT {', '.join(columns)} FROM {_quoted(row.__tablename__)}{where} ORDER BY {key}"  # noqa: S608 - our own names


def _quoted(name: str) -> str:
    return f'"{name}"'
