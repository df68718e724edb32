"""Opening a file: what is refused, with which words, and that its bytes stay as they were."""

import os
import shutil
import sqlite3
import sys
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from buddy_matcher.domain.backups import BackupReason
from buddy_matcher.domain.entries import EntryKind, Fit
from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.letter_kinds import ROUND
from buddy_matcher.domain.letters import letter_state
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.people import LetterPreferences, Participant
from buddy_matcher.domain.refusals import DamagedFile
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.domain.rounds import Scheme
from buddy_matcher.domain.strengths import Theme
from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.storage.document.content_checks import verify
from buddy_matcher.storage.document.file_header import LARGEST_FILE
from buddy_matcher.storage.document.lock_file import lock_file_of
from buddy_matcher.storage.document.opening import open_database
from buddy_matcher.storage.document.seal import drop_seal
from buddy_matcher.storage.formats import RELEASED, Formats
from buddy_matcher.storage.rescue.backup_copies import BackupFolder
from buddy_matcher.storage.rows import Row
from buddy_matcher.storage.scheme_file import SchemeFile
from tests.storage.raw_files import interrupted, make_scheme, names_in, patch, rows_of, run_sql

GOLDEN = Path(__file__).parents[1] / "files"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_scheme(tmp_path / "scheme.buddy")


def assert_refused(path: Path, words: str, error: type[UserError] = UserError) -> None:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error, match=words) as refusal:
        SchemeFile.open(path)
    assert refusal.value.advice
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_missing_file_is_an_error_and_is_not_made(tmp_path: Path):
    assert_refused(tmp_path / "missing.buddy", "There is no file")


def test_a_name_that_the_system_refuses_is_an_error_in_words(tmp_path: Path):
    # As a folder that nobody may look into: even asking whether there is a file fails.
    with pytest.raises(EnvironmentProblem, match="can't be read"):
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


NEXT = Formats((*RELEASED.scripts, ("ALTER TABLE theme ADD COLUMN colour TEXT NOT NULL DEFAULT ''",)))
"""A format that is never released, one after the newest."""


def test_an_older_format_is_backed_up_and_brought_up_to_date(path: Path):
    before = rows_of(path)
    file = SchemeFile.open(path, formats=NEXT)
    with file.reading() as unit:
        assert unit.journal.actions()[-1].is_barrier
    assert not file.undo()
    [backup] = BackupFolder(file.document_uuid).backups()
    file.close()
    assert backup.reason is BackupReason.MIGRATION
    assert rows_of(backup.path) == before
    assert verify(path, NEXT) == NEXT.newest
    assert_refused(path, "newer Buddy Matcher")
    again = SchemeFile.open(path, formats=NEXT)
    assert len(BackupFolder(again.document_uuid).backups()) == 1
    again.close()


@pytest.mark.parametrize(
    "script",
    [
        ("ALTER TABLE theme ADD COLUMN colour TEXT NOT NULL DEFAULT ''", "ALTER TABLE nothing ADD COLUMN x"),
        ("ALTER TABLE theme ADD COLUMN colour TEXT NOT NULL DEFAULT ''", "DELETE FROM organisation"),
    ],
)
def test_a_migration_that_fails_changes_nothing(path: Path, script: tuple[str, ...]):
    before = rows_of(path)
    with pytest.raises(UserError):
        SchemeFile.open(path, formats=Formats((*RELEASED.scripts, script)))
    assert rows_of(path) == before
    assert verify(path) == RELEASED.newest


def test_nothing_is_migrated_without_a_backup(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "in-the-way").touch()
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "in-the-way"))
    before = path.read_bytes()
    with pytest.raises(EnvironmentProblem, match="backups"):
        SchemeFile.open(path, formats=NEXT)
    assert path.read_bytes() == before


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


def test_the_rows_are_those_of_the_file(path: Path):
    engine = create_engine(f"sqlite:///{path}")
    in_file = inspect(engine)
    assert set(in_file.get_table_names()) - {"sqlite_sequence"} == set(Row.metadata.tables)
    for name, table in Row.metadata.tables.items():
        found = {column["name"]: column for column in in_file.get_columns(name)}
        assert set(found) == {column.name for column in table.columns}, name
        for column in table.columns:
            if not column.primary_key:
                assert found[column.name]["nullable"] == column.nullable, (name, column.name)
        wanted_keys = {(fk.parent.name, fk.column.table.name) for fk in table.foreign_keys}
        found_keys = {
            (fk["constrained_columns"][0], fk["referred_table"]) for fk in in_file.get_foreign_keys(name)
        }
        assert found_keys == wanted_keys, name
    engine.dispose()


