"""The plan of the latest round as it was weighed when it was made, for questions about it.

A pairing that was agreed since then stays in every new plan. But whether the plan is the best, and how
firmly, is asked of the choice there was: with the pairs that had to stay then, and no others.
"""

from dataclasses import dataclass, replace

from buddy_matcher.domain.assignment import ContradictoryLocks, SolutionStatus
from buddy_matcher.domain.candidates import pair_of
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import EngineId
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.matching import Solution, solve
from buddy_matcher.matching.encode import EnginePair
from buddy_matcher.matching.verify import value_of
from buddy_matcher.services.rounds.best_plan import BestPlan, Cancelled
from buddy_matcher.services.rounds.fingerprint import read_fingerprint
from buddy_matcher.services.rounds.plan_standing import plan_standing
from buddy_matcher.services.rounds.round_problem import RoundProblem, aim_names, round_problem
from buddy_matcher.services.rounds.round_state import RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class Planned:
    """The best plan that the round allows, and `pairs`, those of the plan as it stands, in engine ids."""

    best: BestPlan
    pairs: tuple[EnginePair, ...]

    @property
    def state(self) -> RoundState:
        """The round, with pairings agreed since as drafts."""
        return self.best.state

    @property
    def value(self) -> dict[str, int]:
        """The value of the plan as it stands, by aim."""
        return self.by_aim(value_of(self.best.encoded.problem, self.pairs))

    @property
    def is_best(self) -> bool:
        """Whether the plan as it stands is as good as the best, and that is proved."""
        return self.best.is_proved and tuple(self.value.values()) == self.best.solution.objective

    def by_aim(self, values: tuple[int, ...]) -> dict[str, int]:
        """Return values of the aims under their names."""
        return dict(zip(aim_names(self.state.round.criteria), values, strict=True))

    def name(self, engine_id: EngineId) -> str:
        """Return somebody's name."""
        return self.best.member(engine_id).name


def read_planned(
    file: SchemeFile, *, cancelled: Cancelled | None = None, time_limit: float | None = None
) -> Planned | None:
    """Return the latest round's plan and the best one; None when cancelled.

    Raises UserError when there is no plan, or when locked pairings contradict each other.
    """
    with file.reading() as unit:
        state = as_planned(read_round(unit))
    if not state.current:
        raise UserError("There is no plan yet.", "Suggest pairings first.")
    problem = round_problem(state)
    try:
        solution: Solution = solve(problem.encoded.problem, cancelled=cancelled, time_limit=time_limit)
    except ContradictoryLocks as contradiction:
        raise UserError(
            "The pairings that stay can’t all hold, so nothing can be compared with them.",
            "Suggest pairings to see which ones, then unlock one of them.",
        ) from contradiction
    if solution.status is SolutionStatus.CANCELLED:
        return None
    best = BestPlan(state, problem, solution)
    return Planned(best, engine_pairs(problem, state.current))


def as_planned(state: RoundState) -> RoundState:
    """Return the round with those pairings as drafts that did not have to stay when the plan was made."""
    standing = plan_standing(state)
    if (
        state.proof is None
        or not state.proof.problem
        or standing.is_out_of_date
        or standing.is_changed_by_hand
    ):
        return state
    _digest, had_to_stay = read_fingerprint(state.proof.problem)

    def then(pairing: Pairing) -> Pairing:
        pairs = {"{}-{}".format(*pair_of(*pair)) for pair in pairing.pairs}
        if not pairing.is_current or pairs <= had_to_stay:
            return pairing
        return replace(pairing, state=PairingState.DRAFT, is_locked=False)

    return replace(state, pairings=tuple(then(pairing) for pairing in state.pairings))


def engine_pairs(problem: RoundProblem, pairings: tuple[Pairing, ...]) -> tuple[EnginePair, ...]:
    """Return the pairs of pairings that the engine knows, in its ids; those beside its plan are left out."""
    beside = {frozenset(pair) for pair in problem.pairs_beside}
    lefts = len(problem.encoded.problem.left)
    position = problem.encoded.engine_ids
    pairs = [pair for pairing in pairings for pair in pairing.pairs if frozenset(pair) not in beside]
    known = [sorted((position[a], position[b])) for a, b in pairs if a in position and b in position]
    return tuple(sorted((left, right) for left, right in known if left < lefts <= right))
