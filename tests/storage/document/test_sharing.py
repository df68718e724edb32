"""Two people and one file: who has it, what the other one gets, and places where nothing can be written."""

import json
import multiprocessing
import os
import platform
import re
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.refusals import ReadOnlyScheme, SchemeInUse
from buddy_matcher.domain.rounds import Scheme
from buddy_matcher.storage.document.content_checks import verify
from buddy_matcher.storage.document.lock_file import lock_file_of
from buddy_matcher.storage.formats import RELEASED
from buddy_matcher.storage.scheme_file import SchemeFile
from tests.storage.disks import read_only
from tests.storage.raw_files import add_person, interrupted, make_scheme, names_in, rows_of

NAMES = ["Asha 0", "Asha 1", "Asha 2"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_scheme(tmp_path / "scheme.buddy")


def hold(path: Path, link: Connection) -> None:
    """Open a scheme in a process of its own, add whom the other end names, and close at the end."""
    file = SchemeFile.open(path)
    link.send("open")
    while name := link.recv():
        link.send(add_person(file, name))
    file.close()


@pytest.fixture
def other(path: Path) -> Iterator[Connection]:
    """The other end of a process that has the scheme open."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=hold, args=(path, theirs))
    process.start()
    assert ours.recv() == "open"
    yield ours
    ours.send("")
    process.join()
    assert process.exitcode == 0


def name_holder(path: Path, **fields: Any) -> None:
    holder = {
        "user": "asha",
        "computer": platform.node(),
        "pid": os.getpid(),
        "since": "2026-11-21T10:15:00+00:00",
    }
    lock_file_of(path).write_text(json.dumps({**holder, **fields}), "utf-8")


def test_a_second_process_is_told_who_has_the_scheme_and_can_look_at_a_copy(path: Path, other: Connection):
    with pytest.raises(SchemeInUse, match="open in another window") as refusal:
        SchemeFile.open(path)
    assert refusal.value.holder is not None
    assert refusal.value.holder.computer == platform.node()
    assert platform.node() in str(refusal.value)

    other.send("Ben")
    other.recv()
    copy = SchemeFile.open_copy(path)
    assert copy.is_read_only
    assert names_in(copy) == [*NAMES, "Ben"]
    other.send("Cara")
    other.recv()
    assert names_in(copy) == [*NAMES, "Ben"]
    copy.close()


def test_copies_taken_while_the_other_writes_each_show_one_committed_state(path: Path, other: Connection):
    for number in range(10):
        other.send(f"Ben {number}")
        copy = SchemeFile.open_copy(path)
        seen = len(names_in(copy)) - len(NAMES)
        copy.close()
        other.recv()
        assert seen in (number, number + 1)


def test_the_file_can_be_opened_once_the_other_has_closed_it(path: Path):
    first = SchemeFile.open(path)
    with pytest.raises(SchemeInUse):
        SchemeFile.open(path)
    first.close()
    assert not lock_file_of(path).exists()
    second = SchemeFile.open(path)
    assert not second.was_unclean
    second.close()
    second.close()


@pytest.mark.parametrize("pid", [2**22 + 1, os.getppid(), 10**30])
def test_a_lock_that_is_left_behind_is_taken_silently(path: Path, pid: int):
    name_holder(path, pid=pid)
    file = SchemeFile.open(path)
    assert file.was_unclean
    assert json.loads(lock_file_of(path).read_text("utf-8"))["pid"] == os.getpid()
    file.close()
    assert not lock_file_of(path).exists()


def test_a_side_file_of_noise_is_taken_as_left_behind(path: Path):
    lock_file_of(path).write_bytes(b"\xff{[")
    SchemeFile.open(path).close()
    assert not lock_file_of(path).exists()


def test_somebody_on_another_computer_is_believed_until_the_coordinator_knows_better(path: Path):
    name_holder(path, user="ben", computer="WARD-7")
    before = path.read_bytes()
    with pytest.raises(SchemeInUse, match=re.escape("ben on WARD-7, since 21 November 2026")):
        SchemeFile.open(path)
    assert path.read_bytes() == before
    SchemeFile.open(path, take_over=True).close()
    SchemeFile.open(path).close()


def test_a_copy_to_look_at_refuses_every_change_and_leaves_nothing_behind(path: Path):
    before = rows_of(path)
    copy = SchemeFile.open_copy(path)
    with pytest.raises(ReadOnlyScheme, match="look at only"), copy.changing(Label("Add")):
        pytest.fail("a change began")
    for change in (copy.undo, copy.redo, lambda: copy.erase(1), lambda: copy.undo_to(1)):
        with pytest.raises(ReadOnlyScheme):
            change()
    copy.save_copy(path.with_name("mine.buddy"))
    copy.close()
    assert rows_of(path) == before
    assert sorted(each.name for each in path.parent.iterdir()) == ["mine.buddy", "scheme.buddy"]
    mine = SchemeFile.open(path.with_name("mine.buddy"))
    assert not mine.is_read_only
    assert add_person(mine, "Ben")
    mine.close()


def test_a_copy_never_replaces_a_scheme_that_is_open(path: Path, tmp_path: Path):
    file, other = SchemeFile.open(path), SchemeFile.open(make_scheme(tmp_path / "other.buddy", "Other"))
    with pytest.raises(UserError, match="is this scheme itself"):
        file.save_copy(path)
    with pytest.raises(SchemeInUse):
        file.save_copy(other.path)
    other.close()
    file.save_copy(other.path)
    file.close()
    assert rows_of(other.path) == rows_of(path)


def test_a_copy_over_an_interrupted_file_is_not_spoilt_by_its_journal(path: Path, tmp_path: Path):
    left = interrupted(make_scheme(tmp_path / "other.buddy", "Other"), tmp_path / "left.buddy")
    file = SchemeFile.open(path)
    file.save_copy(left)
    file.close()
    copy = SchemeFile.open(left)
    assert names_in(copy) == NAMES
    copy.close()


def test_a_new_scheme_where_a_journal_was_left_is_sound(path: Path, tmp_path: Path):
    left = interrupted(path, tmp_path / "left.buddy")
    left.unlink()
    SchemeFile.create(left, Scheme(name="New")).close()
    assert verify(left) == RELEASED.newest


def test_a_read_only_place_opens_to_look_at_only(tmp_path: Path):
    place = tmp_path / "shared"
    place.mkdir()
    path = make_scheme(place / "scheme.buddy")
    with read_only(place):
        file = SchemeFile.open(path)
        assert file.is_read_only
        assert names_in(file) == NAMES
        file.save_copy(tmp_path / "mine.buddy")
        with pytest.raises(UserError, match="could not be written"):
            file.save_copy(place / "mine.buddy")
        file.close()
        with pytest.raises(UserError, match="could not be written"):
            SchemeFile.create(place / "new.buddy", Scheme(name="New"))
    verify(tmp_path / "mine.buddy")
    assert [each.name for each in place.iterdir()] == ["scheme.buddy"]


def test_an_interrupted_file_is_copied_as_before_its_last_save(path: Path, tmp_path: Path):
    before = rows_of(path)
    left = interrupted(path, tmp_path / "left.buddy")
    bytes_before = left.read_bytes()
    copy = SchemeFile.open_copy(left)
    assert names_in(copy) == NAMES
    copy.close()
    assert left.read_bytes() == bytes_before
    assert rows_of(path) == before
