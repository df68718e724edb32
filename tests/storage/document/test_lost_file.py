"""The file goes while it is open: moved, deleted, replaced, written into, its disk or its lock gone."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import ParticipantId
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.refusals import Fate, LostFile, SchemeInUse
from buddy_matcher.services.check_scheme import check_scheme
from buddy_matcher.storage.document.file_header import CHANGE_COUNTER
from buddy_matcher.storage.rescue.backup_copies import BackupFolder
from buddy_matcher.storage.scheme_file import SchemeFile
from tests.storage.disks import pull_out, tiny_disk
from tests.storage.raw_files import add_person, make_scheme, names_in

OPEN_FROM_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from buddy_matcher.storage.scheme_file import SchemeFile
SchemeFile.open(Path(sys.argv[1])).close()
"""


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SchemeFile]:
    file = SchemeFile.open(make_scheme(tmp_path / "scheme.buddy"))
    yield file
    with suppress(LostFile):
        file.close()


def delete(path: Path) -> None:
    path.unlink()


def move(path: Path) -> None:
    path.rename(path.with_name("elsewhere.buddy"))


def move_the_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name(f"{path.parent.name} moved"))


def replace(path: Path) -> None:
    fresh = path.with_name("fresh.buddy")
    fresh.write_bytes(path.read_bytes())
    fresh.replace(path)


LOSSES = [(delete, Fate.GONE), (move, Fate.GONE), (move_the_folder, Fate.GONE), (replace, Fate.REPLACED)]


def names_at(path: Path) -> list[str]:
    copy = SchemeFile.open_copy(path)
    names = names_in(copy)
    copy.close()
    return names


@pytest.mark.parametrize(("lose", "fate"), LOSSES)
def test_nothing_is_acknowledged_that_no_file_holds(
    file: SchemeFile, tmp_path_factory: pytest.TempPathFactory, lose: Callable[[Path], None], fate: Fate
):
    add_person(file, "Ben")
    before = names_in(file)
    lose(file.path)
    for change in (
        lambda: add_person(file, "Cara"),
        lambda: file.erase(ParticipantId(1)),
        file.undo,
        file.redo,
        lambda: file.undo_to(0),
    ):
        with pytest.raises(LostFile) as refusal:
            change()
        assert refusal.value.fate is fate
        assert "Save a copy" in refusal.value.advice
    assert names_in(file) == before
    copy = tmp_path_factory.mktemp("safe") / "copy.buddy"
    file.save_copy(copy)
    assert names_at(copy) == before


@pytest.mark.parametrize(("lose", "fate"), LOSSES)
def test_closing_keeps_what_would_be_lost(file: SchemeFile, lose: Callable[[Path], None], fate: Fate):
    add_person(file, "Ben")
    before = names_in(file)
    lose(file.path)
    there = file.path.read_bytes() if file.path.exists() else None
    with pytest.raises(LostFile, match="is kept in") as refusal:
        file.close()
    [kept] = BackupFolder(file.document_uuid).backups()
    assert str(kept.path) in str(refusal.value)
    assert names_at(kept.path) == before
    assert there is None or file.path.read_bytes() == there
    file.close()


def test_a_file_that_comes_back_is_written_again(file: SchemeFile):
    aside = file.path.with_name("aside.buddy")
    file.path.rename(aside)
    with pytest.raises(LostFile):
        add_person(file, "Ben")
    aside.rename(file.path)
    add_person(file, "Cara")
    file.close()
    assert names_at(file.path)[-1] == "Cara"


def test_a_file_that_goes_in_the_middle_of_an_action_is_noticed_before_its_commit(file: SchemeFile):
    def change() -> None:
        with file.undoing_to(0) as unit:
            file.path.unlink()
            unit.commit_replay()

    before = names_in(file)
    with pytest.raises(LostFile):
        change()
    assert names_in(file) == before


def test_what_another_program_wrote_into_the_open_file_is_not_mixed_with_ours(
    file: SchemeFile, tmp_path: Path
):
    # A program that does not ask for locks, as a file manager that copies over the file.
    other = make_scheme(tmp_path / "other.buddy", people=40).read_bytes()
    with file.path.open("rb+") as stream:
        stream.write(other)
    for _ in range(2):
        with pytest.raises(LostFile) as refusal:
            add_person(file, "Ben")
        assert refusal.value.fate is Fate.OVERWRITTEN
    with pytest.raises(LostFile):
        file.close()
    assert file.path.read_bytes() == other


