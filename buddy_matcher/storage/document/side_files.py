"""Small files of ours beside a scheme and in our own folders: read without trust, written whole or not.

Whoever can write in a folder can put anything in a side file's place: a link, a pipe, brackets without end.
None of it is followed, waited for or believed.
"""

import json
import os
import secrets
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

PRIVATE = 0o600
"""The mode of what only this user may read; the usual mode is what the umask leaves of `USUAL`."""

USUAL = 0o666

_PRIVATE_FOLDER = 0o700
_MOST_BYTES = 10_000_000

# Windows has no links and pipes of this kind; there the names are missing.
_WITHOUT_TRUST = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_json(path: Path) -> Any:
    """Return what a side file says, or None where there is none that makes sense."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | _WITHOUT_TRUST), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                return None
            content = stream.read(_MOST_BYTES + 1)
        return json.loads(content) if len(content) <= _MOST_BYTES else None
    except (OSError, ValueError, RecursionError):
        return None


def read_record(path: Path) -> Mapping[str, Any]:
    """Return the fields of a side file, none where it has none that make sense."""
    record = read_json(path)
    return record if isinstance(record, dict) else {}


def write_json(path: Path, content: object) -> None:
    """Write a side file that only this user may read, in one step; raises OSError."""
    fresh = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with os.fdopen(create_file(fresh, PRIVATE), "wb") as stream:
            stream.write(json.dumps(content).encode())
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def create_file(path: Path, mode: int = USUAL) -> int:
    """Return the descriptor of a new empty file; the umask takes its part of the mode.

    Raises FileExistsError for whatever is there already, a link among it, and OSError.
    """
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _WITHOUT_TRUST, mode)


def mode_for(target: Path) -> int:
    """Return the mode for a file that takes the place of another, never wider than that one's."""
    with suppress(OSError):
        return stat.S_IMODE(target.stat().st_mode) & USUAL
    return USUAL


def make_private_folder(folder: Path) -> None:
    """Make a folder of ours that only this user may look into, whatever the umask; raises OSError."""
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    # An earlier version left it as wide as the umask did.
    if stat.S_IMODE(folder.stat().st_mode) & ~_PRIVATE_FOLDER:
        with suppress(PermissionError):
            folder.chmod(_PRIVATE_FOLDER)
