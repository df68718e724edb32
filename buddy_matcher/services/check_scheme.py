"""Checks a scheme in words: that its file can be read whole, and that what it says makes sense.

What makes no sense is only put right when the coordinator agrees, after a backup, as one step to undo.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from buddy_matcher.domain.backups import BackupReason
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.doubles import room_for
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.participations import HAS_LEFT
from buddy_matcher.domain.refusals import DamagedFile
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.rounds.ended_pairings import drop_proposals, let_leave
from buddy_matcher.services.rounds.round_state import Member, RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a scheme: what kind of thing, in a sentence, and whether a repair mends it."""

    kind: str
    message: str
    can_be_repaired: bool = True


class CheckScheme:
    """The sense of an open scheme: nobody has too many buddies, nobody is paired who is not there."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def findings(self) -> tuple[Finding, ...]:
        """Return what makes no sense in the latest round."""
        with self._file.reading() as unit:
            return tuple(domain_findings(read_round(unit)))

    def repair(self) -> Changes:
        """Take apart the pairings that make no sense, after a backup; ask the coordinator first.

        Agreed ones are kept as ended, but of two pairings of the same people one is removed. Someone with
        too many buddies loses drafts that are not locked, the newest first; agreed and locked ones stay for
        the coordinator to decide. Raises EnvironmentProblem when no backup can be written; nothing is
        changed then.
        """
        self._file.back_up(BackupReason.REPAIR)
        with self._file.changing(Label(Deed.REPAIR)) as unit:
            state = read_round(unit)
            for pairing in _with_absent(state):
                let_leave(unit, pairing, [m for m in pairing.members if _has_left(state, m)])
            for pairing in _superfluous(state):
                drop_proposals(unit, pairing.id)
                unit.pairings.remove(pairing.id)
            return unit.commit()


def check_scheme(path: Path) -> tuple[Finding, ...]:
    """Return everything that is wrong with a file; the file is not changed.

    Copying it checks its pages, its tables and its references, even while somebody has it open. Raises
    UserError when there is no such file.
    """
    if not path.exists():
        raise UserError(f"There is no file at {path}.", "Check the name.")
    try:
        file = SchemeFile.open_copy(path)
    except UserError as refusal:
        return (Finding("file", str(refusal), can_be_repaired=False),)
    try:
        with file.reading() as unit:
            unit.read_all()
        return CheckScheme(file).findings()
    except DamagedFile as refusal:
        return (Finding("file", str(refusal), can_be_repaired=False),)
    finally:
        file.close()


def domain_findings(state: RoundState) -> Iterator[Finding]:
    """Yield what makes no sense in a round: too many buddies, pairings with people who are not in it."""
    going = {pairing.id for pairing in (*_with_absent(state), *_superfluous(state))}
    for member in state.members.values():
        pairings = state.pairings_of[member.participation_id]
        if len(pairings) > room_for(member.participation.capacity):
            yield _too_many(member, len(pairings), can_be_repaired=any(p.id in going for p in pairings))
    for pairing in _with_absent(state):
        yield Finding("pairing", _absence_in_words(state, pairing))
    twice = Counter(frozenset(pairing.members) for pairing in state.current)
    for members, times in twice.items():
        if times > 1:
            names = " and ".join(sorted(state.members[m].name for m in members))
            yield Finding("pairing", f"{names} are paired {times} times.")


def _too_many(member: Member, has: int, *, can_be_repaired: bool) -> Finding:
    found = (
        f"{member.name} has {counted(has, 'buddy', 'buddies')} but can have {member.participation.capacity}."
    )
    advice = "" if can_be_repaired else " Unpair one, or let them have more buddies."
    return Finding("capacity", found + advice, can_be_repaired=can_be_repaired)


def _absence_in_words(state: RoundState, pairing: Pairing) -> str:
    if not state.members.keys() >= set(pairing.members):
        return f"Pairing {pairing.id} names somebody who is not in the round any more."
    gone = next(m for m in pairing.members if _has_left(state, m))
    status = state.members[gone].participation.status.label.casefold()
    others = listed([state.members[m].name for m in pairing.partners_of(gone)])
    return f"{state.members[gone].name} is {status} but still paired with {others}."


def _with_absent(state: RoundState) -> list[Pairing]:
    """Return the pairings of people who are in the bin or have left the round."""
    return [p for p in state.pairings if p.is_current and any(_has_left(state, m) for m in p.members)]


def _has_left(state: RoundState, member: ParticipationId) -> bool:
    return member not in state.members or state.members[member].participation.status in HAS_LEFT


def _superfluous(state: RoundState) -> list[Pairing]:
    """Return the pairings that stand twice, and the drafts for which somebody has no room."""
    room = {
        member.participation_id: room_for(member.participation.capacity) for member in state.members.values()
    }
    kept: set[frozenset[ParticipationId]] = set()
    going = []
    absent = {pairing.id for pairing in _with_absent(state)}
    for pairing in sorted(state.current, key=_staying_power):
        members = frozenset(pairing.members)
        has_room = all(room[member] > 0 for member in members)
        if pairing.id in absent:
            continue
        if members in kept or not (has_room or _is_decided(pairing)):
            going.append(pairing)
            continue
        kept.add(members)
        for member in members:
            room[member] -= 1
    return going


def _is_decided(pairing: Pairing) -> bool:
    return pairing.is_locked or pairing.state is PairingState.AGREED


def _staying_power(pairing: Pairing) -> tuple[bool, bool, int]:
    """Return a sort key: agreed pairings first, then locked ones, then by age."""
    return pairing.state is not PairingState.AGREED, not pairing.is_locked, pairing.id