def diverged_copy(file: SchemeFile, copy: Path) -> bytes:
    """Return a copy of an open file to which something else was done, in as many changes as to ours."""
    copy.write_bytes(file.path.read_bytes())
    add_person(file, "Ours")
    theirs = SchemeFile.open(copy)
    with theirs.changing(Label("Add people")) as unit:
        unit.people.save_all(Participant(given=f"Theirs {number}", notes="n" * 900) for number in range(60))
        unit.commit()
    theirs.close()
    return copy.read_bytes()


def count_in(content: bytes) -> bytes:
    return content[CHANGE_COUNTER.start : CHANGE_COUNTER.stop]


def write_over(path: Path, content: bytes, then: float) -> None:
    """Write into a file in place, as a copying program does that keeps the time of what it copies."""
    with path.open("rb+") as stream:
        stream.write(content)
    os.utime(path, (then, then))


@pytest.mark.skipif(sys.platform == "win32", reason="there nobody else can write into an open file")
def test_a_copy_with_as_many_changes_as_ours_is_not_mixed_with_ours_either(file: SchemeFile, tmp_path: Path):
    theirs, ours = diverged_copy(file, tmp_path / "theirs.buddy"), file.path.read_bytes()
    assert count_in(theirs) == count_in(ours)
    write_over(file.path, theirs, then=1_000_000_000)
    copy = tmp_path / "copy.buddy"
    for change in (
        lambda: add_person(file, "Later"),
        file.undo,
        lambda: file.erase(ParticipantId(1)),
        lambda: file.save_copy(copy),
        file.back_up_if_changed,
        file.close,
    ):
        with pytest.raises(LostFile) as refusal:
            change()
        assert refusal.value.fate is Fate.OVERWRITTEN
    assert not copy.exists()
    assert file.path.read_bytes() == theirs
    assert "Theirs 59" in names_at(file.path)


def test_a_file_whose_time_alone_was_changed_is_ours(file: SchemeFile):
    for then in (1_000_000_000, 2_000_000_000):
        os.utime(file.path, (then, then))
        add_person(file, "Ben")
    os.utime(file.path, (then, then))
    file.close()
    assert names_at(file.path)[-2:] == ["Ben", "Ben"]


def test_a_disk_that_is_pulled_out_loses_no_change_silently(tmp_path: Path):
    with tiny_disk(tmp_path / "stick", kilobytes=4096) as disk:
        file = SchemeFile.open(make_scheme(disk / "scheme.buddy"))
        add_person(file, "Ben")
        before = names_in(file)
        pull_out(disk)
        with pytest.raises(LostFile) as refusal:
            add_person(file, "Cara")
        assert refusal.value.fate is Fate.GONE
        with pytest.raises(LostFile, match="is kept in"):
            file.close()
    [kept] = BackupFolder(file.document_uuid).backups()
    assert names_at(kept.path) == before


def test_our_own_changes_of_every_kind_are_not_taken_for_a_strangers(file: SchemeFile):
    for number in range(40):
        add_person(file, f"Ben {number}")
    file.undo()
    file.redo()
    file.undo_to(10)
    file.erase(ParticipantId(1))
    add_person(file, "Cara")
    file.close()
    assert names_at(file.path)[-1] == "Cara"


@pytest.mark.skipif(sys.platform == "win32", reason="there SQLite's lock is not lost")
def test_reading_the_open_file_in_this_program_lets_no_other_one_in(file: SchemeFile):
    # Closing any file gives up all locks that this process has on it, SQLite's among them.
    assert check_scheme(file.path) == ()
    file.path.read_bytes()
    with pytest.raises(SchemeInUse):
        SchemeFile.open(file.path)
    second = subprocess.run(
        [sys.executable, "-c", OPEN_FROM_ANOTHER_PROCESS, file.path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "SchemeInUse" in second.stderr
    add_person(file, "Ben")


def test_a_refused_opening_leaves_no_lock_behind(file: SchemeFile, monkeypatch: pytest.MonkeyPatch):
    file.close()

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        # The system lets SQLite open the file, and then nobody.
        patched.setattr("buddy_matcher.storage.document.held_file.os.open", refuse)
        with pytest.raises(UserError):
            SchemeFile.open(file.path)
    assert [each.name for each in file.path.parent.iterdir()] == ["scheme.buddy"]
    SchemeFile.open(file.path).close()
    assert os.listdir(file.path.parent) == ["scheme.buddy"]  # noqa: PTH208 - as the system sees it
