"""The rules and scores of every pair of a pool as matrices, computed at once with numpy.

Entry by entry they equal `domain.scoring` and `domain.eligibility`, which say what each value means; a
property test holds the two together. Matrices have shape (left people, right people).
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from buddy_matcher.domain import scoring
from buddy_matcher.domain.candidates import Candidate, PairRules, Pool
from buddy_matcher.domain.criteria import Criteria, Part
from buddy_matcher.domain.eligibility import Block
from buddy_matcher.domain.ids import OrganisationId, ParticipationId
from buddy_matcher.domain.meeting import IN_PERSON, MeetingWay
from buddy_matcher.domain.places import miles_to_hectometres
from buddy_matcher.domain.text import fold

type Integers = NDArray[np.int64]
type Flags = NDArray[np.bool_]

UNKNOWN = -1
"""Stands for an unknown distance, travel limit, level or gain."""


class PairGrid:
    """Every pair of a left and a right candidate, and what any two of them have in common."""

    def __init__(self, left: Sequence[Candidate], right: Sequence[Candidate]) -> None:
        self.left, self.right = left, right
        self.shape = len(left), len(right)
        self.ways = self._shared_ways()
        self.apart = self._apart()
        limits = [np.array([_travel_limit(c) for c in side], dtype=np.int64) for side in (left, right)]
        self.limit = np.maximum(limits[0][:, None], limits[1][None, :]).reshape(self.shape)
        self.is_within_reach = (self.apart == UNKNOWN) | (self.limit == UNKNOWN) | (self.apart <= self.limit)

    def zeros(self) -> Integers:
        """Return a matrix of zeros."""
        return np.zeros(self.shape, dtype=np.int64)

    def marked[K: int](self, pairs: Iterable[tuple[K, K]], key: Callable[[Candidate], K]) -> Flags:
        """Return where the two keys of a pair, in either order, are among `pairs`."""
        marked = np.zeros(self.shape, dtype=np.bool_)
        rows, columns = positions(self.left, key), positions(self.right, key)
        for a, b in pairs:
            for first, second in ((a, b), (b, a)):
                if first in rows and second in columns:
                    marked[np.ix_(rows[first], columns[second])] = True
        return marked

    def equal(self, key: Callable[[Candidate], int]) -> Flags:
        """Return where both candidates of a pair have one key."""
        keys = [np.array([key(c) for c in side], dtype=np.int64) for side in (self.left, self.right)]
        return np.equal(keys[0][:, None], keys[1][None, :]).reshape(self.shape)

    def both(self, has: Callable[[Candidate], object]) -> Flags:
        """Return where both candidates of a pair have something."""
        flags = [np.array([bool(has(c)) for c in side], dtype=np.bool_) for side in (self.left, self.right)]
        return np.logical_and(flags[0][:, None], flags[1][None, :]).reshape(self.shape)

    @cached_property
    def can_meet_in_person(self) -> Flags:
        """Where a pair has a way to meet in person within reach."""
        in_person = sum((self.ways[way] for way in sorted(IN_PERSON)), start=self.zeros()) > 0
        reachable: Flags = in_person & self.is_within_reach
        return reachable

    @property
    def can_meet(self) -> Flags:
        """Where a pair has any way to meet."""
        return self.can_meet_in_person | self.ways[MeetingWay.VIDEO] | self.ways[MeetingWay.PHONE]

    def _shared_ways(self) -> dict[MeetingWay, Flags]:
        return {
            way: np.logical_and(
                np.array([way in c.ways for c in self.left], dtype=np.bool_)[:, None],
                np.array([way.counterpart in c.ways for c in self.right], dtype=np.bool_)[None, :],
            ).reshape(self.shape)
            for way in MeetingWay
        }

    def _apart(self) -> Integers:
        """Return distances in units of 100 m, rounded down."""
        squared = self.zeros()
        for axis in ("easting", "northing"):
            at = [
                np.array([getattr(c.base.point, axis, 0) for c in side], dtype=np.int64)
                for side in (self.left, self.right)
            ]
            squared += ((at[0][:, None] - at[1][None, :]) ** 2).reshape(self.shape)
        # Exact: squares on a grid of Great Britain stay far below 2^53.
        by_grid = np.floor(np.sqrt(squared)).astype(np.int64)
        return np.where(self.both(lambda c: c.base.point), by_grid, np.where(self._same_place(), 0, UNKNOWN))

    def _same_place(self) -> Flags:
        numbers: dict[str, int] = {}
        place_number = {
            c.participation_id: numbers.setdefault(fold(c.base.place), len(numbers))
            for c in (*self.left, *self.right)
        }
        return np.logical_and(
            self.equal(lambda c: place_number[c.participation_id]), self.both(lambda c: c.base.place)
        )


def positions[K: int](side: Sequence[Candidate], key: Callable[[Candidate], K]) -> dict[K, list[int]]:
    """Return the positions of the candidates with each key."""
    found: dict[K, list[int]] = {}
    for position, candidate in enumerate(side):
        found.setdefault(key(candidate), []).append(position)
    return found


def _travel_limit(candidate: Candidate) -> int:
    miles = candidate.travel_miles
    return UNKNOWN if miles is None else miles_to_hectometres(miles)


def part_points(
    pairs: PairGrid, gains: tuple[Integers, Integers], rules: PairRules, criteria: Criteria
) -> dict[Part, Integers]:
    """Return the points of every pair by part; `gains` are those of `gains_of`."""
    percents = {
        Part.COMPLEMENTARY: _complementary(*gains, criteria.weaker_side_percent),
        Part.MEETING: _meeting(pairs),
        Part.SHARED_GROUND: _shared_ground(pairs),
        Part.DIFFERENT: _different(pairs),
        Part.FREE_TIME: _free_time(pairs),
        Part.LEVEL: _levels(pairs),
        Part.PREFERENCE: 100 * pairs.marked(rules.prefer, _id).astype(np.int64)
        - 100 * pairs.marked(rules.avoid, _id).astype(np.int64),
    }
    return {part: _rounded(criteria.points(part) * percent, 100) for part, percent in percents.items()}


def gains_of(pairs: PairGrid) -> tuple[Integers, Integers]:
    """Return the gain of the left and of the right person of every pair, `UNKNOWN` without wishes."""
    return _gains(pairs.left, pairs.right), _gains(pairs.right, pairs.left).T


def _id(candidate: Candidate) -> ParticipationId:
    return candidate.participation_id


def organisation_id(candidate: Candidate) -> OrganisationId:
    """Return the organisation that limits look at."""
    return candidate.organisation_id


def _rounded(numerator: Integers, denominator: Integers | int) -> Integers:
    return (2 * numerator + denominator) // (2 * denominator)


def _levels_of(side: Sequence[Candidate], strengths: dict[int, int], name: str) -> Integers:
    """Return a table (people, strengths) of levels that people named."""
    table = np.zeros((len(side), len(strengths)), dtype=np.int64)
    for row, candidate in enumerate(side):
        for strength, level in getattr(candidate, name).items():
            table[row, strengths[strength]] = level
    return table


def _numbered(side: Sequence[Candidate], *names: str) -> dict[int, int]:
    named = sorted({strength for c in side for name in names for strength in getattr(c, name)})
    return {strength: number for number, strength in enumerate(named)}


def _gains(people: Sequence[Candidate], buddies: Sequence[Candidate]) -> Integers:
    strengths = _numbered((*people, *buddies), "can_share", "would_like")
    wishes = _levels_of(people, strengths, "would_like")
    offers = _levels_of(buddies, strengths, "can_share")
    met = np.zeros((len(people), len(buddies)), dtype=np.int64)
    for number in range(len(strengths)):
        met += np.minimum(wishes[:, number, None], offers[None, :, number])
    largest = -np.sort(-wishes, axis=1)[:, : scoring.WISHES_FOR_FULL_GAIN].sum(axis=1)
    gains = np.minimum(scoring.FULL_GAIN, _rounded(scoring.FULL_GAIN * met, np.maximum(largest, 1)[:, None]))
    return np.where(largest[:, None] == 0, UNKNOWN, gains)


def _complementary(mine: Integers, theirs: Integers, weaker_side_percent: int) -> Integers:
    low, high = np.minimum(mine, theirs), np.maximum(mine, theirs)
    low = np.where(low == UNKNOWN, high, low)
    weight = weaker_side_percent
    percent = _rounded((100 - weight) * (low + high) + 2 * weight * low, 200)
    return np.where(high == UNKNOWN, 0, percent)


def _meeting(pairs: PairGrid) -> Integers:
    usual = miles_to_hectometres(scoring.USUAL_TRAVEL_MILES)
    scale = np.where(pairs.limit > 0, pairs.limit, usual)
    near = 100 - (100 - scoring.IN_PERSON_AT_LIMIT) * np.minimum(pairs.apart, scale) // scale
    in_person = np.where(pairs.apart == UNKNOWN, scoring.IN_PERSON_AT_LIMIT, near)
    remote = np.where(
        pairs.ways[MeetingWay.VIDEO],
        scoring.VIDEO_ONLY,
        np.where(pairs.ways[MeetingWay.PHONE], scoring.PHONE_ONLY, 0),
    )
    return np.where(pairs.can_meet_in_person, in_person, remote)


def _shared(
    pairs: PairGrid, named: Callable[[Candidate], Iterable[int]]
) -> tuple[Integers, Integers, Integers]:
    """Return how many items both of a pair named, and how many each named: the first has the pairs' shape."""
    sides = [[set(named(c)) for c in side] for side in (pairs.left, pairs.right)]
    items = sorted(set().union(*sides[0], *sides[1]))
    tables = [
        np.array([[item in mine for item in items] for mine in side], dtype=np.int64).reshape(
            len(side), len(items)
        )
        for side in sides
    ]
    return tables[0] @ tables[1].T, tables[0].sum(axis=1), tables[1].sum(axis=1)


