"""Writes a whole file or none: what stood there before stays until the new one is complete."""

import os
import tempfile
from pathlib import Path

from buddy_matcher.domain.errors import EnvironmentProblem, UserError

_DATABASE = b"SQLite format 3\x00"


def write_whole(path: Path, content: bytes, *, suffix: str) -> None:
    """Write `content` to a file whose name ends in `suffix`, replacing what was there in one step.

    Raises UserError for another ending and for a target that is a scheme, EnvironmentProblem when the folder
    is missing, full or not ours to write in, or the file is open elsewhere; the old file is untouched then.
    """
    try:
        _check_target(path, suffix)
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


def _check_target(path: Path, suffix: str) -> None:
    if path.suffix.lower() != suffix:
        raise UserError(
            f"The name of the file must end in {suffix}.", f"Choose a name such as {path.stem}{suffix}."
        )
    if path.is_file():
        with path.open("rb") as present:
            is_scheme = present.read(len(_DATABASE)) == _DATABASE
        if is_scheme:
            raise UserError(f"{path.name} is a scheme. It was not changed.", "Choose another name.")


def _put_in_place(temporary: Path, path: Path) -> None:
    try:
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
