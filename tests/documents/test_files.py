"""Files that are written whole or not at all, and what is said when they can't be."""

import os
from pathlib import Path

import pytest
from openpyxl import load_workbook

from buddy_matcher.documents.files import replaces_earlier, write_new_files, write_whole
from buddy_matcher.documents.workbook_out import Sheet, workbook_of
from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from tests.storage.disks import fill_up, read_only, tiny_disk


def test_the_new_file_takes_the_place_of_the_old_one_and_leaves_nothing_beside(tmp_path: Path):
    target = tmp_path / "plan.xlsx"
    write_whole(target, b"old", suffix=".xlsx")
    write_whole(target, b"new", suffix=".xlsx")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("plan.xlsx", b"new")]


def test_another_ending_is_refused_with_a_name_that_would_do(tmp_path: Path):
    with pytest.raises(UserError, match=r"such as plan\.xlsx"):
        write_whole(tmp_path / "plan.doc", b"new", suffix=".xlsx")


def test_missing_folders_are_made(tmp_path: Path):
    write_whole(tmp_path / "a" / "b" / "plan.xlsx", b"new", suffix=".xlsx")
    write_new_files(tmp_path / "c" / "d", {"one.pdf": b"1"})
    assert (tmp_path / "a" / "b" / "plan.xlsx").read_bytes() == b"new"
    assert (tmp_path / "c" / "d" / "one.pdf").read_bytes() == b"1"


def test_a_folder_that_can_not_be_made_is_no_lack_of_space(tmp_path: Path):
    (tmp_path / "nowhere").write_bytes(b"a file")
    with pytest.raises(EnvironmentProblem, match="could not be written") as problem:
        write_whole(tmp_path / "nowhere" / "plan.xlsx", b"new", suffix=".xlsx")
    assert "space" not in problem.value.advice
    assert (tmp_path / "nowhere").read_bytes() == b"a file"


def test_a_folder_of_that_name_is_not_replaced(tmp_path: Path):
    (tmp_path / "plan.xlsx").mkdir()
    with pytest.raises(UserError, match="Choose another name"):
        write_whole(tmp_path / "plan.xlsx", b"new", suffix=".xlsx")
    assert [each.name for each in tmp_path.iterdir()] == ["plan.xlsx"]


def test_a_full_disk_asks_for_space_and_leaves_nothing_behind(tmp_path: Path):
    with tiny_disk(tmp_path / "disk", 64) as disk:
        fill_up(disk)
        with pytest.raises(EnvironmentProblem, match="Free some space"):
            write_whole(disk / "plan.xlsx", bytes(9000), suffix=".xlsx")
        assert [each.name for each in disk.iterdir()] == ["ballast"]


def test_a_folder_that_can_only_be_read_keeps_the_old_file(tmp_path: Path):
    target = tmp_path / "plan.xlsx"
    target.write_bytes(b"old")
    with read_only(tmp_path), pytest.raises(EnvironmentProblem, match="Make sure that") as problem:
        write_whole(target, b"new", suffix=".xlsx")
    assert "space" not in problem.value.advice
    assert target.read_bytes() == b"old"


def test_new_files_replace_none_that_is_there(tmp_path: Path):
    (tmp_path / "b.pdf").write_bytes(b"old")
    with pytest.raises(UserError, match=r"b\.pdf would be replaced"):
        write_new_files(tmp_path, {"a.pdf": b"new", "b.pdf": b"new"})
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("b.pdf", b"old")]


def test_new_files_are_all_there_or_none(tmp_path: Path):
    write_new_files(tmp_path, {"a.pdf": b"one", "b.pdf": b"two"})
    assert sorted(each.read_bytes() for each in tmp_path.iterdir()) == [b"one", b"two"]
    with tiny_disk(tmp_path / "disk", 64) as disk:
        fill_up(disk)
        with pytest.raises(EnvironmentProblem, match="Free some space"):
            write_new_files(disk, {"a.pdf": b"", "b.pdf": bytes(9000)})
        assert [each.name for each in disk.iterdir()] == ["ballast"]


def test_what_nobody_made_yet_replaces_nothing(tmp_path: Path):
    assert not replaces_earlier(tmp_path / "plan.xlsx", suffix=".xlsx")


def test_a_workbook_of_ours_may_be_replaced_until_another_program_saves_it(tmp_path: Path):
    target = tmp_path / "plan.xlsx"
    target.write_bytes(workbook_of([Sheet("Plan", ("Buddies",), [("Asha and Ben",)])]))
    assert replaces_earlier(target, suffix=".xlsx")
    edited = load_workbook(target)
    edited.properties.lastModifiedBy = "Morag Ellis"
    edited.save(target)
    with pytest.raises(UserError, match="changed by another program"):
        replaces_earlier(target, suffix=".xlsx")


def test_a_pdf_of_other_people_is_not_replaced(tmp_path: Path):
    target = tmp_path / "letters.pdf"
    target.write_bytes(b"%PDF-1.7\n/Keywords(Minutes)")
    with pytest.raises(UserError, match="another program"):
        replaces_earlier(target, suffix=".pdf")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only there a name can stand for a pipe")
def test_what_is_no_file_is_never_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(UserError, match="not a file"):
        replaces_earlier(tmp_path / "pipe.pdf", suffix=".pdf")
