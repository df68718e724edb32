"""Schemes made by the command line itself."""

from pathlib import Path

import pytest

from buddy_matcher.app import main
from tests.app.typed import FORM_EXPORT


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    """A scheme with the starter strengths and nobody in it."""
    path = tmp_path / "scheme.buddy"
    assert main(["new", str(path), "--name", "West Moor buddies"]) == 0
    return path


@pytest.fixture
def filled(scheme: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A scheme with the 57 people of the form export."""
    assert main(["import", str(scheme), str(FORM_EXPORT)]) == 0
    capsys.readouterr()
    return scheme
