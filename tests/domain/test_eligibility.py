"""The hard rules: each one blocks what it should, by name, and nothing else."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from buddy_matcher.domain.candidates import Candidate, PairRules, Pool
from buddy_matcher.domain.criteria import Criteria
from buddy_matcher.domain.eligibility import Block, blocks
from buddy_matcher.domain.ids import OrganisationId, ParticipationId
from buddy_matcher.domain.meeting import HALF_DAYS, MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.places import Base, GridPoint
from tests.helpers.strategies import pools

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
PAIR = frozenset({(A.participation_id, B.participation_id)})


def found(
    a: Candidate = A, b: Candidate = B, rules: PairRules = PairRules(), **chosen: Any
) -> tuple[Block, ...]:
    return blocks(a, b, rules=rules, criteria=Criteria(**chosen))


def test_two_strangers_of_both_sectors_may_be_paired():
    assert found() == ()


KEPT_APART: dict[Block, tuple[Candidate, Candidate, PairRules, Criteria]] = {
    Block.SAME_SECTOR: (A, replace(B, sector=Sector.HEALTH), PairRules(), Criteria()),
    Block.SAME_ORGANISATION: (
        A,
        replace(B, organisation_id=OrganisationId(1), family_id=OrganisationId(1)),
        PairRules(),
        Criteria(),
    ),
    Block.SAME_FAMILY: (A, replace(B, family_id=OrganisationId(1)), PairRules(), Criteria()),
    Block.NEVER_PAIR: (A, B, PairRules(never=PAIR), Criteria()),
    Block.UNDECIDED_WISH: (A, B, PairRules(undecided=PAIR), Criteria()),
    Block.CONFLICT: (A, B, PairRules(conflicts=PAIR), Criteria()),
    Block.NO_WAY_TO_MEET: (
        replace(A, ways=frozenset({MeetingWay.VIDEO})),
        replace(B, ways=frozenset({MeetingWay.PHONE})),
        PairRules(),
        Criteria(),
    ),
    Block.NO_SHARED_TIME: (
        replace(A, free=frozenset(HALF_DAYS[:2])),
        replace(B, free=frozenset(HALF_DAYS[2:])),
        PairRules(),
        Criteria(needs_shared_time=True),
    ),
    Block.BELOW_MINIMUM: (A, B, PairRules(), Criteria(minimum_score=1)),
    Block.PAIRED_BEFORE: (A, B, PairRules(paired_before=PAIR), Criteria()),
}
"""For each hard rule two people whom it alone keeps apart."""


def test_every_rule_has_an_example_here():
    assert KEPT_APART.keys() == set(Block)


@pytest.mark.parametrize("rule", Block)
def test_each_rule_keeps_two_people_apart_by_itself_from_both_sides(rule: Block):
    a, b, rules, criteria = KEPT_APART[rule]
    assert blocks(a, b, rules=rules, criteria=criteria) == (rule,)
    assert blocks(b, a, rules=rules, criteria=criteria) == (rule,)


def test_no_common_way_to_meet_blocks_unless_it_is_switched_off():
    a = replace(A, ways=frozenset({MeetingWay.AT_MINE}))
    b = replace(B, ways=frozenset({MeetingWay.AT_MINE, MeetingWay.PHONE}))
    assert found(a, b) == (Block.NO_WAY_TO_MEET,)
    assert found(a, b, needs_way_to_meet=False) == ()


def test_someone_who_named_no_way_is_not_ruled_out():
    assert found(replace(A, ways=frozenset({MeetingWay.PHONE})), B) == ()


def test_in_person_reaches_as_far_as_the_larger_travel_limit():
    ways = frozenset({MeetingWay.NEUTRAL})
    a = replace(A, ways=ways, base=Base(point=GridPoint(4000, 4000)), travel_miles=1)
    b = replace(B, ways=ways, base=Base(point=GridPoint(4000, 4100)))
    assert found(a, b) == (Block.NO_WAY_TO_MEET,)
    assert found(a, replace(b, travel_miles=7)) == ()
    assert found(replace(a, travel_miles=None), b) == ()


def test_no_shared_free_time_blocks_only_when_the_coordinator_asks_for_it():
    a, b = replace(A, free=frozenset(HALF_DAYS[:2])), replace(B, free=frozenset(HALF_DAYS[2:]))
    assert found(a, b) == ()
    assert found(a, b, needs_shared_time=True) == (Block.NO_SHARED_TIME,)
    assert found(a, B, needs_shared_time=True) == ()


def test_rather_no_buddy_than_a_poor_one():
    assert found(minimum_score=1) == (Block.BELOW_MINIMUM,)
    assert found(minimum_score=0) == ()


@given(pools(most=2))
def test_blocks_are_the_same_from_both_sides_and_in_a_fixed_order(pool: Pool):
    a, b = pool.candidates[:2]
    here = blocks(a, b, rules=pool.rules, criteria=pool.criteria)
    assert here == blocks(b, a, rules=pool.rules, criteria=pool.criteria)
    assert list(here) == [block for block in Block if block in here]


def test_every_block_can_be_said_of_one_person_and_of_several():
    for block in Block:
        assert block.of_people(1).startswith("1 ")
        assert block.of_people(2).startswith("2 ")
    assert Block.NO_WAY_TO_MEET.of_people(1) == "1 has no way to meet in common"
    assert Block.NO_WAY_TO_MEET.of_people(3) == "3 have no way to meet in common"
