"""What is expected of a file that isn't opened."""

from pathlib import Path

import pytest

from buddy_matcher.domain.errors import UserError
from buddy_matcher.storage.scheme_file import SchemeFile


def assert_refused(path: Path, words: str, error: type[UserError] = UserError) -> None:
    """Assert that opening a file is refused with these words and advice, and leaves its bytes alone."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error, match=words) as refusal:
        SchemeFile.open(path)
    assert refusal.value.advice
    assert (path.read_bytes() if path.is_file() else None) == before
