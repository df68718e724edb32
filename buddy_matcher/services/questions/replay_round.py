"""Replays a round under other criteria: who would have waited, and whose wishes would have been met."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from buddy_matcher.domain.assignment import ContradictoryLocks, SolutionStatus
from buddy_matcher.domain.criteria import MOST_POINTS, Part
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.text import counted
from buddy_matcher.matching import solve
from buddy_matcher.services.rounds.best_plan import BestPlan, Cancelled
from buddy_matcher.services.rounds.round_problem import round_problem
from buddy_matcher.services.rounds.round_state import Member, RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a plan comes to: who waits, how many have a wish met, how many pairs can meet in person."""

    pairs: tuple[tuple[str, str], ...]
    waiting: tuple[str, ...]
    wishes_met: int
    in_person: int


@dataclass(frozen=True, slots=True)
class Replay:
    """The round as it came out and as it would have; `is_same` when every pair is the same."""

    is_same: bool
    then: Outcome
    now: Outcome
    status: SolutionStatus

    @property
    def words(self) -> str:
        """How the round came out, and how it would have with these points, in sentences."""
        return f"It came out with {_in_words(self.then)}. With these points it has {_in_words(self.now)}."


def _in_words(outcome: Outcome) -> str:
    met = counted(outcome.wishes_met, "person", "people")
    waiting = counted(len(outcome.waiting), "person", "people")
    return f"{counted(len(outcome.pairs), 'pair')}, {waiting} waiting and a wish met of {met}"


class ReplayRound:
    """Plans a round again with other points for the parts of the score; stores nothing."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def replay(
        self, number: int, points: Mapping[Part, int], *, cancelled: Cancelled | None = None
    ) -> Replay | None:
        """Return a round, by number, under its criteria with these points; None when cancelled.

        Agreed pairings aren't kept, locked ones are. Raises UserError for a round that isn't there or has no
        plan, and for points below 0 or above `MOST_POINTS`.
        """
        with self._file.reading() as unit:
            state = _as_then(read_round(unit, number))
        before = _pairs_then(state)
        if not before:
            raise UserError(
                f"Round {number} has no plan to compare with.", "Choose a round that was planned."
            )
        if not all(0 <= value <= MOST_POINTS for value in points.values()):
            raise UserError(
                f"A part of the score gives 0 to {MOST_POINTS:,} points.",
                "Give 0 for one that is not to count.",
            )
        criteria = state.round.criteria.with_points(points)
        state = replace(state, round=replace(state.round, criteria=criteria))
        problem = round_problem(state)
        try:
            solution = solve(problem.encoded.problem, cancelled=cancelled)
        except ContradictoryLocks as contradiction:
            raise UserError(
                "The locked pairs of that round can’t all hold any more.", "Unlock one of them and try again."
            ) from contradiction
        if solution.status is SolutionStatus.CANCELLED:
            return None
        best = BestPlan(state, problem, solution)
        now = {frozenset(pair) for pair in (*problem.encoded.pair_ids(solution.pairs), *problem.pairs_beside)}
        return Replay(before == now, _outcome(best, before), _outcome(best, now), solution.status)


def _as_then(state: RoundState) -> RoundState:
    """Return a round with everybody in its pool who was, and only its locked pairings."""
    paired = {member for pair in _pairs_then(state) for member in pair}

    def took_part(member: Member) -> Member:
        is_back = member.participation_id in paired and not member.participation.is_in_pool
        ready = replace(member.participation, status=Status.READY)
        return replace(member, participation=ready) if is_back else member

    ended = {frozenset(pair) for p in state.pairings if p.state is PairingState.ENDED for pair in p.pairs}
    met = frozenset(pair for pair in state.rules.paired_before if frozenset(pair) not in ended)
    return replace(
        state,
        members={key: took_part(member) for key, member in state.members.items()},
        pairings=tuple(p for p in state.current if p.is_locked),
        rules=replace(state.rules, paired_before=met),
    )


def _pairs_then(state: RoundState) -> set[frozenset[ParticipationId]]:
    pairs = state.proof.pairs if state.proof else [pair for p in state.current for pair in p.pairs]
    return {frozenset(pair) for pair in pairs if state.members.keys() >= set(pair)}


def _outcome(best: BestPlan, pairs: set[frozenset[ParticipationId]]) -> Outcome:
    state, problem = best.state, best.encoded.problem
    paired = {member for pair in pairs for member in pair}
    met, in_person = set(), 0
    for pair in pairs:
        a, b = sorted(pair)
        gains = state.score(a, b).gains
        met |= {member for member, gain in zip((a, b), gains, strict=True) if gain}
        left, right = sorted((best.engine_id(a) or 0, best.engine_id(b) or 0))
        if left in problem.row_of and right in problem.column_of:
            in_person += bool(problem.preferred[problem.row_of[left], problem.column_of[right]])
    order = {member: place for place, member in enumerate(state.members)}
    named = sorted((tuple(sorted(pair, key=order.__getitem__)) for pair in pairs), key=lambda p: order[p[0]])
    return Outcome(
        pairs=tuple((state.members[a].name, state.members[b].name) for a, b in named),
        waiting=tuple(
            m.name
            for m in state.members.values()
            if m.participation_id not in paired and m.participation.is_in_pool
        ),
        wishes_met=len(met),
        in_person=in_person,
    )