def _shared_ground(pairs: PairGrid) -> Integers:
    shared, of_left, of_right = _shared(pairs, lambda c: c.theme_ids)
    enough = np.minimum(scoring.THEMES_FOR_FULL_POINTS, np.minimum(of_left[:, None], of_right[None, :]))
    return np.where(enough == 0, 0, np.minimum(100, _rounded(100 * shared, np.maximum(enough, 1))))


def _different(pairs: PairGrid) -> Integers:
    shared, of_left, of_right = _shared(pairs, lambda c: c.can_share)
    joint = of_left[:, None] + of_right[None, :] - shared
    return np.where(joint == 0, 0, _rounded(100 * (joint - shared), np.maximum(joint, 1)))


def _free_time(pairs: PairGrid) -> Integers:
    shared, _, _ = _shared(pairs, lambda c: (half_day.number for half_day in c.free))
    enough = scoring.HALF_DAYS_FOR_FULL_POINTS
    return _rounded(100 * np.minimum(enough, shared), enough)


def _levels(pairs: PairGrid) -> Integers:
    ranks = [
        np.array([UNKNOWN if c.level is None else c.level.rank for c in side], dtype=np.int64)
        for side in (pairs.left, pairs.right)
    ]
    steps = np.abs(ranks[0][:, None] - ranks[1][None, :]).reshape(pairs.shape)
    return np.where(pairs.both(lambda c: c.level is not None), np.maximum(0, 100 - 50 * steps), 0)


