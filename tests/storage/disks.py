"""Places that can't be written: a tiny disk and a read-only one, where the system lets a test make them."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def tiny_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """Return a disk of its own in a new folder; skips the test where mounting is not permitted."""
    folder.mkdir()
    if not _run("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", folder):
        pytest.skip("mounting a small disk is not permitted here")
    try:
        yield folder
    finally:
        _run("umount", "-l", folder)


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """Make what lies in a folder read-only for a while; skips the test where that is not possible."""
    before = folder.stat().st_mode
    folder.chmod(0o555)
    try:
        if not os.access(folder, os.W_OK):
            yield folder
        # Whoever may write everywhere needs a disk that nobody can write to.
        elif _run("mount", "--bind", folder, folder):
            try:
                if not _run("mount", "-o", "remount,bind,ro", folder):
                    pytest.skip("a read-only disk can't be made here")
                yield folder
            finally:
                _run("umount", "-l", folder)
        else:
            pytest.skip("a read-only disk can't be made here")
    finally:
        folder.chmod(before)


def pull_out(disk: Path) -> None:
    """Let a disk go from its folder while files on it are open."""
    assert _run("umount", "-l", disk)


def fill_up(folder: Path) -> None:
    """Leave no room on a disk."""
    try:
        with (folder / "ballast").open("wb", buffering=0) as ballast:
            while ballast.write(bytes(4096)):
                pass
    except OSError:
        return


def _run(*command: str | Path) -> bool:
    if not shutil.which(str(command[0])):
        return False
    return subprocess.run(command, check=False, capture_output=True).returncode == 0
