"""Schemes in synced folders and on network drives: recognised, worked on in a copy, put back as a whole."""

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.domain.synced_places import SyncedPlace
from buddy_matcher.services.schemes import open_scheme
from buddy_matcher.storage.document.content_checks import verify
from buddy_matcher.storage.document.lock_file import lock_file_of
from buddy_matcher.storage.document.synced_folders import synced_place_of, versions_beside
from buddy_matcher.storage.document.working_copy import WorkingCopy
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.ui.scheme.synced_notice import synced_notice
from tests.storage.disks import read_only
from tests.storage.raw_files import add_person, make_scheme, names_in, rows_of, run_sql

DROPBOX = SyncedPlace("Dropbox")


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (PureWindowsPath(r"C:\Users\asha\OneDrive - West Moor NHS\Schemes\a.buddy"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\asha\OneDrive\a.buddy"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\asha\Dropbox (Personal)\a.buddy"), "Dropbox"),
        (PureWindowsPath(r"G:\My Drive\a.buddy"), "Google Drive"),
        (PureWindowsPath(r"C:\Users\asha\iCloudDrive\a.buddy"), "iCloud"),
        (PureWindowsPath(r"\\server\share\a.buddy"), r"\\server\share"),
        (PurePosixPath("/Users/asha/Library/CloudStorage/OneDrive-NHS/a.buddy"), "OneDrive"),
        (PurePosixPath("/Users/asha/Library/CloudStorage/GoogleDrive-asha/a.buddy"), "Google Drive"),
        (PurePosixPath("/Users/asha/Library/Mobile Documents/com~apple~CloudDocs/a.buddy"), "iCloud"),
        (PurePosixPath("/home/asha/Dropbox/a.buddy"), "Dropbox"),
        (PurePosixPath("/home/asha/Dropbox.buddy"), None),
        (PurePosixPath("/mnt/shared drive/a.buddy"), "cifs"),
        (PurePosixPath("/mnt/nfs/deep/a.buddy"), "nfs4"),
        (PurePosixPath("/mnt/nfs/deep/local/a.buddy"), None),
        (PurePosixPath("/home/asha/a.buddy"), None),
    ],
)
def test_synced_folders_and_network_drives_are_recognised(path, service: str | None):
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\n"
        "//server/share /mnt/shared\\040drive cifs rw 0 0\n"
        "server:/export /mnt/nfs nfs4 rw 0 0\n"
        "/dev/sda2 /mnt/nfs/deep/local ext4 rw 0 0\n"
        "a broken\n"
    )
    place = synced_place_of(path, mounts)
    assert (place.service if place else None) == service


def test_a_folder_named_by_the_system_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert synced_place_of(tmp_path / "a.buddy") is None
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path))
    assert synced_place_of(tmp_path / "a.buddy") == SyncedPlace("OneDrive")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "Dropbox").mkdir()
    return make_scheme(tmp_path / "Dropbox" / "scheme.buddy")


@pytest.fixture
def file(path: Path) -> Iterator[SchemeFile]:
    file = SchemeFile.open(path, place=DROPBOX)
    yield file
    file.close()


def names_at(path: Path) -> list[str]:
    copy = SchemeFile.open_copy(path)
    names = names_in(copy)
    copy.close()
    return names


def test_the_service_works_on_a_copy_and_says_why(path: Path):
    services = open_scheme(path)
    assert "Dropbox keeps in step" in services.synced.why()
    assert "network drive" in SyncedPlace("cifs", is_network=True).why
    assert services.synced.versions_beside() == ()
    services.close()


def test_changes_reach_the_original_when_they_are_published(path: Path, file: SchemeFile):
    before = path.read_bytes()
    add_person(file, "Ben")
    assert file.has_unpublished
    assert path.read_bytes() == before
    file.publish()
    assert not file.has_unpublished
    assert names_at(path)[-1] == "Ben"
    published = path.read_bytes()
    file.publish()
    assert path.read_bytes() == published


def test_closing_publishes_and_leaves_nothing_beside_the_original(path: Path):
    file = SchemeFile.open(path, place=DROPBOX)
    assert lock_file_of(path).exists()
    add_person(file, "Ben")
    file.close()
    assert names_at(path)[-1] == "Ben"
    assert [each.name for each in path.parent.iterdir()] == ["scheme.buddy"]
    verify(path)
    SchemeFile.open(path).close()


def test_a_second_opening_on_this_computer_is_refused(path: Path, file: SchemeFile):
    with pytest.raises(UserError, match="is open"):
        SchemeFile.open(path, place=DROPBOX)


