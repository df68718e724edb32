"""The recovery ladder: which rung a damaged file takes, what is kept, and what the coordinator is told."""

import json
import os
import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from buddy_matcher.domain.backups import BackupReason
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import ParticipantId, RoundId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import Pairing, between
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.refusals import SchemeInUse
from buddy_matcher.services.recovery import recover_scheme
from buddy_matcher.storage.document.lock_file import lock_file_of
from buddy_matcher.storage.document.seal import drop_seal
from buddy_matcher.storage.formats import RELEASED
from buddy_matcher.storage.scheme_file import SchemeFile
from tests.conftest import Tally
from tests.storage.raw_files import add_person, interrupted, make_scheme, names_in, patch, rows_of, run_sql

PEOPLE = 60
FILES = Path(__file__).parents[1] / "files"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scheme whose people fill several pages, in pairs."""
    file = SchemeFile.open(make_scheme(tmp_path_factory.mktemp("built") / "scheme.buddy", people=0))
    ids = [add_person(file, f"Asha {number}") for number in range(PEOPLE)]
    with file.changing(Label("Fill the round")) as unit:
        for person in unit.people.all():
            unit.people.save(replace(person, notes="x" * 300))
            employer = unit.organisations.get(person.organisation_id)
            unit.organisations.save(replace(employer, name=f"{employer.name} {'y' * 200}"))
        parts = unit.participations.save_all(
            Participation(round_id=RoundId(1), participant_id=ParticipantId(each), sector=Sector.HEALTH)
            for each in ids
        )
        unit.pairings.save_all(
            Pairing(round_id=RoundId(1), memberships=between(a.id, b.id))
            for a, b in zip(parts[::2], parts[1::2], strict=True)
        )
        unit.commit()
    file.close()
    return file.path


@pytest.fixture
def path(built: Path, tmp_path: Path) -> Path:
    """The same as a document of its own, closed and sealed."""
    path = tmp_path / "scheme.buddy"
    path.write_bytes(built.read_bytes())
    run_sql(path, "UPDATE meta SET document_uuid = hex(randomblob(16))")
    SchemeFile.open(path).close()
    return path


def page_of(path: Path, table: str, which: int) -> int:
    connection = sqlite3.connect(path)
    query = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno"
    pages = [page for (page,) in connection.execute(query, (table,))]
    connection.close()
    return pages[which]


def spoil(path: Path, table: str, which: int = 1) -> None:
    patch(path, (page_of(path, table, which) - 1) * 4096, os.urandom(4096))


def reopened(path: Path) -> SchemeFile:
    file = SchemeFile.open(path)
    with file.reading() as unit:
        assert unit.journal.actions()[-1].is_barrier
    return file


def test_a_file_whose_journal_is_foreign_is_recovered_without_it(path: Path, tmp_path: Path):
    before = rows_of(path)
    interrupted(make_scheme(tmp_path / "other.buddy", "Other"), tmp_path / "taken.buddy")
    (tmp_path / "taken.buddy-journal").rename(tmp_path / "scheme.buddy-journal")
    with pytest.raises(UserError, match="does not fit"):
        SchemeFile.open(path)
    report = recover_scheme(path)
    assert "Everything in the file could be read" in report.message
    assert report.lost == ()
    assert (tmp_path / f"{report.damaged.name}-journal").exists()
    assert not (tmp_path / "scheme.buddy-journal").exists()
    SchemeFile.open(path).close()
    assert rows_of(path) == before


def test_a_damaged_file_is_replaced_by_its_newest_sound_backup(path: Path):
    file = SchemeFile.open(path)
    file.back_up(BackupReason.TIMER)
    add_person(file, "Ben")
    newest = file.back_up(BackupReason.TIMER)
    add_person(file, "Cara")
    file.close()
    patch(newest.path, 5 * 4096, os.urandom(3000))
    spoil(path, "participant")
    damaged = path.read_bytes()
    report = recover_scheme(path)
    assert "restored from the backup of" in report.message
    assert report.damaged.read_bytes() == damaged
    assert report.damaged.name.startswith("scheme.buddy.damaged-")
    file = reopened(path)
    assert len(names_in(file)) == PEOPLE
    file.close()


def test_a_file_whose_first_page_is_gone_still_finds_its_backup(path: Path):
    file = SchemeFile.open(path)
    file.back_up(BackupReason.TIMER)
    file.close()
    patch(path, 0, bytes(4096))
    with pytest.raises(UserError, match="not a Buddy Matcher file"):
        SchemeFile.open(path)
    recover_scheme(path)
    file = reopened(path)
    assert len(names_in(file)) == PEOPLE
    file.close()


@pytest.mark.parametrize(
    "spoiled", ["participant", "participation", "organisation", "pairing_member", "action_image"]
)
def test_without_a_backup_every_readable_row_is_kept_and_the_others_are_counted(path: Path, spoiled: str):
    before = rows_of(path)
    spoil(path, spoiled, 0 if spoiled == "pairing_member" else 1)
    report = recover_scheme(path)
    file = reopened(path)
    with file.reading() as unit:
        kept = {
            "participant": len(unit.people.all()),
            "organisation": len(unit.organisations.all()),
            "participation": len(unit.participations.all()),
            "pairing": len(unit.pairings.all()),
        }
    file.close()
    lost = dict(report.lost)
    for table, number in kept.items():
        assert number + lost.get(table, 0) == len(before[table]), (table, report)
    assert kept["participant"] > PEOPLE / 2
    assert "Please look through it" in report.message
    if spoiled == "action_image":
        assert not lost
        assert rows_of(path) == before


def forge_enum(path: Path) -> None:
    run_sql(path, "UPDATE participation SET status = 'nonsense' WHERE id = 3")
    spoil(path, "action_image", 0)


def lose_the_round(path: Path) -> None:
    run_sql(path, "PRAGMA foreign_keys = OFF", "DELETE FROM round", "DELETE FROM scheme", "DELETE FROM meta")


@pytest.mark.parametrize(
    ("damage", "lost"), [(forge_enum, {"participation": 1, "pairing": 1}), (lose_the_round, {})]
)
def test_rows_that_make_no_sense_are_left_out_and_what_must_be_there_is_made(
    path: Path, damage: Callable[[Path], None], lost: dict[str, int]
):
    damage(path)
    if damage is lose_the_round:
        spoil(path, "action_image", 0)
    report = recover_scheme(path)
    found = dict(report.lost)
    assert {table: found.get(table) for table in lost} == lost
    file = reopened(path)
    with file.reading() as unit:
        assert unit.scheme.name
        assert [each.number for each in unit.rounds.all()] == [1]
        assert len(unit.participations.all()) == PEOPLE - found.get("participation", 0)
    file.close()


def test_what_cannot_be_recovered_stays_as_it_is(path: Path, tmp_path: Path):
    patch(path, 0, bytes(path.stat().st_size))
    before = path.read_bytes()
    with pytest.raises(UserError, match="none of its tables"):
        recover_scheme(path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["scheme.buddy"]
    with pytest.raises(UserError, match="There is no file"):
        recover_scheme(tmp_path / "missing.buddy")


def test_a_file_in_use_is_not_recovered(path: Path):
    file = SchemeFile.open(path)
    with pytest.raises(SchemeInUse):
        recover_scheme(path)
    assert len(names_in(file)) == PEOPLE
    file.close()


def test_a_damaged_file_of_somebody_who_has_gone_is_recovered_on_the_coordinators_word(path: Path):
    gone = {"user": "ben", "computer": "WARD-7", "pid": 1, "since": "2026-11-21T10:15:00+00:00"}
    lock_file_of(path).write_text(json.dumps(gone), "utf-8")
    spoil(path, "participant")
    with pytest.raises(SchemeInUse, match="ben on WARD-7"):
        recover_scheme(path)
    recover_scheme(path, take_over=True)


def test_a_truncated_file_without_a_backup_gives_everything_on_the_pages_that_are_there(path: Path):
    before = rows_of(path)
    size = path.stat().st_size
    # The end of a file that grows last is the history's.
    os.truncate(path, size - 4096 - 100)
    report = recover_scheme(path)
    assert not any(table in dict(report.lost) for table in ("participant", "organisation", "round"))
    file = reopened(path)
    assert len(names_in(file)) == PEOPLE == len(before["participant"])
    file.close()


def people_after(path: Path) -> int:
    recover_scheme(path)
    file = SchemeFile.open(path)
    kept = len(names_in(file))
    file.close()
    return kept


def rows_on(path: Path, page: int) -> int:
    connection = sqlite3.connect(path)
    query = "SELECT sum(ncell) FROM dbstat WHERE pageno = ? AND pagetype = 'leaf' AND name = 'participant'"
    [(rows,)] = connection.execute(query, (page,))
    connection.close()
    return rows or 0


def lose_page(path: Path, page: int, *, has_employers: bool) -> None:
    """Make a page unreadable and recover; whoever was not on it is there again."""
    sound = path.read_bytes()
    on_it = rows_on(path, page)
    patch(path, (page - 1) * 4096, b"\xa5" * 4096)
    kept = people_after(path)
    assert not has_employers or kept == PEOPLE - on_it, page
    for left in path.parent.glob("*.damaged-*"):
        left.unlink()
    drop_seal(path)
    path.write_bytes(sound)


def test_an_unreadable_page_costs_only_its_rows(path: Path):
    people, answers = pages_of(path, "participant"), pages_of(path, "participation")
    # The lowest is the root, without which SQLite finds none of the others.
    for page in (min(people), max(people), min(answers)):
        lose_page(path, page, has_employers=True)


@pytest.mark.parametrize(("table", "column"), [("participant", "family"), ("scheme", "name")])
def test_a_letter_of_a_columns_name_costs_nothing(path: Path, table: str, column: str):
    before = rows_of(path)
    whole = path.read_bytes()
    start = re.search(f'CREATE TABLE "?{table}\\b'.encode(), whole).start()
    place = whole.index(f" {column} ".encode(), start)
    patch(path, place, f" {column[:-1]}_ ".encode())
    assert not recover_scheme(path).lost
    file = reopened(path)
    assert len(names_in(file)) == PEOPLE
    file.close()
    assert rows_of(path)[table] == before[table]


def test_a_number_under_the_name_of_the_document_costs_nothing(path: Path):
    before = rows_of(path)
    run_sql(path, "ALTER TABLE meta RENAME COLUMN document_uuid TO was")
    run_sql(path, "ALTER TABLE meta RENAME COLUMN save_counter TO document_uuid")
    run_sql(path, "ALTER TABLE meta RENAME COLUMN was TO save_counter")
    recover_scheme(path)
    file = reopened(path)
    assert len(names_in(file)) == PEOPLE
    file.close()
    assert rows_of(path)["participant"] == before["participant"]


@pytest.mark.slow
def test_any_unreadable_page_costs_only_its_rows(path: Path, tally: Tally):
    # Whoever works for an organisation that was on the page has nobody to belong to.
    employers = pages_of(path, "organisation")
    last = path.stat().st_size // 4096
    for page in range(2, last + 1):
        lose_page(path, page, has_employers=page not in employers)
    tally("Pages made unreadable", each=last - 1, cost_more_than_their_rows=0)


def test_a_file_without_its_first_page_is_read_from_the_others(path: Path):
    patch(path, 0, bytes(4096))
    recover_scheme(path)
    file = SchemeFile.open(path)
    assert len(names_in(file)) == PEOPLE
    file.close()


@pytest.mark.parametrize("number", range(1, RELEASED.newest + 1))
@pytest.mark.parametrize("spoiled", ["participant", "participation", "action", None])
def test_a_damaged_file_of_any_format_is_brought_up_to_date(tmp_path: Path, number: int, spoiled: str | None):
    path = tmp_path / "scheme.buddy"
    path.write_bytes((FILES / f"format_{number}.buddy").read_bytes())
    before = rows_of(path)
    if spoiled:
        patch(path, (min(pages_of(path, spoiled)) - 1) * 4096 + 8, b"\xa5" * 4000)
    else:
        os.truncate(path, path.stat().st_size - 4096)
    recover_scheme(path)
    file = reopened(path)
    with file.reading() as unit:
        assert spoiled == "participant" or len(unit.people.all()) == len(before["participant"])
        assert len(unit.organisations.all()) == len(before["organisation"])
        assert unit.scheme.name
    file.close()


def pages_of(path: Path, table: str) -> set[int]:
    connection = sqlite3.connect(path)
    pages = {page for (page,) in connection.execute("SELECT pageno FROM dbstat WHERE name = ?", (table,))}
    connection.close()
    return pages
