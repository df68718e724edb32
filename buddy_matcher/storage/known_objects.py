"""The objects that the rows of a file were made into, kept over all units of work on it.

A change leaves nearly all objects as they are. Making one takes most of the time of reading it, and reading a
table whose rows nobody touched is not needed at all: what was read of it still holds.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from buddy_matcher.storage.kept import Kept
from buddy_matcher.storage.mapping import TableMapping

type Rows = tuple[Any, ...]
"""The values of an object's main row, then the rows of each of its child tables."""

type Known[D] = dict[int, tuple[Rows, D]]
"""By id: the rows that an object was read from, and the object."""


@dataclass(frozen=True, slots=True)
class Whole[D]:
    """Every object of one table as one state of the file has them: by id, in order, and as found."""

    by_id: dict[int, tuple[Rows, D]]
    objects: tuple[D, ...]
    _found: dict[tuple[tuple[int, Any], ...], tuple[D, ...]] = field(default_factory=dict)

    def where(self, equal: tuple[tuple[int, Any], ...]) -> tuple[D, ...]:
        """Return the objects whose main rows have these values at these places, the same tuple each time."""
        if equal not in self._found:
            self._found[equal] = tuple(
                made
                for (main, *_), made in self.by_id.values()
                if all(main[place] == value for place, value in equal)
            )
        return self._found[equal]


class KnownObjects:
    """What is known of the tables of one open file, and which of it the state on record still says.

    `kept` is what use cases made of its objects.
    """

    def __init__(self) -> None:
        self.kept = Kept()
        self._of_tables: defaultdict[str, Known[Any]] = defaultdict(dict)
        self._whole: dict[str, tuple[frozenset[str], Whole[Any]]] = {}
        self._counter: int | None = None

    def of(self, mapping: TableMapping[Any]) -> Known[Any]:
        """Return what is known of one table, of whichever state."""
        return self._of_tables[mapping.row.__tablename__]

    def whole(self, mapping: TableMapping[Any], counter: int) -> Whole[Any] | None:
        """Return a table as the state of a save counter has it, or None where it has to be read."""
        kept = self._whole.get(mapping.row.__tablename__)
        return kept[1] if kept and counter == self._counter else None

    def keep(self, mapping: TableMapping[Any], counter: int, whole: Whole[Any]) -> None:
        """Keep a table as it was read from the state of a save counter."""
        if counter != self._counter:
            self.forget()
            self._counter = counter
        self._whole[mapping.row.__tablename__] = mapping.tables, whole

    def move_on(self, counter: int, touched: Collection[str]) -> None:
        """Take note of a commit: the state of a save counter became the next, other in some tables."""
        if counter != self._counter:
            return
        self._whole = {name: kept for name, kept in self._whole.items() if kept[0].isdisjoint(touched)}
        self._counter = counter + 1

    def forget(self) -> None:
        """Forget which state was read: something else than a unit of work changed the file."""
        self._whole.clear()
        self._counter = None


class Sight:
    """What one unit of work sees of a file: the state on record, but for the tables that it touched."""

    def __init__(self, known: KnownObjects, read_counter: Callable[[], int]) -> None:
        self.known = known
        self.touched: set[str] = set()
        self._read_counter = read_counter
        self._counter: int | None = None

    @property
    def counter(self) -> int:
        """The save counter of the state on record."""
        if self._counter is None:
            self._counter = self._read_counter()
        return self._counter

    def whole(self, mapping: TableMapping[Any]) -> Whole[Any] | None:
        """Return a table as this unit sees it, or None where it has to be read."""
        return self.known.whole(mapping, self.counter) if self.keeps(mapping) else None

    def keep(self, mapping: TableMapping[Any], whole: Whole[Any]) -> None:
        """Keep a table as it was read, unless this unit alone sees it so."""
        if self.keeps(mapping):
            self.known.keep(mapping, self.counter, whole)

    def move_on(self) -> None:
        """Take note that this unit was committed."""
        self.known.move_on(self.counter, self.touched)
        self._counter = None

    def keeps(self, mapping: TableMapping[Any]) -> bool:
        """Return whether a table is kept once it is read: this unit has not touched it."""
        return mapping.tables.isdisjoint(self.touched)
