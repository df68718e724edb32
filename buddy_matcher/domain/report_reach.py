"""The tables of a report on the organisations around: which kinds and areas were reached, round by round.

No name stands in them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from buddy_matcher.domain.disclosure import Count
from buddy_matcher.domain.organisations import OrganisationKind
from buddy_matcher.domain.report import ALL, Part
from buddy_matcher.domain.report_drafts import Cell, Draft, counted_parts, merged
from buddy_matcher.domain.report_facts import RoundFacts
from buddy_matcher.domain.report_parts import Reached, local_area_part, local_kind_part, local_round_part

LOCAL = "Local organisations reached so far"
LISTED, TOOK_PART, NOT_YET = "Listed", "Took part", "Not yet"
OVER_ROUNDS = "Local organisations over rounds"
NEW, SO_FAR = "New", "So far"

type _Row = tuple[str, Sequence[tuple[str, ...]]]
"""A label, and of each of its categories the parts by `Reached`."""


def local_drafts(facts: RoundFacts, sizes: Mapping[str, int], least: int) -> Iterator[Draft]:
    """Yield the tables of the list of local organisations, small categories merged; none without a list."""
    if facts.local:
        tables = _LocalTables(facts, sizes, least)
        yield tables.by_kind()
        yield from tables.by_area()
        yield tables.over_rounds()


class _LocalTables:
    def __init__(self, facts: RoundFacts, sizes: Mapping[str, int], least: int) -> None:
        self._facts = facts
        self._sizes = sizes
        self._least = least
        kinds = {local.kind for local in facts.local}
        self._kinds = {_label(kind): _parts_of_kind(kind) for kind in sorted(kinds, key=_label)}

    def by_kind(self) -> Draft:
        """Return the table by kind; it is printed with whatever is left."""
        return self._table(LOCAL, "Kind", self._kinds, is_main=True)

    def by_area(self) -> Iterator[Draft]:
        """Yield the table by postcode area, where there are several."""
        areas = sorted({local.area for local in self._facts.local}, key=lambda area: (not area, area))
        if len(areas) > 1:
            found = {
                area or "Not known": tuple(local_area_part(area, reach) for reach in Reached)
                for area in areas
            }
            yield self._table("Local organisations by area", "Area", found, is_main=False)

    def _table(
        self, title: str, heading: str, found: Mapping[str, tuple[str, ...]], *, is_main: bool
    ) -> Draft:
        sizes = {label: sum(self._sizes[part] for part in parts) for label, parts in found.items()}
        alone, small = merged(sizes, self._least)
        rows: list[_Row] = [(label, [found[label]]) for label in alone]
        if small:
            together = "Others" if len(small) > 1 or rows else small[0]
            rows.append((together, [found[label] for label in small]))
        return Draft(
            part=Part.REACH,
            title=title,
            columns=(heading, LISTED, TOOK_PART, NOT_YET),
            rows=(
                *((label, self._cells(members, 9)) for label, members in rows if len(rows) > 1),
                (ALL, self._cells(list(self._kinds.values()), 35)),
            ),
            is_main=is_main,
            tells=NOT_YET,
        )

    def _cells(self, members: Iterable[tuple[str, ...]], importance: int) -> tuple[Cell, ...]:
        members = list(members)
        wanted = ((2, tuple(Reached)), (1, (Reached.TOOK_PART,)), (0, (Reached.NOT_YET,)))
        places = list(Reached)
        return tuple(
            self._count((parts[places.index(r)] for parts in members for r in reaches), importance + more)
            for more, reaches in wanted
        )

    def over_rounds(self) -> Draft:
        """Return how many took part for the first time in each round, and by then, drawn as a strip too."""
        numbers = [number for number, _ in self._facts.round_names]
        rows = []
        for place, (number, name) in enumerate(self._facts.round_names):
            by_then = [local_round_part(each) for each in numbers[: place + 1]]
            cells = (self._count([local_round_part(number)], 5), self._count(by_then, 15))
            rows.append((name, cells))
        everyone = (part for parts in self._kinds.values() for part in parts)
        return Draft(
            part=Part.REACH,
            title=OVER_ROUNDS,
            columns=("Round", NEW, SO_FAR),
            rows=tuple(rows),
            has_sums=False,
            strip=SO_FAR,
            strip_of=self._count(everyone, 37),
        )

    def _count(self, parts: Iterable[str], importance: int) -> Count:
        return counted_parts(frozenset(parts), self._sizes, importance)


def _parts_of_kind(kind: OrganisationKind | None) -> tuple[str, ...]:
    return tuple(local_kind_part(kind, reach) for reach in Reached)


def _label(kind: OrganisationKind | None) -> str:
    return kind.label if kind else "Kind not known"
