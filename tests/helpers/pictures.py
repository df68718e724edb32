"""Saves pictures of every page and dialog: light and dark, at 1× and 2×, with many people and with nobody.

python -m tests.helpers.pictures build/pictures
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from buddy_matcher.services.example import create_example
from buddy_matcher.services.schemes import create_scheme


def save_all(folder: Path) -> None:
    """Save every picture below a folder; each scale needs a process of its own."""
    for scale in ("1", "2"):
        for colours in ("light", "dark"):
            environment = {**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
            arguments = [sys.executable, "-m", __spec__.name, str(folder / f"{colours}-{scale}x"), colours]
            subprocess.run(arguments, env=environment, check=True)


def save_some(folder: Path, colours: str) -> None:
    """Save the pictures of one colour scheme at the scale of this process."""
    from buddy_matcher.ui.pictures import save_pictures
    from buddy_matcher.ui.theme import ColourScheme

    with TemporaryDirectory() as temporary:
        example = create_example(Path(temporary) / "example.buddy")
        example.plan.suggest()
        save_pictures(example, folder, colours=ColourScheme(colours))
        example.close()
        empty = create_scheme(Path(temporary) / "empty.buddy", "An empty scheme")
        save_pictures(empty, folder / "empty", colours=ColourScheme(colours))
        empty.close()


if __name__ == "__main__":
    if len(sys.argv) > 2:
        save_some(Path(sys.argv[1]), sys.argv[2])
    else:
        save_all(Path(sys.argv[1]))
        sys.stdout.write(f"Pictures are in {sys.argv[1]}\n")
