"""A working copy that is damaged: recovered or dropped, and never at the cost of the sound original."""

from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.domain.refusals import SchemeInUse
from buddy_matcher.domain.remedies import remedy_for
from buddy_matcher.storage.document.content_checks import document_at
from buddy_matcher.storage.document.database import connect_to_unchanging
from buddy_matcher.storage.document.opening import BackUp, OpenDatabase
from buddy_matcher.storage.document.working_copy import DamagedCopy, WorkingCopy
from buddy_matcher.storage.formats import Formats
from buddy_matcher.storage.rescue.recovery import recover


def open_or_mend(copy: WorkingCopy, back_up: BackUp, formats: Formats) -> OpenDatabase:
    """Return the database of a working copy, mended first if need be; raises UserError as its `open` does.

    A copy without changes of its own is dropped. What could be recovered of others is kept beside the
    original as `set_aside`, because nobody but the coordinator knows whether it is more than the original.
    """
    try:
        return copy.open(back_up, formats)
    except DamagedCopy:
        try:
            _mend(copy)
        except OSError as error:
            raise EnvironmentProblem(
                f"The working copy in {copy.path.parent} is damaged and could not be put aside.",
                f"{remedy_for(error.errno)}, then try again.",
            ) from error
    return copy.open(back_up, formats)


def _mend(copy: WorkingCopy) -> None:
    found = document_at(copy.path)
    if found and found[1] == copy.published_counter:
        copy.drop()
        return
    copy.was_damaged = True
    try:
        recovery = recover(copy.path, take_over=True)
    except (EnvironmentProblem, SchemeInUse):
        raise
    except UserError:
        copy.put_damaged_aside()
        return
    is_older = recovery.backup and recovery.backup.save_counter <= (copy.published_counter or 0)
    if recovery.is_whole:
        copy.was_damaged = False
    elif is_older:
        copy.drop()
    else:
        connection = connect_to_unchanging(copy.path)
        try:
            copy.keep_aside(connection)
        finally:
            connection.close()
        copy.drop()
