"""Who may read what we write, what we follow and believe, and what a killed program leaves."""

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from buddy_matcher.domain.backups import BackupReason
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipantId
from buddy_matcher.domain.synced_places import SyncedPlace
from buddy_matcher.paths import backup_folder, working_folder
from buddy_matcher.storage.document.lock_file import lock_file_of
from buddy_matcher.storage.scheme_file import SchemeFile
from tests.storage.raw_files import add_person, make_scheme, names_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes and links are those of POSIX")

HOLDER = '{"user": "ben", "computer": "WARD-7", "pid": 1, "since": "2026-11-21T10:15:00+00:00"}'


@pytest.fixture(params=[0o077, 0o022, 0o000], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_our_own_copies_are_for_this_user_only_whatever_the_umask(umask: int, tmp_path: Path):
    path = make_scheme(tmp_path / "scheme.buddy")
    file = SchemeFile.open(path, place=SyncedPlace("Dropbox"))
    file.back_up(BackupReason.TIMER)
    file.erase(ParticipantId(1))
    file.close()
    folders = [each for each in (backup_folder(), working_folder()) for each in (each, *each.rglob("*"))]
    assert {mode(each) for each in folders if each.is_dir()} == {0o700}
    assert {mode(each) for each in folders if each.is_file()} == {0o600}
    assert mode(path) == 0o666 & ~umask


def test_a_copy_is_as_wide_as_the_umask_or_narrower_like_the_file_it_replaces(umask: int, tmp_path: Path):
    file = SchemeFile.open(make_scheme(tmp_path / "scheme.buddy"))
    target = tmp_path / "copy.buddy"
    file.save_copy(target)
    assert mode(target) == 0o666 & ~umask
    target.chmod(0o600)
    file.save_copy(target)
    assert mode(target) == 0o600
    file.close()


@pytest.mark.parametrize("where", ["a file", "nowhere", "itself"])
def test_the_lock_file_is_never_written_through_a_link(tmp_path: Path, where: str):
    path = make_scheme(tmp_path / "scheme.buddy")
    precious = tmp_path / "precious.txt"
    if where == "a file":
        precious.write_text(HOLDER, "utf-8")
    lock_file_of(path).symlink_to(lock_file_of(path) if where == "itself" else precious)
    # Nor is it believed.
    file = SchemeFile.open(path)
    assert not lock_file_of(path).is_symlink()
    file.close()
    assert not os.path.lexists(lock_file_of(path))
    assert precious.exists() == (where == "a file")
    assert where != "a file" or precious.read_text("utf-8") == HOLDER


ODD_LOCKS = [
    "[" * 200_000,
    "{" * 10,
    '{"user": 1, "computer": [], "pid": Infinity, "since": "2026-11-21"}',
    '{"user": "b", "computer": "c", "pid": -1, "since": "2026-11-21T10:15:00+00:00"}',
    '{"user": "b", "computer": "c", "pid": 1, "since": "0001-01-01T00:00:00+23:00"}',
    "9" * 100_000,
    "null",
]


@pytest.mark.parametrize("content", ODD_LOCKS, ids=range(len(ODD_LOCKS)))
def test_a_lock_file_that_makes_no_sense_keeps_nobody_out(tmp_path: Path, content: str):
    path = make_scheme(tmp_path / "scheme.buddy")
    lock_file_of(path).write_text(content, "utf-8")
    file = SchemeFile.open(path)
    add_person(file, "Ben")
    file.close()
    assert [each.name for each in tmp_path.iterdir()] == ["scheme.buddy"]


def test_a_pipe_in_the_lock_files_place_is_not_waited_for(tmp_path: Path):
    path = make_scheme(tmp_path / "scheme.buddy")
    os.mkfifo(lock_file_of(path))
    file = SchemeFile.open(path)
    file.close()
    assert [each.name for each in tmp_path.iterdir()] == ["scheme.buddy"]


def test_a_holder_with_an_endless_name_is_shortened(tmp_path: Path):
    path = make_scheme(tmp_path / "scheme.buddy")
    lock_file_of(path).write_text(HOLDER.replace("ben", "b\\u202e" * 5000), "utf-8")
    with pytest.raises(UserError) as refusal:
        SchemeFile.open(path)
    assert len(str(refusal.value)) < 500
    assert "\u202e" not in str(refusal.value)


KILLED = """
import os, signal, sys
from pathlib import Path
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.document import safe_copy
copy = SchemeFile.open_copy(Path(sys.argv[1]))
safe_copy.put_in_place = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
SchemeFile.open(Path(sys.argv[1])).save_copy(Path(sys.argv[1]).with_name("other.buddy"))
"""


def test_copies_that_a_killed_program_left_are_cleared_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    path = make_scheme(tmp_path / "scheme.buddy")
    subprocess.run([sys.executable, "-c", KILLED, path], check=False)
    assert len(list(temporary.iterdir())) == 1
    (tmp_path / ".scheme.buddy.0123abcd.tmp").write_bytes(path.read_bytes())
    (tmp_path / ".scheme.buddy.recovered").write_bytes(path.read_bytes())
    (tmp_path / ".scheme.buddy.notours.tmp").write_bytes(b"")
    looking = SchemeFile.open_copy(path)
    file = SchemeFile.open(path)
    # The folder of a copy that is being looked at stays.
    assert len(list(temporary.iterdir())) == 1
    assert names_in(looking) == names_in(file)
    looking.close()
    file.close()
    assert list(temporary.iterdir()) == []
    left = sorted(each.name for each in tmp_path.iterdir() if each.name.startswith(".scheme"))
    assert left == [".scheme.buddy.notours.tmp"]


@pytest.mark.parametrize("length", [215, 221, 230, 244, 250, 255])
def test_a_long_name_works_or_is_refused_in_words(tmp_path: Path, length: int):
    path = tmp_path / ("x" * (length - 6) + ".buddy")
    sound = make_scheme(tmp_path / "scheme.buddy").read_bytes()
    path.write_bytes(sound)
    try:
        file = SchemeFile.open(path)
    except UserError as refusal:
        assert length > 220
        assert "too long" in str(refusal)  # noqa: PT017 - either is right
        assert path.read_bytes() == sound
        return
    add_person(file, "Ben")
    file.close()
    assert length <= 220


@pytest.mark.skipif(sys.platform != "linux", reason="only there names need not be text")
def test_a_path_that_is_no_text_works_throughout(tmp_path: Path):
    folder = tmp_path / os.fsdecode(b"f\xff")
    folder.mkdir()
    path = make_scheme(folder / os.fsdecode(b"s\xce.buddy"))
    file = SchemeFile.open(path, place=SyncedPlace("Dropbox"))
    add_person(file, "Ben")
    file.back_up(BackupReason.TIMER)
    file.save_copy(folder / os.fsdecode(b"c\xff.buddy"))
    file.close()
    copy = SchemeFile.open_copy(folder / os.fsdecode(b"c\xff.buddy"))
    assert names_in(copy)[-1] == "Ben"
    copy.close()
