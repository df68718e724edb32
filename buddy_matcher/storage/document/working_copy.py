"""A copy of a scheme on this computer, to work on while the original lies where others move it too.

The original is replaced as a whole, and only when nobody has changed it since. Changes that could not be
put back are found again at the next opening.
"""

import hashlib
import os
import platform
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.domain.refusals import DamagedFile, SchemeInUse
from buddy_matcher.domain.remedies import remedy_for
from buddy_matcher.paths import working_folder
from buddy_matcher.storage.document.content_checks import identity_of
from buddy_matcher.storage.document.database import write_into
from buddy_matcher.storage.document.file_header import journal_of
from buddy_matcher.storage.document.opening import BackUp, OpenDatabase, open_database
from buddy_matcher.storage.document.safe_copy import put_in_place, set_aside_name, whole_file, write_copy
from buddy_matcher.storage.document.seal import digest_of
from buddy_matcher.storage.document.side_files import (
    PRIVATE,
    make_private_folder,
    read_record,
    write_json,
)
from buddy_matcher.storage.document.unlocked_copy import copy_unlocked
from buddy_matcher.storage.formats import Formats


class DamagedCopy(DamagedFile):
    """The copy, not the original, is damaged."""


class WorkingCopy:
    """The working copy of one original; `path` is the copy's file.

    `set_aside` is the file beside the original that keeps changes which were made here while the original
    changed too, or what was left of a damaged copy (`was_damaged`), or None.
    """

    def __init__(self, original: Path) -> None:
        self.original = original
        name = hashlib.blake2b(os.fsencode(original.resolve()), digest_size=16).hexdigest()
        self._folder = working_folder() / name
        self.path = self._folder / original.name
        self._base = self._folder / "base.json"
        self.set_aside: Path | None = None
        self.was_damaged = False

    def open(self, back_up: BackUp, formats: Formats) -> OpenDatabase:
        """Return the copy's database: with changes that are not published yet, or else the original's state.

        Raises UserError as `open_database` does.
        """
        self._make_folder()
        if self.path.exists():
            opened = self._opened(back_up, formats)
            is_kept = False
            try:
                if self.has_unpublished(opened.connection) and not self._is_original("publishing"):
                    is_kept = self._is_original("digest")
                    if not is_kept:
                        self.keep_aside(opened.connection)
            finally:
                if not is_kept:
                    opened.connection.close()
            if is_kept:
                return opened
        self._copy_original(formats)
        opened = open_database(self.path, back_up=back_up, formats=formats)
        self._write_base(self._base_at(digest_of(self.original), opened.connection))
        return opened

    def _opened(self, back_up: BackUp, formats: Formats) -> OpenDatabase:
        try:
            return open_database(self.path, back_up=back_up, formats=formats)
        except (SchemeInUse, EnvironmentProblem):
            raise
        except UserError as refusal:
            raise DamagedCopy(self.path.name) from refusal

    @property
    def published_counter(self) -> int | None:
        """The save counter of the state that the original had when both were last the same."""
        counter = self._read_base().get("save_counter")
        return counter if isinstance(counter, int) else None

    def drop(self) -> None:
        """Forget the copy, because the original has all of it or it is kept elsewhere; raises OSError."""
        self.path.unlink(missing_ok=True)
        journal_of(self.path).unlink(missing_ok=True)

    def put_damaged_aside(self) -> None:
        """Keep a copy that nothing can be read of under another name; raises OSError."""
        self.path.rename(set_aside_name(self.path))
        journal_of(self.path).unlink(missing_ok=True)

    def has_unpublished(self, connection: sqlite3.Connection) -> bool:
        """Return whether the copy was changed since it was last the same as the original."""
        return bool(self._read_base().get("save_counter") != identity_of(connection)[1])

    def publish(self, connection: sqlite3.Connection) -> None:
        """Put the copy's state in the original's place, unless it is there already.

        Raises UserError when the original was changed by somebody else, EnvironmentProblem when it can't
        be written; the changes stay in the copy.
        """
        if not self.has_unpublished(connection):
            return
        if not self.original.exists():
            raise UserError(
                f"{self.original.name} is not in its folder any more, so your changes could not go there.",
                "They are kept on this computer. Use Save a copy, or put the file back and open it again.",
            )
        if not self._is_original("digest"):
            raise UserError(
                f"{self.original.name} was changed by somebody else meanwhile, so it was not replaced.",
                "Your changes are kept on this computer. Use Save a copy, then compare the two.",
            )
        with whole_file(self.original) as temporary:
            write_into(connection, temporary)
            published = digest_of(temporary)
            # Noted first: nobody who is killed in between may take the new original for somebody else's.
            self._write_base({**self._read_base(), "publishing": published})
        self._write_base(self._base_at(published, connection))

    def _copy_original(self, formats: Formats) -> None:
        fresh = self._folder / "fresh.buddy"
        fresh.unlink(missing_ok=True)
        copy_unlocked(self.original, fresh, formats)
        fresh.chmod(PRIVATE)
        put_in_place(fresh, self.path)

    def keep_aside(self, connection: sqlite3.Connection) -> None:
        """Write the copy's state beside the original, as `set_aside`; raises EnvironmentProblem."""
        now = datetime.now(UTC).astimezone()
        name = f"{self.original.stem} (changes on {platform.node()}, {now:%Y-%m-%d %H.%M.%S}).buddy"
        self.set_aside = self.original.with_name(name)
        write_copy(connection, self.set_aside)

    def _is_original(self, noted: str) -> bool:
        """Return whether the original has the digest that was noted under a name."""
        try:
            return bool(self._read_base().get(noted) == digest_of(self.original))
        except OSError:
            return False

    def _read_base(self) -> Mapping[str, Any]:
        return read_record(self._base)

    def _base_at(self, digest: str, connection: sqlite3.Connection) -> dict[str, object]:
        return {"digest": digest, "save_counter": identity_of(connection)[1]}

    def _write_base(self, base: Mapping[str, Any]) -> None:
        write_json(self._base, base)

    def _make_folder(self) -> None:
        try:
            make_private_folder(self._folder.parent)
            make_private_folder(self._folder)
        except OSError as error:
            raise EnvironmentProblem(
                f"A working copy could not be kept in {self._folder}: {error.strerror}.",
                f"{remedy_for(error.errno)}, then try again.",
            ) from error
