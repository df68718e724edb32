"""An open scheme file: where units of work come from. Nothing else in the application holds a connection."""

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Self

from sqlalchemy import event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from buddy_matcher.domain.backups import Backup, BackupReason
from buddy_matcher.domain.changes import EVERYTHING, Changes
from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import ParticipantId
from buddy_matcher.domain.refusals import DamagedFile, Fate, LostFile, ReadOnlyScheme
from buddy_matcher.domain.rounds import Scheme
from buddy_matcher.domain.synced_places import SyncedPlace
from buddy_matcher.storage.document.content_checks import identity_of
from buddy_matcher.storage.document.database import (
    READING_ERRORS,
    WRITES,
    clear_free_pages,
    transaction,
)
from buddy_matcher.storage.document.file_header import read_header
from buddy_matcher.storage.document.lock_file import check_nobody_is_working
from buddy_matcher.storage.document.new_file import write_new_scheme
from buddy_matcher.storage.document.opening import (
    BackUp,
    OpenDatabase,
    check_nobody_has_it,
    open_database,
)
from buddy_matcher.storage.document.safe_copy import write_copy
from buddy_matcher.storage.document.scratch import Scratch
from buddy_matcher.storage.document.sqlite_errors import is_corrupt, is_environment, refusal_of, remedy_after
from buddy_matcher.storage.document.unlocked_copy import copy_unlocked
from buddy_matcher.storage.document.use import Use
from buddy_matcher.storage.document.working_copy import WorkingCopy
from buddy_matcher.storage.erasure import erase_rows
from buddy_matcher.storage.formats import RELEASED, Formats
from buddy_matcher.storage.known_objects import KnownObjects
from buddy_matcher.storage.rescue.backup_copies import BackupFolder
from buddy_matcher.storage.rescue.leftovers import clear_leftovers
from buddy_matcher.storage.rescue.mended_copy import open_or_mend
from buddy_matcher.storage.unit_of_work import UnitOfWork


