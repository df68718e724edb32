"""Older formats: each released one opens, is backed up, and loses nothing on its way to the newest."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect

from buddy_matcher.domain.backups import BackupReason
from buddy_matcher.domain.conflicts import ConflictEffect
from buddy_matcher.domain.entries import EntryKind, Fit
from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import ParticipantId, ParticipationId
from buddy_matcher.domain.letter_kinds import ROUND
from buddy_matcher.domain.letters import letter_state
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.people import LetterPreferences, Participant
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.domain.statements import Permission, Statement, StatementAbout
from buddy_matcher.domain.strengths import offered
from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.storage.document.content_checks import verify
from buddy_matcher.storage.formats import NEWEST_DIGEST, RELEASED, Formats, digest_of
from buddy_matcher.storage.rescue.backup_copies import BackupFolder
from buddy_matcher.storage.rows import Row
from buddy_matcher.storage.scheme_file import SchemeFile
from tests.storage.raw_files import make_scheme, rows_of
from tests.storage.refusals import assert_refused

GOLDEN = Path(__file__).parents[1] / "files"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_scheme(tmp_path / "scheme.buddy")


def test_the_newest_format_is_known_by_what_its_scripts_make():
    assert digest_of(RELEASED.schema(RELEASED.newest)) == NEWEST_DIGEST


_NEVER_RELEASED = "ALTER TABLE theme ADD COLUMN never_released TEXT NOT NULL DEFAULT ''"
NEXT = Formats((*RELEASED.scripts, (_NEVER_RELEASED,)))
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
        (
            _NEVER_RELEASED,
            "ALTER TABLE nothing ADD COLUMN x",
        ),
        (_NEVER_RELEASED, "DELETE FROM organisation"),
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
    for path in GOLDEN.glob("*.buddy"):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            [format_] = connection.execute("PRAGMA user_version").fetchone()
        assert path.stem.removesuffix("_filled") == f"format_{format_}", "a golden file is never made anew"


ONE_ROW = {"meta", "scheme"}
"""Tables with a single row, whose number is always 1."""


def test_tables_are_strict_and_no_number_is_given_twice(path: Path):
    with closing(sqlite3.connect(path)) as connection:
        strict = {name: is_strict for _, name, _, _, _, is_strict in connection.execute("PRAGMA table_list")}
        tables = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
    for name, sql in tables:
        if name != "sqlite_sequence":
            assert strict[name], name
            assert " id INTEGER PRIMARY KEY" not in sql or "AUTOINCREMENT" in sql or name in ONE_ROW, name


def test_a_filled_file_of_format_2_keeps_every_value(tmp_path: Path):
    golden = GOLDEN / "format_2_filled.buddy"
    before, copy = _records_of(golden), Path(shutil.copy(golden, tmp_path))
    SchemeFile.open(copy).close()
    after = _records_of(copy)
    made_anew = {("meta", "save_counter"), ("meta", "written_by"), ("action", "state"), ("letter", "digest")}
    # These are kept in other words: as dates of the round, and as entries.
    made_anew |= {("round", "starts_on"), ("round", "first_contact_within_days")}
    made_anew |= {("pairing", "first_met_on"), ("pairing", "is_good_fit")}
    made_anew |= {("participation", "if_only_they_knew")}
    made_anew |= {("conflict", "first_organisation_id"), ("conflict", "second_organisation_id")}
    for table in before.keys() - {"action_image", "sqlite_sequence"}:
        assert before[table], f"{table} is empty, so nothing is tested"
        for was, now in zip(before[table], after[table], strict=False):
            kept = {name: value for name, value in was.items() if (table, name) not in made_anew}
            assert kept.items() <= now.items(), table
        assert len(after[table]) - len(before[table]) == (1 if table == "action" else 0), table


def test_what_was_decided_and_listed_before_format_5_reads_as_it_was(tmp_path: Path):
    file = SchemeFile.open(Path(shutil.copy(GOLDEN / "format_4.buddy", tmp_path)))
    with file.reading() as unit:
        assert [
            (each.question, each.text, each.listed_id, each.meaning) for each in unit.decided_answers.all()
        ] == [
            (Question.THEMES, "Carer", 1, ""),
            (Question.WOULD_LIKE, "Juggling", None, ""),
        ]
        assert unit.headings.all() == ()
        assert [each.name for each in offered(unit.strengths.all())] == ["Budgets", "Bids"]
        assert [each.name for each in offered(unit.themes.all())] == ["Carers"]
    file.close()


def _records_of(path: Path) -> dict[str, list[dict[str, Any]]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            table: [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2")]  # noqa: S608 - our own names
            for table in tables
        }


def test_everybody_in_an_older_file_gets_a_code_of_their_own(tmp_path: Path):
    file = SchemeFile.open(Path(shutil.copy(GOLDEN / "format_2_filled.buddy", tmp_path)))
    with file.reading() as unit:
        codes = [part.code for part in unit.participations.all()]
    file.close()
    assert len(set(codes)) == len(codes)
    assert all(code[0].isalpha() and len(code) == 8 for code in codes)


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
        [conflict] = unit.conflicts.all()
        assert [each.organisation_id for each in conflict.parties] == [1, 4]
        assert (conflict.effect, conflict.judged, conflict.counts) == (ConflictEffect.KEEP_APART, None, True)
        asha = unit.participations.get(ParticipationId(1))
        assert asha.funded_rate == "£25 an hour"
        assert asha.statements == (Statement(StatementAbout.WORK, "How Asha works", Permission.BUDDY),)
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
    file.erase(ParticipantId(5))
    with file.changing(Label("Add")) as unit:
        assert unit.people.save(Participant(given="Fay")).id == 6
    file.close()
