"""`new`, as someone types it."""

from pathlib import Path

import pytest

from buddy_matcher.app import main


def test_the_suffix_may_be_left_out_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    assert main(["new", "moor", "--name", "West Moor"]) == 0
    assert capsys.readouterr().out.startswith("moor.buddy holds the scheme “West Moor”")
    assert main(["check", "moor"]) == 0
    assert [path.name for path in tmp_path.glob("[!.]*")] == ["moor.buddy"]


@pytest.mark.parametrize("name", ["moor.xlsx", "West.Moor", "folder"])
def test_a_name_that_no_scheme_has_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    assert main(["new", name, "--name", "West Moor"]) == 1
    assert "The name of a scheme ends in .buddy" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_file_that_is_there_stays(scheme: Path, capsys: pytest.CaptureFixture[str]):
    before = scheme.read_bytes()
    assert main(["new", str(scheme), "--name", "Again"]) == 1
    assert "already a file" in capsys.readouterr().err
    assert scheme.read_bytes() == before


def test_a_name_is_tidied_before_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["new", str(tmp_path / "moor.buddy"), "--name", "West\n  Moor"]) == 0
    assert "“West Moor”" in capsys.readouterr().out
