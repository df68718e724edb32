"""Whether a file that nobody is writing has the bytes of a whole one, before SQLite sees it."""

from pathlib import Path

from buddy_matcher.domain.refusals import DamagedFile
from buddy_matcher.storage.document.file_header import FileHeader, read_header
from buddy_matcher.storage.document.lock_file import is_named
from buddy_matcher.storage.document.seal import is_seal_broken


def check_bytes(path: Path) -> None:
    """Raise DamagedFile unless a file's size, counters and seal agree; no journal may be hot."""
    header = read_header(path)
    is_whole = header.is_consistent or (has_surplus(header) and is_named(path))
    if not is_whole or is_seal_broken(path):
        raise DamagedFile(path.name)


def has_surplus(header: FileHeader) -> bool:
    """Return whether whole pages follow the promised ones.

    That is how a program leaves a file that is killed when SQLite has committed a transaction which makes the
    file smaller, and has not cut it off yet.
    """
    promised = header.page_size * header.page_count
    is_longer = header.size > promised > 0 and header.size % header.page_size == 0
    return is_longer and header.change_counter == header.valid_for
