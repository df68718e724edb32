"""Backups: when one is taken, which stay, and that restoring one brings nobody back who was erased."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from buddy_matcher.domain.backups import MOST_OF_A_DAY, Backup, BackupReason, gone_by, thinned
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Barrier
from buddy_matcher.domain.ids import ParticipantId
from buddy_matcher.storage.document.content_checks import verify
from buddy_matcher.storage.formats import RELEASED
from buddy_matcher.storage.rescue.backup_copies import BackupFolder
from buddy_matcher.storage.rescue.restoring import restore_backup
from buddy_matcher.storage.scheme_file import SchemeFile
from tests.storage.raw_files import add_person, make_scheme, names_in, patch, rows_of

NOW = datetime(2026, 11, 21, 10, 15, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path):
    file = SchemeFile.open(make_scheme(tmp_path / "scheme.buddy"))
    yield file
    file.close()


def backup(number: int, taken_at: datetime) -> Backup:
    return Backup(
        path=Path(f"{number}.buddy"),
        number=number,
        save_counter=number,
        taken_at=taken_at,
        reason=BackupReason.TIMER,
        size=1,
    )


def test_a_year_of_backups_is_thinned_to_a_few():
    hourly = [backup(number, NOW - timedelta(hours=8760 - number)) for number in range(8761)]
    kept = thinned(hourly, NOW)
    assert len([b for b in kept if NOW - b.taken_at <= timedelta(hours=24)]) == 25
    assert len({b.taken_at.date() for b in kept if NOW - b.taken_at < timedelta(days=11)}) == 12
    assert 25 + 10 <= len(kept) <= 25 + 12 + 8 + 6
    assert NOW - kept[-1].taken_at > timedelta(days=140)
    assert all(gone_by(b) > NOW.date() for b in kept)


@given(st.lists(st.integers(0, 500 * 24), min_size=1, max_size=60, unique=True), st.integers(0, 400))
def test_a_week_of_work_after_its_time_a_backup_is_gone(hours: list[int], days_later: int):
    backups = [backup(n, NOW - timedelta(hours=h)) for n, h in enumerate(sorted(hours, reverse=True))]
    kept = thinned(backups, NOW)
    for day in range(10):
        now = NOW + timedelta(days=days_later + day)
        kept = thinned((*kept, backup(len(backups) + day, now)), now)
    assert kept[0].number == len(backups) + 9
    assert all(gone_by(b) > now.date() for b in kept)
    assert kept == thinned(kept, now)


WORK = [NOW - timedelta(days=days, minutes=30 * n) for days in range(40) for n in range(4)]
"""The moments of half-hourly backups on forty days."""


@given(
    st.integers(1, 30),
    st.one_of(st.integers(5, 70_000), st.integers(-20_000, -5)),
    st.integers(0, 5),
)
@example(11, -8, 0)
def test_a_clock_that_is_wrong_for_a_day_thins_nothing(number: int, error: int, right_again: int):
    backups = list(thinned([backup(n, at) for n, at in enumerate(sorted(WORK))], NOW))
    before = {b.number for b in backups}
    for n in range(number + right_again):
        now = NOW + timedelta(minutes=15 * n) + timedelta(days=error if n < number else 0)
        backups = list(thinned((*backups, backup(1000 + n, now)), now))
        assert before <= {b.number for b in backups}


def test_once_the_clock_is_right_again_backups_are_thinned_as_ever():
    backups = [backup(n, at) for n, at in enumerate(sorted(WORK))]
    backups.append(backup(500, NOW + timedelta(days=27_000)))
    now = NOW
    for day in range(300):
        now = NOW + timedelta(days=day)
        backups = list(thinned((*backups, backup(1000 + day, now)), now))
    assert len(backups) <= 3 + 12 + 8 + 6
    assert not {b.number for b in backups} & {*range(len(WORK)), 500}


def test_the_backups_of_a_day_take_no_more_than_their_room():
    large = [replace(backup(n, NOW - timedelta(minutes=90 - n)), size=MOST_OF_A_DAY // 10) for n in range(60)]
    kept = thinned(large, NOW)
    assert [b.number for b in kept] == list(range(59, 49, -1))
    huge = [replace(each, size=MOST_OF_A_DAY * 2) for each in large]
    assert [b.number for b in thinned(huge, NOW)] == [59]


def old_backup(file: SchemeFile, days: int) -> Path:
    taken = file.back_up(BackupReason.TIMER)
    at = datetime.now(UTC) - timedelta(days=days)
    aged = taken.path.with_name(
        taken.path.name.replace(f"-{taken.taken_at:%Y%m%dT%H%M%S}", f"-{at:%Y%m%dT%H%M%S}")
    )
    taken.path.rename(aged)
    return aged


@pytest.mark.parametrize("is_at_opening", [True, False])
def test_thinning_needs_no_new_backup(file: SchemeFile, is_at_opening: bool):
    # Two of one day: only the later one has a reason to stay.
    first = old_backup(file, 3)
    add_person(file, "Ben")
    second = old_backup(file, 3)
    add_person(file, "Cara")
    third = file.back_up(BackupReason.TIMER)
    first.touch()
    if is_at_opening:
        file.close()
        SchemeFile.open(file.path).close()
    else:
        file.back_up_if_changed()
    assert not first.exists()
    assert second.exists()
    assert third.path.exists()


@pytest.mark.parametrize(
    "name",
    [
        "000001-1-20269999T999999-timer.buddy",
        "000001-1-20260101T000000-nonsense.buddy",
        "٠٠٠٠٠١-1-20260101T000000-timer.buddy",
        f"000001-{'9' * 200}-20260101T000000-timer.buddy",
        "holiday.buddy",
    ],
)
def test_what_is_named_oddly_is_no_backup_and_in_nobodys_way(file: SchemeFile, name: str):
    folder = file.back_up(BackupReason.TIMER).path.parent
    (folder / name).write_bytes(b"odd")
    (folder / "000009-1-20260101T000000-timer.buddy").mkdir()
    (folder / "000008-1-20260101T000000-timer.buddy").symlink_to(folder / "nowhere")
    add_person(file, "Ben")
    assert file.back_up(BackupReason.TIMER).number == 2
    assert [each.number for each in BackupFolder(file.document_uuid).backups()] == [2, 1]
    assert (folder / name).exists()


def test_a_backup_is_gone_after_six_months():
    assert gone_by(backup(1, NOW)) == date(2027, 5, 1)


def test_a_backup_holds_the_state_and_is_taken_once_for_it(file: SchemeFile):
    first = file.back_up(BackupReason.TIMER)
    assert file.back_up(BackupReason.IMPORT) == first
    assert verify(first.path) == RELEASED.newest
    add_person(file, "Ben")
    second = file.back_up(BackupReason.SUGGEST)
    assert second.number == first.number + 1
    assert BackupFolder(file.document_uuid).backups() == (second, first)
    names = []
    for each in (first, second):
        copy = SchemeFile.open_copy(each.path)
        names.append(names_in(copy))
        copy.close()
    assert names == [names_in(file)[:-1], names_in(file)]


def test_the_timer_backs_up_only_what_was_changed(file: SchemeFile):
    first = file.back_up_if_changed()
    assert file.back_up_if_changed() == first
    add_person(file, "Ben")
    second = file.back_up_if_changed()
    assert file.back_up_if_changed() == second
    file.close()
    again = SchemeFile.open(file.path)
    assert again.back_up_if_changed() == second
    again.close()
    assert BackupFolder(file.document_uuid).backups() == (second, first)


def test_a_copy_with_as_many_changes_that_took_the_file_s_place_is_backed_up(
    file: SchemeFile, tmp_path: Path
):
    file.close()
    twin = tmp_path / "twin.buddy"
    twin.write_bytes(file.path.read_bytes())
    for path in (twin, file.path):
        opened = SchemeFile.open(path)
        add_person(opened, path.stem)
        opened.back_up_if_changed()
        opened.close()
    file.path.write_bytes(twin.read_bytes())
    opened = SchemeFile.open(file.path)
    taken = opened.back_up_if_changed()
    opened.close()
    held = SchemeFile.open_copy(taken.path)
    assert names_in(held)[-1] == "twin"
    held.close()


def test_two_copies_of_one_document_are_each_backed_up(file: SchemeFile, tmp_path: Path):
    file.close()
    twin = tmp_path / "twin.buddy"
    twin.write_bytes(file.path.read_bytes())
    for path, name in ((file.path, "Ben"), (twin, "Cara")):
        opened = SchemeFile.open(path)
        add_person(opened, name)
        opened.back_up(BackupReason.IMPORT)
        opened.close()
    names = []
    for each in BackupFolder(file.document_uuid).backups():
        copy = SchemeFile.open_copy(each.path)
        names.append(names_in(copy)[-1])
        copy.close()
    assert names == ["Cara", "Ben"]


def test_what_can_not_be_cleared_away_keeps_nobody_from_a_backup(file: SchemeFile):
    first = file.back_up(BackupReason.TIMER)
    (first.path.parent / ".in-the-way.tmp").mkdir()
    add_person(file, "Ben")
    assert file.back_up(BackupReason.TIMER).number == first.number + 1


def test_a_clock_that_was_set_back_changes_no_order(file: SchemeFile):
    first = file.back_up(BackupReason.TIMER)
    ahead = first.path.with_name(first.path.name.replace(f"-{first.taken_at:%Y%m%d}", "-20991231"))
    first.path.rename(ahead)
    add_person(file, "Ben")
    second = file.back_up(BackupReason.TIMER)
    assert [each.number for each in BackupFolder(file.document_uuid).backups()] == [
        second.number,
        first.number,
    ]


def test_restoring_makes_a_new_file_and_undo_stops_there(file: SchemeFile, tmp_path: Path):
    taken = file.back_up(BackupReason.TIMER)
    before = rows_of(taken.path)
    add_person(file, "Ben")
    target = tmp_path / "restored.buddy"
    restore_backup(taken.path, target)
    assert rows_of(target) == before
    with pytest.raises(UserError, match="already a file"):
        restore_backup(taken.path, target)
    restored = SchemeFile.open(target)
    with restored.reading() as unit:
        assert unit.journal.actions()[-1].label.deed == Barrier.RESTORE
    assert not restored.undo()
    assert restored.document_uuid == file.document_uuid
    restored.close()


def test_a_damaged_backup_is_not_restored(file: SchemeFile, tmp_path: Path):
    taken = file.back_up(BackupReason.TIMER)
    patch(taken.path, 5 * 4096, b"\xff" * 3000)
    with pytest.raises(UserError, match="damaged"):
        restore_backup(taken.path, tmp_path / "restored.buddy")
    assert not (tmp_path / "restored.buddy").exists()


def test_a_restored_backup_erases_again_and_gives_nobody_an_old_id(file: SchemeFile, tmp_path: Path):
    taken = file.back_up(BackupReason.TIMER)
    ben = add_person(file, "Ben")
    assert file.erase(ParticipantId(2))
    assert file.erase(ParticipantId(ben))
    assert not file.erase(ParticipantId(99))
    restore_backup(taken.path, tmp_path / "restored.buddy")
    restored = SchemeFile.open(tmp_path / "restored.buddy")
    assert names_in(restored) == ["Asha 0", "Asha 2"]
    assert add_person(restored, "Cara") > ben
    assert restored.back_up_if_changed() == BackupFolder(file.document_uuid).backups()[0]
    restored.close()
    assert b"Asha 1" not in (tmp_path / "restored.buddy").read_bytes()


def test_a_file_that_fails_its_check_is_never_backed_up(file: SchemeFile):
    file.close()
    folder = BackupFolder(file.document_uuid)
    patch(file.path, 5 * 4096, b"\xff" * 3000)
    with pytest.raises(UserError, match="damaged"):
        SchemeFile.open(file.path)
    assert folder.backups() == ()
