"""Schemes of any size that answer a form as the people of the sample export do.

Every answer is drawn by itself, with the shares it has among the sample's 57 people of each sector: strengths
and wishes, communities, ways to meet, free times, travel, level, room for a second buddy, a group of three.
What a coordinator adds (who waited last time, rules between people, agreed pairs, limits) is drawn on top, by
kind of scheme. The same seed gives the same scheme on every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from buddy_matcher.domain.candidates import Candidate, PairRules, Pool, pair_of
from buddy_matcher.domain.criteria import Criteria
from buddy_matcher.domain.meeting import HALF_DAYS, MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.people import Level
from buddy_matcher.domain.places import Base, GridPoint
from buddy_matcher.domain.strengths import FULL_LEVEL
from buddy_matcher.matching import AssignmentProblem
from buddy_matcher.matching.encode import encode

WAYS = (
    MeetingWay.VIDEO,
    MeetingWay.PHONE,
    MeetingWay.AT_MINE,
    MeetingWay.NEUTRAL,
    MeetingWay.AT_YOURS,
)
LEVELS = tuple(Level)
WEEKDAY_HALVES = HALF_DAYS[:15]

# Ten towns of West and North Yorkshire on the national grid, in units of 100 m.
TOWNS = tuple(
    GridPoint(*point)
    for point in (
        (4244, 4216),
        (4300, 4335),
        (4092, 4252),
        (4163, 4330),
        (4304, 4552),
        (4062, 4413),
        (3990, 4518),
        (4331, 4208),
        (4144, 4166),
        (4457, 4220),
    )
)

type Counts = Sequence[int]


@dataclass(frozen=True)
class Answers:
    """How often the sample's people of one sector gave each answer; options in the order of the lists.

    `sharing`, `wishing`, `caring`, `meeting` and `having_time` count how many options people ticked.
    """

    sharing: Counts
    shared: Counts
    wishing: Counts
    wished: Counts
    caring: Counts
    cared: Counts
    meeting: Counts
    ways: Counts
    having_time: Counts
    times: Counts
    towns: Counts
    miles: Counts
    levels: Counts
    two_buddies: float
    in_threes: float
    organisations: Counts


MILES = (5, 10, 15, 20, 30)

HEALTH = Answers(
    sharing=(0, 0, 4, 11, 11, 2, 1),
    shared=(1, 6, 6, 1, 4, 6, 8, 5, 2, 3, 4, 3, 1, 5, 2, 9, 2, 2, 3, 3, 5, 8, 1, 9),
    wishing=(0, 4, 12, 10, 4),
    wished=(7, 1, 2, 5, 1, 0, 2, 0, 7, 7, 4, 6, 4, 6, 3, 1, 5, 4, 1, 2, 1, 2, 2, 1),
    caring=(0, 8, 6, 12, 4),
    cared=(3, 7, 12, 9, 6, 5, 12, 5, 6, 7),
    meeting=(0, 11, 3, 8, 8),
    ways=(18, 17, 15, 12, 11),
    having_time=(0, 0, 6, 4, 5, 5, 4, 3, 3),
    times=(10, 7, 4, 9, 9, 10, 10, 10, 10, 11, 11, 9, 10, 5, 13),
    towns=(5, 4, 4, 3, 3, 3, 2, 2, 2, 2),
    miles=(6, 7, 6, 3, 8),
    levels=(12, 12, 5, 1),
    two_buddies=6 / 30,
    in_threes=12 / 30,
    organisations=(7, 5, 4, 5, 3, 3, 2, 1),
)
VCSE = Answers(
    sharing=(0, 0, 4, 4, 10, 6, 3),
    shared=(5, 3, 2, 6, 1, 3, 2, 0, 3, 6, 5, 9, 4, 11, 4, 5, 6, 5, 7, 7, 1, 2, 7, 4),
    wishing=(1, 3, 14, 8, 1),
    wished=(1, 4, 6, 1, 3, 3, 3, 5, 1, 3, 1, 2, 5, 1, 1, 4, 0, 0, 0, 2, 4, 3, 3, 3),
    caring=(0, 8, 8, 5, 6),
    cared=(5, 7, 7, 9, 4, 7, 7, 4, 5, 8),
    meeting=(0, 4, 9, 4, 10),
    ways=(16, 14, 15, 14, 15),
    having_time=(0, 0, 5, 7, 1, 4, 3, 5, 2),
    times=(8, 7, 10, 9, 3, 10, 7, 11, 10, 10, 8, 5, 8, 9, 9),
    towns=(0, 4, 6, 4, 1, 3, 3, 2, 1, 3),
    miles=(5, 6, 4, 11, 1),
    levels=(8, 10, 6, 3),
    two_buddies=5 / 27,
    in_threes=12 / 27,
    organisations=(5, 3, 3, 3, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1),
)

# Of 57 people 30 were from health organisations.
HEALTH_SHARE = 30 / 57
SAMPLE_SIZE = 57


def plain(people: int, seed: int = 0) -> AssignmentProblem:
    """Everybody with one buddy, nobody in a three."""
    return _encoded(_without_room(_people(people, seed), capacity=True, threes=True))


def default(people: int, seed: int = 0) -> AssignmentProblem:
    """Just what the form says: a fifth with room for two, two fifths happy in a three."""
    return _encoded(_people(people, seed))


def threes(people: int, seed: int = 0) -> AssignmentProblem:
    """One buddy each, half of all happy in a three, some of whom are kept apart."""
    numbers = np.random.default_rng([seed, people, 1])
    candidates = _without_room(_people(people, seed), capacity=True, threes=False)
    candidates = [replace(c, happy_in_trio=bool(numbers.random() < 1 / 2)) for c in candidates]
    return _encoded(candidates, rules=_rules(candidates, numbers))


def limits(people: int, seed: int = 0) -> AssignmentProblem:
    """One buddy each, at most one pair between two organisations, which have about ten people each."""
    candidates = _without_room(_people(people, seed, organisation_size=10), capacity=True, threes=True)
    return _encoded(candidates, Criteria(at_most_between_organisations=1))


def everything(people: int, seed: int = 0) -> AssignmentProblem:
    """Room for two, threes, who waited, rules, agreed pairs, two bands and limits at once."""
    numbers = np.random.default_rng([seed, people, 2])
    candidates = [
        replace(c, priority=int(numbers.random() < 1 / 5))
        for c in _people(people, seed, organisation_size=10)
    ]
    criteria = Criteria(bands=(1, 30), meets_in_person_first=True, at_most_between_organisations=1)
    agreed = _pairs_across(candidates, numbers, people // 10)
    return _encoded(candidates, criteria, _rules(candidates, numbers), agreed)


KINDS = {kind.__name__: kind for kind in (plain, default, threes, limits, everything)}


def _encoded(
    candidates: Sequence[Candidate],
    criteria: Criteria | None = None,
    rules: PairRules | None = None,
    agreed: Sequence[tuple[int, int]] = (),
) -> AssignmentProblem:
    pool = Pool(candidates=tuple(candidates), rules=rules or PairRules(), criteria=criteria or Criteria())
    return encode(pool, incumbent=agreed).problem


def _people(people: int, seed: int, organisation_size: int | None = None) -> list[Candidate]:
    numbers = np.random.default_rng([seed, people])
    healths = round(people * HEALTH_SHARE)
    sizes = ((Sector.HEALTH, HEALTH, healths), (Sector.VCSE, VCSE, people - healths))
    candidates, first_organisation = list[Candidate](), 0
    for sector, answers, size in sizes:
        belongs = _organisations(numbers, answers, size, organisation_size)
        for place in range(size):
            organisation = first_organisation + int(belongs[place])
            candidates.append(_person(numbers, answers, len(candidates), sector, organisation))
        first_organisation += 1 + int(belongs.max(initial=0))
    return candidates


def _organisations(
    numbers: np.random.Generator, answers: Answers, people: int, size: int | None
) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Return whose organisation is which: of one size, or as many as large as those of the sample."""
    if size:
        return np.arange(people) // size
    share = people / sum(answers.organisations)
    counts = np.tile(np.array(answers.organisations), max(1, round(share)))
    return numbers.choice(len(counts), people, p=counts / counts.sum())


