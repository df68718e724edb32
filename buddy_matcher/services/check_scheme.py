"""Checks a scheme in words: that its file can be read whole, and that what it says makes sense.

What makes no sense is only put right when the coordinator agrees, after a backup, as one step to undo.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from buddy_matcher.domain.backups import BackupReason
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.pairings import Pairing, PairingState
from buddy_matcher.domain.refusals import DamagedFile
from buddy_matcher.domain.text import counted
from buddy_matcher.services.round_state import RoundState, read_round
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a scheme: what kind of thing, and a sentence."""

    kind: str
    message: str


class CheckScheme:
    """The sense of an open scheme: nobody has too many buddies, nobody is paired who is not there."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def findings(self) -> tuple[Finding, ...]:
        """Return what makes no sense in the latest round."""
        with self._file.reading() as unit:
            return tuple(domain_findings(read_round(unit)))

    def repair(self) -> Changes:
        """End or remove the pairings that make no sense, after a backup; ask the coordinator first.

        Someone with too many buddies keeps agreed and locked pairings before drafts, and older ones before
        newer. Raises EnvironmentProblem when no backup can be written; nothing is changed then.
        """
        self._file.back_up(BackupReason.REPAIR)
        with self._file.changing(Label("Repair the scheme")) as unit:
            for pairing in _senseless(read_round(unit)):
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
        return (Finding("file", str(refusal)),)
    try:
        with file.reading() as unit:
            unit.read_all()
        return CheckScheme(file).findings()
    except DamagedFile as refusal:
        return (Finding("file", str(refusal)),)
    finally:
        file.close()


def domain_findings(state: RoundState) -> Iterator[Finding]:
    """Yield what makes no sense in a round: too many buddies, pairings with people who are not in it."""
    for member in state.members.values():
        has, can = len(state.pairings_of[member.id]), member.participation.capacity
        if has > max(1, can):
            buddies = counted(has, "buddy", "buddies")
            yield Finding("capacity", f"{member.name} has {buddies} but can have {can}.")
    for pairing in _with_absent(state):
        yield Finding("pairing", f"Pairing {pairing.id} names somebody who is not in the round any more.")
    twice = Counter(frozenset(pairing.members) for pairing in state.current)
    for members, times in twice.items():
        if times > 1:
            names = " and ".join(sorted(state.members[m].name for m in members))
            yield Finding("pairing", f"{names} are paired {times} times.")


def _with_absent(state: RoundState) -> list[Pairing]:
    return [p for p in state.pairings if p.is_current and not state.members.keys() >= set(p.members)]


def _senseless(state: RoundState) -> list[Pairing]:
    """Return the pairings that have to go for the findings to vanish."""
    room = {member.id: max(1, member.participation.capacity) for member in state.members.values()}
    kept: set[frozenset[int]] = set()
    going = _with_absent(state)
    for pairing in sorted(state.current, key=_staying_power):
        if frozenset(pairing.members) in kept or any(not room[member] for member in pairing.members):
            going.append(pairing)
            continue
        kept.add(frozenset(pairing.members))
        for member in pairing.members:
            room[member] -= 1
    return going


def _staying_power(pairing: Pairing) -> tuple[bool, bool, int]:
    """Return a sort key: agreed pairings first, then locked ones, then by age."""
    return pairing.state is not PairingState.AGREED, not pairing.is_locked, pairing.id