@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("*.buddy")), ids=lambda path: path.stem)
def test_a_file_of_every_released_format_opens(golden: Path, tmp_path: Path):
    copy = shutil.copy(golden, tmp_path)
    file = SchemeFile.open(Path(copy))
    with file.reading() as unit:
        assert unit.scheme.name == "Golden scheme"
        names = [person.full_name for person in unit.people.all()]
        assert names[:2] == ["Asha O’Neill", "Ben Nguyễn"]
        assert unit.pairings.all()[0].members == (1, 2)
        assert {part.sector for part in unit.participations.all()} == set(Sector)
        assert [part.organisation_id for part in unit.participations.all()] == [
            person.organisation_id for person in unit.people.all()
        ]
        assert len(unit.journal.actions()) >= 1
        unit.read_all()
    file.close()


def test_there_is_a_golden_file_for_every_format():
    assert {path.stem.removesuffix("_filled") for path in GOLDEN.glob("*.buddy")} == {
        f"format_{n}" for n in range(1, RELEASED.newest + 1)
    }


def test_a_filled_file_of_format_2_keeps_every_value(tmp_path: Path):
    golden = GOLDEN / "format_2_filled.buddy"
    before, copy = _records_of(golden), Path(shutil.copy(golden, tmp_path))
    SchemeFile.open(copy).close()
    after = _records_of(copy)
    made_anew = {("meta", "save_counter"), ("meta", "written_by"), ("action", "state"), ("letter", "digest")}
    # These are kept in other words: as dates of the round, and as entries.
    made_anew |= {("round", "starts_on"), ("round", "first_contact_within_days")}
    made_anew |= {("pairing", "first_met_on"), ("pairing", "is_good_fit")}
    for table in before.keys() - {"action_image", "sqlite_sequence"}:
        assert before[table], f"{table} is empty, so nothing is tested"
        for was, now in zip(before[table], after[table], strict=False):
            kept = {name: value for name, value in was.items() if (table, name) not in made_anew}
            assert kept.items() <= now.items(), table
        assert len(after[table]) - len(before[table]) == (1 if table == "action" else 0), table


def _records_of(path: Path) -> dict[str, list[dict[str, object]]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            table: [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2")]  # noqa: S608 - our own names
            for table in tables
        }


def test_a_filled_file_of_format_2_reads_as_it_was(tmp_path: Path):
    file = SchemeFile.open(Path(shutil.copy(GOLDEN / "format_2_filled.buddy", tmp_path)))
    with file.reading() as unit:
        agreed, ended, trio = unit.pairings.all()
        met, fits = unit.entries.all()
        assert (met.pairing_id, met.on, met.kind) == (agreed.id, date(2026, 9, 20), EntryKind.MEETING)
        assert {share.participation_id: share.fit for share in fits.shares} == {1: Fit.GOOD, 2: Fit.GOOD}
        assert fits.told_by is met.told_by is None
        assert agreed.first_contact == 2
        [this_round] = unit.rounds.all()
        assert this_round.dates.on(Milestone.LETTERS_ON) == date(2026, 9, 1)
        assert this_round.dates.first_contact_days == 14
        assert [m.joined_on for m in agreed.memberships] == [None, None]
        assert (ended.state, ended.ended_on, ended.ended_reason) == (
            PairingState.ENDED,
            date(2026, 9, 2),
            "No time",
        )
        assert trio.members == (3, 4, 2)
        asha = unit.participations.get(1)
        assert (asha.funded_rate, asha.if_only_they_knew) == ("£25 an hour", "How Asha works")
        assert [(each.text, each.listed_id) for each in unit.decided_answers.all()] == [
            ("Carer", 1),
            ("Juggling", None),
        ]
        saved, printed = unit.letters.all()
        assert (saved.occasion, saved.dated, saved.facts) == (ROUND, date(2026, 9, 4), ())
        assert letter_state([saved, printed], (("buddies", "other"),), LetterPreferences()).in_words == (
            "Printed 4 September 2026"
        )
    # Whoever is erased leaves no number to somebody else, in the table that was made anew either.
    file.erase(5)
    with file.changing(Label("Add")) as unit:
        assert unit.people.save(Participant(given="Fay")).id == 6
    file.close()
