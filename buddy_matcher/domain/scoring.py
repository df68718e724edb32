"""How good a pair is: each person's gain, and points that are always the sum of their named parts.

All values are integers, so that they are the same on every computer. The functions here look at one
pair; `matching.encode` computes the same for whole matrices.
"""

from dataclasses import dataclass

from buddy_matcher.domain.candidates import Candidate, PairRules, pair_of
from buddy_matcher.domain.criteria import Criteria, Part
from buddy_matcher.domain.meeting import IN_PERSON, MeetingWay
from buddy_matcher.domain.places import distance_between, miles_to_hectometres
from buddy_matcher.domain.reach import travel_limit, ways_to_meet

FULL_GAIN = 100
"""The gain of someone whose wishes are all met, and of someone who named none when fairness counts."""

WISHES_FOR_FULL_GAIN = 3
"""Having this many of the largest wishes met is full gain, however long the list."""

THEMES_FOR_FULL_POINTS = 3
HALF_DAYS_FOR_FULL_POINTS = 3

IN_PERSON_AT_LIMIT = 66
"""Percent of the meeting points for people who live as far apart as they can travel."""

VIDEO_ONLY = 33
PHONE_ONLY = 25
"""Percent of the meeting points without a way to meet in person: at most a third."""

USUAL_TRAVEL_MILES = 30
"""The scale for nearness when neither person named a travel limit."""


@dataclass(frozen=True, slots=True)
class Score:
    """The points of a pair by part, and the gain of each of the two: 0 to 100, None without wishes."""

    parts: dict[Part, int]
    gains: tuple[int | None, int | None]

    @property
    def total(self) -> int:
        """The points of the pair."""
        return sum(self.parts.values())


def score(a: Candidate, b: Candidate, *, rules: PairRules, criteria: Criteria) -> Score:
    """Return the score of a pair; swapping the two candidates swaps the gains and nothing else."""
    gains = gain(a, b), gain(b, a)
    percents = {
        Part.COMPLEMENTARY: complementary_percent(*gains, weaker_side_percent=criteria.weaker_side_percent),
        Part.MEETING: meeting_percent(a, b),
        Part.SHARED_GROUND: shared_ground_percent(a, b),
        Part.DIFFERENT: different_percent(a, b),
        Part.FREE_TIME: free_time_percent(a, b),
        Part.LEVEL: level_percent(a, b),
        Part.PREFERENCE: preference_percent(a, b, rules),
    }
    parts = {part: rounded(criteria.points(part) * percent, 100) for part, percent in percents.items()}
    return Score(parts, gains)


def rounded(numerator: int, denominator: int) -> int:
    """Return a fraction rounded to the nearest integer, halves up."""
    return (2 * numerator + denominator) // (2 * denominator)


def percent_of(points: int, most: dict[Part, int]) -> int:
    """Return points out of the most there are as 0 to 100; 0 where no part counts."""
    return max(0, min(FULL_GAIN, rounded(FULL_GAIN * points, sum(most.values()) or 1)))


def gain(person: Candidate, buddy: Candidate) -> int | None:
    """Return how far a person's wishes are met by a buddy, 0 to 100, or None if they named no wishes.

    A wish of level w asks for a strength of level w and counts w: a buddy who can share it at level s
    meets min(w, s) of it. The sum is held against the person's three largest wishes.
    """
    wishes = person.would_like
    if not wishes:
        return None
    met = sum(min(level, buddy.can_share.get(strength, 0)) for strength, level in wishes.items())
    enough = sum(sorted(wishes.values(), reverse=True)[:WISHES_FOR_FULL_GAIN])
    return min(FULL_GAIN, rounded(FULL_GAIN * met, enough))


def fairness_gain(own_gain: int | None) -> int:
    """Return a gain as fairness counts it: someone who named no wishes misses none."""
    return FULL_GAIN if own_gain is None else own_gain


def complementary_percent(mine: int | None, theirs: int | None, *, weaker_side_percent: int) -> int:
    """Return (1 − λ)·mean + λ·min of two gains, λ = `weaker_side_percent` / 100.

    Where one person named no wishes the other's gain stands alone; where both named none it is 0.
    """
    gains = [g for g in (mine, theirs) if g is not None]
    if not gains:
        return 0
    low, high = min(gains), max(gains)
    return rounded((100 - weaker_side_percent) * (low + high) + 2 * weaker_side_percent * low, 200)


def meeting_percent(a: Candidate, b: Candidate) -> int:
    """Return how easily two candidates can meet: in person and near is 100, only by phone is 25."""
    ways = ways_to_meet(a, b)
    if ways & IN_PERSON:
        return _nearness_percent(a, b)
    if MeetingWay.VIDEO in ways:
        return VIDEO_ONLY
    return PHONE_ONLY if MeetingWay.PHONE in ways else 0


def _nearness_percent(a: Candidate, b: Candidate) -> int:
    apart = distance_between(a.base, b.base)
    if apart is None:
        return IN_PERSON_AT_LIMIT
    limit = travel_limit(a, b) or miles_to_hectometres(USUAL_TRAVEL_MILES)
    return 100 - (100 - IN_PERSON_AT_LIMIT) * min(apart, limit) // limit


def shared_ground_percent(a: Candidate, b: Candidate) -> int:
    """Return the share of the shorter list of themes that both work with; three shared are 100."""
    enough = min(THEMES_FOR_FULL_POINTS, len(a.theme_ids), len(b.theme_ids))
    if not enough:
        return 0
    return min(100, rounded(100 * len(a.theme_ids & b.theme_ids), enough))


def different_percent(a: Candidate, b: Candidate) -> int:
    """Return the share of two people's joint strengths that only one of them has."""
    joint = a.can_share.keys() | b.can_share.keys()
    return rounded(100 * len(a.can_share.keys() ^ b.can_share.keys()), len(joint)) if joint else 0


def free_time_percent(a: Candidate, b: Candidate) -> int:
    """Return 100 for three or more half-days in which both are free, less for fewer."""
    shared = min(HALF_DAYS_FOR_FULL_POINTS, len(a.free & b.free))
    return rounded(100 * shared, HALF_DAYS_FOR_FULL_POINTS)


def level_percent(a: Candidate, b: Candidate) -> int:
    """Return 100 for the same level of role, 50 for neighbouring ones, 0 otherwise or if not known."""
    if a.level is None or b.level is None:
        return 0
    return max(0, 100 - 50 * abs(a.level.rank - b.level.rank))


def preference_percent(a: Candidate, b: Candidate, rules: PairRules) -> int:
    """Return 100 where a rule prefers the pair, −100 where one avoids it, 0 for neither or both."""
    pair = pair_of(a.participation_id, b.participation_id)
    return 100 * (pair in rules.prefer) - 100 * (pair in rules.avoid)
