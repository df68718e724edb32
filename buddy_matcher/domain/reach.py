"""In which ways two candidates could meet, given where they are based and how far they can travel."""

from collections.abc import Sequence
from itertools import combinations

from buddy_matcher.domain.candidates import Candidate
from buddy_matcher.domain.meeting import IN_PERSON, MeetingWay, shared_ways
from buddy_matcher.domain.places import distance_between, miles_to_hectometres


def ways_to_meet(a: Candidate, b: Candidate) -> frozenset[MeetingWay]:
    """Return the ways, seen from `a`, in which two candidates could meet.

    In person counts only within the larger of the two travel limits, where the distance is known.
    """
    ways = shared_ways(a.ways, b.ways)
    return ways if is_within_reach(a, b) else ways - IN_PERSON


def ways_of_group(members: Sequence[Candidate]) -> frozenset[MeetingWay]:
    """Return the ways in which all of two or three people could meet; in person is `NEUTRAL`, wherever it is.

    Two people who can meet only at one's place, and a third who can meet them only elsewhere, can still
    meet in person: where is for them to say.
    """
    of_pairs = [
        {MeetingWay.NEUTRAL if way in IN_PERSON else way for way in ways_to_meet(a, b)}
        for a, b in combinations(members, 2)
    ]
    return frozenset(set.intersection(*of_pairs))


def is_within_reach(a: Candidate, b: Candidate) -> bool:
    """Return whether two candidates are based within the larger of their travel limits.

    True where the distance is not known or neither named a limit.
    """
    apart = distance_between(a.base, b.base)
    limit = travel_limit(a, b)
    return apart is None or limit is None or apart <= limit


def travel_limit(a: Candidate, b: Candidate) -> int | None:
    """Return the larger of two travel limits in units of 100 m, or None if neither named one."""
    named = [c.travel_miles for c in (a, b) if c.travel_miles is not None]
    return miles_to_hectometres(max(named)) if named else None
