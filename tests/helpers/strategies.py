"""Hypothesis strategies for the domain's values, shared by the tests of several layers."""

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

levels_by_strength = st.dictionaries(st.sampled_from(STRENGTH_IDS), st.integers(1, 3), max_size=5)

bases = st.builds(
    Base,
    place=st.sampled_from(["", "Leeds", "LEEDS ", "York"]),
    point=st.none() | st.builds(GridPoint, st.integers(3900, 4300), st.integers(4100, 4500)),
)


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
        theme_ids=st.frozensets(st.sampled_from(THEME_IDS), max_size=4),
        ways=st.frozensets(st.sampled_from(MeetingWay), max_size=4),
        base=bases,
        travel_miles=st.none() | st.integers(0, 40),
        free=st.frozensets(st.sampled_from(HALF_DAYS[:6]), max_size=5),
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


def pair_sets(ids: range) -> st.SearchStrategy[frozenset[tuple[int, int]]]:
    """Return a strategy of small sets of pairs of ids."""
    pair = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda p: p[0] != p[1])
    return st.frozensets(pair.map(lambda p: pair_of(*p)), max_size=3)


@st.composite
def pools(draw: st.DrawFn, most: int = 8) -> Pool:
    """Draw a pool of up to `most` candidates with rules between them."""
    size = draw(st.integers(2, most))
    people = tuple(draw(candidates(number)) for number in range(1, size + 1))
    between_people = pair_sets(range(1, size + 1))
    rules = draw(
        st.builds(
            PairRules,
            never=between_people,
            undecided=between_people,
            prefer=between_people,
            avoid=between_people,
            paired_before=between_people,
            conflicts=between_people,
        )
    )
    return Pool(candidates=people, rules=rules, criteria=draw(criteria))
