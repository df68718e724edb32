"""All objects of one kind in a scheme file: read by Core selects, written through the ORM session.

Reading by Core keeps large lists fast; writing through the session lets the journal see every row.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from buddy_matcher.domain.ids import RoundId
from buddy_matcher.storage.mapping import Children, TableMapping, Values
from buddy_matcher.storage.rows import Row

_MOST_IDS = 500
"""For up to how many objects the child rows are asked for by id; more are faster read with all others."""


class Collection[D, K: int]:
    """The stored objects of one domain class, found by ids of type K, within one unit of work."""

    def __init__(self, session: Session, mapping: TableMapping[D]) -> None:
        self._session = session
        self._mapping = mapping
        self._key = _column(mapping.row, mapping.key)

    def all(self) -> tuple[D, ...]:
        """Return every object, by id."""
        return self._select()

    def find(self, key: K) -> D | None:
        """Return the object with an id, or None."""
        found = self._select(self._key == key)
        return found[0] if found else None

    def get(self, key: K) -> D:
        """Return the object with an id; raises KeyError when there is none."""
        found = self.find(key)
        if found is None:
            raise KeyError(f"no {self._mapping.domain.__name__} {key}")
        return found

    def where(self, **equal: Any) -> tuple[D, ...]:
        """Return the objects whose columns have these values, by id."""
        return self._select(*(_column(self._mapping.row, name) == value for name, value in equal.items()))

    def of_round(self, round_id: RoundId) -> tuple[D, ...]:
        """Return the objects of one round, by id."""
        return self.where(round_id=round_id)

    def save(self, item: D) -> D:
        """Insert an object without an id or update the one with its id; return it with its id.

        Raises KeyError when there is no object with its id, sqlalchemy's IntegrityError when it refers
        to something that does not exist.
        """
        values = self._mapping.encode(item)
        row = self._row_for(values)
        _assign(row, values)
        self._session.flush()
        key: int = getattr(row, self._mapping.key)
        for child in self._mapping.children:
            self._save_children(child, key, self._mapping.encode_children(child, key, item))
        return replace(item, **{self._mapping.key: key})  # type: ignore[type-var]  # every D is a dataclass

    def save_all(self, items: Iterable[D]) -> tuple[D, ...]:
        """Save objects as `save` does each, in few statements; return them with their ids."""
        rows: list[tuple[D, Row, bool]] = []
        for item in items:
            values = self._mapping.encode(item)
            is_new = not values[self._mapping.key]
            row = self._row_for(values)
            _assign(row, values)
            rows.append((item, row, is_new))
        self._session.flush()
        saved = []
        for item, row, is_new in rows:
            key: int = getattr(row, self._mapping.key)
            for child in self._mapping.children:
                wanted = self._mapping.encode_children(child, key, item)
                if is_new:
                    self._session.add_all(child.row(**values) for values in wanted)
                else:
                    self._save_children(child, key, wanted)
            saved.append(replace(item, **{self._mapping.key: key}))  # type: ignore[type-var]  # every D is a dataclass
        self._session.flush()
        return tuple(saved)

    def remove(self, key: K) -> None:
        """Delete the object with an id and its child rows; raises KeyError when there is none."""
        row = self._session.get(self._mapping.row, key)
        if row is None:
            raise KeyError(f"no {self._mapping.domain.__name__} {key}")
        for child in self._mapping.children:
            self._save_children(child, key, [])
        self._session.delete(row)
        self._session.flush()

    def _row_for(self, values: Values) -> Row:
        key = values[self._mapping.key]
        row = self._session.get(self._mapping.row, key) if key else None
        if row is None:
            if key and self._mapping.key == "id":
                raise KeyError(f"no {self._mapping.domain.__name__} {key}")
            row = self._mapping.row()
            if not key:
                del values[self._mapping.key]
            self._session.add(row)
        return row

    def _save_children(self, child: Children, key: int, wanted: list[Values]) -> None:
        present = list(self._session.scalars(select(child.row).where(_column(child.row, child.owner) == key)))
        # Rows that differ go before any comes: an update in place would break a UNIQUE on a swap.
        for row in present:
            if not any(_is_same(row, values) for values in wanted):
                self._session.delete(row)
        self._session.flush()
        for values in wanted:
            if not any(_is_same(row, values) for row in present):
                self._session.add(child.row(**values))
        self._session.flush()

    def _select(self, *conditions: ColumnElement[bool]) -> tuple[D, ...]:
        self._session.flush()
        mapping = self._mapping
        # Children are read whole for a list and by their owner's id for a single object.
        found = self._session.execute(select(*_columns(mapping.row)).where(*conditions).order_by(self._key))
        main = found.mappings().all()
        ids = None if not conditions else [row[mapping.key] for row in main]
        by_child = {child.field: self._children(child, ids) for child in mapping.children}
        return tuple(
            mapping.decode(row, {field: by_owner[row[mapping.key]] for field, by_owner in by_child.items()})
            for row in main
        )

    def _children(self, child: Children, ids: list[int] | None) -> dict[int, list[Mapping[Any, Any]]]:
        query = select(*_columns(child.row)).order_by(
            *(_column(child.row, c) for c in _key_columns(child.row))
        )
        if ids is not None and len(ids) <= _MOST_IDS:
            query = query.where(_column(child.row, child.owner).in_(ids))
        grouped: dict[int, list[Mapping[Any, Any]]] = defaultdict(list)
        for row in self._session.execute(query).mappings():
            grouped[row[child.owner]].append(row)
        return grouped


def _column(row: type[Row], name: str) -> Any:
    return getattr(row, name)


def _columns(row: type[Row]) -> list[Any]:
    return [_column(row, name).label(name) for name in row.__mapper__.column_attrs.keys()]  # noqa: SIM118 - not a dict


def _key_columns(row: type[Row]) -> list[str]:
    mapper = row.__mapper__
    return [mapper.get_property_by_column(column).key for column in mapper.primary_key]


def _is_same(row: Row, values: Values) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())


def _assign(row: Row, values: Values) -> None:
    # Setting only what differs keeps untouched rows out of the journal.
    for name, value in values.items():
        if getattr(row, name, None) != value:
            setattr(row, name, value)
