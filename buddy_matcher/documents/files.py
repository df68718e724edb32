"""Writes a whole file or none: what stood there before stays until the new one is complete."""

import os
import tempfile
from pathlib import Path

from buddy_matcher.domain.errors import EnvironmentProblem


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to a file, replacing what was there in one step.

    Raises EnvironmentProblem when the folder is missing, full or not ours to write in, or the file is open
    elsewhere; the old file is untouched then.
    """
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=".", suffix=path.suffix, delete=False
        ) as stream:
            temporary = Path(stream.name)
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        _put_in_place(temporary, path)
    except OSError as error:
        raise EnvironmentProblem(
            f"{path} could not be written: {error.strerror}. Nothing there was changed.",
            "Close the file if it is open, or choose another folder.",
        ) from error


def _put_in_place(temporary: Path, path: Path) -> None:
    try:
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