def block_flags(pairs: PairGrid, points: Integers, pool: Pool) -> dict[Block, Flags]:
    """Return where each hard rule keeps a pair apart; `points` are the pairs' scores."""
    rules, criteria = pool.rules, pool.criteria
    same_organisation = pairs.equal(organisation_id)
    nowhere = np.zeros(pairs.shape, dtype=np.bool_)
    shared_times, _, _ = _shared(pairs, lambda c: (half_day.number for half_day in c.free))
    no_time = pairs.both(lambda c: c.free) & (shared_times == 0)
    minimum = criteria.minimum_score
    return {
        Block.SAME_SECTOR: nowhere,
        Block.SAME_ORGANISATION: same_organisation,
        Block.SAME_FAMILY: pairs.equal(lambda c: c.family_id) & ~same_organisation,
        Block.NEVER_PAIR: pairs.marked(rules.never, _id),
        Block.UNDECIDED_WISH: pairs.marked(rules.undecided, _id),
        Block.CONFLICT: pairs.marked(rules.conflicts, _id),
        Block.NO_WAY_TO_MEET: (
            pairs.both(lambda c: c.ways) & ~pairs.can_meet if criteria.needs_way_to_meet else nowhere
        ),
        Block.NO_SHARED_TIME: no_time if criteria.needs_shared_time else nowhere,
        Block.BELOW_MINIMUM: nowhere if minimum is None else points < minimum,
        Block.PAIRED_BEFORE: pairs.marked(rules.paired_before, _id),
    }
