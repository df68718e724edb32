"""`demo`, as someone types it."""

import os
import subprocess
import sys
from pathlib import Path

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
