"""What the first bytes of a file say before SQLite sees it: whether it can be a scheme file at all.

It only reads, and never opens anything but a regular file.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.domain.refusals import DamagedFile

LARGEST_FILE = 1_000_000_000
"""Bytes; a scheme of 5,000 people has about 10 million."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100
_LONGEST_NAME = 220
"""Bytes: of the 255 that a file system takes, some go to the names of side files."""
_SMALLEST_PAGE, _LARGEST_PAGE = 512, 65_536
CHANGE_COUNTER = range(24, 28)
"""The bytes in which SQLite counts the transactions."""

_ROLLBACK_JOURNAL = b"\x01\x01"
_HOT_JOURNAL = bytes.fromhex("d9d505f920a163d7")


@dataclass(frozen=True, slots=True)
class FileHeader:
    """The fields of SQLite's header that tell whether the file is whole; `size` is in bytes.

    `change_counter` grows with each transaction; a whole file repeats it as `valid_for`.
    """

    size: int
    page_size: int
    page_count: int
    change_counter: int
    valid_for: int

    @property
    def is_consistent(self) -> bool:
        """Whether the size is as promised and nobody but SQLite has written last."""
        return self.size == self.page_size * self.page_count and self.change_counter == self.valid_for


def check_name(path: Path) -> None:
    """Raise UserError for a name that leaves no room for SQLite's journal and our side files."""
    if len(os.fsencode(path.name)) > _LONGEST_NAME:
        raise UserError(
            f"The name {path.name} is too long to work with. Nothing was changed.",
            "Give the file a shorter name, of at most 200 letters.",
        )


def read_header(path: Path) -> FileHeader:
    """Return the header of what may be a scheme file; raises UserError when it can't be one."""
    try:
        if not path.exists():
            raise UserError(f"There is no file at {path}.", "Check the name, or make a new scheme.")
        if not path.is_file():
            raise UserError(f"{path} is not a file.", "Choose a scheme file, whose name ends in .buddy.")
        size = path.stat().st_size
        with path.open("rb") as stream:
            header = stream.read(_HEADER_SIZE)
    except OSError as error:
        raise EnvironmentProblem(
            f"{path} can’t be read: {error.strerror}.", "Check who may read the file."
        ) from error
    check_name(path)
    return _checked(path.name, header, size)


def _checked(name: str, header: bytes, size: int) -> FileHeader:
    if size == 0:
        raise UserError(
            f"{name} is empty and so not a Buddy Matcher file.",
            "If it comes from a synced folder, wait until the download has finished.",
        )
    if size > LARGEST_FILE:
        raise UserError(f"{name} is too large to be a Buddy Matcher file.", "Nothing was changed.")
    if not header.startswith(_MAGIC):
        raise not_ours(name)
    if len(header) < _HEADER_SIZE:
        raise DamagedFile(name)
    if header[18:20] != _ROLLBACK_JOURNAL:
        raise UserError(
            f"{name} was last written by another program. It was not changed.",
            "Open a copy of it that Buddy Matcher made, or recover it.",
        )
    page_size = int.from_bytes(header[16:18]) if header[16:18] != b"\x00\x01" else _LARGEST_PAGE
    if page_size < _SMALLEST_PAGE or page_size & (page_size - 1):
        raise DamagedFile(name)
    return FileHeader(
        size=size,
        page_size=page_size,
        page_count=int.from_bytes(header[28:32]),
        change_counter=int.from_bytes(header[CHANGE_COUNTER.start : CHANGE_COUNTER.stop]),
        valid_for=int.from_bytes(header[92:96]),
    )


def not_ours(name: str) -> UserError:
    """Return the refusal of a file that is none of ours."""
    return UserError(
        f"{name} is not a Buddy Matcher file. It was not changed.",
        "Choose a file that Buddy Matcher made; to bring in a form export, use Import.",
    )


def journal_of(path: Path) -> Path:
    """Return where SQLite keeps a file's rollback journal."""
    return path.with_name(f"{path.name}-journal")


def has_hot_journal(path: Path) -> bool:
    """Return whether a journal lies beside the file that SQLite would roll back."""
    try:
        with journal_of(path).open("rb") as stream:
            return stream.read(len(_HOT_JOURNAL)) == _HOT_JOURNAL
    except OSError:
        return False
