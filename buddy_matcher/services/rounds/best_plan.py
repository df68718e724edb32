"""The best plan of the round in sight, kept while it answers the round: what explanations compare with."""

from collections.abc import Callable
from dataclasses import dataclass

from buddy_matcher.domain.assignment import ContradictoryLocks, SolutionStatus
from buddy_matcher.domain.ids import EngineId, ParticipationId
from buddy_matcher.domain.text import listed
from buddy_matcher.matching import Solution, solve
from buddy_matcher.matching.encode import Encoded
from buddy_matcher.services.rounds.round_problem import RoundProblem, round_problem
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.rounds.round_state import Member, RoundState

type Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class BestPlan:
    """A round, its problem, and the best plan under the rules and locks that is known."""

    state: RoundState
    problem: RoundProblem
    solution: Solution

    @property
    def encoded(self) -> Encoded:
        """The problem in the engine's ids."""
        return self.problem.encoded

    @property
    def is_proved(self) -> bool:
        """Whether no plan is better."""
        return self.solution.status is SolutionStatus.OPTIMAL

    def member(self, engine_id: EngineId) -> Member:
        """Return the person behind an engine id."""
        return self.state.members[self.encoded.candidate_id(engine_id)]

    def engine_id(self, member_id: ParticipationId) -> EngineId | None:
        """Return the engine id of a participation, None for someone outside the pool."""
        return self.encoded.engine_id(member_id)

    def names(self, engine_ids: tuple[EngineId, ...], most: int = 5) -> str:
        """Return people's names in a sentence, in order, and how many more there are beyond `most`."""
        named = sorted(self.member(each).name for each in engine_ids)[:most]
        more = len(engine_ids) - len(named)
        return listed([*named, f"{more} more"] if more else named)


class BestPlans:
    """Computes the best plan anew only when what it depends on has changed."""

    def __init__(self, rounds: RoundReadings) -> None:
        self._rounds = rounds
        self._latest: BestPlan | None = None

    def state(self) -> RoundState:
        """Return the round in sight as it stands."""
        return self._rounds.shown()

    def keep(self, plan: BestPlan) -> None:
        """Take over a plan that was computed already, for as long as it answers the round."""
        self._latest = plan

    def latest(
        self, *, cancelled: Cancelled | None = None, time_limit: float | None = None
    ) -> BestPlan | None:
        """Return the best plan of the round in sight.

        Within `time_limit` seconds it may be one that is not proved best. None where locked pairings
        contradict each other, and when it was cancelled.
        """
        known = self._latest
        if known and not known.is_proved and time_limit is None:
            known = None
        state = self._rounds.shown()
        if known and known.state is state:
            return known
        problem = round_problem(state)
        if known and known.problem.is_same_as(problem):
            solution = known.solution
        else:
            try:
                solution = solve(problem.encoded.problem, cancelled=cancelled, time_limit=time_limit)
            except ContradictoryLocks:
                return None
        if solution.status is SolutionStatus.CANCELLED:
            return None
        self._latest = BestPlan(state, problem, solution)
        return self._latest
