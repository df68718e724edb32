"""The matrices of a pool are the domain's rules and scores, entry by entry."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings

from buddy_matcher.domain.assignment import Stage
from buddy_matcher.domain.candidates import Candidate, PairRules, Pool
from buddy_matcher.domain.criteria import Criteria
from buddy_matcher.domain.eligibility import Block, blocks
from buddy_matcher.domain.ids import EngineId, OrganisationId, ParticipationId
from buddy_matcher.domain.limits import limit_code
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.scoring import fairness_gain, score
from buddy_matcher.matching import solve
from buddy_matcher.matching.encode import encode
from tests.helpers.strategies import pools


@settings(max_examples=100, deadline=None)
@given(pools())
def test_matrices_equal_the_pair_by_pair_functions(pool: Pool):
    encoded = encode(pool)
    rules, criteria = pool.rules, pool.criteria
    for row, left in enumerate(pool.side(Sector.HEALTH)):
        for column, right in enumerate(pool.side(Sector.VCSE)):
            wanted = score(left, right, rules=rules, criteria=criteria)
            assert {p: points[row, column] for p, points in encoded.parts.items()} == wanted.parts
            assert encoded.problem.score[row, column] == wanted.total
            gains = encoded.problem.gain_left[row, column], encoded.problem.gain_right[row, column]
            assert gains == tuple(map(fairness_gain, wanted.gains))
            found = tuple(b for b in Block if encoded.blocks[b][row, column])
            assert found == blocks(left, right, rules=rules, criteria=criteria)
            assert encoded.problem.allowed[row, column] == (not found)


@settings(max_examples=25, deadline=None)
@given(pools())
def test_every_encoded_pool_can_be_solved_and_decoded(pool: Pool):
    encoded = encode(pool)
    solution = solve(encoded.problem)
    sector = {c.participation_id: c.sector for c in pool.candidates}
    for a, b in encoded.pair_ids(solution.pairs):
        assert (sector[a], sector[b]) == (Sector.HEALTH, Sector.VCSE)


def person(number: int, sector: Sector, **values: Any) -> Candidate:
    at = OrganisationId(number)
    return Candidate(
        participation_id=ParticipationId(number), sector=sector, organisation_id=at, family_id=at, **values
    )


def ids_of(a: int, b: int) -> tuple[ParticipationId, ParticipationId]:
    return ParticipationId(a), ParticipationId(b)


POOL = Pool(
    candidates=(
        person(30, Sector.HEALTH, happy_in_trio=True),
        person(10, Sector.HEALTH, happy_in_trio=True),
        person(20, Sector.VCSE),
    )
)


def test_engine_ids_follow_the_order_of_the_pool():
    assert encode(POOL).candidate_ids == (30, 10, 20)
    assert encode(POOL).pair_ids([(EngineId(0), EngineId(2))]) == ((30, 20),)


def test_people_who_must_pair_are_locked_whichever_is_named_first():
    for pair in [ids_of(20, 10), ids_of(10, 20)]:
        assert encode(replace(POOL, rules=PairRules(must=frozenset({pair})))).problem.locked == ((1, 2),)


def test_locks_on_people_outside_the_pool_or_of_one_sector_are_left_out():
    assert encode(POOL, locked=[ids_of(10, 99), ids_of(10, 30)]).problem.locked == ()


def test_who_must_pair_but_has_to_stay_apart_is_not_locked():
    for apart in ("never", "undecided"):
        pairs = frozenset({ids_of(10, 20)})
        rules = replace(PairRules(must=pairs), **{apart: pairs})
        assert encode(replace(POOL, rules=rules)).problem.locked == ()


def test_people_who_must_not_pair_share_no_trio():
    assert encode(replace(POOL, rules=PairRules(never=frozenset({ids_of(10, 30)})))).problem.apart == (
        (0, 1),
    )


def test_the_coordinators_choices_set_the_order_of_the_aims():
    chosen = replace(POOL, criteria=Criteria(meets_in_person_first=True, keeps_before_score=False))
    assert encode(chosen).problem.stages[4:] == (Stage.PREFERRED, Stage.SCORE, Stage.KEEP)


def test_limits_name_the_pairs_of_an_organisation():
    busy = replace(POOL.candidates[1], organisation_id=OrganisationId(30))
    limited = replace(
        POOL,
        candidates=(POOL.candidates[0], busy, POOL.candidates[2]),
        criteria=Criteria(at_most_per_organisation=1),
    )
    assert [(limit.name, tuple(limit.pairs)) for limit in encode(limited).problem.limits] == [
        (limit_code(OrganisationId(30)), ((0, 2), (1, 2))),
        (limit_code(OrganisationId(20)), ((0, 2), (1, 2))),
    ]
