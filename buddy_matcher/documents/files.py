"""Writes a whole file or none: what stood there before stays until the new one is complete.

Nothing replaces a scheme or a folder. Where nobody was asked whether a file may go, only one that we made
is replaced: it bears our mark until another program saves it.
"""

import os
import secrets
import stat
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.domain.remedies import remedy_for

MARK = "Buddy Matcher"
"""Whom a workbook names as its last author, and a PDF among its keywords, when we made it."""

_DATABASE = b"SQLite format 3\x00"
_PROPERTIES = "docProps/core.xml"
_MARK_IN_PROPERTIES = f"<cp:lastModifiedBy>{MARK}</cp:lastModifiedBy>".encode()
_MARK_IN_PDF = f"/Keywords({MARK})".encode()
_BEGINNING_OF_CSV = b'\xef\xbb\xbf"Kind","Greeting"'
"""No other program writes a mail merge so: it leaves out quotes that are not needed."""

_USUAL_MODE = 0o666
"""What the umask takes its part of: never wider than that, never wider than the file that is replaced."""

_MOST_PROPERTIES = 20_000
"""Bytes of a document's properties that are looked at."""


def write_whole(path: Path, content: bytes, *, suffix: str) -> None:
    """Write `content` to a file whose name ends in `suffix`, replacing what was there in one step.

    Missing folders are made. Raises UserError for another ending and for a target that is a folder or a
    scheme, EnvironmentProblem when the folder can't be made, is full or not ours to write in, or the file is
    open elsewhere; the old file is untouched then, and nothing is left beside it.
    """
    with _raising_in_words(path):
        _check_target(path, suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = _temporary_beside(path)
        try:
            _fill(temporary, content)
            temporary.replace(path)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def write_new_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files by name into a folder, made when missing: all or none, and none in place of another.

    Raises UserError, naming the first, when one of them is there already, EnvironmentProblem when the
    folder can't be made, is full or not ours to write in.
    """
    taken = [name for name in contents if os.path.lexists(folder / name)]
    if taken:
        others = f" and {len(taken) - 1} more" if len(taken) > 1 else ""
        raise UserError(
            f"{taken[0]}{others} would be replaced in {folder}. Nothing was written.",
            "Choose an empty folder, or move the earlier files away.",
        )
    made: list[Path] = []
    with _raising_in_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            for name, content in contents.items():
                (folder / name).touch(exist_ok=False)
                made.append(folder / name)
                _fill(folder / name, content)
        except BaseException:
            for path in made:
                with suppress(OSError):
                    path.unlink()
            raise


def replaces_earlier(path: Path, *, suffix: str) -> bool:
    """Return whether writing to `path` replaces an earlier file of ours, which nobody need be asked about.

    Raises UserError when it would replace anything else, and as `write_whole` does.
    """
    with _raising_in_words(path):
        _check_target(path, suffix)
        is_there = path.exists()
    if is_there and not _bears_our_mark(path):
        raise UserError(
            f"{path} was there before and was made or changed by another program. It was not replaced.",
            "Choose another name, or move that file away.",
        )
    return is_there


@contextmanager
def _raising_in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EnvironmentProblem(
            f"{path} could not be written: {error.strerror}. Nothing there was changed.",
            f"{remedy_for(error.errno)}, or choose another folder.",
        ) from error


def _check_target(path: Path, suffix: str) -> None:
    if path.suffix.lower() != suffix:
        raise UserError(
            f"The name of the file must end in {suffix}.",
            f"Choose a name such as {path.stem or 'new'}{suffix}.",
        )
    if not path.exists():
        return
    if not path.is_file():
        raise UserError(f"{path} is not a file. It was not changed.", "Choose another name.")
    with path.open("rb") as present:
        if present.read(len(_DATABASE)) == _DATABASE:
            raise UserError(f"{path.name} is a scheme. It was not changed.", "Choose another name.")


def _bears_our_mark(path: Path) -> bool:
    try:
        if not zipfile.is_zipfile(path):
            content = path.read_bytes()
            return _MARK_IN_PDF in content or content.startswith(_BEGINNING_OF_CSV)
        with zipfile.ZipFile(path) as archive, archive.open(_PROPERTIES) as properties:
            return _MARK_IN_PROPERTIES in properties.read(_MOST_PROPERTIES)
    except (OSError, KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return False


def _temporary_beside(path: Path) -> Path:
    """Return a new empty file beside another, no wider than that one and than the umask lets it."""
    temporary = path.with_name(f".{secrets.token_hex(8)}{path.suffix}")
    mode = stat.S_IMODE(path.stat().st_mode) & _USUAL_MODE if path.exists() else _USUAL_MODE
    os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
    return temporary


def _fill(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