class SchemeFile:
    """One open file; its units of work run one after another, whichever thread asks.

    `path` is the file that the coordinator chose. `place` is the synced folder or network drive that it
    lies in: then the work is done on a copy and published. `was_unclean` tells that the last program that
    had it was killed.
    """

    def __init__(
        self,
        path: Path,
        database: OpenDatabase,
        *,
        place: SyncedPlace | None = None,
        working_copy: WorkingCopy | None = None,
        scratch: Scratch | None = None,
    ) -> None:
        """Take over an open database, and close it if it can't be held; raises as `open` does."""
        self.path = path
        self._database = working_copy.path if working_copy else path.resolve()
        self.place = place
        self.was_unclean = database.was_unclean
        self._connection = database.connection
        self._engine = database.engine
        self._working_copy = working_copy
        self._scratch = scratch
        self._is_open = True
        self._turn = RLock()
        self._known = KnownObjects()
        self._last_backup: Backup | None = None
        self._use: Use | None = None
        try:
            self.document_uuid, self._saves_at_opening = identity_of(self._connection)
            if not self.is_read_only:
                self._use = self._begin_use()
        except BaseException as error:
            self._let_go()
            if isinstance(error, READING_ERRORS):
                raise refusal_of(path, error) from error
            raise

    @classmethod
    def create(cls, path: Path, scheme: Scheme, *, place: SyncedPlace | None = None) -> Self:
        """Make a new file that holds an empty scheme with its first round, and open it.

        Raises UserError when there is a file already, EnvironmentProblem when it can't be made.
        """
        write_new_scheme(path, scheme)
        return cls.open(path, place=place)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        formats: Formats = RELEASED,
        place: SyncedPlace | None = None,
        take_over: bool = False,
    ) -> Self:
        """Open an existing file, to look at only where nothing can be written.

        With `take_over`, whoever is named as having it open on another computer is taken to have gone.
        Raises UserError, with the bytes untouched, when it is refused: SchemeInUse and DamagedFile among
        the reasons.
        """
        path = path.absolute()
        read_header(path)
        if not (os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)):
            return cls.open_copy(path, formats=formats)
        if place is not None:
            return cls._open_working_copy(path, formats, place, take_over=take_over)
        database = open_database(
            path.resolve(), back_up=_before_migration(formats), formats=formats, take_over=take_over
        )
        return cls(path, database)

    @classmethod
    def open_copy(cls, path: Path, *, formats: Formats = RELEASED) -> Self:
        """Open a copy of a file to look at only, even while somebody else works in it; raises UserError."""
        scratch = Scratch()
        try:
            copy = Path(scratch.name) / path.name
            copy_unlocked(path.resolve(), copy, formats)
            database = open_database(copy, back_up=_before_migration(formats), formats=formats)
        except BaseException:
            scratch.cleanup()
            raise
        return cls(path.absolute(), database, scratch=scratch)

    @classmethod
    def _open_working_copy(cls, path: Path, formats: Formats, place: SyncedPlace, *, take_over: bool) -> Self:
        check_nobody_has_it(path.resolve(), take_over=take_over)
        working_copy = WorkingCopy(path.resolve())
        database = open_or_mend(working_copy, _before_migration(formats), formats)
        return cls(path, database, place=place, working_copy=working_copy)

    def _begin_use(self) -> Use:
        use = Use(self.path.resolve(), self._database, self._connection.serialize)
        # Raising here keeps a transaction from being committed to a file that is not there any more.
        event.listen(self._engine, "commit", lambda _connection: use.check_commit())
        BackupFolder(self.document_uuid).thin()
        clear_leftovers(self.path.resolve(), self._database)
        return use

    def close(self) -> None:
        """Give the file back to others.

        Raises UserError when changes could not be put back in a synced folder, or when the file is not
        there any more; everything is kept on this computer then, and the file is closed all the same.
        """
        with self._turn:
            if not self._is_open:
                return
            self._is_open = False
            try:
                if self._working_copy:
                    self._working_copy.publish(self._connection)
            finally:
                try:
                    self._keep_what_would_be_lost()
                finally:
                    self._let_go()

    def _keep_what_would_be_lost(self) -> None:
        if self._use is None:
            return
        try:
            self._use.check_end()
        except LostFile as lost:
            if lost.fate is Fate.OVERWRITTEN:
                # What SQLite would read now is a mixture of both.
                raise
            kept = BackupFolder(self.document_uuid).take(self._connection, BackupReason.LOST)
            raise LostFile(lost.name, lost.fate, kept_in=str(kept.path)) from lost

    def _let_go(self) -> None:
        self._engine.dispose()
        self._connection.close()
        if self._use:
            self._use.end()
        if self._scratch:
            self._scratch.cleanup()

    @property
    def is_read_only(self) -> bool:
        """Whether this is a copy to look at only; whatever would change it raises ReadOnlyScheme."""
        return self._scratch is not None

    @property
    def set_aside(self) -> Path | None:
        """The file that keeps earlier changes which the synced original had no room for, or None."""
        return self._working_copy.set_aside if self._working_copy else None

    @property
    def was_mended(self) -> bool:
        """Whether the working copy was damaged, and `set_aside` keeps what was not in the folder yet."""
        return bool(self._working_copy and self._working_copy.was_damaged)

    @property
    def has_unpublished(self) -> bool:
        """Whether the file in the synced folder lacks changes that were made here."""
        with self._turn:
            return bool(self._working_copy and self._working_copy.has_unpublished(self._connection))

    def publish(self) -> None:
        """Put the working copy in the original's place, where there is one.

        Raises UserError when somebody else changed the original, EnvironmentProblem when it can't be
        written; the changes are kept on this computer then.
        """
        if self._working_copy:
            with self._turn:
                self._working_copy.publish(self._connection)

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """Return a unit of work that sees one state of the file and changes nothing."""
        with (
            self._turn,
            self._raising_in_words(),
            UnitOfWork(Session(self._engine), known=self._known) as unit,
        ):
            yield unit

    @contextmanager
    def changing(self, label: Label) -> Iterator[UnitOfWork]:
        """Return a unit of work for one user action, which `label` names in the history.

        It is rolled back unless `unit.commit()` was reached. Raises EnvironmentProblem when the file
        can't be written, ReadOnlyScheme when it is open to look at only; the state before the action stays.
        """
        with self._writing(label) as unit:
            yield unit

    def undo(self) -> Changes:
        """Take back the last action; nothing changes when there is none. Raises as `changing` does."""
        with self._writing() as unit:
            return unit.undo()

    def redo(self) -> Changes:
        """Do the last undone action again; nothing changes when there is none. Raises as `changing` does."""
        with self._writing() as unit:
            return unit.redo()

    def undo_to(self, number: int) -> Changes:
        """Take back every action after one in a single transaction. Raises as `changing` does."""
        with self._writing() as unit:
            changes = unit.undo_to(number)
            if changes:
                unit.commit_replay()
            return changes

    @contextmanager
    def undoing_to(self, number: int) -> Iterator[UnitOfWork]:
        """Return a unit of work that shows how things were right after an action; nothing of it is kept."""
        with self._writing() as unit:
            unit.undo_to(number)
            yield unit

    def save_copy(self, target: Path) -> None:
        """Write the scheme as a document of its own to another file, replacing what was there.

        Raises EnvironmentProblem when it can't be written, UserError for the scheme's own file, SchemeInUse
        for one that is open, LostFile where another program wrote into the scheme's; the old file is
        untouched then.
        """
        # Whoever has a file open would go on writing to the one that was replaced.
        if target.resolve() == self.path.resolve():
            raise UserError(f"{target.name} is this scheme itself.", "Choose another name for the copy.")
        check_nobody_is_working(target.resolve())
        with self._turn:
            if self._use:
                self._use.check_copied()
            write_copy(self._connection, target, document_uuid=str(uuid.uuid4()))

    def back_up(self, reason: BackupReason) -> Backup | None:
        """Return a verified backup of the present state: the last one if it holds that.

        A copy to look at only has none. Raises EnvironmentProblem when it can't be written, LostFile where
        another program wrote into the file: then what it was taken for should not be done.
        """
        if self._use is None:
            return None
        with self._turn:
            self._use.check_copied()
            save_counter = identity_of(self._connection)[1]
            if self._last_backup is None or self._last_backup.save_counter != save_counter:
                self._last_backup = BackupFolder(self.document_uuid).take(self._connection, reason)
            return self._last_backup

    def back_up_if_changed(self) -> Backup | None:
        """Back up unless nothing was changed since the opening and the latest backup holds that.

        Raises as `back_up` does.
        """
        with self._turn:
            folder = BackupFolder(self.document_uuid)
            folder.thin()
            if identity_of(self._connection)[1] == self._saves_at_opening:
                held = folder.latest_of(self._connection)
                if held:
                    return held
            return self.back_up(BackupReason.TIMER)

    def erase(self, participant_id: ParticipantId) -> Changes:
        """Erase a person from rows, journal and free pages, with a backup before and after.

        A restored backup erases them again: that is noted first. Nothing changes when there is nobody with
        that id. Raises EnvironmentProblem when the note, the backup or the file can't be written; nobody is
        erased then.
        """
        if self._use is None:
            raise ReadOnlyScheme
        backups = BackupFolder(self.document_uuid)
        with self._turn:
            with self._use.changing():
                if not self._has_participant(participant_id):
                    return Changes()
                self.back_up(BackupReason.ERASURE)
                with backups.noting_erasure(participant_id, *self._earlier_ids(participant_id)):
                    self._erase_rows(participant_id)
                    self._known.forget()
                # They are erased now: what fails from here on is done at the next chance, and is no refusal.
                with suppress(sqlite3.DatabaseError):
                    clear_free_pages(self._connection)
            with suppress(EnvironmentProblem, LostFile):
                self.back_up(BackupReason.ERASED)
            backups.remove_expired()
            clear_leftovers(self.path.resolve(), self._database, is_erasing=True)
        return EVERYTHING

    def _earlier_ids(self, participant_id: ParticipantId) -> list[ParticipantId]:
        """Return under which ids a backup may hold somebody who was entered more than once."""
        merged = "SELECT old_id FROM merged WHERE new_id = ?"
        return [old for (old,) in self._connection.execute(merged, (participant_id,)).fetchall()]

    def _has_participant(self, participant_id: ParticipantId) -> bool:
        found = self._connection.execute("SELECT 1 FROM participant WHERE id = ?", (participant_id,))
        return found.fetchone() is not None

    def _erase_rows(self, participant_id: ParticipantId) -> None:
        try:
            with transaction(self._connection):
                erase_rows(self._connection, participant_id)
        except sqlite3.DatabaseError as error:
            raise _not_saved(error) from error

    @contextmanager
    def _writing(self, label: Label | None = None) -> Iterator[UnitOfWork]:
        if self._use is None:
            raise ReadOnlyScheme
        bind = self._engine.execution_options(**{WRITES: True})
        with (
            self._turn,
            self._use.changing(),
            self._raising_in_words(),
            UnitOfWork(Session(bind, autoflush=False), label, self._known) as unit,
        ):
            yield unit

    @contextmanager
    def _raising_in_words(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            if is_environment(error.orig):
                raise _not_saved(error.orig) from error
            if is_corrupt(error.orig):
                raise DamagedFile(self.path.name, "turned out to be damaged while it was open") from error
            raise


def _not_saved(error: BaseException | None) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"The change could not be saved: {error}. The scheme is as it was before.",
        f"{remedy_after(error)}, then try again.",
    )


def _before_migration(formats: Formats) -> BackUp:
    def back_up(connection: sqlite3.Connection) -> None:
        BackupFolder(identity_of(connection)[0]).take(connection, BackupReason.MIGRATION, formats)

    return back_up
