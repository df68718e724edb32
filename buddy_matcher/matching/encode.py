"""A round's pool as an assignment problem: the domain's rules and scores for whole matrices at once.

Entry by entry the matrices equal `domain.scoring` and `domain.eligibility`, which say what each value
means; a property test holds the two together. Engine ids are positions in the pool, whose order depends
on people's content alone, so that ties fall the same way whatever order people were entered in.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from buddy_matcher.domain import scoring
from buddy_matcher.domain.assignment import Stage
from buddy_matcher.domain.candidates import Candidate, Pair, PairRules, Pool, pair_of
from buddy_matcher.domain.criteria import Criteria, Part
from buddy_matcher.domain.eligibility import Block
from buddy_matcher.domain.meeting import HALF_DAYS, IN_PERSON, MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.places import miles_to_hectometres
from buddy_matcher.domain.text import fold
from buddy_matcher.matching.problem import AssignmentProblem, PairLimit

type Integers = NDArray[np.int64]
type Flags = NDArray[np.bool_]

UNKNOWN = -1
"""Stands for an unknown distance, travel limit or gain in integer matrices."""


@dataclass(frozen=True)
class Encoded:
    """An assignment problem and the candidates behind its engine ids.

    `parts` and `blocks` have shape (health people, VCSE people): points by part, and where each hard
    rule holds.
    """

    problem: AssignmentProblem
    candidate_ids: tuple[int, ...]
    parts: dict[Part, Integers]
    blocks: dict[Block, Flags]

    def pair_ids(self, pairs: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Return the candidate ids of pairs of engine ids."""
        return tuple((self.candidate_ids[a], self.candidate_ids[b]) for a, b in pairs)


def encode(
    pool: Pool, *, locked: Iterable[tuple[int, int]] = (), incumbent: Iterable[tuple[int, int]] = ()
) -> Encoded:
    """Return the assignment problem of a pool: health people on the left, VCSE people on the right.

    `locked` and `incumbent` are pairs of candidate ids, in any order, across the two sectors. Rules that
    two people must pair count as locked where both are in the pool.
    """
    left, right = pool.side(Sector.HEALTH), pool.side(Sector.VCSE)
    criteria = pool.criteria
    pairs = _Grid(left, right)
    parts, gain_left, gain_right = _parts(pairs, pool.rules, criteria)
    points = sum(parts.values(), start=pairs.zeros())
    blocks = _blocks(pairs, points, pool)
    position = {c.id: n for n, c in enumerate((*left, *right))}
    problem = AssignmentProblem(
        left=range(len(left)),
        right=range(len(left), len(left) + len(right)),
        score=points,
        gain_left=np.where(gain_left == UNKNOWN, scoring.FULL_GAIN, gain_left),
        gain_right=np.where(gain_right == UNKNOWN, scoring.FULL_GAIN, gain_right),
        allowed=~np.logical_or.reduce([*blocks.values()]),
        left_capacity=[c.capacity for c in left],
        right_capacity=[c.capacity for c in right],
        left_priority=[c.priority for c in left],
        right_priority=[c.priority for c in right],
        trio_left=[c.happy_in_trio for c in left],
        trio_right=[c.happy_in_trio for c in right],
        apart=_apart(pool.rules, position, len(left)),
        preferred=pairs.can_meet_in_person,
        locked=_across((*locked, *pool.rules.must), position, len(left)),
        incumbent=_across(incumbent, position, len(left)),
        limits=_limits(left, right, criteria),
        bands=criteria.bands,
        stages=stages(criteria),
    )
    return Encoded(problem, tuple(c.id for c in (*left, *right)), parts, blocks)


def stages(criteria: Criteria) -> tuple[Stage, ...]:
    """Return the aims of a round in order, as the coordinator chose them."""
    last = (Stage.KEEP, Stage.SCORE) if criteria.keeps_before_score else (Stage.SCORE, Stage.KEEP)
    preferred = (Stage.PREFERRED,) if criteria.meets_in_person_first else ()
    return (Stage.PEOPLE, Stage.PRIORITY, Stage.FEWEST_EXTRA, Stage.FAIRNESS, *preferred, *last)


