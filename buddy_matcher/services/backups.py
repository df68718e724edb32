"""The backups of an open scheme: taking one when it is time, listing them and restoring one to a new file."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from buddy_matcher.domain.backups import Backup, gone_by
from buddy_matcher.storage.rescue.backup_copies import BackupFolder, people_and_pairings
from buddy_matcher.storage.rescue.restoring import restore_backup
from buddy_matcher.storage.scheme_file import SchemeFile

EVERY_MINUTES = 30
"""How often the window calls `back_up_if_changed`."""


@dataclass(frozen=True, slots=True)
class ShownBackup:
    """A backup as the list shows it: `size` in bytes, how many people and current pairings are in it.

    `gone_by` is the day on which it will have been removed, if a later backup was taken.
    """

    backup: Backup
    taken_at: datetime
    reason: str
    size: int
    people: int
    pairings: int
    gone_by: date


class Backups:
    """The backups of the scheme, in the application's own folder."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def list(self) -> tuple[ShownBackup, ...]:
        """Return every backup that can be read, latest first."""
        backups = (_shown(each) for each in BackupFolder(self._file.document_uuid).backups())
        return tuple(backup for backup in backups if backup)

    def back_up_if_changed(self) -> None:
        """Take a backup unless the latest one holds the present state.

        Raises EnvironmentProblem when it can't be written.
        """
        self._file.back_up_if_changed()

    def restore(self, backup: Backup, target: Path) -> None:
        """Write a backup to a new file, without the people who were erased since; the scheme stays open.

        Raises UserError when there is a file already or the backup is damaged, EnvironmentProblem when the
        new one can't be written.
        """
        restore_backup(backup.path, target)


def _shown(backup: Backup) -> ShownBackup | None:
    counts = people_and_pairings(backup)
    if counts is None:
        return None
    return ShownBackup(
        backup=backup,
        taken_at=backup.taken_at,
        reason=backup.reason.label,
        size=backup.size,
        people=counts[0],
        pairings=counts[1],
        gone_by=gone_by(backup),
    )
