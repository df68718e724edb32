"""Pair limits: at most so many of some pairs, for instance between two organisations."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from buddy_matcher.matching.arrays import Id, IntArray, Pair, is_whole, read_pairs


class PairsBetween(Collection[Pair]):
    """Every (left id, right id) of two groups, without listing them: organisations can be large."""

    def __init__(self, lefts: Iterable[Id], rights: Iterable[Id]) -> None:
        self.lefts = tuple(dict.fromkeys(lefts))
        self.rights = tuple(dict.fromkeys(rights))
        self.left_set, self.right_set = frozenset(self.lefts), frozenset(self.rights)

    def __contains__(self, pair: object) -> bool:
        return isinstance(pair, tuple) and pair[0] in self.left_set and pair[1] in self.right_set

    def __iter__(self) -> Iterator[Pair]:
        return ((left, right) for left in self.lefts for right in self.rights)

    def __len__(self) -> int:
        return len(self.lefts) * len(self.rights)


@dataclass(frozen=True)
class PairLimit:
    """At most `at_most` of `pairs` (left id, right id) may be in the plan; `name` tells limits apart."""

    name: str
    pairs: Collection[Pair]
    at_most: int

    def names(self, person: Id) -> bool:
        """Return whether the person is in any of the pairs."""
        if isinstance(self.pairs, PairsBetween):
            return person in self.pairs.left_set or person in self.pairs.right_set
        return any(person in pair for pair in self.pairs)


def read_limit(limit: PairLimit, row_of: Mapping[Id, int], column_of: Mapping[Id, int]) -> PairLimit:
    """Return the limit without repeated pairs. Raises ValueError for what cannot be meant."""
    name = f"limits: {limit.name!r}"
    if not is_whole(limit.at_most) or limit.at_most < 0:
        raise ValueError(f"{name} must allow a whole number of pairs, 0 or more")
    pairs = limit.pairs
    if not isinstance(pairs, PairsBetween):
        pairs = read_pairs(name, pairs, row_of, column_of)
    elif not (set(pairs.lefts) <= row_of.keys() and set(pairs.rights) <= column_of.keys()):
        raise ValueError(f"{name} names an unknown id")
    return PairLimit(limit.name, pairs, int(limit.at_most))


@dataclass(frozen=True)
class LimitEntries:
    """All pairs of all limits in one list: `place` of the limit, `row` and `column` of the pair."""

    place: IntArray
    row: IntArray
    column: IntArray


def entries_of(
    limits: Sequence[PairLimit], row_of: Mapping[Id, int], column_of: Mapping[Id, int]
) -> LimitEntries:
    """Return the pairs of the limits, in the order of the limits."""
    runs = _Runs()
    for place, limit in enumerate(limits):
        if isinstance(limit.pairs, PairsBetween):
            lefts, rights = limit.pairs.lefts, limit.pairs.rights
            runs.add(place, [row_of[each] for each in lefts], [column_of[each] for each in rights])
        else:
            for left, right in limit.pairs:
                runs.add(place, [row_of[left]], [column_of[right]])
    return runs.entries()


class _Runs:
    """Runs of pairs that one left person has with several right ones, each as its first column and length.

    All in one array at the end: with thousands of limits, arrays for each take ten times as long.
    """

    def __init__(self) -> None:
        self._columns: list[int] = []
        self._places: list[int] = []
        self._rows: list[int] = []
        self._starts: list[int] = []
        self._lengths: list[int] = []

    def add(self, place: int, rows: list[int], columns: list[int]) -> None:
        """Add every pair of these rows and columns to the limit at a place."""
        self._places += [place] * len(rows)
        self._rows += rows
        self._starts += [len(self._columns)] * len(rows)
        self._lengths += [len(columns)] * len(rows)
        self._columns += columns

    def entries(self) -> LimitEntries:
        """Return all pairs of all runs."""
        place, row, start, length, column = (
            np.array(each, dtype=np.int64)
            for each in (self._places, self._rows, self._starts, self._lengths, self._columns)
        )
        before = np.cumsum(length) - length
        at = np.arange(length.sum()) + np.repeat(start - before, length)
        return LimitEntries(np.repeat(place, length), np.repeat(row, length), column[at])
