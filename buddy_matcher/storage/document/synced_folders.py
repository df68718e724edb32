"""Tells whether a file lies in a synced folder or on a network drive, by its path and the table of mounts."""

import os
import re
import sys
from pathlib import Path, PurePath

from buddy_matcher.domain.synced_places import SyncedPlace
from buddy_matcher.storage.document.content_checks import document_at

_SERVICES = (
    ("OneDrive", re.compile(r"onedrive( ?-.*)?|sharepoint.*", re.IGNORECASE)),
    ("Dropbox", re.compile(r"dropbox( ?\(.*\))?|dropbox-.*", re.IGNORECASE)),
    ("Google Drive", re.compile(r"google ?drive(-.*)?|my drive", re.IGNORECASE)),
    ("iCloud", re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents", re.IGNORECASE)),
)

_ONEDRIVE_FOLDERS = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Environment variables of Windows that name folders which may be called anything."""

_NETWORK_TYPES = re.compile(
    r"nfs\d?|cifs|smb\w*|afpfs|webdav|davfs\d?|fuse\.(sshfs|rclone|gvfsd-fuse|davfs\d?)"
)

_REMOTE_DRIVE = 4


def synced_place_of(path: PurePath, mounts: str | None = None) -> SyncedPlace | None:
    """Return the synced folder or network drive that a file lies in, or None.

    `mounts` is the system's table of mounts, by default the one of this computer where it has one.
    """
    for part in path.parts[:-1]:
        for service, named in _SERVICES:
            if named.fullmatch(part):
                return SyncedPlace(service)
    if any(_is_below(path, os.environ.get(variable)) for variable in _ONEDRIVE_FOLDERS):
        return SyncedPlace("OneDrive")
    return _network_drive(path, _own_mounts() if mounts is None else mounts)


def versions_beside(path: Path, document_uuid: str) -> tuple[Path, ...]:
    """Return the other files in a scheme's folder that hold the same document, such as conflict copies."""
    beside = (each for each in sorted(path.parent.glob("*.buddy")) if each.name != path.name)
    found = ((each, document_at(each)) for each in beside)
    return tuple(each for each, document in found if document and document[0] == document_uuid)


def _network_drive(path: PurePath, mounts: str) -> SyncedPlace | None:
    if path.drive.startswith("\\\\"):
        return SyncedPlace(path.drive, is_network=True)
    if sys.platform == "win32":
        import ctypes

        if ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\") == _REMOTE_DRIVE:
            return SyncedPlace(path.drive, is_network=True)
    kind = _mounted_as(path, mounts)
    return SyncedPlace(kind, is_network=True) if _NETWORK_TYPES.fullmatch(kind) else None


def _mounted_as(path: PurePath, mounts: str) -> str:
    """Return the type of the file system that holds a path, "" when the table does not say."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < len(("device", "folder", "type")):
            continue
        # The table writes spaces and the like as octal numbers.
        folder = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), fields[1])
        if _is_below(path, folder) and len(folder) >= best:
            best, kind = len(folder), fields[2]
    return kind


def _is_below(path: PurePath, folder: str | None) -> bool:
    return bool(folder) and path.is_relative_to(str(folder))


def _own_mounts() -> str:
    try:
        return Path("/proc/mounts").read_text("utf-8", errors="replace")
    except OSError:
        return ""
