"""The backups of one document, in the application's own folder: taking, listing and thinning them.

A backup is a whole scheme file that was read back. Its name says its number, the state it holds, when it
was taken and why; the number, not the clock, says which is later.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from buddy_matcher.domain.backups import Backup, BackupReason, gone_by, thinned
from buddy_matcher.domain.errors import EnvironmentProblem
from buddy_matcher.domain.ids import ParticipantId
from buddy_matcher.domain.remedies import remedy_for
from buddy_matcher.paths import backup_folder
from buddy_matcher.storage.document.content_checks import identity_of, last_action_at, last_action_of
from buddy_matcher.storage.document.database import READING_ERRORS, connect_to_unchanging
from buddy_matcher.storage.document.safe_copy import write_copy
from buddy_matcher.storage.document.side_files import PRIVATE, make_private_folder, read_json, write_json
from buddy_matcher.storage.formats import RELEASED, Formats

_NAME = re.compile(
    r"(?P<number>[0-9]{6})-(?P<counter>[0-9]{1,18})-(?P<at>[0-9]{8}T[0-9]{6})-(?P<reason>[a-z]+)\.buddy"
)
_TIME = "%Y%m%dT%H%M%S"


class BackupFolder:
    """The backups of the document with a uuid."""

    def __init__(self, document_uuid: str) -> None:
        self.path = backup_folder() / document_uuid
        self._erasures = self.path / "erasures.json"

    def backups(self) -> tuple[Backup, ...]:
        """Return every backup, latest first."""
        found = (_backup_at(path) for path in self.path.glob("*.buddy"))
        return tuple(sorted((b for b in found if b), key=lambda backup: backup.number, reverse=True))

    def latest_of(self, connection: sqlite3.Connection) -> Backup | None:
        """Return the latest backup if it holds the state of an open file, None if not."""
        latest = next(iter(self.backups()), None)
        if latest is None or latest.save_counter != identity_of(connection)[1]:
            return None
        # Another copy of the document, to which as much was done, has the same count.
        return latest if last_action_at(latest.path) == last_action_of(connection) else None

    def take(
        self, connection: sqlite3.Connection, reason: BackupReason, formats: Formats = RELEASED
    ) -> Backup:
        """Return a verified backup of the state of an open file.

        The connection must be outside a transaction. Raises EnvironmentProblem when there is no room, or
        when what was written does not read back.
        """
        _, save_counter = identity_of(connection)
        earlier = self.backups()
        number = earlier[0].number + 1 if earlier else 1
        name = f"{number:06}-{save_counter}-{datetime.now(UTC):{_TIME}}-{reason.value}.buddy"
        self._make()
        for left_behind in self.path.glob(".*.tmp"):
            # By a program that was killed: the lock of the open file keeps all others away.
            _clear_away(left_behind)
        write_copy(connection, self.path / name, formats=formats, mode=PRIVATE)
        self.thin()
        return self.backups()[0]

    def remove_expired(self) -> None:
        """Remove all but the latest backup that are past their time by today's clock, as when erasing.

        Whoever asks to be erased need not wait until the clock is beyond doubt; see `thinned`.
        """
        for backup in self.backups()[1:]:
            if gone_by(backup) <= datetime.now(UTC).date():
                _clear_away(backup.path)

    def erased(self) -> tuple[ParticipantId, ...]:
        """Return the ids of the participants who were erased; a backup may still hold them."""
        noted = read_json(self._erasures)
        return (
            tuple(ParticipantId(each) for each in noted if isinstance(each, int))
            if isinstance(noted, list)
            else ()
        )

    @contextmanager
    def noting_erasure(self, *participant_ids: ParticipantId) -> Iterator[None]:
        """Note that somebody of these ids is erased in the block, so that a restored backup does it again.

        The note comes first, and goes again if the block fails. Raises EnvironmentProblem when it can't be
        written; the block is not entered then.
        """
        before = self.erased()
        self._note_erased({*before, *participant_ids})
        try:
            yield
        except BaseException:
            with suppress(EnvironmentProblem):
                self._note_erased(set(before))
            raise

    def _note_erased(self, participant_ids: set[int]) -> None:
        self._make()
        try:
            write_json(self._erasures, sorted(participant_ids))
        except OSError as error:
            raise _not_written(self.path, error) from error

    def _make(self) -> None:
        try:
            make_private_folder(self.path.parent)
            make_private_folder(self.path)
        except OSError as error:
            raise _not_written(self.path, error) from error

    def thin(self) -> None:
        """Remove the backups that need not stay any longer; what can't be removed goes another time."""
        backups = self.backups()
        keep = {backup.path for backup in thinned(backups, datetime.now(UTC))}
        for backup in backups:
            if backup.path not in keep:
                _clear_away(backup.path)


def people_and_pairings(backup: Backup) -> tuple[int, int] | None:
    """Return how many people and current pairings a backup holds, or None when it can't be read."""
    people = _counted(backup, "SELECT count(*) FROM participant WHERE removed_at IS NULL")
    pairings = _counted(backup, "SELECT count(*) FROM pairing WHERE state <> 'ended'")
    return None if people is None or pairings is None else (people, pairings)


def holds_person(backup: Backup, participant_id: ParticipantId) -> bool:
    """Return whether a backup holds a person; one that can't be read may."""
    return _counted(backup, "SELECT count(*) FROM participant WHERE id = ?", participant_id) != 0


def _counted(backup: Backup, query: str, *values: int) -> int | None:
    try:
        connection = connect_to_unchanging(backup.path)
        try:
            found: int = connection.execute(query, values).fetchone()[0]
            return found
        finally:
            connection.close()
    except READING_ERRORS:
        return None


def _clear_away(path: Path) -> None:
    """Remove what is needed no more; what can't be removed now goes another time."""
    with suppress(OSError):
        path.unlink()


def _backup_at(path: Path) -> Backup | None:
    """Return the backup that a file is by its name, or None where somebody else named or made it."""
    named = _NAME.fullmatch(path.name)
    try:
        if named is None or not path.is_file():
            return None
        return Backup(
            path=path,
            number=int(named["number"]),
            save_counter=int(named["counter"]),
            taken_at=datetime.strptime(named["at"], _TIME).replace(tzinfo=UTC),
            reason=BackupReason(named["reason"]),
            size=path.stat().st_size,
        )
    except (OSError, ValueError):
        return None


def _not_written(folder: Path, error: OSError) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"The folder of backups, {folder}, could not be written: {error.strerror}. Nothing was changed.",
        f"{remedy_for(error.errno)}, then try again.",
    )
