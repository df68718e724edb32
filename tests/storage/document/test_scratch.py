"""Folders for copies that are looked at stay while they are used, whatever other programs clear up."""

import threading
from pathlib import Path

import pytest

from buddy_matcher.storage.document.scratch import clear_scratch, scratch_folder


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The computer's folder for temporary files, of this test alone."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_a_new_folder_is_not_taken_for_one_that_a_killed_program_left():
    is_over = threading.Event()

    def clear_up() -> None:
        while not is_over.is_set():
            clear_scratch()

    # Locks belong to an opened file, so that another thread is as strange to us as another program.
    clearing = threading.Thread(target=clear_up)
    clearing.start()
    try:
        for _ in range(300):
            with scratch_folder() as folder:
                (folder / "copy.buddy").touch()
                assert list(folder.iterdir())
    finally:
        is_over.set()
        clearing.join()


def test_a_folder_that_nobody_holds_is_cleared_away(place: Path):
    (place / "buddy-matcher-left").mkdir()
    with scratch_folder() as held:
        clear_scratch()
        assert list(place.iterdir()) == [held]
