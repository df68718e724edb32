"""What an open scheme needs from time to time, with its timers rung by hand."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.services.schemes import Services, open_scheme
from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.scheme.upkeep import Upkeep
from tests.helpers.finding import fail_with
from tests.helpers.people import add_person, new_scheme


@pytest.fixture
def synced(tmp_path: Path) -> Iterator[Services]:
    """A scheme that is open in a synced folder."""
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    services = new_scheme(folder)
    yield services
    services.close()


@pytest.fixture
def jobs(qtbot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def upkeep_of(services: Services, jobs: Jobs) -> Upkeep:
    return Upkeep(services.backups, services.synced, Operations(jobs, jobs), jobs)


def notice_after(upkeep: Upkeep, qtbot) -> str:
    with qtbot.waitSignal(upkeep.noticed) as noticed:
        upkeep.publish_timer.timeout.emit()
    return noticed.args[0]


def people_in(path: Path) -> list[str]:
    elsewhere = path.parents[1] / "elsewhere.buddy"
    shutil.copy(path, elsewhere)
    services = open_scheme(elsewhere)
    names = [member.name for member in services.people.people()]
    services.close()
    return names


def test_changes_reach_the_synced_folder_while_the_scheme_stays_open(synced: Services, jobs: Jobs, qtbot):
    upkeep = upkeep_of(synced, jobs)
    add_person(synced, "Asha Rao", Sector.HEALTH)
    assert "Dropbox" in notice_after(upkeep, qtbot)
    assert not synced.synced.has_unpublished()
    assert people_in(synced.path) == ["Asha Rao"]


def test_a_conflict_copy_that_appears_while_the_scheme_is_open_is_named(synced: Services, jobs: Jobs, qtbot):
    upkeep = upkeep_of(synced, jobs)
    with qtbot.waitSignal(upkeep.noticed) as noticed:
        upkeep.start()
    assert "version of this scheme" not in noticed.args[0]
    shutil.copy(synced.path, synced.path.with_name("scheme (conflicted copy).buddy"))
    add_person(synced, "Asha Rao", Sector.HEALTH)
    said = notice_after(upkeep, qtbot)
    assert "Another file in the folder holds a version of this scheme: scheme (conflicted copy).buddy" in said


def test_what_somebody_else_changed_is_not_replaced_and_the_notice_says_so(
    synced: Services, jobs: Jobs, qtbot
):
    upkeep = upkeep_of(synced, jobs)
    synced.synced.publish()
    ours = synced.path.read_bytes()
    theirs = ours + bytes(4096)
    synced.path.write_bytes(theirs)
    add_person(synced, "Asha Rao", Sector.HEALTH)
    said = notice_after(upkeep, qtbot)
    assert "changed by somebody else meanwhile" in said
    assert synced.path.read_bytes() == theirs
    assert synced.synced.has_unpublished()
    synced.path.write_bytes(ours)  # so that closing can publish


def test_a_backup_is_taken_when_something_changed(services: Services, jobs: Jobs, qtbot):
    upkeep = upkeep_of(services, jobs)
    add_person(services, "Asha Rao", Sector.HEALTH)
    upkeep.backup_timer.timeout.emit()
    with qtbot.waitSignal(jobs.ended):  # what is asked for runs behind the backup
        jobs.start("Looking", lambda _progress, _cancelled: None, lambda _: None, fail_with)
    assert services.backups.list()[0].people == 1


def test_a_scheme_in_a_folder_of_this_computer_alone_has_no_notice(services: Services, jobs: Jobs, qtbot):
    upkeep = upkeep_of(services, jobs)
    with qtbot.waitSignal(upkeep.noticed) as noticed:
        upkeep.start()
    assert noticed.args == [""]
    assert upkeep.backup_timer.isActive()
    assert not upkeep.publish_timer.isActive()