def change_elsewhere(path: Path) -> None:
    # The lock of a program on this computer is not seen on another one.
    lock_file_of(path).unlink(missing_ok=True)
    other = SchemeFile.open(path)
    add_person(other, "Cara")
    other.close()


def test_what_somebody_else_changed_is_never_overwritten(path: Path):
    file = SchemeFile.open(path, place=DROPBOX)
    add_person(file, "Ben")
    change_elsewhere(path)
    with pytest.raises(UserError, match="changed by somebody else"):
        file.publish()
    with pytest.raises(UserError, match="kept on this computer"):
        file.close()
    assert names_at(path)[-1] == "Cara"

    again = SchemeFile.open(path, place=DROPBOX)
    assert names_in(again)[-1] == "Cara"
    assert again.set_aside is not None
    assert names_at(again.set_aside)[-1] == "Ben"
    assert versions_beside(path, again.document_uuid) == (again.set_aside,)
    again.close()
    third = SchemeFile.open(path, place=DROPBOX)
    assert third.set_aside is None
    third.close()


def test_what_somebody_else_changed_is_there_at_the_next_opening(path: Path):
    SchemeFile.open(path, place=DROPBOX).close()
    change_elsewhere(path)
    file = SchemeFile.open(path, place=DROPBOX)
    assert names_in(file)[-1] == "Cara"
    file.close()


def test_changes_that_could_not_be_published_are_found_again(path: Path):
    file = SchemeFile.open(path, place=DROPBOX)
    add_person(file, "Ben")
    before = rows_of(path)
    with read_only(path.parent), pytest.raises(EnvironmentProblem, match="could not be written"):
        file.close()
    assert rows_of(path) == before
    again = SchemeFile.open(path, place=DROPBOX)
    assert again.has_unpublished
    assert names_in(again)[-1] == "Ben"
    again.close()
    assert names_at(path)[-1] == "Ben"


def test_other_versions_beside_are_those_of_the_same_document(path: Path, file: SchemeFile):
    (path.parent / "scheme (conflicted copy).buddy").write_bytes(path.read_bytes())
    (path.parent / "noise.buddy").write_bytes(b"SQLite format 3\x00noise")
    (path.parent / "folder.buddy").mkdir()
    file.save_copy(path.parent / "mine.buddy")
    make_scheme(path.parent / "other.buddy", "Other")
    assert [each.name for each in versions_beside(path, file.document_uuid)] == [
        "scheme (conflicted copy).buddy"
    ]


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[3 * 4096 : 4 * 4096] = b"\xff" * 4096
    path.write_bytes(content)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def working_copy_of(path: Path) -> Path:
    return WorkingCopy(path.resolve()).path


@pytest.mark.parametrize("damage", [spoil, empty, lambda copy: copy.write_bytes(b"no scheme")])
@pytest.mark.parametrize("has_unpublished", [True, False])
def test_a_damaged_working_copy_never_costs_the_original(
    path: Path, damage: Callable[[Path], object], has_unpublished: bool
):
    file = SchemeFile.open(path, place=DROPBOX)
    if has_unpublished:
        add_person(file, "Ben")
        with read_only(path.parent), pytest.raises(EnvironmentProblem):
            file.close()
    else:
        file.close()
    damage(working_copy_of(path))
    for _ in range(2):
        again = SchemeFile.open(path, place=DROPBOX)
        assert names_in(again) == ["Asha 0", "Asha 1", "Asha 2"]
        add_person(again, "Cara")
        again.undo()
        again.publish()
        again.close()
    assert rows_of(path)["participant"]
    assert not [each for each in path.parent.iterdir() if "damaged" in each.name]
    for version in versions_beside(path, again.document_uuid):
        verify(version)


def test_what_a_damaged_working_copy_alone_had_is_kept_beside_and_told(path: Path):
    file = SchemeFile.open(path, place=DROPBOX)
    add_person(file, "Ben")
    with read_only(path.parent), pytest.raises(EnvironmentProblem):
        file.close()
    copy = working_copy_of(path)
    run_sql(copy, "UPDATE organisation SET sector = 'nonsense' WHERE id = 1")
    services = open_scheme(path)
    assert names_in(services.file) == ["Asha 0", "Asha 1", "Asha 2"]
    aside = services.synced.set_aside()
    assert aside is not None
    assert "Ben" in names_at(aside)
    assert "was damaged" in synced_notice(services.synced)
    services.close()


def test_an_original_that_was_deleted_is_told_from_one_that_was_changed(path: Path):
    file = SchemeFile.open(path, place=DROPBOX)
    add_person(file, "Ben")
    path.unlink()
    with pytest.raises(UserError, match="is not in its folder any more"):
        file.publish()
    with pytest.raises(UserError, match="kept on this computer"):
        file.close()
