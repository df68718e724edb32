"""Opening a file: what is refused, with which words, and that its bytes stay as they were."""

import os
import sys
import zipfile
from pathlib import Path

import pytest

from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.refusals import DamagedFile
from buddy_matcher.domain.rounds import Scheme
from buddy_matcher.domain.strengths import Theme
from buddy_matcher.storage.document.content_checks import last_action_at
from buddy_matcher.storage.document.file_header import LARGEST_FILE
from buddy_matcher.storage.document.lock_file import lock_file_of
from buddy_matcher.storage.document.opening import open_database
from buddy_matcher.storage.document.seal import drop_seal
from buddy_matcher.storage.formats import RELEASED
from buddy_matcher.storage.scheme_file import SchemeFile
from tests.storage.raw_files import (
    add_person,
    interrupted,
    make_scheme,
    names_in,
    patch,
    rows_of,
    run_sql,
)
from tests.storage.refusals import assert_refused


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_scheme(tmp_path / "scheme.buddy")


def test_a_missing_file_is_an_error_and_is_not_made(tmp_path: Path):
    assert_refused(tmp_path / "missing.buddy", "There is no file")


def test_a_name_that_the_system_refuses_is_an_error_in_words(tmp_path: Path):
    # As a folder that nobody may look into: even asking whether there is a file fails.
    with pytest.raises(EnvironmentProblem, match="can’t be read"):
        SchemeFile.open(tmp_path / f"{'x' * 300}.buddy")
    assert not (tmp_path / "missing.buddy").exists()


def test_a_folder_is_refused(tmp_path: Path):
    assert_refused(tmp_path, "is not a file")


def test_an_empty_file_is_never_an_empty_scheme(tmp_path: Path):
    (tmp_path / "empty.buddy").touch()
    assert_refused(tmp_path / "empty.buddy", "is empty")


def test_a_renamed_text_file_is_refused(tmp_path: Path):
    (tmp_path / "notes.buddy").write_text("Dear Asha, thank you for coming.")
    assert_refused(tmp_path / "notes.buddy", "not a Buddy Matcher file")


def test_a_renamed_archive_is_refused(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "archive.buddy", "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    assert_refused(tmp_path / "archive.buddy", "not a Buddy Matcher file")


def test_a_file_killed_twice_in_the_middle_of_saving_still_opens(path: Path, tmp_path: Path):
    names = ["Asha 0", "Asha 1", "Asha 2"]
    for turn in ("first", "second"):
        path = interrupted(path, tmp_path / f"{turn}.buddy")
        opened = open_database(path, back_up=lambda _: None)
        opened.connection.close()
    file = SchemeFile.open(path)
    assert names_in(file) == names
    file.close()


def test_another_applications_database_is_refused(tmp_path: Path):
    run_sql(tmp_path / "other.buddy", "CREATE TABLE notes (id INTEGER)")
    assert_refused(tmp_path / "other.buddy", "not a Buddy Matcher file")


def test_a_newer_format_is_refused(path: Path):
    run_sql(path, f"PRAGMA user_version = {RELEASED.newest + 1}")
    assert_refused(path, "newer Buddy Matcher")


ENDLESS = "AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (
            ["CREATE TRIGGER harm AFTER INSERT ON theme BEGIN DELETE FROM strength; END"],
            "the trigger “harm”",
        ),
        ([f"CREATE VIEW endless {ENDLESS}"], "the view “endless”"),
        (
            ["PRAGMA foreign_keys = OFF", "DROP TABLE meta", f"CREATE VIEW meta {ENDLESS}"],
            "the view “meta”",
        ),
        (["CREATE TABLE extra (id INTEGER)"], "the table “extra”"),
        (["CREATE INDEX slow ON theme (name)"], "the index “slow”"),
    ],
)
def test_other_tables_views_and_triggers_are_refused_by_name(path: Path, statements: list[str], named: str):
    run_sql(path, *statements)
    assert_refused(path, f"other tables.*{named}")


def test_a_file_that_lacks_a_table_is_damaged(path: Path):
    run_sql(path, "DROP TABLE letter")
    assert_refused(path, "lacks tables", DamagedFile)


def test_a_broken_reference_is_refused(path: Path):
    run_sql(
        path,
        "INSERT INTO access_need (participant_id, note, consent_on) VALUES (9, 'step-free', '2026-11-21')",
    )
    assert_refused(path, "damaged")


@pytest.mark.parametrize("length", [50, 100, 2000, 4096, 10_000])
def test_a_truncated_file_is_refused(path: Path, length: int):
    path.write_bytes(path.read_bytes()[:length])
    assert_refused(path, "damaged", DamagedFile)


@pytest.mark.parametrize("page", range(0, 30, 7))
def test_a_page_of_noise_is_detected(path: Path, page: int):
    patch(path, page * 4096 + (100 if page == 0 else 0), os.urandom(3000))
    assert_refused(path, "damaged|other tables")


def test_a_single_letter_changed_inside_a_name_is_detected(path: Path):
    patch(path, path.read_bytes().index(b"Asha 1"), b"Esha")
    assert_refused(path, "damaged", DamagedFile)


