"""No room and no right to write: the state before stays, the message says so, and trying again works."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from buddy_matcher.domain.backups import BackupReason
from buddy_matcher.domain.errors import EnvironmentProblem
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import ParticipantId
from buddy_matcher.domain.rounds import Scheme
from buddy_matcher.domain.strengths import Theme
from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.storage.document.content_checks import verify
from buddy_matcher.storage.scheme_file import SchemeFile
from tests.storage.disks import fill_up, read_only, tiny_disk
from tests.storage.raw_files import add_person, make_scheme, names_in, rows_of


def add_much(file: SchemeFile) -> None:
    with file.changing(Label("Add much")) as unit:
        unit.themes.save_all(Theme(name=f"{number} {'x' * 3000}") for number in range(100))
        unit.commit()


def counts_of(file: SchemeFile) -> tuple[int, int, int]:
    with file.reading() as unit:
        return len(unit.themes.all()), len(unit.journal.actions()), unit.save_counter


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with tiny_disk(tmp_path / "disk", 1_000) as folder:
        yield folder


def test_a_full_disk_at_commit_keeps_the_state_before(disk: Path):
    file = SchemeFile.open(make_scheme(disk / "scheme.buddy"))
    fill_up(disk)
    before = counts_of(file)
    for _ in range(2):
        with pytest.raises(EnvironmentProblem, match="The scheme is as it was before"):
            add_much(file)
        assert counts_of(file) == before
    (disk / "ballast").unlink()
    with file.changing(Label("Add a theme")) as unit:
        unit.themes.save(Theme(name="Carers"))
        unit.commit()
    assert counts_of(file) == (before[0] + 1, before[1] + 1, before[2] + 1)
    file.close()
    verify(file.path)


def test_a_database_that_may_not_grow_keeps_the_state_before(tmp_path: Path):
    file = SchemeFile.open(make_scheme(tmp_path / "scheme.buddy"))
    before = counts_of(file)

    def limit(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    event.listen(Engine, "checkout", limit)
    try:
        with pytest.raises(EnvironmentProblem, match="disk is full"):
            add_much(file)
    finally:
        event.remove(Engine, "checkout", limit)
    assert counts_of(file) == before
    file.close()
    again = SchemeFile.open(file.path)
    assert add_person(again, "Ben")
    again.close()


def test_a_full_disk_keeps_the_old_file_when_saving_a_copy(disk: Path, tmp_path: Path):
    target = make_scheme(disk / "copy.buddy", "Old copy")
    before = target.read_bytes()
    fill_up(disk)
    file = SchemeFile.open(make_scheme(tmp_path / "scheme.buddy"))
    with pytest.raises(EnvironmentProblem, match="What was there before is untouched"):
        file.save_copy(target)
    assert target.read_bytes() == before
    (disk / "ballast").unlink()
    assert [each.name for each in disk.iterdir()] == ["copy.buddy"]
    file.save_copy(target)
    file.close()
    assert rows_of(target) == rows_of(file.path)


def test_a_full_disk_leaves_no_half_of_a_new_scheme(disk: Path):
    fill_up(disk)
    with pytest.raises(EnvironmentProblem, match="could not be written"):
        SchemeFile.create(disk / "new.buddy", Scheme(name="New"))
    assert [each.name for each in disk.iterdir()] == ["ballast"]


def test_an_erasure_without_room_for_its_backup_erases_nobody(
    disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = SchemeFile.open(make_scheme(tmp_path / "scheme.buddy"))
    monkeypatch.setenv(HOME_VARIABLE, str(disk / "home"))
    fill_up(disk)
    with pytest.raises(EnvironmentProblem):
        file.erase(ParticipantId(1))
    with pytest.raises(EnvironmentProblem, match="Free some space"):
        file.back_up(BackupReason.TIMER)
    assert len(names_in(file)) == 3
    file.close()


def advice_when_backing_up(file: SchemeFile) -> str:
    with pytest.raises(EnvironmentProblem) as problem:
        file.back_up(BackupReason.TIMER)
    return problem.value.advice


def test_only_a_full_disk_is_blamed_for_a_backup_that_could_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = SchemeFile.open(make_scheme(tmp_path / "scheme.buddy"))
    home = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    home.write_text("a file in the place of the folder")
    assert "Make sure that the folder is there" in advice_when_backing_up(file)
    home.unlink()
    home.mkdir()
    with read_only(home):
        assert "space" not in advice_when_backing_up(file)
    assert file.back_up(BackupReason.TIMER)
    file.close()


@pytest.mark.parametrize("target", ["nowhere/copy.buddy", "folder"])
def test_a_copy_that_cannot_be_placed_is_said_in_words(tmp_path: Path, target: str):
    (tmp_path / "folder" / "inside").mkdir(parents=True)
    file = SchemeFile.open(make_scheme(tmp_path / "scheme.buddy"))
    with pytest.raises(EnvironmentProblem, match="could not be written"):
        file.save_copy(tmp_path / target)
    file.close()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder", "scheme.buddy"]


class TakenForAMoment(OSError):
    """What Windows says while a virus scanner reads a file."""

    winerror = 32


def test_a_file_that_is_taken_for_a_moment_is_replaced_a_little_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = SchemeFile.open(make_scheme(tmp_path / "scheme.buddy"))
    tries: list[Path] = []
    really_replace = Path.replace

    def replace(temporary: Path, target: Path) -> Path:
        if target.name != "copy.buddy":
            return really_replace(temporary, target)
        tries.append(target)
        if len(tries) == 1:
            raise TakenForAMoment
        return really_replace(temporary, target)

    monkeypatch.setattr(Path, "replace", replace)
    file.save_copy(tmp_path / "copy.buddy")
    file.close()
    assert len(tries) == 2
    assert rows_of(tmp_path / "copy.buddy") == rows_of(file.path)


def test_a_saved_copy_is_a_document_of_its_own(tmp_path: Path):
    file = SchemeFile.open(make_scheme(tmp_path / "scheme.buddy"))
    file.save_copy(tmp_path / "copy.buddy")
    copy = SchemeFile.open(tmp_path / "copy.buddy")
    assert copy.document_uuid != file.document_uuid
    assert names_in(copy) == names_in(file)
    assert copy.undo()
    copy.close()
    file.close()