class _Grid:
    """Every pair of a left and a right candidate; matrices have shape (left, right)."""

    def __init__(self, left: Sequence[Candidate], right: Sequence[Candidate]) -> None:
        self.left, self.right = left, right
        self.shape = len(left), len(right)
        self.ways = self._common_ways()
        self.apart = self._apart()
        limits = [
            np.array([UNKNOWN if c.travel_miles is None else c.travel_miles for c in side], dtype=np.int64)
            for side in (left, right)
        ]
        self.limit_miles = np.maximum(limits[0][:, None], limits[1][None, :]).reshape(self.shape)
        limit = np.vectorize(miles_to_hectometres, otypes=[np.int64])(self.limit_miles)
        self.limit = np.where(self.limit_miles == UNKNOWN, UNKNOWN, limit)
        self.is_within_reach = (self.apart == UNKNOWN) | (self.limit == UNKNOWN) | (self.apart <= self.limit)

    def zeros(self) -> Integers:
        return np.zeros(self.shape, dtype=np.int64)

    def marked(self, pairs: Iterable[Pair], key: Callable[[Candidate], int]) -> Flags:
        """Return where the two keys of a pair, in either order, are among `pairs`."""
        marked = np.zeros(self.shape, dtype=np.bool_)
        rows, columns = _positions(self.left, key), _positions(self.right, key)
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

    @property
    def can_meet_in_person(self) -> Flags:
        """Where a pair has a way to meet in person within reach."""
        in_person = np.logical_or.reduce([self.ways[way] for way in sorted(IN_PERSON)])
        return np.logical_and(in_person, self.is_within_reach)

    @property
    def can_meet(self) -> Flags:
        """Where a pair has any way to meet."""
        return self.can_meet_in_person | self.ways[MeetingWay.VIDEO] | self.ways[MeetingWay.PHONE]

    def _common_ways(self) -> dict[MeetingWay, Flags]:
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
            c.id: numbers.setdefault(fold(c.base.place), len(numbers)) for c in (*self.left, *self.right)
        }
        return np.logical_and(self.equal(lambda c: place_number[c.id]), self.both(lambda c: c.base.place))


