"""Values that no scheme has, in a file that SQLite calls sound: a sentence, a way on, no lock left behind."""

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.refusals import DamagedFile
from buddy_matcher.services.check_scheme import check_scheme
from buddy_matcher.services.recovery import recover_scheme
from buddy_matcher.services.schemes import open_scheme
from buddy_matcher.storage.document.lock_file import lock_file_of
from buddy_matcher.storage.rows import Row
from tests.conftest import Tally
from tests.helpers.people import add_four, new_scheme
from tests.storage.raw_files import interrupted, make_scheme, run_sql

NONSENSE = [
    "nonsense",
    "not a date",
    "",
    "[" * 100_000,
    '{"a":1}',
    "[[1]]",
    "null",
    "1e999",
    "𝟙",
    "-1",
    "2026-13-45",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    services = new_scheme(tmp_path)
    ids = add_four(services)
    services.pairings.pair(ids["Asha"], ids["Ben"])
    services.pairings.never_pair(ids["Cara"], ids["Dewi"])
    services.close()
    return services.path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE organisation SET sector = 'nonsense' WHERE id = 2", "“nonsense” is no sector"),
        ("UPDATE pairing SET ended_on = 'not a date'", "“not a date” is no ended on"),
        ("UPDATE participant SET letters = '[[[['", "is no letters"),
        ("UPDATE action SET people = '{'", "an action"),
        ("UPDATE action SET people = '[[1]]'", "an action"),
        ("UPDATE action SET template = '[[1]]'", "an action"),
    ],
)
def test_a_value_that_makes_no_sense_is_named_at_opening_and_by_the_check(path: Path, change: str, said: str):
    run_sql(path, change)
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(DamagedFile, match=said):
            open_scheme(path)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    [finding] = check_scheme(path)
    assert said in finding.message
    recover_scheme(path)
    open_scheme(path).close()


def forge(path: Path, chance: random.Random) -> str:
    """Put nonsense in one column of every row of a table; return which."""
    columns = [c for table in Row.metadata.sorted_tables for c in table.columns if not c.primary_key]
    column = chance.choice(columns)
    table = column.table
    values = NONSENSE if column.type.python_type is str else [-1, 0, 7, 2**62]
    value = chance.choice(values)
    with closing(sqlite3.connect(path)) as connection:
        try:
            connection.execute(f'UPDATE {table.name} SET "{column.name}" = ?', (value,))  # noqa: S608 - our own
            connection.commit()
        except sqlite3.IntegrityError:
            return ""
    return f"{table.name}.{column.name} = {str(value)[:20]}"


def look_at_everything(path: Path) -> None:
    services = open_scheme(path)
    try:
        services.check.findings()
        services.people.people()
        services.history.entries()
        services.pairings.agree()
        services.history.undo()
    finally:
        services.close()


def forged(path: Path, number: int, seed: int) -> dict[str, int]:
    sound, chance = path.read_bytes(), random.Random(seed)
    counts = {"values": 0, "refused": 0, "recovered": 0}
    for _ in range(number):
        path.write_bytes(sound)
        if not forge(path, chance):
            continue
        counts["values"] += 1
        try:
            look_at_everything(path)
        except UserError:
            counts["refused"] += 1
            assert not lock_file_of(path).exists()
            try:
                report = recover_scheme(path)
            except UserError:
                continue
            counts["recovered"] += 1
            open_scheme(path).close()
            report.damaged.unlink()
    return counts


def test_whatever_a_column_says_it_ends_in_a_sentence(path: Path):
    counts = forged(path, 25, seed=1)
    assert counts["refused"] > 0


@pytest.mark.slow
def test_hundreds_of_values_that_make_no_sense(path: Path, tally: Tally):
    tally("Values that make no sense", **forged(path, 500, seed=2))


def test_a_journal_that_does_not_hold_the_row_of_our_saves_is_not_ours(tmp_path: Path):
    ours = make_scheme(tmp_path / "ours.buddy", people=30)
    # The same tables at the same places, and a transaction that counts no save.
    twin = tmp_path / "twin.buddy"
    twin.write_bytes(ours.read_bytes())
    run_sql(twin, "UPDATE participant SET given = 'Stranger'")
    taken = interrupted(twin, tmp_path / "taken.buddy", counts_a_save=False)
    before = ours.read_bytes()
    taken.with_name("taken.buddy-journal").rename(tmp_path / "ours.buddy-journal")
    with pytest.raises(DamagedFile, match="does not fit"):
        open_scheme(ours)
    assert ours.read_bytes() == before
    recover_scheme(ours)
    services = open_scheme(ours)
    assert "Stranger" not in json.dumps([each.name for each in services.people.people()])
    services.close()
