"""The seal of a file: its digest when this computer last closed it, kept apart from the file.

No page check notices a changed letter inside a name; a seal does. It speaks only for the state that it was
made of: a file that was changed or replaced by somebody else since has none here. That state is known by
SQLite's change counter, by the identity of the document and by when its last action was.
"""

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from buddy_matcher.paths import backup_folder
from buddy_matcher.storage.document.content_checks import document_at, last_action_at
from buddy_matcher.storage.document.file_header import read_header
from buddy_matcher.storage.document.side_files import make_private_folder, read_record, write_json

_BEGINNING = 4 * 4096
"""Bytes; the row that says which document it is lies among them."""


def write_seal(path: Path) -> None:
    """Remember the digests of a file that was just closed; without room for them there is no seal."""
    try:
        seal = _seal_of(path)
        make_private_folder(seal.parent)
        write_json(seal, _state_of(path))
    except OSError:
        drop_seal(path)


def drop_seal(path: Path) -> None:
    """Forget what was last closed at a path, because another file takes its place."""
    with suppress(OSError):
        _seal_of(path).unlink(missing_ok=True)


def is_seal_broken(path: Path) -> bool:
    """Return whether the file is in the state that was sealed, but with other bytes."""
    sealed = _entry(path)
    if sealed.get("change_counter") != read_header(path).change_counter:
        return False
    found = _state_of(path)
    if _is_of_another_copy(sealed, found):
        return False
    # With the same rows behind it, another identity is a changed one, not that of another file.
    is_same_state = sealed.get("document") == found["document"] or sealed.get("rest") == found["rest"]
    return bool(is_same_state and sealed.get("digest") != found["digest"])


def _is_of_another_copy(sealed: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Return whether as much was done, but something else, to a copy that then took the file's place."""
    # Where the moment alone differs, it is a changed letter like any other.
    parts = "last_action", "all_else"
    return all(found[part] and sealed.get(part) not in (None, found[part]) for part in parts)


def sealed_document(path: Path) -> str | None:
    """Return which document was last closed at a path, for a file too damaged to say it."""
    document = _entry(path).get("document")
    return str(document[0]) if isinstance(document, list) and document else None


def digest_of(path: Path) -> str:
    """Return the digest of a file's bytes; raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "blake2b").hexdigest()


def _state_of(path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        stream.seek(_BEGINNING)
        rest = hashlib.file_digest(stream, "blake2b").hexdigest()
    identity, moment = document_at(path), last_action_at(path)
    return {
        "document": list(identity) if identity else None,
        "change_counter": read_header(path).change_counter,
        "digest": digest_of(path),
        "rest": rest,
        "last_action": moment,
        "all_else": _digest_without(moment.encode(), path.read_bytes()) if moment else "",
    }


def _digest_without(left_out: bytes, content: bytes) -> str:
    before, _, after = content.partition(left_out)
    return hashlib.blake2b(before + after).hexdigest()


def _entry(path: Path) -> Mapping[str, Any]:
    return read_record(_seal_of(path))


def _seal_of(path: Path) -> Path:
    name = hashlib.blake2b(os.fsencode(path.resolve()), digest_size=16).hexdigest()
    return backup_folder() / "seals" / f"{name}.json"
