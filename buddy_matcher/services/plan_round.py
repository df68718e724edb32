"""Makes the plan of a round: everyone's answers and the coordinator's rules in, the best plan out, stored.

Agreed and locked pairings stay. The plan is stored only if nothing was changed while it was computed.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from buddy_matcher.domain.assignment import ContradictoryLocks, SolutionStatus, Stage
from buddy_matcher.domain.backups import BackupReason
from buddy_matcher.domain.candidates import Pool
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.criteria import Criteria
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import Pairing, PairingState, Proof
from buddy_matcher.domain.text import listed
from buddy_matcher.matching import Solution, solve
from buddy_matcher.matching.encode import Encoded, encode, stages
from buddy_matcher.services.round_state import RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork

type Progress = Callable[[float, str], None]
"""Is told the done share, 0 to 1 and never falling, and what is being done, in words."""

type Cancelled = Callable[[], bool]

SUGGEST = Label("Suggest pairings")

_AIM_WORDS = {
    Stage.PEOPLE: "Finding a buddy for as many people as possible",
    Stage.PRIORITY: "Putting those first who have waited",
    Stage.FEWEST_EXTRA: "Asking as few people as possible to take a second buddy",
    Stage.FAIRNESS: "Meeting a wish of as many people as possible",
    Stage.PREFERRED: "Letting as many pairs as possible meet in person",
    Stage.KEEP: "Keeping agreed pairings",
    Stage.SCORE: "Finding the pairs that fit best",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What came of a request for a plan: `proof` is None and `changes` are empty when it was cancelled."""

    status: SolutionStatus
    proof: Proof | None
    changes: Changes


