"""Tries other criteria on the latest round before they are kept: what they do to the pool and to the plan."""

from dataclasses import dataclass, replace

from buddy_matcher.domain.assignment import ContradictoryLocks, SolutionStatus
from buddy_matcher.domain.criteria import Criteria
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.text import counted
from buddy_matcher.matching import solve
from buddy_matcher.services.rounds.best_plan import Cancelled
from buddy_matcher.services.rounds.round_problem import RoundProblem, aim_names, round_problem
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.rounds.round_state import RoundState

_UNMET = "below_1"
"""The aim that counts, below 0, who has none of their wishes met."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What criteria come to: how many pairs are `possible` of those `before`, and the best plan under them.

    `waiting`, `unmet` (none of their wishes met) and `changed` (another buddy than now) count people;
    without a plan, nobody can have another.
    """

    possible: int
    before: int
    pairs: int
    waiting: int
    unmet: int
    changed: int | None

    @property
    def words(self) -> str:
        """All of it in sentences."""
        now = "" if self.possible == self.before else f", {self.before:,} under those that are kept"
        people = counted(self.waiting, "person", "people")
        moved = "" if self.changed is None else counted(self.changed, "person has", "people have")
        another = f"; {moved} another buddy than now" if moved else ""
        return (
            f"{counted(self.possible, 'pair is', 'pairs are')} possible{now}. The best plan has "
            f"{counted(self.pairs, 'pair')}, {people} without a buddy and {self.unmet} with none of their "
            f"wishes met{another}."
        )


class TryCriteria:
    """Plans the latest round under other criteria; stores nothing."""

    def __init__(self, rounds: RoundReadings) -> None:
        self._rounds = rounds

    def tried(self, criteria: Criteria, *, cancelled: Cancelled | None = None) -> Tried | None:
        """Return what criteria come to; None when cancelled, or when locked pairs can't all hold then."""
        state = self._rounds.latest()
        other = replace(state, round=replace(state.round, criteria=criteria))
        problem = round_problem(other)
        try:
            solution = solve(problem.encoded.problem, cancelled=cancelled)
        except ContradictoryLocks:
            return None
        if solution.status is SolutionStatus.CANCELLED:
            return None
        aims = dict(zip(aim_names(criteria), solution.objective, strict=True))
        pairs = {
            frozenset(pair) for pair in (*problem.encoded.pair_ids(solution.pairs), *problem.pairs_beside)
        }
        paired = frozenset[ParticipationId]().union(*pairs)
        return Tried(
            possible=_possible(problem),
            before=_possible(round_problem(state)),
            pairs=len(pairs),
            waiting=len(state.pool.by_id.keys() - paired),
            unmet=-aims.get(_UNMET, 0),
            changed=len(_differing(state, pairs)) if state.current else None,
        )


def _possible(problem: RoundProblem) -> int:
    return int(problem.encoded.problem.allowed.sum())


def _differing(state: RoundState, pairs: set[frozenset[ParticipationId]]) -> frozenset[ParticipationId]:
    now = {frozenset(pair) for pairing in state.current for pair in pairing.pairs}
    return frozenset[ParticipationId]().union(*(now ^ pairs))