def _positions(side: Sequence[Candidate], key: Callable[[Candidate], int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for position, candidate in enumerate(side):
        found.setdefault(key(candidate), []).append(position)
    return found


def _parts(
    pairs: _Grid, rules: PairRules, criteria: Criteria
) -> tuple[dict[Part, Integers], Integers, Integers]:
    gain_left = _gains(pairs.left, pairs.right)
    gain_right = _gains(pairs.right, pairs.left).T
    percents = {
        Part.COMPLEMENTARY: _complementary(gain_left, gain_right, criteria.weaker_side_percent),
        Part.MEETING: _meeting(pairs),
        Part.SHARED_GROUND: _shared_ground(pairs),
        Part.DIFFERENT: _different(pairs),
        Part.FREE_TIME: _free_time(pairs),
        Part.LEVEL: _levels(pairs),
        Part.PREFERENCE: 100 * pairs.marked(rules.prefer, _id).astype(np.int64)
        - 100 * pairs.marked(rules.avoid, _id).astype(np.int64),
    }
    points = {part: _rounded(criteria.points(part) * percent, 100) for part, percent in percents.items()}
    return points, gain_left, gain_right


def _id(candidate: Candidate) -> int:
    return candidate.id


def _organisation_id(candidate: Candidate) -> int:
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


def _meeting(pairs: _Grid) -> Integers:
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
    pairs: _Grid, named: Callable[[Candidate], Iterable[int]]
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


def _shared_ground(pairs: _Grid) -> Integers:
    shared, of_left, of_right = _shared(pairs, lambda c: c.theme_ids)
    enough = np.minimum(scoring.THEMES_FOR_FULL_POINTS, np.minimum(of_left[:, None], of_right[None, :]))
    return np.where(enough == 0, 0, np.minimum(100, _rounded(100 * shared, np.maximum(enough, 1))))


def _different(pairs: _Grid) -> Integers:
    shared, of_left, of_right = _shared(pairs, lambda c: c.can_share)
    joint = of_left[:, None] + of_right[None, :] - shared
    return np.where(joint == 0, 0, _rounded(100 * (joint - shared), np.maximum(joint, 1)))


def _free_time(pairs: _Grid) -> Integers:
    shared, _, _ = _shared(pairs, lambda c: (half_day.number for half_day in c.free))
    enough = min(scoring.HALF_DAYS_FOR_FULL_POINTS, len(HALF_DAYS))
    return _rounded(100 * np.minimum(enough, shared), enough)


def _levels(pairs: _Grid) -> Integers:
    ranks = [
        np.array([UNKNOWN if c.level is None else c.level.rank for c in side], dtype=np.int64)
        for side in (pairs.left, pairs.right)
    ]
    steps = np.abs(ranks[0][:, None] - ranks[1][None, :]).reshape(pairs.shape)
    return np.where(pairs.both(lambda c: c.level is not None), np.maximum(0, 100 - 50 * steps), 0)


def _blocks(pairs: _Grid, points: Integers, pool: Pool) -> dict[Block, Flags]:
    rules, criteria = pool.rules, pool.criteria
    same_organisation = pairs.equal(_organisation_id)
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
        Block.CONFLICT: pairs.marked(rules.conflicts, _organisation_id),
        Block.NO_WAY_TO_MEET: (
            pairs.both(lambda c: c.ways) & ~pairs.can_meet if criteria.needs_way_to_meet else nowhere
        ),
        Block.NO_SHARED_TIME: no_time if criteria.needs_shared_time else nowhere,
        Block.BELOW_MINIMUM: nowhere if minimum is None else points < minimum,
        Block.PAIRED_BEFORE: pairs.marked(rules.paired_before, _id),
    }


def _across(
    pairs: Iterable[tuple[int, int]], position: dict[int, int], lefts: int
) -> tuple[tuple[int, int], ...]:
    """Return pairs of candidate ids as (left, right) engine ids: those of two candidates in the pool."""
    known = (pair_of(position[a], position[b]) for a, b in pairs if a in position and b in position)
    return tuple(sorted({(a, b) for a, b in known if a < lefts <= b}))


def _apart(rules: PairRules, position: dict[int, int], lefts: int) -> tuple[tuple[int, int], ...]:
    """Return the pairs of one side that must not share a trio."""
    pairs = rules.never | rules.undecided | rules.paired_before
    known = (pair_of(position[a], position[b]) for a, b in pairs if a in position and b in position)
    return tuple(sorted({(a, b) for a, b in known if (a < lefts) == (b < lefts)}))


def _limits(
    left: Sequence[Candidate], right: Sequence[Candidate], criteria: Criteria
) -> tuple[PairLimit, ...]:
    return (*_limits_per_organisation(left, right, criteria), *_limits_between(left, right, criteria))


def _limits_per_organisation(
    left: Sequence[Candidate], right: Sequence[Candidate], criteria: Criteria
) -> list[PairLimit]:
    at_most = criteria.at_most_per_organisation
    if at_most is None:
        return []
    lefts, rights = range(len(left)), range(len(left), len(left) + len(right))
    people = (*left, *right)
    limits = []
    for organisation, members in sorted(_positions(people, _organisation_id).items()):
        if sum(people[m].capacity for m in members) > at_most:
            pairs = {(m, r) if m < len(left) else (o, m) for m in members for r, o in _others(m, lefts, rights)}
            limits.append(PairLimit(f"organisation {organisation}", sorted(pairs), at_most))
    return limits


def _others(member: int, lefts: range, rights: range) -> Iterable[tuple[int, int]]:
    return ((other, other) for other in (rights if member in lefts else lefts))


def _limits_between(
    left: Sequence[Candidate], right: Sequence[Candidate], criteria: Criteria
) -> list[PairLimit]:
    at_most = criteria.at_most_between_organisations
    if at_most is None:
        return []
    rows, columns = _positions(left, _organisation_id), _positions(right, _organisation_id)
    limits = []
    for (here, members), (there, partners) in (
        (a, b) for a in sorted(rows.items()) for b in sorted(columns.items())
    ):
        if min(len(members), len(partners)) * 1 > 0 and len(members) * len(partners) > at_most:
            pairs = [(m, len(left) + p) for m in members for p in partners]
            limits.append(PairLimit(f"organisations {here} and {there}", pairs, at_most))
    return limits


__all__ = ["Encoded", "combinations", "encode", "stages"]
