"""Tries the journal of an interrupted transaction on copies before SQLite may roll it back into the file.

SQLite rolls back whatever `-journal` lies beside a file; one of another file, or of an earlier state,
mixes old rows in and every page check still says "ok". The original is only read here.
"""

import shutil
from pathlib import Path

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.refusals import DamagedFile
from buddy_matcher.storage.document.content_checks import (
    check_content,
    check_identity,
    document_at,
    identity_of,
)
from buddy_matcher.storage.document.database import READING_ERRORS, connect
from buddy_matcher.storage.document.file_header import journal_of
from buddy_matcher.storage.document.scratch import scratch_folder
from buddy_matcher.storage.formats import Formats

_FOREIGN = "was left in the middle of saving, and the journal beside it does not fit it"


def try_journal(path: Path, formats: Formats) -> None:
    """Return when rolling the journal back gives this document's state before the interruption.

    Raises DamagedFile when it does not, EnvironmentProblem when there is no room for the copies.
    """
    with scratch_folder() as folder:
        copy = folder / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(journal_of(path), journal_of(copy))
        # In the middle of being written it need not make sense.
        interrupted = document_at(copy)
        if interrupted:
            _blot_out(copy, interrupted[0])
        rolled_back = _identity_after_rollback(copy, formats)
    if rolled_back is None or (interrupted is not None and not _belong(interrupted, rolled_back)):
        raise DamagedFile(path.name, _FOREIGN)


def _blot_out(copy: Path, document_uuid: str) -> None:
    """Make a copy say that it is no document, so that only a journal which brings the row back names one.

    Each transaction of ours counts the saves in that row; a journal without its page is not ours.
    """
    copy.write_bytes(copy.read_bytes().replace(document_uuid.encode(), b"?" * len(document_uuid.encode())))


def _belong(interrupted: tuple[str, int], rolled_back: tuple[str, int]) -> bool:
    """Return whether two states are the same document, at most one transaction apart."""
    same_document = interrupted[0] == rolled_back[0]
    return same_document and interrupted[1] - rolled_back[1] in (0, 1)


def _identity_after_rollback(copy: Path, formats: Formats) -> tuple[str, int] | None:
    try:
        connection = connect(copy)
        try:
            file_format = check_identity(connection, copy.name, formats)
            check_content(connection, copy.name, file_format, formats, is_thorough=True)
            return identity_of(connection)
        finally:
            connection.close()
    except (UserError, *READING_ERRORS):
        return None
