"""Opening a file: what is refused, with which words, and that its bytes stay as they were."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.rounds import Scheme
from buddy_matcher.storage import formats
from buddy_matcher.storage.database import create_database
from buddy_matcher.storage.rows import Row
from buddy_matcher.storage.scheme_file import SchemeFile

GOLDEN = Path(__file__).parent / "files"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = SchemeFile.create(tmp_path / "scheme.buddy", Scheme(name="West Moor buddies"))
    file.close()
    return file.path


def run_sql(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def assert_refused(path: Path, words: str) -> None:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(UserError, match=words) as refusal:
        SchemeFile.open(path)
    assert refusal.value.advice
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_missing_file_is_an_error_and_is_not_made(tmp_path: Path):
    assert_refused(tmp_path / "missing.buddy", "There is no file")
    assert not (tmp_path / "missing.buddy").exists()


def test_a_folder_is_refused(tmp_path: Path):
    assert_refused(tmp_path, "is not a file")


def test_an_empty_file_is_never_an_empty_scheme(tmp_path: Path):
    (tmp_path / "empty.buddy").touch()
    assert_refused(tmp_path / "empty.buddy", "is empty")


def test_a_renamed_text_file_is_refused(tmp_path: Path):
    (tmp_path / "notes.buddy").write_text("Dear Asha, thank you for coming.")
    assert_refused(tmp_path / "notes.buddy", "not a Buddy Matcher file")


def test_another_applications_database_is_refused(tmp_path: Path):
    run_sql(tmp_path / "other.buddy", "CREATE TABLE notes (id INTEGER)")
    assert_refused(tmp_path / "other.buddy", "not a Buddy Matcher file")


def test_a_newer_format_is_refused(path: Path):
    run_sql(path, f"PRAGMA user_version = {formats.NEWEST + 1}")
    assert_refused(path, "newer Buddy Matcher")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER harm AFTER INSERT ON theme BEGIN DELETE FROM strength; END",
        "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i FROM n",
        "CREATE TABLE extra (id INTEGER)",
    ],
)
def test_other_tables_views_and_triggers_are_refused(path: Path, statement: str):
    run_sql(path, statement)
    assert_refused(path, "other tables")


def test_a_broken_reference_is_refused(path: Path):
    run_sql(
        path,
        "INSERT INTO access_need (participant_id, note, consent_on) VALUES (9, 'step-free', '2026-11-21')",
    )
    assert_refused(path, "damaged")


def test_a_truncated_file_is_refused(path: Path):
    path.write_bytes(path.read_bytes()[:-4096])
    assert_refused(path, "damaged")


def test_a_file_that_is_open_elsewhere_is_refused(path: Path):
    first = SchemeFile.open(path)
    with pytest.raises(UserError, match="is open in another window"):
        SchemeFile.open(path)
    first.close()


def test_a_new_scheme_never_replaces_a_file(path: Path):
    before = path.read_bytes()
    with pytest.raises(UserError, match="already a file"):
        SchemeFile.create(path, Scheme(name="Other"))
    assert path.read_bytes() == before


def test_a_new_scheme_in_a_missing_folder_is_an_error(tmp_path: Path):
    with pytest.raises(UserError, match="could not be made"):
        SchemeFile.create(tmp_path / "nowhere" / "scheme.buddy", Scheme(name="Other"))


@pytest.fixture
def engine(tmp_path: Path):
    engine = create_database(tmp_path / "new.buddy")
    yield engine
    engine.dispose()


def test_the_rows_are_those_of_the_file(engine: Engine):
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


@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("*.buddy")), ids=lambda path: path.stem)
def test_a_file_of_every_released_format_opens(golden: Path, tmp_path: Path):
    copy = shutil.copy(golden, tmp_path)
    file = SchemeFile.open(Path(copy))
    with file.reading() as unit:
        assert unit.scheme.name == "Golden scheme"
        assert {person.full_name for person in unit.people.all()} == {"Asha O’Neill", "Ben Nguyễn"}
        assert [pairing.members for pairing in unit.pairings.all()] == [(1, 2)]
        assert len(unit.journal.actions()) >= 1
    file.close()


def test_there_is_a_golden_file_for_every_format():
    assert {path.stem for path in GOLDEN.glob("*.buddy")} == {
        f"format_{n}" for n in range(1, formats.NEWEST + 1)
    }
