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
    rows, columns = _Runs(), _Runs()
    for limit in limits:
        if isinstance(limit.pairs, PairsBetween):
            lefts, rights = limit.pairs.lefts, limit.pairs.rights
            rows.add([row_of[each] for each in lefts], repeated=len(rights))
            columns.add([column_of[each] for each in rights], repeated=1)
        else:
            rows.add([row_of[left] for left, _right in limit.pairs], repeated=1)
            columns.add([column_of[right] for _left, right in limit.pairs], repeated=1)
    lengths = np.array([len(limit.pairs) for limit in limits], dtype=np.int64)
    place = np.repeat(np.arange(len(limits)), lengths)
    step = np.arange(len(place)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return LimitEntries(place, rows.at(place, step), columns.at(place, step))


class _Runs:
    """One list of indices for each limit, each index `repeated` and the list over again for as long as asked.

    All in one array: with thousands of limits, arrays for each take ten times as long.
    """

    def __init__(self) -> None:
        self._indices: list[int] = []
        self._lengths: list[int] = []
        self._repeated: list[int] = []

    def add(self, indices: list[int], repeated: int) -> None:
        self._indices += indices
        self._lengths.append(len(indices))
        self._repeated.append(repeated)

    def at(self, place: IntArray, step: IntArray) -> IntArray:
        """Return the index at each step of the lists at these places."""
        lengths, repeated = (np.array(each, dtype=np.int64) for each in (self._lengths, self._repeated))
        starts = np.cumsum(lengths) - lengths
        return np.array(self._indices, dtype=np.int64)[
            starts[place] + step // repeated[place] % lengths[place]
        ]
