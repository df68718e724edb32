"""`demo`, as someone types it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from buddy_matcher.app import main
from buddy_matcher.app.make_demo import LETTERS, SCHEME, WORKBOOK
from buddy_matcher.services.example import create_example
from tests.app.typed import MAIN


def test_the_demo_makes_everything_where_there_is_no_screen(tmp_path: Path):
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    done = subprocess.run(
        [sys.executable, str(MAIN), "demo", "--out", str(tmp_path / "demo")],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in ("example.buddy", "example.xlsx", "letters.pdf", "pictures"):
        assert str(tmp_path / "demo" / name) in done.stdout
    assert len(list((tmp_path / "demo" / "pictures").glob("*.png"))) >= 5


@pytest.mark.parametrize("name", [SCHEME, WORKBOOK, LETTERS])
def test_the_demo_replaces_nothing_but_an_earlier_demo(
    name: str, scheme: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = tmp_path / "mine"
    folder.mkdir()
    mine = scheme.rename(folder / name)
    before = mine.read_bytes()
    assert main(["demo", "--out", str(folder)]) == 1
    assert "nothing was changed" in capsys.readouterr().err
    assert mine.read_bytes() == before
    assert [path.name for path in folder.glob("[!.]*")] == [name]


def test_an_example_that_is_open_is_not_made_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    services = create_example(tmp_path / SCHEME)
    assert main(["demo", "--out", str(tmp_path)]) == 1
    assert "open" in capsys.readouterr().err
    services.close()
