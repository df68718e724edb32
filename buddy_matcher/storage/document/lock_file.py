"""The side file `.name.buddy.lock` that names who has a scheme open.

SQLite's own lock decides on one computer, and this file gives it a name; it speaks across a network or a
synced folder too, where SQLite's lock may not reach. Its holder keeps it locked as well: SQLite's lock is
lost when any other part of the same program opens and closes the scheme's file, this one is not.
"""

import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from buddy_matcher.domain.refusals import Holder, SchemeInUse
from buddy_matcher.domain.text import tidy
from buddy_matcher.storage.document.side_files import create_file, read_record

_LONGEST_NAME = 100


class Hold:
    """What names this program as the holder of a scheme file, until `release`."""

    def __init__(self, path: Path) -> None:
        """Name this user and program, whoever was named before; without room nobody is named."""
        self._file = lock_file_of(path)
        self._opened: int | None = None
        try:
            # Whatever stands there goes first: a link is never followed.
            self._file.unlink(missing_ok=True)
            self._opened = create_file(self._file)
            _lock(self._opened)
            os.write(self._opened, json.dumps(_ourselves()).encode())
        except OSError:
            self.release()

    def release(self) -> None:
        """Name nobody any more, unless somebody else was named meanwhile."""
        if self._opened is None:
            return
        # A folder that went read-only or away leaves the file to be found stale.
        with suppress(OSError):
            if os.path.samestat(os.fstat(self._opened), self._file.lstat()):
                self._file.unlink()
        with suppress(OSError):
            os.close(self._opened)
        self._opened = None


def lock_file_of(path: Path) -> Path:
    """Return where the side file of a scheme file lies."""
    return path.with_name(f".{path.name}.lock")


def is_named(path: Path) -> bool:
    """Return whether anything is left that named somebody, whether it makes sense or not."""
    return os.path.lexists(lock_file_of(path))


def holder_of(path: Path) -> Holder | None:
    """Return who is said to have a scheme open, or None when nobody is named."""
    named = read_record(lock_file_of(path))
    try:
        since = datetime.fromisoformat(named["since"])
        # A moment that no calendar of this computer holds was not written by us.
        since.astimezone()
        pid = int(named["pid"])
        if pid <= 0:
            return None
        return Holder(
            user=_shortened(named["user"]), computer=_shortened(named["computer"]), pid=pid, since=since
        )
    except (ValueError, KeyError, TypeError, OverflowError, OSError):
        return None


def is_elsewhere(holder: Holder) -> bool:
    """Return whether a holder is on another computer, where nobody here can see if the program still runs."""
    return holder.computer != _shortened(platform.node())


def is_running(holder: Holder) -> bool:
    """Return whether a holder on this computer is a program that runs."""
    return not is_elsewhere(holder) and _is_alive(holder.pid)


def is_held(path: Path) -> bool:
    """Return whether a program that runs on this computer keeps the side file locked."""
    if sys.platform == "win32":
        # There SQLite's own lock is never lost, and a locked file could not be read.
        return False
    import fcntl

    try:
        opened = os.open(lock_file_of(path), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(opened)
    return False


def check_nobody_is_working(path: Path) -> None:
    """Raise SchemeInUse when a file that is to be replaced is open, as far as one can know."""
    holder = holder_of(path)
    if is_held(path) or (holder and (is_elsewhere(holder) or is_running(holder))):
        raise SchemeInUse(path.name, holder)


def _lock(opened: int) -> None:
    if sys.platform != "win32":
        import fcntl

        # Where a network drive knows no such locks, the name alone has to do.
        with suppress(OSError):
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _ourselves() -> dict[str, Any]:
    return {
        "user": _user(),
        "computer": platform.node(),
        "pid": os.getpid(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _shortened(name: object) -> str:
    return tidy(str(name))[:_LONGEST_NAME]


def _is_alive(pid: int) -> bool:
    if sys.platform == "win32":
        import ctypes

        synchronise = 0x00100000
        opened = ctypes.windll.kernel32.OpenProcess(synchronise, 0, pid)
        return bool(opened and ctypes.windll.kernel32.CloseHandle(opened))
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "somebody"
