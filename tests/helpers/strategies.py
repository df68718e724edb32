"""Hypothesis strategies for the domain's values, shared by the tests of several layers.

A set or a table is drawn as one whole number, whose digits say what is in it: 0, to which Hypothesis shrinks,
is the empty one. Drawn member by member, they took nine tenths of the time of the tests.
"""

from collections.abc import Sequence
from functools import cache
from itertools import combinations

from hypothesis import strategies as st

from buddy_matcher.domain.candidates import Candidate, PairRules, Pool, pair_of
from buddy_matcher.domain.criteria import Criteria
from buddy_matcher.domain.meeting import HALF_DAYS, MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.people import Level
from buddy_matcher.domain.places import Base, GridPoint

STRENGTH_IDS = range(1, 7)
THEME_IDS = range(1, 6)
ORGANISATION_IDS = range(1, 5)

MOST_RULES = 3
"""How many pairs of people a rule names at most."""


def digits[K](symbols: Sequence[K], places: int) -> st.SearchStrategy[tuple[K, ...]]:
    """Return a strategy of rows of symbols, one for each place; in the simplest all are the first symbol."""

    def spelt(number: int) -> tuple[K, ...]:
        return tuple(symbols[number // len(symbols) ** place % len(symbols)] for place in range(places))

    return st.integers(0, len(symbols) ** places - 1).map(spelt)


def subsets[K](members: Sequence[K]) -> st.SearchStrategy[frozenset[K]]:
    """Return a strategy of sets of these members."""
    flags = digits((False, True), len(members))
    return flags.map(lambda is_in: frozenset(m for m, each in zip(members, is_in, strict=True) if each))


# Half of the strengths are named.
levels_by_strength = digits((0, 0, 0, 1, 2, 3), len(STRENGTH_IDS)).map(
    lambda levels: {s: level for s, level in zip(STRENGTH_IDS, levels, strict=True) if level}
)

bases = st.builds(
    Base,
    place=st.sampled_from(["", "Leeds", "LEEDS ", "York"]),
    point=st.none() | st.builds(GridPoint, st.integers(3900, 4300), st.integers(4100, 4500)),
)


@cache
def candidates(number: int) -> st.SearchStrategy[Candidate]:
    """Return a strategy of candidates with the id `number`."""
    return st.builds(
        Candidate,
        participation_id=st.just(number),
        sector=st.sampled_from(Sector),
        organisation_id=st.sampled_from(ORGANISATION_IDS),
        family_id=st.sampled_from(ORGANISATION_IDS),
        can_share=levels_by_strength,
        would_like=levels_by_strength,
        theme_ids=subsets(THEME_IDS),
        ways=subsets(tuple(MeetingWay)),
        base=bases,
        travel_miles=st.none() | st.integers(0, 40),
        free=subsets(HALF_DAYS[:6]),
        level=st.none() | st.sampled_from(Level),
        capacity=st.integers(0, 3),
        happy_in_trio=st.booleans(),
        priority=st.integers(0, 2),
    )


criteria = st.builds(
    Criteria,
    complementary=st.integers(0, 100),
    meeting=st.integers(0, 40),
    weaker_side_percent=st.integers(0, 100),
    needs_way_to_meet=st.booleans(),
    needs_shared_time=st.booleans(),
    minimum_score=st.none() | st.integers(0, 60),
    meets_in_person_first=st.booleans(),
    keeps_before_score=st.booleans(),
    at_most_per_organisation=st.none() | st.integers(0, 3),
    at_most_between_organisations=st.none() | st.integers(0, 2),
)


@cache
def pair_sets(most: int) -> st.SearchStrategy[frozenset[tuple[int, int]]]:
    """Return a strategy of small sets of pairs of the ids from 1 to `most`."""
    pairs = [pair_of(*pair) for pair in combinations(range(1, most + 1), 2)]
    return digits((*[None] * len(pairs), *pairs), MOST_RULES).map(
        lambda named: frozenset(pair for pair in named if pair)
    )


@cache
def pair_rules(most: int) -> st.SearchStrategy[PairRules]:
    """Return a strategy of rules between the people with the ids from 1 to `most`."""
    named = ("never", "undecided", "prefer", "avoid", "paired_before", "conflicts")
    return st.builds(PairRules, **dict.fromkeys(named, pair_sets(most)))


@st.composite
def pools(draw: st.DrawFn, most: int = 8) -> Pool:
    """Draw a pool of up to `most` candidates with rules between them."""
    size = draw(st.integers(2, most))
    people = tuple(draw(candidates(number)) for number in range(1, size + 1))
    return Pool(candidates=people, rules=draw(pair_rules(size)), criteria=draw(criteria))
