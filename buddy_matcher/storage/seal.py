"""The seal of a file: its digest when this computer last closed it, kept apart from the file.

No page check notices a changed letter inside a name; a seal does. It speaks only for the state that it was
made of, known by SQLite's change counter: a file that was used on another computer since has none here.
"""

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from buddy_matcher.paths import backup_folder
from buddy_matcher.storage.file_header import read_header


def write_seal(path: Path, document_uuid: str) -> None:
    """Remember the digest of a file that was just closed; without room for it there is no seal."""
    try:
        entry = {
            "path": str(path.resolve()),
            "document": document_uuid,
            "change_counter": read_header(path).change_counter,
            "digest": digest_of(path),
        }
        seal = _seal_of(path)
        seal.parent.mkdir(parents=True, exist_ok=True)
        seal.write_text(json.dumps(entry), "utf-8")
    except OSError:
        drop_seal(path)


def drop_seal(path: Path) -> None:
    """Forget what was last closed at a path, because another file takes its place."""
    with suppress(OSError):
        _seal_of(path).unlink(missing_ok=True)


def is_seal_broken(path: Path) -> bool:
    """Return whether the file is in the state that was sealed, by its counter, but with other bytes."""
    entry = _entry(path)
    if entry is None or entry.get("change_counter") != read_header(path).change_counter:
        return False
    return bool(entry.get("digest") != digest_of(path))


def sealed_document(path: Path) -> str | None:
    """Return which document was last closed at a path, for a file too damaged to say it."""
    entry = _entry(path)
    return str(entry["document"]) if entry and "document" in entry else None


def digest_of(path: Path) -> str:
    """Return the digest of a file's bytes; raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "blake2b").hexdigest()


def _entry(path: Path) -> dict[str, Any] | None:
    try:
        entry = json.loads(_seal_of(path).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return entry if isinstance(entry, dict) else None


def _seal_of(path: Path) -> Path:
    name = hashlib.blake2b(str(path.resolve()).encode(), digest_size=16).hexdigest()
    return backup_folder() / "seals" / f"{name}.json"
