"""The proof that is stored with a plan: what it comes to, and the best that any plan could."""

from datetime import UTC, datetime

from buddy_matcher.domain.pairings import Proof
from buddy_matcher.matching import Solution
from buddy_matcher.services.rounds.round_problem import RoundProblem, aim_names
from buddy_matcher.services.rounds.round_state import RoundState


def proof_of(state: RoundState, problem: RoundProblem, solution: Solution, seconds: float) -> Proof:
    """Return the proof of a plan of a round, which took so many seconds to find."""
    names = aim_names(state.round.criteria)
    return Proof(
        round_id=state.round.id,
        status=solution.status.value,
        objective=tuple(zip(names, solution.objective, strict=True)),
        bound=tuple(zip(names, solution.bound, strict=True)),
        pairs=(*problem.encoded.pair_ids(solution.pairs), *problem.pairs_beside),
        seconds=seconds,
        made_at=datetime.now(UTC),
        problem=problem.fingerprint,
    )
