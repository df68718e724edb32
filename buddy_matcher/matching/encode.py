"""A round's pool as an assignment problem: health people on the left, VCSE people on the right.

Engine ids are positions in the pool, whose order depends on people's content alone, so that ties fall the
same way whatever order people were entered in.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from buddy_matcher.domain.assignment import Stage
from buddy_matcher.domain.candidates import Candidate, Pair, PairRules, Pool, pair_of
from buddy_matcher.domain.criteria import Criteria, Part
from buddy_matcher.domain.eligibility import Block
from buddy_matcher.domain.ids import EngineId, ParticipationId
from buddy_matcher.domain.limits import limit_code
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.scoring import FULL_GAIN
from buddy_matcher.matching.limits import PairLimit, PairsBetween
from buddy_matcher.matching.pair_matrices import (
    UNKNOWN,
    Flags,
    Integers,
    PairGrid,
    block_flags,
    gains_of,
    organisation_id,
    part_points,
    positions,
)
from buddy_matcher.matching.problem import AssignmentProblem

type EnginePair = tuple[EngineId, EngineId]
"""Somebody on the left and somebody on the right."""


@dataclass(frozen=True)
class Encoded:
    """An assignment problem and the candidates behind its engine ids.

    `parts` and `blocks` have shape (health people, VCSE people): points by part, and where each hard
    rule holds.
    """

    problem: AssignmentProblem
    candidate_ids: tuple[ParticipationId, ...]
    parts: dict[Part, Integers]
    blocks: dict[Block, Flags]

    def candidate_id(self, engine_id: EngineId) -> ParticipationId:
        """Return whom an engine id is of."""
        return self.candidate_ids[engine_id]

    def engine_id(self, candidate_id: ParticipationId) -> EngineId | None:
        """Return a candidate's engine id, None for someone outside the pool."""
        return self.engine_ids.get(candidate_id)

    @cached_property
    def engine_ids(self) -> dict[ParticipationId, EngineId]:
        """The engine id of each candidate."""
        return {candidate: EngineId(place) for place, candidate in enumerate(self.candidate_ids)}

    def pair_ids(self, pairs: Iterable[EnginePair]) -> tuple[Pair, ...]:
        """Return the candidate ids of pairs of engine ids."""
        return tuple((self.candidate_id(a), self.candidate_id(b)) for a, b in pairs)


def encode(
    pool: Pool,
    *,
    locked: Iterable[Pair] = (),
    incumbent: Iterable[Pair] = (),
    taken: Iterable[Pair] = (),
) -> Encoded:
    """Return the assignment problem of a pool: health people on the left, VCSE people on the right.

    `locked`, `incumbent` and `taken` are pairs of candidate ids, in any order. Those of `locked` and
    `incumbent` are across the two sectors; those of `taken` share a pairing that the problem does not hold,
    so they are not paired again. Rules that two people must pair count as locked where both are in the pool
    and nothing asks to keep them apart.
    """
    left, right = pool.side(Sector.HEALTH), pool.side(Sector.VCSE)
    taken = tuple(taken)
    criteria = pool.criteria
    pairs = PairGrid(left, right)
    gain_left, gain_right = gains_of(pairs)
    parts = part_points(pairs, (gain_left, gain_right), pool.rules, criteria)
    points = sum(parts.values(), start=pairs.zeros())
    blocks = block_flags(pairs, points, pool)
    position = {c.participation_id: EngineId(n) for n, c in enumerate((*left, *right))}
    problem = AssignmentProblem(
        left=range(len(left)),
        right=range(len(left), len(left) + len(right)),
        score=points,
        gain_left=np.where(gain_left == UNKNOWN, FULL_GAIN, gain_left),
        gain_right=np.where(gain_right == UNKNOWN, FULL_GAIN, gain_right),
        allowed=_allowed(blocks, _across(taken, position, len(left))),
        left_capacity=[c.capacity for c in left],
        right_capacity=[c.capacity for c in right],
        left_priority=[c.priority for c in left],
        right_priority=[c.priority for c in right],
        trio_left=[c.happy_in_trio for c in left],
        trio_right=[c.happy_in_trio for c in right],
        apart=_apart(pool.rules, position, len(left)),
        preferred=pairs.can_meet_in_person,
        locked=_across((*locked, *_musts(pool.rules, taken)), position, len(left)),
        incumbent=_across(incumbent, position, len(left)),
        limits=[limit for limit in _limits(left, right, criteria) if limit.at_most < len(limit.pairs)],
        bands=criteria.bands,
        stages=stages(criteria),
    )
    return Encoded(problem, tuple(c.participation_id for c in (*left, *right)), parts, blocks)


