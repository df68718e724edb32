"""A table of a report before anything is hidden, and how small categories are merged."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from buddy_matcher.domain.disclosure import LEAST_FOR_AMOUNTS, Count, Parts, SmallNumbers
from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.domain.report import ALL, Fill, Part, Sums, Table, Value

_MOST_HIDDEN = 3
"""A column that is hidden in a third of its rows tells too little to stand in a table."""

type Cell = Count | int | str
"""A count or an amount that may be hidden, or what may be printed as it is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A table with the counts that may have to be hidden; a main one is printed with whatever is left."""

    part: Part
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    pence: tuple[str, ...] = ()
    has_sums: bool = True
    is_main: bool = False
    tells: str = ""
    """The column without which there is nothing to tell."""
    strip: str = ""
    """The column that is drawn as a strip too, of how many are in all."""
    strip_of: Count | None = None

    @property
    def counts(self) -> Iterator[Count]:
        """The counts, row by row."""
        yield from (cell for _, cells in self.rows for cell in cells if isinstance(cell, Count))

    def count(self, row: str, column: str) -> Count:
        """Return one count; raises KeyError when there is none."""
        cell = dict(self.rows)[row][self.columns.index(column) - 1]
        if isinstance(cell, Count):
            return cell
        raise KeyError(column)

    def without_empty_columns(self, hidden: Collection[Parts]) -> "Draft":
        """Return the table without counts besides the first that would be hidden in most rows."""
        kept = [0, *(place for place in range(1, len(self.columns) - 1) if self._is_told(place, hidden))]
        if self.is_main or len(kept) == len(self.columns) - 1:
            return self
        return replace(
            self,
            columns=(self.columns[0], *(self.columns[place + 1] for place in kept)),
            rows=tuple((label, tuple(cells[place] for place in kept)) for label, cells in self.rows),
        )

    def _is_told(self, place: int, hidden: Collection[Parts]) -> bool:
        cells = [cells[place] for label, cells in self.rows if label != ALL]
        missing = sum(isinstance(cell, Count) and cell.parts in hidden for cell in cells)
        return missing * _MOST_HIDDEN < len(cells)

    def printed(self, rule: SmallNumbers, hidden: Collection[Parts]) -> Table | None:
        """Return the table as it is printed; None where hardly anything of it could be."""
        rows = tuple((label, *(_printed(cell, rule, hidden) for cell in cells)) for label, cells in self.rows)
        if self.tells and self.tells not in self.columns:
            return None
        if not self.is_main and all(row[1] is None for row in rows if row[0] != ALL):
            return None
        # Rounded numbers seldom add up.
        has_sums = self.has_sums and len(rows) > 1 and rule is not SmallNumbers.ROUND_5
        return Table(
            title=self.title,
            columns=self.columns,
            rows=rows,
            counts=tuple(column for column in self.columns[1:] if column not in self.pence),
            pence=self.pence,
            sums=(Sums.ROWS,) if has_sums else (),
            strip=self._strip(rows, rule, hidden),
        )

    def _strip(
        self, rows: Sequence[tuple[Value, ...]], rule: SmallNumbers, hidden: Collection[Parts]
    ) -> tuple[Fill, ...]:
        """Return what is drawn: nothing but what the numbers tell that are printed."""
        if not self.strip or self.strip_of is None or self.strip not in self.columns:
            return ()
        whole = _printed(self.strip_of, rule, hidden)
        place = self.columns.index(self.strip)
        parts = [row[place] for row in rows]
        if not isinstance(whole, int) or whole < LEAST_FOR_AMOUNTS:
            return ()
        return tuple(min(part, whole) / whole if isinstance(part, int) else None for part in parts)


def _printed(cell: Cell, rule: SmallNumbers, hidden: Collection[Parts]) -> Value:
    if isinstance(cell, int | str):
        return cell
    return None if cell.parts in hidden else cell.shown(rule)


def counted_parts(parts: Parts, sizes: Mapping[str, int], importance: int) -> Count:
    """Return the count that some parts add up to."""
    return Count(parts, sum(sizes[part] for part in parts), importance)


def merged(sizes: Mapping[str, int], least: int) -> tuple[list[str], list[str]]:
    """Return which categories stand alone and which are merged so that these are `least` together.

    Where the small ones are too few together, the next larger one goes with them.
    """
    by_size = sorted(sizes, key=lambda name: (sizes[name], name))
    together = [name for name in by_size if sizes[name] < least]
    rest = by_size[len(together) :]
    while together and rest and sum(sizes[name] for name in together) < least:
        together.append(rest.pop(0))
    return [name for name in sizes if name in rest], [name for name in sizes if name in together]


def kind_label(sector: Sector, kind: OrganisationKind | None) -> str:
    """Return how a report names a kind of organisation."""
    if kind is None:
        return f"{sector.label}, kind not known"
    return kind.label if kind.sector is sector else f"{kind.label} ({sector.label})"
