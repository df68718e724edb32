"""A folder for copies that are looked at and thrown away."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from buddy_matcher.domain.errors import EnvironmentProblem
from buddy_matcher.domain.remedies import remedy_for


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Return an empty folder that only this user can read; it goes afterwards.

    Raises EnvironmentProblem when the computer has no folder for temporary files.
    """
    folder = new_scratch_folder()
    with folder:
        yield Path(folder.name)


def new_scratch_folder() -> tempfile.TemporaryDirectory[str]:
    """Return such a folder that stays until its `cleanup` is called; raises as `scratch_folder` does."""
    try:
        return tempfile.TemporaryDirectory(prefix="buddy-matcher-", ignore_cleanup_errors=True)
    except OSError as error:
        raise EnvironmentProblem(
            f"There is no folder for temporary files: {error.strerror or error}. Nothing was changed.",
            f"{remedy_for(error.errno)}, or ask whoever looks after this computer.",
        ) from error
