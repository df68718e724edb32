"""Schemes made by the command line itself."""

from pathlib import Path

import pytest

from buddy_matcher.app import main
from buddy_matcher.services.schemes import Services, open_scheme
from tests.app.typed import FORM_EXPORT, answer
from tests.helpers.kept_schemes import Make, copy_of


def typed_new(path: Path) -> Services:
    """Make a scheme with the starter strengths and nobody in it."""
    assert main(["new", str(path), "--name", "West Moor buddies"]) == 0
    return open_scheme(path)


def typed_import(path: Path) -> Services:
    """Make a scheme with the 57 people of the form export."""
    typed_new(path).close()
    assert main(["import", str(path), str(FORM_EXPORT)]) == 0
    return open_scheme(path)


def typed_draft(path: Path) -> Services:
    """Make a scheme with the 57 people of the form export and a draft of a plan."""
    typed_import(path).close()
    assert main(["pair", str(path)]) == 0
    return open_scheme(path)


def typed_plan(path: Path) -> Services:
    """Make a scheme with the 57 people of the form export and an agreed plan."""
    typed_import(path).close()
    assert main(["pair", str(path), "--agree"]) == 0
    return open_scheme(path)


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    """A scheme with the starter strengths and nobody in it."""
    return copy_of(typed_new, tmp_path / "scheme.buddy")


@pytest.fixture
def filled(scheme: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A scheme with the 57 people of the form export."""
    return copied(typed_import, scheme, capsys)


@pytest.fixture
def drafted(scheme: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A scheme with the 57 people of the form export and a draft of a plan."""
    return copied(typed_draft, scheme, capsys)


@pytest.fixture
def agreed(scheme: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A scheme with the 57 people of the form export and an agreed plan."""
    return copied(typed_plan, scheme, capsys)


def copied(make: Make, path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Write a copy to the path, and take no notice of what was printed while it was made."""
    copy_of(make, path)
    capsys.readouterr()
    return path


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
