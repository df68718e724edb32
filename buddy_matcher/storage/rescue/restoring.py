"""Makes a new scheme file of a backup: brought up to date, with later erasures done again.

It never touches the backup, and never a file that is there already.
"""

import shutil
import sqlite3
from pathlib import Path

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Barrier
from buddy_matcher.storage.document.content_checks import identity_of, verify
from buddy_matcher.storage.document.database import clear_free_pages, connect, transaction
from buddy_matcher.storage.document.opening import migrate
from buddy_matcher.storage.document.safe_copy import whole_file
from buddy_matcher.storage.erasure import erase_rows
from buddy_matcher.storage.formats import RELEASED, Formats
from buddy_matcher.storage.journal import write_barrier
from buddy_matcher.storage.rescue.backup_copies import BackupFolder


def restore_backup(
    backup: Path, target: Path, barrier: Barrier = Barrier.RESTORE, formats: Formats = RELEASED
) -> None:
    """Write a new file from a backup.

    Raises UserError when there is a file already or the backup is damaged, EnvironmentProblem when the
    new one can't be written.
    """
    if target.exists():
        raise UserError(f"There is already a file at {target}.", "Nothing was changed. Choose another name.")
    file_format = verify(backup, formats)
    with whole_file(target, formats) as temporary:
        shutil.copyfile(backup, temporary)
        connection = connect(temporary)
        try:
            if file_format < formats.newest:
                migrate(connection, file_format, formats)
            become_current(connection, barrier)
        finally:
            connection.close()


def become_current(connection: sqlite3.Connection, barrier: Barrier) -> None:
    """Make an older state of a document its current one, without whom was erased since."""
    erased = BackupFolder(identity_of(connection)[0]).erased()
    with transaction(connection):
        for participant_id in erased:
            erase_rows(connection, participant_id)
        write_barrier(connection, barrier)
        # The id of somebody erased must never name somebody else.
        connection.execute(
            "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'participant'",
            (max(erased, default=0),),
        )
    clear_free_pages(connection)
