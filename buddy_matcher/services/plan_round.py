"""Makes the plan of a round: everyone's answers and the coordinator's rules in, the best plan out, stored.

Agreed and locked pairings stay. The plan is stored only if nothing was changed while it was computed.
"""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from buddy_matcher.domain.assignment import (
    ContradictoryLocks,
    PlanCheckFailed,
    SolutionStatus,
    SolverFailed,
    Stage,
)
from buddy_matcher.domain.backups import BackupReason
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.doubles import crowded, room_for
from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import ParticipantId, ParticipationId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import Pairing, Proof, between
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.matching import Solution, solve
from buddy_matcher.matching.encode import Encoded
from buddy_matcher.matching.worker import SolverProcess
from buddy_matcher.services.adjust_pairings import no_room_for, people_to_pair
from buddy_matcher.services.rounds.best_plan import BestPlan, BestPlans
from buddy_matcher.services.rounds.findings import check_rules
from buddy_matcher.services.rounds.new_plan import arrange, as_arranged, groups_of, put_in_place
from buddy_matcher.services.rounds.proofs import proof_of
from buddy_matcher.services.rounds.round_problem import (
    RoundProblem,
    kept_pairings,
    limit_in_words,
    round_problem,
)
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.rounds.round_state import RoundState
from buddy_matcher.services.rounds.shown_plan import ShownPlan, shown_plan
from buddy_matcher.storage.scheme_file import SchemeFile

type Progress = Callable[[float, str], None]
"""Is told the done share, 0 to 1 and never falling, and what is being done, in words."""

type Cancelled = Callable[[], bool]

log = logging.getLogger(__name__)

SUGGEST = Label(Deed.SUGGEST)

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


_CANCELLED = Suggestion(SolutionStatus.CANCELLED, None, Changes())


@dataclass(frozen=True, slots=True)
class _Request:
    """What a plan is asked for as, how to tell of it and when to stop; `agree` stores it as agreed."""

    label: Label
    progress: Progress | None
    cancelled: Cancelled | None
    time_limit: float | None
    agree: bool = False


@dataclass(frozen=True, slots=True)
class _Made:
    """A plan as it was computed for a round, not stored yet."""

    state: RoundState
    problem: RoundProblem
    solution: Solution
    proof: Proof


@dataclass(frozen=True, slots=True)
class Preview:
    """A plan around a pair, to look at before it is kept: the `plan` as it would be.

    `moved` are, by participation id, all whose buddies would be others than now; `moves` says who else would
    be paired with whom, or have no buddy.
    """

    plan: ShownPlan
    moved: frozenset[ParticipationId]
    moves: tuple[str, ...]
    _made: _Made = field(repr=False)
    _label: Label = field(repr=False)


