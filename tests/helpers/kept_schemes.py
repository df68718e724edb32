"""Schemes that many tests begin with: made once in each process through the real services, then copied.

Where several processes run the same tests, what a function of a module makes is shared among them.
"""

import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from uuid import uuid4

from buddy_matcher.services.schemes import Services, open_scheme

_IDENTITY_BYTES = len(str(uuid4()))
_SHARED: list[Path] = []

type Make = Callable[[Path], Services]
"""Makes a scheme at a path and returns it open; one function stands for one scheme."""


def copy_of(make: Make, path: Path) -> Path:
    """Write to a path what `make` makes, as a document of its own, and return the path."""
    content, identity = _made(make)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.replace(identity, str(uuid4()).encode()))
    return path


def opened(make: Make, path: Path) -> Services:
    """Return an open copy of what `make` makes."""
    return open_scheme(copy_of(make, path))


def share_in(folder: Path) -> None:
    """Share what is made with the processes that name the same folder."""
    _SHARED.append(folder)


@cache
def _made(make: Make) -> tuple[bytes, bytes]:
    name = getattr(make, "__qualname__", "<partial>")
    if not _SHARED or "<" in name:
        return _make(make)
    shared = _SHARED[-1] / f"{make.__module__}.{name}.kept"
    if not shared.exists():
        content, identity = _make(make)
        written = shared.with_name(f"{shared.name}.{os.getpid()}")
        written.write_bytes(identity + content)
        written.replace(shared)
    kept = shared.read_bytes()
    return kept[_IDENTITY_BYTES:], kept[:_IDENTITY_BYTES]


def _make(make: Make) -> tuple[bytes, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        services = make(Path(folder) / "scheme.buddy")
        identity = services.file.document_uuid.encode()
        services.close()
        content = services.path.read_bytes()
    # Otherwise a copy would be the same document, and share its backups with all others.
    assert content.count(identity) == 1
    return content, identity