def _allowed(blocks: dict[Block, Flags], taken: Iterable[EnginePair]) -> Flags:
    allowed: Flags = ~np.logical_or.reduce([*blocks.values()])
    for left, right in taken:
        allowed[left, right - len(allowed)] = False
    return allowed


def stages(criteria: Criteria) -> tuple[Stage, ...]:
    """Return the aims of a round in order, as the coordinator chose them."""
    last = (Stage.KEEP, Stage.SCORE) if criteria.keeps_before_score else (Stage.SCORE, Stage.KEEP)
    preferred = (Stage.PREFERRED,) if criteria.meets_in_person_first else ()
    return (Stage.PEOPLE, Stage.PRIORITY, Stage.FEWEST_EXTRA, Stage.FAIRNESS, *preferred, *last)


def _musts(rules: PairRules, taken: Iterable[Pair]) -> frozenset[Pair]:
    """Return the pairs that must be: a lock overrides every rule, so none is one that has to stay apart."""
    return rules.must - rules.never - rules.undecided - rules.conflicts - {pair_of(*pair) for pair in taken}


def _across(
    pairs: Iterable[Pair], position: dict[ParticipationId, EngineId], lefts: int
) -> tuple[EnginePair, ...]:
    """Return pairs of candidate ids as (left, right) engine ids: those of two candidates in the pool."""
    known = (pair_of(position[a], position[b]) for a, b in pairs if a in position and b in position)
    return tuple(sorted({(a, b) for a, b in known if a < lefts <= b}))


def _apart(rules: PairRules, position: dict[ParticipationId, EngineId], lefts: int) -> tuple[EnginePair, ...]:
    """Return the pairs of one side that must not share a trio."""
    pairs = rules.never | rules.undecided | rules.conflicts | rules.paired_before
    known = (pair_of(position[a], position[b]) for a, b in pairs if a in position and b in position)
    return tuple(sorted({(a, b) for a, b in known if (a < lefts) == (b < lefts)}))


def _limits(left: Sequence[Candidate], right: Sequence[Candidate], criteria: Criteria) -> Iterator[PairLimit]:
    rows = positions(left, organisation_id)
    columns = {
        organisation: [len(left) + member for member in members]
        for organisation, members in positions(right, organisation_id).items()
    }
    everyone = range(len(left)), range(len(left), len(left) + len(right))
    if criteria.at_most_per_organisation is not None:
        for organisation, members in sorted(rows.items()):
            yield _limit(limit_code(organisation), members, everyone[1], criteria.at_most_per_organisation)
        for organisation, members in sorted(columns.items()):
            yield _limit(limit_code(organisation), everyone[0], members, criteria.at_most_per_organisation)
    if criteria.at_most_between_organisations is not None:
        for here, members in sorted(rows.items()):
            for there, partners in sorted(columns.items()):
                name = limit_code(here, there)
                yield _limit(name, members, partners, criteria.at_most_between_organisations)


def _limit(name: str, lefts: Sequence[int], rights: Sequence[int], at_most: int) -> PairLimit:
    return PairLimit(name, PairsBetween(lefts, rights), at_most)