def _person(
    numbers: np.random.Generator, answers: Answers, number: int, sector: Sector, organisation: int
) -> Candidate:
    shares = _ticked(numbers, answers.sharing, answers.shared)
    wishes = _ticked(
        numbers, answers.wishing, [0 if n in shares else c for n, c in enumerate(answers.wished)]
    )
    town = TOWNS[_drawn(numbers, answers.towns)]
    return Candidate(
        participation_id=number,
        sector=sector,
        organisation_id=organisation,
        family_id=organisation,
        can_share=dict.fromkeys(shares, FULL_LEVEL),
        would_like=dict.fromkeys(wishes, FULL_LEVEL),
        theme_ids=frozenset(_ticked(numbers, answers.caring, answers.cared)),
        ways=frozenset(WAYS[way] for way in _ticked(numbers, answers.meeting, answers.ways)),
        base=Base(outcode=f"T{TOWNS.index(town)}", point=town),
        travel_miles=MILES[_drawn(numbers, answers.miles)],
        free=frozenset(WEEKDAY_HALVES[half] for half in _ticked(numbers, answers.having_time, answers.times)),
        level=LEVELS[_drawn(numbers, answers.levels)],
        capacity=1 + int(numbers.random() < answers.two_buddies),
        happy_in_trio=bool(numbers.random() < answers.in_threes),
    )


def _drawn(numbers: np.random.Generator, counts: Counts) -> int:
    return int(numbers.choice(len(counts), p=np.array(counts) / sum(counts)))


def _ticked(numbers: np.random.Generator, how_many: Counts, counts: Counts) -> list[int]:
    """Return the options that one person ticks, by how many people tick and how often each is ticked."""
    chances = np.array(counts, dtype=float)
    ticks = min(_drawn(numbers, how_many), int(np.count_nonzero(chances)))
    return numbers.choice(len(chances), ticks, replace=False, p=chances / chances.sum()).tolist()


def _without_room(candidates: Sequence[Candidate], *, capacity: bool, threes: bool) -> list[Candidate]:
    return [
        replace(c, capacity=1 if capacity else c.capacity, happy_in_trio=c.happy_in_trio and not threes)
        for c in candidates
    ]


def _rules(candidates: Sequence[Candidate], numbers: np.random.Generator) -> PairRules:
    """Return rules as a coordinator would add them: some for every tenth person, of each kind."""
    few = len(candidates) // 10
    people = [c.participation_id for c in candidates]

    def some(count: int) -> frozenset[tuple[int, int]]:
        drawn = (numbers.choice(people, 2, replace=False).tolist() for _ in range(count))
        return frozenset(pair_of(*pair) for pair in drawn)

    return PairRules(never=some(few), paired_before=some(3 * few), prefer=some(few), avoid=some(few))


def _pairs_across(
    candidates: Sequence[Candidate], numbers: np.random.Generator, count: int
) -> list[tuple[int, int]]:
    sides = [
        [c.participation_id for c in candidates if c.sector is sector]
        for sector in (Sector.HEALTH, Sector.VCSE)
    ]
    left, right = (numbers.choice(side, min(count, len(side)), replace=False).tolist() for side in sides)
    return list(zip(left, right, strict=False))