class PlanRound:
    """Suggests the plan of the latest round."""

    def __init__(self, file: SchemeFile, rounds: RoundReadings, best_plans: BestPlans) -> None:
        self._file = file
        self._rounds = rounds
        self._best_plans = best_plans
        self._process: SolverProcess | None = None

    def warm_up(self) -> None:
        """Start a process of its own for the solver: a long or failing solve then touches nothing here.

        Without it, plans are computed in this process.
        """
        if self._process is None:
            self._process = SolverProcess()
        self._process.warm_up()

    def close(self) -> None:
        """End the solver's process, if there is one."""
        if self._process:
            self._process.close()

    def suggest(
        self,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        time_limit: float | None = None,
        agree: bool = False,
        cross_rules: bool = False,
        release_agreed: bool = False,
    ) -> Suggestion:
        """Compute the best plan and store it as a draft, or as agreed.

        Agreed pairings stay unless `release_agreed`; then as many as possible are kept, and those that give
        way are kept as ended. Where the best plan lets somebody join an agreed pair, that is proposed as a
        change of it, which counts once it is agreed. Raises CrossesRules when a locked draft that would be
        agreed crosses a rule, unless `cross_rules`. Raises UserError
        when one side has nobody, when locked pairs cannot hold together, or when the scheme was changed
        meanwhile, EnvironmentProblem when the solver failed; nothing is stored then.
        """
        state = self._state()
        problem = round_problem(state, release_agreed=release_agreed)
        if agree and not cross_rules:
            check_rules(state, problem.kept)
        ask = _Request(SUGGEST, progress, cancelled, time_limit, agree=agree)
        return self._planned(state, problem, ask)

    def suggest_with(
        self,
        first: ParticipationId,
        second: ParticipationId,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        time_limit: float | None = None,
    ) -> Suggestion:
        """Pair two people by participation id, lock the pair, and compute and store the best plan around it.

        Agreed and locked pairings stay. Raises what `suggest` raises, and UserError when someone has no room
        beside pairings that stay; nothing is stored then.
        """
        preview = self.preview_with(
            first, second, progress=progress, cancelled=cancelled, time_limit=time_limit
        )
        return self.keep(preview) if preview else _CANCELLED

    def preview_with(
        self,
        first: ParticipationId,
        second: ParticipationId,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        time_limit: float | None = None,
    ) -> Preview | None:
        """Return the plan that `suggest_with` would store, to be kept or forgotten; None when cancelled.

        Raises what `suggest_with` raises.
        """
        now = self._state()
        state, people = with_pair(now, first, second)
        label = Label(Deed.PAIR_AND_SUGGEST, people)
        made = self._computed(state, round_problem(state), _Request(label, progress, cancelled, time_limit))
        if made is None:
            return None
        arranged = arrange(state, made.problem.kept, groups_of(made.problem, made.solution))
        then = replace(as_arranged(state, arranged), proof=made.proof)
        moved = frozenset(member for member in now.members if _buddies(now, member) != _buddies(then, member))
        moves = tuple(_moves(now, then, {first, second}))
        return Preview(then.derived(shown_plan), moved, moves, made, label)

    def keep(self, preview: Preview) -> Suggestion:
        """Store a plan that was looked at; raises UserError when the scheme was changed meanwhile."""
        return self._kept(preview._made, preview._label)  # noqa: SLF001 - what only this service makes and reads

    def _state(self) -> RoundState:
        state = self._rounds.latest()
        _check_sides(state)
        return state

    def _planned(self, state: RoundState, problem: RoundProblem, ask: _Request) -> Suggestion:
        made = self._computed(state, problem, ask)
        return self._kept(made, ask.label, agree=ask.agree) if made else _CANCELLED

    def _computed(self, state: RoundState, problem: RoundProblem, ask: _Request) -> _Made | None:
        """Return the best plan, not stored; None when it was cancelled."""
        started = time.monotonic()
        _check_room(state, problem.kept)
        solution = self._solved(state, problem.encoded, ask)
        if solution.status is SolutionStatus.CANCELLED or (ask.cancelled and ask.cancelled()):
            return None
        proof = proof_of(state, problem, solution, time.monotonic() - started)
        return _Made(state, problem, solution, proof)

    def _kept(self, made: _Made, label: Label, *, agree: bool = False) -> Suggestion:
        changes = self._store(made, label, agree=agree)
        self._best_plans.keep(BestPlan(made.state, made.problem, made.solution))
        return Suggestion(made.solution.status, made.proof, changes)

    def _solved(self, state: RoundState, encoded: Encoded, ask: _Request) -> Solution:
        def tell(done: float, stage: Stage | None) -> None:
            if ask.progress:
                ask.progress(done, _AIM_WORDS[stage] if stage else "Choosing among equally good plans")

        compute = self._process.solve if self._process else solve
        try:
            return compute(encoded.problem, tell, ask.cancelled, ask.time_limit)
        except ContradictoryLocks as contradiction:
            raise _refusal(state, encoded, contradiction) from contradiction
        except (SolverFailed, PlanCheckFailed) as failure:
            log.exception("no plan")
            raise EnvironmentProblem(
                "The plan could not be computed. Nothing was changed.",
                "Suggest pairings again; if it happens again, restart Buddy Matcher.",
            ) from failure

    def _store(self, made: _Made, label: Label, *, agree: bool) -> Changes:
        self._file.back_up(BackupReason.SUGGEST)
        with self._file.changing(label) as unit:
            if unit.save_counter != made.state.save_counter:
                raise UserError(
                    "The scheme was changed while the plan was computed, so the plan was not stored.",
                    "Suggest pairings again.",
                )
            groups = groups_of(made.problem, made.solution)
            put_in_place(unit, made.state, made.problem.kept, groups, agree=agree)
            unit.proofs.save(made.proof)
            return unit.commit()


