"""The score of a pair: known values, and what holds for all pairs."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.domain.candidates import Candidate, PairRules
from buddy_matcher.domain.criteria import Criteria, Importance, Part, points_for
from buddy_matcher.domain.ids import OrganisationId, ParticipationId, StrengthId, ThemeId
from buddy_matcher.domain.meeting import HALF_DAYS, MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.people import Level
from buddy_matcher.domain.places import Base, GridPoint
from buddy_matcher.domain.scoring import (
    complementary_percent,
    different_percent,
    fairness_gain,
    free_time_percent,
    gain,
    level_percent,
    meeting_percent,
    rounded,
    score,
    shared_ground_percent,
)
from tests.helpers.strategies import candidates, criteria

A = Candidate(
    participation_id=ParticipationId(1),
    sector=Sector.HEALTH,
    organisation_id=OrganisationId(1),
    family_id=OrganisationId(1),
)
B = Candidate(
    participation_id=ParticipationId(2),
    sector=Sector.VCSE,
    organisation_id=OrganisationId(2),
    family_id=OrganisationId(2),
)


def points(east: int, north: int) -> Base:
    return Base(point=GridPoint(east, north))


@pytest.mark.parametrize(
    ("wishes", "offers", "wanted"),
    [
        ({}, {1: 3}, None),
        ({1: 3}, {}, 0),
        ({1: 3}, {1: 3}, 100),
        ({1: 3, 2: 3}, {1: 3}, 50),
        ({1: 3, 2: 3, 3: 3}, {1: 3}, 33),
        ({1: 3, 2: 3, 3: 3, 4: 3, 5: 3}, {1: 3, 2: 3, 3: 3}, 100),
        ({1: 3, 2: 3, 3: 3, 4: 3, 5: 3}, {1: 3, 2: 3, 3: 3, 4: 3}, 100),
        ({1: 3}, {1: 1}, 33),
        ({1: 1}, {1: 3}, 100),
        ({1: 3, 2: 1}, {2: 2}, 25),
    ],
)
def test_gain_is_the_share_of_the_largest_wishes_that_is_met(
    wishes: dict[StrengthId, int], offers: dict[StrengthId, int], wanted: int | None
):
    assert gain(replace(A, would_like=wishes), replace(B, can_share=offers)) == wanted


def test_someone_without_wishes_misses_none_where_fairness_counts():
    assert fairness_gain(None) == 100
    assert fairness_gain(0) == 0


@pytest.mark.parametrize(
    ("gains", "wanted"),
    [
        ((100, 100), 100),
        ((100, 0), 25),
        ((60, 40), 45),
        ((None, 80), 80),
        ((80, None), 80),
        ((None, None), 0),
    ],
)
def test_complementary_strengths_reward_pairs_where_both_gain(
    gains: tuple[int | None, int | None], wanted: int
):
    assert complementary_percent(*gains, weaker_side_percent=50) == wanted


def test_meeting_in_person_counts_full_and_more_the_nearer():
    ways = frozenset({MeetingWay.NEUTRAL})
    here = replace(A, ways=ways, base=points(4000, 4000), travel_miles=10)
    near = replace(B, ways=ways, base=points(4000, 4010), travel_miles=10)
    at_limit = replace(near, base=points(4000, 4160))
    too_far = replace(near, base=points(4000, 4200))
    assert meeting_percent(here, replace(near, base=here.base)) == 100
    assert 66 < meeting_percent(here, near) < 100
    assert meeting_percent(here, at_limit) == 67
    assert meeting_percent(here, too_far) == 0
    assert meeting_percent(here, replace(near, base=Base())) == 66


def test_only_video_or_phone_counts_a_third_at_most():
    both = frozenset({MeetingWay.VIDEO, MeetingWay.PHONE})
    assert meeting_percent(replace(A, ways=both), replace(B, ways=both)) == 33
    assert meeting_percent(replace(A, ways=both), replace(B, ways=frozenset({MeetingWay.PHONE}))) == 25
    assert meeting_percent(A, B) == 0


def test_at_mine_fits_at_yours_only():
    host, guest = frozenset({MeetingWay.AT_MINE}), frozenset({MeetingWay.AT_YOURS})
    assert meeting_percent(replace(A, ways=host), replace(B, ways=guest)) == 66
    assert meeting_percent(replace(A, ways=host), replace(B, ways=host)) == 0


def test_shared_ground_is_held_against_the_shorter_list():
    one, two, three, four, five, six, seven = map(ThemeId, range(1, 8))
    few, many = frozenset({one}), frozenset({one, two, three, four, five})
    assert shared_ground_percent(replace(A, theme_ids=few), replace(B, theme_ids=many)) == 100
    assert (
        shared_ground_percent(replace(A, theme_ids=many), replace(B, theme_ids=frozenset({one, six, seven})))
        == 33
    )
    assert shared_ground_percent(A, replace(B, theme_ids=many)) == 0


def test_different_strengths_are_those_that_only_one_has():
    one, two = StrengthId(1), StrengthId(2)
    assert different_percent(replace(A, can_share={one: 3}), replace(B, can_share={two: 1})) == 100
    assert different_percent(replace(A, can_share={one: 3}), replace(B, can_share={one: 1, two: 3})) == 50
    assert different_percent(A, B) == 0


def test_three_shared_half_days_are_enough():
    week = frozenset(HALF_DAYS)
    assert free_time_percent(replace(A, free=week), replace(B, free=frozenset(HALF_DAYS[:1]))) == 33
    assert free_time_percent(replace(A, free=week), replace(B, free=week)) == 100


def test_neighbouring_levels_count_half():
    manager = replace(A, level=Level.MANAGER)
    assert level_percent(manager, replace(B, level=Level.MANAGER)) == 100
    assert level_percent(manager, replace(B, level=Level.SENIOR_LEADER)) == 50
    assert level_percent(manager, replace(B, level=Level.CHIEF_EXECUTIVE)) == 0
    assert level_percent(manager, B) == 0


def test_preferences_add_and_avoidance_takes():
    pair = frozenset({(A.participation_id, B.participation_id)})
    for rules, wanted in [(PairRules(prefer=pair), 20), (PairRules(avoid=pair), -20), (PairRules(), 0)]:
        assert score(A, B, rules=rules, criteria=Criteria()).parts[Part.PREFERENCE] == wanted


def test_an_importance_is_a_multiple_of_the_usual_points():
    assert points_for(Part.MEETING, Importance.NOT_USED) == 0
    assert points_for(Part.MEETING, Importance.HELPFUL) == 20
    assert points_for(Part.MEETING, Importance.IMPORTANT) == 40


@given(st.integers(-10_000, 10_000), st.integers(1, 500))
def test_rounding_goes_to_the_nearest_with_halves_up(numerator: int, denominator: int):
    nearest = rounded(numerator, denominator)
    assert -denominator < 2 * (nearest * denominator - numerator) <= denominator


@given(candidates(1), candidates(2), criteria)
def test_a_score_is_the_sum_of_its_parts_and_the_same_from_both_sides(
    a: Candidate, b: Candidate, chosen: Criteria
):
    rules = PairRules(prefer=frozenset({(A.participation_id, B.participation_id)}))
    here = score(a, b, rules=rules, criteria=chosen)
    there = score(b, a, rules=rules, criteria=chosen)
    assert here.total == sum(here.parts.values())
    assert set(here.parts) == set(Part)
    assert (here.parts, here.gains) == (there.parts, there.gains[::-1])
    for part, value in here.parts.items():
        assert 0 <= value <= chosen.points(part)
    for own in here.gains:
        assert own is None or 0 <= own <= 100


@given(candidates(1), candidates(2), st.integers(1, 6).map(StrengthId))
def test_a_buddy_who_can_share_more_never_gives_less(
    person: Candidate, buddy: Candidate, strength: StrengthId
):
    better = replace(buddy, can_share={**buddy.can_share, strength: 3})
    assert fairness_gain(gain(person, better)) >= fairness_gain(gain(person, buddy))
