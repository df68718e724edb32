"""A round as the engine's problem: who may be paired, with the pairings that stay as locks.

A kept pairing that the engine can't hold, such as one by hand within a sector, stands beside its plan.
"""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Self

from buddy_matcher.domain.assignment import Stage
from buddy_matcher.domain.candidates import Candidate, Pair, Pool
from buddy_matcher.domain.criteria import Criteria
from buddy_matcher.domain.doubles import room_for
from buddy_matcher.domain.limits import organisations_of
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.rounds.fingerprint import fingerprint
from buddy_matcher.services.rounds.round_state import RoundState

if TYPE_CHECKING:
    from buddy_matcher.matching.encode import Encoded


@dataclass(frozen=True, slots=True)
class RoundProblem:
    """The encoded pool, the pairings that stay, and those of their pairs that the engine does not see."""

    encoded: "Encoded"
    kept: tuple[Pairing, ...]
    pairs_beside: tuple[Pair, ...]
    fingerprint: str

    def is_same_as(self, other: Self) -> bool:
        """Return whether a solution of one is a solution of the other, with the same ids and values."""
        mine, theirs = self.encoded, other.encoded
        return (
            self.fingerprint == other.fingerprint
            and mine.candidate_ids == theirs.candidate_ids
            and mine.problem.incumbent == theirs.problem.incumbent
        )


def round_problem(state: RoundState, *, release_agreed: bool = False) -> RoundProblem:
    """Return the problem of a round: locked pairings stay, agreed ones too unless `release_agreed`."""
    from buddy_matcher.matching.encode import encode

    kept = kept_pairings(state, release_agreed=release_agreed)
    locked = [p for p in kept if _fits_the_engine(state, p)]
    beside = [p for p in kept if not _fits_the_engine(state, p)]
    encoded = encode(
        _pool_with_room(state, locked, beside),
        locked=[pair for p in locked for pair in p.pairs],
        incumbent=[pair for p in state.current if _is_released(p, kept) for pair in p.pairs],
        taken=[pair for p in beside for pair in combinations(p.members, 2)],
    )
    pairs_beside = tuple(pair for p in beside for pair in p.pairs)
    return RoundProblem(encoded, kept, pairs_beside, fingerprint(state.pool, kept))


def _is_released(pairing: Pairing, kept: tuple[Pairing, ...]) -> bool:
    return pairing.state is PairingState.AGREED and pairing not in kept


def kept_pairings(state: RoundState, *, release_agreed: bool = False) -> tuple[Pairing, ...]:
    """Return the pairings that a new suggestion keeps: locked ones, and agreed ones unless released."""
    return tuple(
        p for p in state.current if p.is_locked or (p.state is PairingState.AGREED and not release_agreed)
    )


def _fits_the_engine(state: RoundState, pairing: Pairing) -> bool:
    """Return whether the engine can hold a pairing as a lock: two people of both sectors in the pool."""
    sectors = {state.members[m].sector for m in pairing.members}
    return (
        not pairing.is_trio
        and len(sectors) == len(pairing.members)
        and all(state.members[m].participation.can_be_paired_on(today()) for m in pairing.members)
    )


def _pool_with_room(state: RoundState, locked: list[Pairing], beside: list[Pairing]) -> Pool:
    """Return the pool with the capacity that is left beside the pairings that the engine does not see.

    Someone who asked for no buddy has room for one that the coordinator gave them; more pairings than
    someone has room for contradict each other.
    """
    in_locks = {m for p in locked for m in p.members}
    in_others = Counter(m for p in beside for m in p.members)

    def room(candidate: Candidate) -> int:
        is_given = candidate.participation_id in in_locks or candidate.participation_id in in_others
        room = room_for(candidate.capacity) if is_given else candidate.capacity
        return max(0, room - in_others[candidate.participation_id])

    return replace(
        state.pool,
        candidates=tuple(replace(candidate, capacity=room(candidate)) for candidate in state.pool.candidates),
    )


def aim_names(criteria: Criteria) -> tuple[str, ...]:
    """Return the names of the objective's entries, in order: fairness has one for each band."""
    from buddy_matcher.matching.encode import stages

    names: list[str] = []
    for stage in stages(criteria):
        names += [f"below_{band}" for band in criteria.bands] if stage is Stage.FAIRNESS else [stage.value]
    return tuple(names)


def limit_in_words(state: RoundState, code: str) -> str:
    """Return what a limit is about, such as "organisation North Trust" or "organisations A and B"."""
    names = {m.organisation_key: m.organisation_name or m.name for m in state.members.values()}
    one, *others = (names.get(each, str(each)) for each in organisations_of(code))
    return f"organisations {one} and {others[0]}" if others else f"organisation {one}"