@pytest.mark.parametrize("pages", [1, 20, 2**31 - 1])
def test_a_lying_page_count_is_detected(path: Path, pages: int):
    patch(path, 28, pages.to_bytes(4))
    assert_refused(path, "damaged", DamagedFile)


def test_pages_that_a_killed_program_had_not_cut_off_yet_are_no_damage(path: Path):
    sound, names = path.read_bytes(), ["Asha 0", "Asha 1", "Asha 2"]
    path.write_bytes(sound + bytes(3 * 4096))
    assert_refused(path, "is damaged")
    lock_file_of(path).touch()
    drop_seal(path)
    copy = SchemeFile.open_copy(path)
    assert names_in(copy) == names
    copy.close()
    file = SchemeFile.open(path)
    assert names_in(file) == names
    file.close()
    assert path.stat().st_size == len(sound)
    SchemeFile.open(path).close()


def test_a_copy_with_as_many_changes_that_took_the_file_s_place_is_sound(path: Path, tmp_path: Path):
    # Two people take turns with a copy on a stick, and both did as much.
    copy = tmp_path / "stick.buddy"
    copy.write_bytes(path.read_bytes())
    for place, name in ((path, "Ours"), (copy, "Theirs")):
        file = SchemeFile.open(place)
        add_person(file, name)
        file.close()
    ours, theirs = path.read_bytes(), copy.read_bytes()
    path.write_bytes(theirs)
    file = SchemeFile.open(path)
    assert names_in(file)[-1] == "Theirs"
    file.close()
    path.write_bytes(ours)
    SchemeFile.open(path).close()


def test_a_changed_letter_of_when_the_last_action_was_is_not_taken_for_another_copy(path: Path):
    moment = last_action_at(path)
    another = moment.replace("20", "19", 1)
    path.write_bytes(path.read_bytes().replace(moment.encode(), another.encode()))
    assert_refused(path, "is damaged")


def test_a_page_size_that_cannot_be_is_detected(path: Path):
    patch(path, 16, b"\x03\x03")
    assert_refused(path, "damaged", DamagedFile)


def test_a_file_in_another_journal_mode_is_refused(path: Path):
    run_sql(path, "PRAGMA journal_mode = WAL")
    assert_refused(path, "written by another program")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(path: Path):
    os.truncate(path, LARGEST_FILE + 1)
    with pytest.raises(UserError, match="too large"):
        SchemeFile.open(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no FIFOs")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.buddy")
    assert_refused(tmp_path / "pipe.buddy", "is not a file")


def test_a_link_opens_what_it_points_to(path: Path, tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.buddy"
    link.symlink_to(path)
    file = SchemeFile.open(link)
    assert len(names_in(file)) == 3
    with pytest.raises(UserError, match="is open"):
        SchemeFile.open(path)
    file.close()
    assert [each.name for each in link.parent.iterdir()] == ["link.buddy"]


def test_an_interrupted_transaction_is_rolled_back(path: Path, tmp_path: Path):
    before = rows_of(path)
    copy = interrupted(path, tmp_path / "copy.buddy")
    file = SchemeFile.open(copy)
    assert file.was_unclean
    file.close()
    assert rows_of(copy) == before


@pytest.mark.parametrize("people", [3, 12])
def test_the_journal_of_another_file_is_never_rolled_back(path: Path, tmp_path: Path, people: int):
    other = make_scheme(tmp_path / "other.buddy", "Other", people)
    interrupted(other, tmp_path / "taken.buddy")
    journal = tmp_path / "scheme.buddy-journal"
    (tmp_path / "taken.buddy-journal").rename(journal)
    before = journal.read_bytes()
    assert_refused(path, "does not fit", DamagedFile)
    assert journal.read_bytes() == before


def test_the_journal_of_an_earlier_state_is_never_rolled_back(path: Path, tmp_path: Path):
    interrupted(path, tmp_path / "taken.buddy")
    file = SchemeFile.open(path)
    for name in ("Themes", "More", "Most"):
        with file.changing(Label("Add a theme")) as unit:
            unit.themes.save(Theme(name=name))
            unit.commit()
    file.close()
    (tmp_path / "taken.buddy-journal").rename(tmp_path / "scheme.buddy-journal")
    assert_refused(path, "does not fit", DamagedFile)


def test_no_folder_for_temporary_files_is_said_in_words(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(EnvironmentProblem, match="no folder for temporary files"):
        SchemeFile.open_copy(path)


def test_a_new_scheme_never_replaces_a_file(path: Path):
    before = path.read_bytes()
    with pytest.raises(UserError, match="already a file"):
        SchemeFile.create(path, Scheme(name="Other"))
    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux", reason="only there names need not be text")
def test_a_name_in_another_encoding_is_a_name(tmp_path: Path):
    file = SchemeFile.create(tmp_path / os.fsdecode(b"Si\xe2n.buddy"), Scheme(name="Moor"))
    file.close()
    again = SchemeFile.open(file.path)
    assert not again.was_unclean
    again.close()


def test_a_new_scheme_in_a_missing_folder_is_an_error(tmp_path: Path):
    with pytest.raises(UserError, match="could not be written"):
        SchemeFile.create(tmp_path / "nowhere" / "scheme.buddy", Scheme(name="Other"))
