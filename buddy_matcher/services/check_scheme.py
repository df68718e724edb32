"""Checks a scheme in words: that its file can be read whole, and that what it says makes sense.

What makes no sense is only put right when the coordinator agrees, after a backup, as one step to undo.
"""

from pathlib import Path

from buddy_matcher.domain.backups import BackupReason
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.refusals import DamagedFile
from buddy_matcher.services.rounds.ended_pairings import drop_proposals, let_leave
from buddy_matcher.services.rounds.findings import (
    Finding,
    FindingKind,
    domain_findings,
    has_left,
    superfluous,
    with_absent,
)
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.rounds.round_state import read_round
from buddy_matcher.storage.scheme_file import SchemeFile


class CheckScheme:
    """The sense of an open scheme: nobody has too many buddies, nobody is paired who is not there."""

    def __init__(self, file: SchemeFile, rounds: RoundReadings) -> None:
        self._file = file
        self._rounds = rounds

    def findings(self) -> tuple[Finding, ...]:
        """Return what makes no sense in the latest round."""
        return tuple(domain_findings(self._rounds.shown()))

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
            absent = with_absent(state)
            let_leave(unit, absent, {m for p in absent for m in p.members if has_left(state, m)})
            doubled = superfluous(state)
            drop_proposals(unit, doubled)
            unit.pairings.remove_all(pairing.id for pairing in doubled)
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
        return (Finding(FindingKind.FILE, str(refusal), can_be_repaired=False),)
    try:
        with file.reading() as unit:
            unit.read_all()
        return CheckScheme(file, RoundReadings(file)).findings()
    except DamagedFile as refusal:
        return (Finding(FindingKind.FILE, str(refusal), can_be_repaired=False),)
    finally:
        file.close()
