"""The ladder for a damaged file: without its journal, else the newest sound backup, else row by row.

The damaged file is never written to; it is kept beside the new one, which takes its name at the end.
"""

import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from buddy_matcher.domain.backups import Backup
from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.domain.history import Barrier
from buddy_matcher.domain.remedies import remedy_for
from buddy_matcher.storage.document.content_checks import document_at, verify
from buddy_matcher.storage.document.file_header import journal_of
from buddy_matcher.storage.document.lock_file import check_nobody_is_working
from buddy_matcher.storage.document.opening import open_database
from buddy_matcher.storage.document.safe_copy import put_in_place, set_aside_name
from buddy_matcher.storage.document.scratch import scratch_folder
from buddy_matcher.storage.document.seal import sealed_document
from buddy_matcher.storage.document.unlocked_copy import copy_unlocked
from buddy_matcher.storage.formats import RELEASED
from buddy_matcher.storage.rescue.backup_copies import BackupFolder
from buddy_matcher.storage.rescue.restoring import restore_backup
from buddy_matcher.storage.rescue.salvage import format_of, read_what_can_be_read
from buddy_matcher.storage.rescue.salvaged_file import Losses, write_of_older_format, write_salvaged


@dataclass(frozen=True, slots=True)
class Recovery:
    """How a file was recovered: from `backup`, or row by row with `losses`, or whole when both are None.

    `damaged` is where the damaged file was put.
    """

    damaged: Path
    backup: Backup | None = None
    losses: Losses | None = None

    @property
    def is_whole(self) -> bool:
        """Whether everything that the file held is there again."""
        return self.backup is None and self.losses is None


def recover(path: Path, *, take_over: bool = False) -> Recovery:
    """Put a sound file in the place of a damaged one, which is kept.

    With `take_over`, whoever is named as having it open is taken to have gone.
    Raises UserError when nothing can be recovered, SchemeInUse when somebody has it open,
    EnvironmentProblem when there is no room; the damaged file stays where it is then.
    """
    if not path.is_file():
        raise UserError(f"There is no file at {path}.", "Check the name.")
    if not take_over:
        check_nobody_is_working(path)
    damaged = set_aside_name(path)
    with scratch_folder() as folder:
        fresh = folder / path.name
        backup, losses = _climb(path, fresh)
        _exchange(path, fresh, damaged)
    return Recovery(damaged, backup, losses)


def _climb(path: Path, fresh: Path) -> tuple[Backup | None, Losses | None]:
    if _is_sound_without_journal(path, fresh):
        return None, None
    backup = _restored(path, fresh)
    if backup:
        return backup, None
    return None, _salvaged(path, fresh)


def _salvaged(path: Path, fresh: Path) -> Losses:
    found, document = read_what_can_be_read(path), _document_of(path)
    losses: Counter[str] = Counter()
    if format_of(path) < RELEASED.newest:
        older = fresh.with_name("older.buddy")
        losses.update(write_of_older_format(found, older, document, format_of(path)))
        found = read_what_can_be_read(older)
    losses.update(write_salvaged(found, fresh, document))
    return dict(losses)


def _is_sound_without_journal(path: Path, fresh: Path) -> bool:
    shutil.copyfile(path, fresh)
    # An older format is brought up to date to be read; what is put in place stays as it is.
    tried = fresh.with_name("tried.buddy")
    try:
        copy_unlocked(fresh, tried, RELEASED)
        open_database(tried, back_up=lambda _: None).connection.close()
    except UserError:
        fresh.unlink()
        return False
    finally:
        tried.unlink(missing_ok=True)
    return True


def _restored(path: Path, fresh: Path) -> Backup | None:
    document = _document_of(path)
    for backup in BackupFolder(document).backups() if document else ():
        try:
            restore_backup(backup.path, fresh, Barrier.RECOVERY)
        except EnvironmentProblem:
            raise
        except UserError:
            continue
        return backup
    return None


def _document_of(path: Path) -> str | None:
    identity = document_at(path)
    return identity[0] if identity else sealed_document(path)


def _exchange(path: Path, fresh: Path, damaged: Path) -> None:
    beside = path.with_name(f".{path.name}.recovered")
    try:
        shutil.copyfile(fresh, beside)
        verify(beside, RELEASED)
        path.rename(damaged)
        if journal_of(path).exists():
            journal_of(path).rename(journal_of(damaged))
        put_in_place(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise EnvironmentProblem(
            f"The recovered scheme could not be written beside {path}: {error.strerror}.",
            f"{remedy_for(error.errno)}, or copy the damaged file to another folder and recover it there.",
        ) from error
