"""Schemes made by the command line itself."""

from pathlib import Path

import pytest

from buddy_matcher.app import main
from tests.app.typed import FORM_EXPORT, answer


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


@pytest.fixture
def typed(scheme: Path, capsys: pytest.CaptureFixture[str]):
    """Type a command on the scheme; with `--json` its answer is returned, otherwise its exit code."""

    def type_(command: str, *arguments: str):
        capsys.readouterr()
        code = main([command, str(scheme), *arguments])
        if "--json" not in arguments:
            return code
        assert code == 0
        return answer(capsys)

    return type_