def _buddies(state: RoundState, member: ParticipationId) -> set[frozenset[ParticipationId]]:
    return {frozenset(pairing.members) for pairing in state.pairings_of[member]}


def _moves(now: RoundState, then: RoundState, wanted: set[ParticipationId]) -> Iterator[str]:
    """Yield in words the pairs that are new beside the one that is wanted, and who loses their last buddy."""
    before = {frozenset(pairing.members) for pairing in now.current}
    for pairing in then.current:
        if frozenset(pairing.members) not in before and set(pairing.members) != wanted:
            yield listed([then.members[member].name for member in pairing.members])
    for member, pairings in then.pairings_of.items():
        if not pairings and now.pairings_of[member]:
            yield f"{then.members[member].name} without a buddy"


def _check_sides(state: RoundState) -> None:
    """Raise UserError when a side has nobody to pair; a round that nobody has answered yet has no pairs."""
    empty = [sector.label for sector in Sector if not state.pool.side(sector)]
    is_unanswered = any(m.participation.status is Status.INVITED for m in state.members.values())
    if empty and not (is_unanswered and not state.pool.candidates):
        sides = "side" if len(empty) == 1 else "sides"
        raise UserError(
            f"No plan can be made: there is nobody to pair on the {listed(empty)} {sides}.",
            "Add people or import a form export; someone without strengths is left out until you decide.",
        )


def _check_room(state: RoundState, kept: tuple[Pairing, ...]) -> None:
    """Raise UserError when the pairings that stay are more than someone has room for, naming them."""
    room = {
        member.participation_id: room_for(member.participation.capacity) for member in state.members.values()
    }
    for member, number in crowded(kept, room).items():
        partners = [
            listed([state.members[m].name for m in pairing.partners_of(member)])
            for pairing in kept
            if member in pairing.members
        ]
        raise UserError(
            f"{state.members[member].name} has room for {counted(room[member], 'pairing')}, but "
            f"{number} are agreed or locked: with {'; with '.join(partners)}. No plan was made.",
            "Unpair or unlock one of them, or let them have more buddies.",
        )


def with_pair(
    state: RoundState, first: ParticipationId, second: ParticipationId
) -> tuple[RoundState, tuple[ParticipantId, ...]]:
    """Return the round with two people paired and locked, and the two as participants.

    Raises UserError when one of them can't be paired or has no room beside pairings that stay.
    """
    there = {p for p in state.current if set(p.members) == {first, second}}
    kept = kept_pairings(state)
    people = people_to_pair(state, (first, second))
    for member in (state.members[first], state.members[second]):
        if sum(member.participation_id in p.members for p in kept if p not in there) >= room_for(
            member.participation.capacity
        ):
            raise no_room_for(member.name)
    new = Pairing(round_id=state.round.id, memberships=between(first, second), is_by_hand=True)
    paired = [replace(p, is_locked=True) for p in there or {new}]
    others = [p for p in state.pairings if p not in there]
    return replace(state, pairings=(*others, *paired)), people


def _refusal(state: RoundState, encoded: Encoded, contradiction: ContradictoryLocks) -> UserError:
    pairs = encoded.pair_ids(contradiction.pairs)  # type: ignore[arg-type]  # our engine ids are positions
    names = [f"{state.members[a].name} with {state.members[b].name}" for a, b in pairs]
    limits = "".join(f" and the limit of {limit_in_words(state, name)}" for name in contradiction.limits)
    return UserError(
        f"These locked or required pairs{limits} cannot all hold: {listed(names)}. No plan was made.",
        "Unlock one of them, remove a rule, or let someone have more buddies.",
    )