class PlanRound:
    """Suggests the plan of the latest round."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def suggest(
        self,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        time_limit: float | None = None,
        agree: bool = False,
        release_agreed: bool = False,
    ) -> Suggestion:
        """Compute the best plan and store it as a draft, or as agreed.

        Agreed pairings stay unless `release_agreed`; then as many as possible are kept. Raises UserError
        when one side has nobody, when locked pairs cannot hold together, or when the scheme was changed
        meanwhile; nothing is stored then.
        """
        with self._file.reading() as unit:
            state = read_round(unit)
        _check_sides(state.pool)
        started = time.monotonic()
        kept = _kept(state, release_agreed=release_agreed)
        encoded = encode(
            _pool_beside(state, kept),
            locked=[pair for p in kept if _fits_the_engine(state, p) for pair in p.pairs],
            incumbent=[pair for p in state.current if p.state is PairingState.AGREED for pair in p.pairs],
        )
        solution = _solved(state, encoded, progress, cancelled, time_limit)
        if solution.status is SolutionStatus.CANCELLED or (cancelled and cancelled()):
            return Suggestion(SolutionStatus.CANCELLED, None, Changes())
        proof = _proof(state, encoded, solution, kept, time.monotonic() - started)
        return Suggestion(
            solution.status, proof, self._store(state, encoded, solution, kept, proof, agree=agree)
        )

    def _store(
        self,
        state: RoundState,
        encoded: Encoded,
        solution: Solution,
        kept: tuple[Pairing, ...],
        proof: Proof,
        *,
        agree: bool,
    ) -> Changes:
        self._file.back_up(BackupReason.SUGGEST)
        new_state = PairingState.AGREED if agree else PairingState.DRAFT
        with self._file.changing(SUGGEST) as unit:
            if unit.save_counter != state.save_counter:
                raise UserError(
                    "The scheme was changed while the plan was computed, so the plan was not stored.",
                    "Suggest pairings again.",
                )
            _remove_others(unit, state, kept)
            if agree:
                unit.pairings.save_all(replace(p, state=PairingState.AGREED) for p in kept)
            unit.pairings.save_all(
                Pairing(round_id=state.round.id, members=members, state=new_state)
                for members in _new_pairings(encoded, solution, kept)
            )
            unit.proofs.save(proof)
            return unit.commit()


def _check_sides(pool: Pool) -> None:
    empty = [sector.label for sector in Sector if not pool.side(sector)]
    if empty:
        raise UserError(
            f"No plan can be made: there is nobody to pair on the {listed(empty)} side.",
            "Add people or import a form export; someone without strengths is left out until you decide.",
        )


def _kept(state: RoundState, *, release_agreed: bool) -> tuple[Pairing, ...]:
    return tuple(
        p for p in state.current if p.is_locked or (p.state is PairingState.AGREED and not release_agreed)
    )


def _fits_the_engine(state: RoundState, pairing: Pairing) -> bool:
    """Return whether the engine can hold a pairing as a lock: two people of both sectors in the pool.

    Others, such as a pairing by hand within one sector, stand beside the engine's plan.
    """
    sectors = {state.members[m].sector for m in pairing.members}
    return (
        not pairing.is_trio
        and len(sectors) == len(pairing.members)
        and all(state.members[m].participation.is_in_pool for m in pairing.members)
    )


def _pool_beside(state: RoundState, kept: tuple[Pairing, ...]) -> Pool:
    """Return the pool with the capacity that is left beside the pairings that the engine can't hold.

    Someone whose kept pairings are more than their capacity keeps them all: the coordinator's word counts.
    """
    beside = [m for p in kept if not _fits_the_engine(state, p) for m in p.members]
    locked = [m for p in kept if _fits_the_engine(state, p) for m in p.members]
    return replace(
        state.pool,
        candidates=tuple(
            replace(c, capacity=max(c.capacity - beside.count(c.id), locked.count(c.id), 0))
            for c in state.pool.candidates
        ),
    )


def _solved(
    state: RoundState,
    encoded: Encoded,
    progress: Progress | None,
    cancelled: Cancelled | None,
    time_limit: float | None,
) -> Solution:
    def tell(done: float, stage: Stage | None) -> None:
        if progress:
            progress(done, _AIM_WORDS[stage] if stage else "Choosing among equally good plans")

    try:
        return solve(encoded.problem, tell, cancelled, time_limit)
    except ContradictoryLocks as contradiction:
        raise _in_words(state, encoded, contradiction) from contradiction


def _in_words(state: RoundState, encoded: Encoded, contradiction: ContradictoryLocks) -> UserError:
    pairs = encoded.pair_ids(contradiction.pairs)  # type: ignore[arg-type]  # our engine ids are positions
    names = [f"{state.members[a].name} with {state.members[b].name}" for a, b in pairs]
    limits = f" and the limit for {listed(contradiction.limits)}" if contradiction.limits else ""
    return UserError(
        f"These locked or required pairs{limits} cannot all hold: {listed(names)}. No plan was made.",
        "Unlock one of them, remove a rule, or let someone have more buddies.",
    )


def _proof(
    state: RoundState, encoded: Encoded, solution: Solution, kept: tuple[Pairing, ...], seconds: float
) -> Proof:
    beside = [pair for p in kept if not _fits_the_engine(state, p) for pair in p.pairs]
    names = aim_names(state.round.criteria)
    return Proof(
        round_id=state.round.id,
        status=solution.status.value,
        objective=tuple(zip(names, solution.objective, strict=True)),
        bound=tuple(zip(names, solution.bound, strict=True)),
        pairs=(*encoded.pair_ids(solution.pairs), *beside),
        seconds=seconds,
        made_at=datetime.now(UTC),
    )


def aim_names(criteria: Criteria) -> tuple[str, ...]:
    """Return the names of the objective's entries, in order: fairness has one for each band."""
    names: list[str] = []
    for stage in stages(criteria):
        names += [f"below_{band}" for band in criteria.bands] if stage is Stage.FAIRNESS else [stage.value]
    return tuple(names)


def _remove_others(unit: UnitOfWork, state: RoundState, kept: tuple[Pairing, ...]) -> None:
    kept_ids = {pairing.id for pairing in kept}
    for pairing in state.pairings:
        if pairing.is_current and pairing.id not in kept_ids:
            unit.pairings.remove(pairing.id)


def _new_pairings(
    encoded: Encoded, solution: Solution, kept: tuple[Pairing, ...]
) -> Iterable[tuple[int, ...]]:
    """Return the members of each pairing of the plan that is not kept already; a trio's hub stands first."""
    there_already = {frozenset(p.members) for p in kept}
    in_trios = {frozenset((hub, partner)) for hub, partners in solution.trios for partner in partners}
    groups: list[tuple[int, ...]] = [pair for pair in solution.pairs if frozenset(pair) not in in_trios]
    groups += [(hub, *partners) for hub, partners in solution.trios]
    named = (tuple(encoded.candidate_ids[member] for member in group) for group in groups)
    return [members for members in named if frozenset(members) not in there_already]
