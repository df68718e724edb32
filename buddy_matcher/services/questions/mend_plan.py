"""Some have left: says in three ways who could step in, and takes one of them.

Agreed and locked pairings stay in each way. People who are paused or have left are not free, and a draft with
one of them waits as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from buddy_matcher.domain.assignment import ContradictoryLocks, SolutionStatus
from buddy_matcher.domain.backups import BackupReason
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.pairings import Pairing, Proof
from buddy_matcher.domain.text import quoted
from buddy_matcher.domain.working_days import today
from buddy_matcher.matching import Solution
from buddy_matcher.matching.encode import EnginePair
from buddy_matcher.matching.questions.mend import Mended, Way, free_people, mend
from buddy_matcher.services.questions.planned import engine_pairs
from buddy_matcher.services.rounds.best_plan import Cancelled
from buddy_matcher.services.rounds.fingerprint import fingerprint
from buddy_matcher.services.rounds.new_plan import Group, groups_of, put_in_place
from buddy_matcher.services.rounds.proofs import proof_of
from buddy_matcher.services.rounds.round_problem import RoundProblem, aim_names, kept_pairings, round_problem
from buddy_matcher.services.rounds.round_state import Member, RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork

WAYS = tuple(way.value for way in Way)
"""The names of the ways, the one that moves nobody first."""

_LABELS = {
    Way.MOVE_NOBODY: Label(Deed.PAIR_FREE),
    Way.JOIN: Label(Deed.LET_JOIN),
    Way.PLAN_AGAIN: Label(Deed.PLAN_DRAFTS),
}


@dataclass(frozen=True, slots=True)
class MendAnswer:
    """What one way comes to: its new pairings by names (three in a trio) and its value by aim.

    `helped` counts the free people in them, `moved` those who lose a buddy whom they have.
    """

    name: str
    pairs: tuple[tuple[str, ...], ...]
    helped: int
    moved: int
    objective: dict[str, int]
    status: SolutionStatus


@dataclass(frozen=True)
class _Round:
    state: RoundState
    problem: RoundProblem
    present: tuple[EnginePair, ...]


class MendPlan:
    """Repairs the plan of the latest round after somebody has left."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def free(self) -> tuple[str, ...]:
        """Return the names of those who are left alone, wait, or have a place free."""
        return tuple(member.name for member in self._free())

    def standby(self) -> tuple[str, ...]:
        """Return the names of those who are free and said that they may be rung if someone drops out."""
        return tuple(member.name for member in self._free() if member.participation.is_on_standby)

    def _free(self) -> list[Member]:
        this = self._read()
        encoded = this.problem.encoded
        return [
            this.state.members[encoded.candidate_id(each)]
            for each in free_people(encoded.problem, this.present)
        ]

    def answers(
        self, *, cancelled: Cancelled | None = None, time_limit: float | None = None
    ) -> Iterator[MendAnswer]:
        """Yield what each way comes to, as it is found. Raises UserError when nothing can hold together."""
        this = self._read()
        for mended in self._mended(this, cancelled, time_limit):
            yield MendAnswer(
                mended.way.value,
                tuple(tuple(this.state.members[m].name for m in group) for group in _groups(this, mended)),
                len(mended.helped),
                len(mended.moved),
                dict(zip(aim_names(this.state.round.criteria), mended.objective, strict=True)),
                mended.status,
            )

    def take(
        self,
        name: str,
        *,
        agree: bool = False,
        cancelled: Cancelled | None = None,
        time_limit: float | None = None,
    ) -> Changes:
        """Store one way's new pairings, as drafts or agreed; no changes when cancelled.

        Raises UserError for a name that is no way's, when it would change nothing, and when the scheme was
        changed meanwhile.
        """
        if name not in WAYS:
            raise UserError(f"{quoted(name)} is no way to mend a plan.", f"Choose one of {', '.join(WAYS)}.")
        this = self._read()
        found = (each for each in self._mended(this, cancelled, time_limit) if each.way is Way(name))
        mended = next(found, None)
        if mended is None:
            return Changes()
        if not mended.new and not mended.moved:
            raise UserError(
                "That would change nothing: nobody more can be paired that way.", "Try another way."
            )
        self._file.back_up(BackupReason.SUGGEST)
        with self._file.changing(_LABELS[mended.way]) as unit:
            if unit.save_counter != this.state.save_counter:
                raise UserError("The scheme was changed meanwhile, so nothing was stored.", "Look again.")
            _store(unit, this, mended, agree=agree)
            return unit.commit()

    def _read(self) -> _Round:
        with self._file.reading() as unit:
            state = read_round(unit)
        waiting = _with_drafts_that_wait(state)
        problem = round_problem(waiting)
        return _Round(state, problem, engine_pairs(problem, waiting.current))

    def _mended(
        self, this: _Round, cancelled: Cancelled | None, time_limit: float | None
    ) -> Iterator[Mended]:
        problem = this.problem.encoded.problem
        try:
            yield from mend(problem, this.present, cancelled=cancelled, time_limit=time_limit)
        except ContradictoryLocks as contradiction:
            raise UserError(
                "The pairings that stay can’t all hold, so nobody can be paired beside them.",
                "Suggest pairings to see which ones, then unpair one of them.",
            ) from contradiction


def _with_drafts_that_wait(state: RoundState) -> RoundState:
    """Return the round with those drafts locked that a plan made by the engine can't hold."""

    def waits(pairing: Pairing) -> bool:
        members = [state.members[member] for member in pairing.members]
        hub, *others = (member.sector for member in members)
        return hub in others or not all(member.participation.can_be_paired_on(today()) for member in members)

    current = set(state.current)
    return replace(
        state,
        pairings=tuple(
            replace(p, is_locked=True) if p in current and waits(p) else p for p in state.pairings
        ),
    )


def _groups(this: _Round, mended: Mended) -> list[Group]:
    """Return the members of each pairing with a new pair in it; a trio's hub stands first."""
    ids = this.problem.encoded.candidate_ids
    new = {frozenset((ids[a], ids[b])) for a, b in mended.new}
    return [
        group
        for group in _all_groups(this, mended)
        if any(frozenset((group[0], other)) in new for other in group[1:])
    ]


def _all_groups(this: _Round, mended: Mended) -> tuple[Group, ...]:
    return groups_of(this.problem, Solution(mended.status, pairs=mended.pairs, trios=mended.trios))


def _store(unit: UnitOfWork, this: _Round, mended: Mended, *, agree: bool) -> None:
    """Put the new pairings in place; where nobody moves, no other pairing is touched."""
    if mended.way is Way.PLAN_AGAIN:
        put_in_place(unit, this.state, this.problem.kept, _all_groups(this, mended), agree=agree)
        if mended.status is SolutionStatus.OPTIMAL:
            unit.proofs.save(_proof(this, mended))
        return
    groups = _groups(this, mended)
    joined = tuple(p for p in this.state.current if any(set(group) > set(p.members) for group in groups))
    put_in_place(unit, replace(this.state, pairings=joined), joined, groups, agree=agree)


def _proof(this: _Round, mended: Mended) -> Proof:
    # Drafts that wait were locked to mend around them; the proof is of the round as it stands.
    asked = replace(this.problem, fingerprint=fingerprint(this.state.pool, kept_pairings(this.state)))
    found = Solution(mended.status, pairs=mended.pairs, objective=mended.objective, bound=mended.objective)
    return proof_of(this.state, asked, found, seconds=0)
