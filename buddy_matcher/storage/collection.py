"""All objects of one kind in a scheme file: read by Core selects, written through the ORM session.

Reading by Core keeps large lists fast; writing through the session lets the journal see every row.
"""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import batched
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, configure_mappers

from buddy_matcher.domain.ids import RoundId
from buddy_matcher.storage.known_objects import Known, Rows, Sight, Whole
from buddy_matcher.storage.mapping import Children, TableMapping, Values
from buddy_matcher.storage.reading import OWNERS, names_of, select_of, select_of_owners
from buddy_matcher.storage.rows import Row

_MOST_IDS = 500
"""For up to how many objects the child rows are asked for by id; more are faster read with all others."""


class Collection[D, K: int]:
    """The stored objects of one domain class, found by ids of type K, within one unit of work.

    A table that earlier units read and nobody touched since is not read again; of one that is, the objects
    whose rows say the same are handed out again.
    """

    def __init__(self, session: Session, mapping: TableMapping[D], sight: Sight) -> None:
        self._session = session
        self._mapping = mapping
        self._sight = sight
        self._known: Known[D] = sight.known.of(mapping)

    def all(self) -> tuple[D, ...]:
        """Return every object, by id."""
        return self._select()

    def find(self, key: K) -> D | None:
        """Return the object with an id, or None."""
        found = self._select(**{self._mapping.key: key})
        return found[0] if found else None

    def get(self, key: K) -> D:
        """Return the object with an id; raises KeyError when there is none."""
        found = self.find(key)
        if found is None:
            raise KeyError(f"no {self._mapping.domain.__name__} {key}")
        return found

    def where(self, **equal: Any) -> tuple[D, ...]:
        """Return the objects whose columns have these values, none of them None, by id."""
        return self._select(**equal)

    def of_round(self, round_id: RoundId) -> tuple[D, ...]:
        """Return the objects of one round, by id."""
        return self.where(round_id=round_id)

    def save(self, item: D) -> D:
        """Insert an object without an id or update the one with its id; return it with its id.

        Raises KeyError when there is no object with its id, sqlalchemy's IntegrityError when it refers
        to something that does not exist.
        """
        return self.save_all([item])[0]

    def save_all(self, items: Iterable[D]) -> tuple[D, ...]:
        """Save objects as `save` does each, in few statements; return them with their ids."""
        every, key_name = list(items), self._mapping.key
        encoded = ((item, self._mapping.encode(item)) for item in every)
        standing = self._standing()
        given = [(item, values) for item, values in encoded if not self._stands(standing, item, values)]
        old = {key for _, values in given if (key := values[key_name])}
        # Held until all are saved: the session forgets rows that nobody holds.
        held = self._rows_of(self._mapping.row, key_name, old)
        rows = [self._row_for(values) for _, values in given]
        for row, (_, values) in zip(rows, given, strict=True):
            _assign(row, values)
        self._session.flush()
        saved = [(getattr(row, key_name), item) for row, (item, _) in zip(rows, given, strict=True)]
        for child in self._mapping.children:
            wanted = {
                key: self._mapping.encode_children(child, key, item)
                for key, item in saved
                if key not in standing or _differ(child, standing[key][1], item)
            }
            self._save_children(child, wanted, new=wanted.keys() - old)
        del held
        new_keys = iter([key for key, item in saved if not getattr(item, key_name)])
        return tuple(
            [item if getattr(item, key_name) else self._with_key(item, next(new_keys)) for item in every]
        )

    def _with_key(self, item: D, key: int) -> D:
        return replace(item, **{self._mapping.key: key})  # type: ignore[type-var]  # every D is a dataclass

    def _standing(self) -> Known[D]:
        """Return the objects as they stand in the file, where that is known without reading it."""
        whole = self._sight.whole(self._mapping)
        return whole.by_id if whole else {}

    def _stands(self, standing: Known[D], item: D, values: Values) -> bool:
        """Return whether an object stands so in the file already."""
        if values[self._mapping.key] not in standing:
            return False
        (main, *_), known = standing[values[self._mapping.key]]
        return main == tuple([values[name] for name in names_of(self._mapping.row)]) and not any(
            _differ(child, known, item) for child in self._mapping.children
        )

    def remove(self, key: K) -> None:
        """Delete the object with an id and its child rows; raises KeyError when there is none."""
        self.remove_all([key])

    def remove_all(self, keys: Iterable[K]) -> None:
        """Delete objects as `remove` does each, in few statements."""
        wanted: set[int] = set(keys)
        rows = self._rows_of(self._mapping.row, self._mapping.key, wanted)
        for key in wanted - {getattr(row, self._mapping.key) for row in rows}:
            raise KeyError(f"no {self._mapping.domain.__name__} {key}")
        for child in self._mapping.children:
            self._save_children(child, {key: [] for key in wanted})
        for row in rows:
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

    def _save_children(
        self, child: Children, wanted: dict[int, list[Values]], new: AbstractSet[int] = frozenset()
    ) -> None:
        """Give objects the child rows that are wanted, by their ids; those that are `new` have none yet."""
        present: defaultdict[int, list[Row]] = defaultdict(list)
        for row in self._rows_of(child.row, child.owner, wanted.keys() - new):
            present[getattr(row, child.owner)].append(row)
        # Rows that differ go before any comes: an update in place would break a UNIQUE on a swap.
        for key, rows in present.items():
            for row in rows:
                if not any(_is_same(row, values) for values in wanted[key]):
                    self._session.delete(row)
        self._session.flush()
        for key, all_values in wanted.items():
            for values in all_values:
                if not any(_is_same(row, values) for row in present[key]):
                    self._session.add(child.row(**values))
        self._session.flush()

    def _rows_of(self, row: type[Row], column: str, wanted: Iterable[int]) -> list[Row]:
        """Return the rows of a table that have one of the wanted values in a column, in few statements."""
        return [
            found
            for some in batched(sorted(wanted), _MOST_IDS)
            for found in self._session.scalars(select(row).where(_column(row, column).in_(some)))
        ]

    def _select(self, **equal: Any) -> tuple[D, ...]:
        self._session.flush()
        is_of_one = equal.keys() == {self._mapping.key}
        whole = self._sight.whole(self._mapping)
        if whole is None and not is_of_one and self._sight.keeps(self._mapping):
            self._read()
            whole = self._sight.whole(self._mapping)
        if whole is None:
            return self._read(**equal)
        if not equal:
            return whole.objects
        if is_of_one:
            found = whole.by_id.get(equal[self._mapping.key])
            return (found[1],) if found else ()
        names = names_of(self._mapping.row)
        return whole.where(tuple((names.index(name), value) for name, value in equal.items()))

    def _read(self, **equal: Any) -> tuple[D, ...]:
        mapping = self._mapping
        key = names_of(mapping.row).index(mapping.key)
        query = select_of(mapping.row, tuple(equal))
        main = {row[key]: tuple(row) for row in self._session.connection().execute(query, equal)}
        # Children are read whole for a list and by their owner's id for a single object.
        children = [self._children(child, list(main) if equal else None) for child in mapping.children]
        found = {one: (row, *(of_owner.get(one, ()) for of_owner in children)) for one, row in main.items()}
        objects = tuple([self._object(one, read_rows) for one, read_rows in found.items()])
        if not equal:
            for gone in self._known.keys() - found.keys():
                del self._known[gone]
            self._sight.keep(
                mapping,
                Whole(dict(zip(found, zip(found.values(), objects, strict=True), strict=True)), objects),
            )
        return objects

    def _object(self, key: int, read_rows: Rows) -> D:
        """Return the object of some rows: the one that was made of the same rows before, if there is one."""
        known = self._known.get(key)
        if known and known[0] == read_rows:
            return known[1]
        mapping = self._mapping
        main, *children = read_rows
        made = mapping.decode(
            dict(zip(names_of(mapping.row), main, strict=True)),
            {
                child.field: [dict(zip(names_of(child.row), row, strict=True)) for row in rows]
                for child, rows in zip(mapping.children, children, strict=True)
            },
        )
        self._known[key] = read_rows, made
        return made

    def _children(self, child: Children, ids: list[int] | None) -> dict[int, list[tuple[Any, ...]]]:
        connection = self._session.connection()
        if ids is None or len(ids) > _MOST_IDS:
            rows = connection.execute(select_of(child.row))
        elif ids:
            rows = connection.execute(select_of_owners(child.row, child.owner), {OWNERS: ids})
        else:
            return {}
        owner = names_of(child.row).index(child.owner)
        grouped: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for row in rows:
            grouped[row[owner]].append(tuple(row))
        return grouped


def get_ready_to_write() -> None:
    """Let SQLAlchemy set up its mapper of every table, which the first row that is written waits for."""
    configure_mappers()


def _column(row: type[Row], name: str) -> Any:
    return getattr(row, name)


def _differ(child: Children, one: object, other: object) -> bool:
    """Return whether two objects have other child rows in one table."""
    before, after = getattr(one, child.field), getattr(other, child.field)
    return before is not after and before != after


def _is_same(row: Row, values: Values) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())


def _assign(row: Row, values: Values) -> None:
    # Setting only what differs keeps untouched rows out of the journal.
    for name, value in values.items():
        if getattr(row, name, None) != value:
            setattr(row, name, value)
