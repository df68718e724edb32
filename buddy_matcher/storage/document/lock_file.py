"""The side file `.name.buddy.lock` that names who has a scheme open.

SQLite's own lock decides on one computer; this file gives it a name, and speaks across a network or a
synced folder, where SQLite's lock may not reach. It never locks anything by itself.
"""

import getpass
import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from buddy_matcher.domain.refusals import Holder, SchemeInUse


def lock_file_of(path: Path) -> Path:
    """Return where the side file of a scheme file lies."""
    return path.with_name(f".{path.name}.lock")


def holder_of(path: Path) -> Holder | None:
    """Return who is said to have a scheme open, or None when nobody is named."""
    try:
        named = json.loads(lock_file_of(path).read_text("utf-8"))
        return Holder(
            user=str(named["user"]),
            computer=str(named["computer"]),
            pid=int(named["pid"]),
            since=datetime.fromisoformat(named["since"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_lock_file(path: Path) -> None:
    """Name this user and program as the holder, whoever was named before; without room nobody is named."""
    named = {
        "user": _user(),
        "computer": platform.node(),
        "pid": os.getpid(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    try:
        lock_file_of(path).write_text(json.dumps(named), "utf-8")
    except OSError:
        remove_lock_file(path)


def remove_lock_file(path: Path) -> None:
    """Name nobody any more."""
    try:
        lock_file_of(path).unlink(missing_ok=True)
    except OSError:
        # The folder went read-only or away: the file will be found stale.
        return


def is_elsewhere(holder: Holder) -> bool:
    """Return whether a holder is on another computer, where nobody here can see if the program still runs."""
    return holder.computer != platform.node()


def is_running(holder: Holder) -> bool:
    """Return whether a holder on this computer is a program that runs."""
    return not is_elsewhere(holder) and _is_alive(holder.pid)


def check_nobody_is_working(path: Path) -> None:
    """Raise SchemeInUse when a file that is to be replaced is open, as far as one can know."""
    holder = holder_of(path)
    if holder and (is_elsewhere(holder) or is_running(holder)):
        raise SchemeInUse(path.name, holder)


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
