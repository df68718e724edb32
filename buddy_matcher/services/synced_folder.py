"""What it means that a scheme lies in a synced folder or on a network drive, and putting it back there."""

from pathlib import Path

from buddy_matcher.storage.document.synced_folders import versions_beside
from buddy_matcher.storage.scheme_file import SchemeFile

PUBLISH_EVERY_MINUTES = 5
"""How often the window calls `publish`; closing the scheme does so too."""


class SyncedFolder:
    """The folder of the open scheme, as far as somebody else moves files in it too."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def why(self) -> str:
        """Return why the folder matters, in words, or "" where the file is only this computer's."""
        return self._file.place.why if self._file.place else ""

    def versions_beside(self) -> tuple[Path, ...]:
        """Return the other files in the folder that hold the same scheme, such as conflict copies."""
        return versions_beside(self._file.path, self._file.document_uuid)

    def set_aside(self) -> Path | None:
        """Return the file that keeps changes made here while somebody else changed the scheme, or None."""
        return self._file.set_aside

    def was_mended(self) -> bool:
        """Return whether the copy on this computer was damaged; `set_aside` keeps what was saved of it."""
        return self._file.was_mended

    def has_unpublished(self) -> bool:
        """Return whether the file in the folder lacks changes that were made here."""
        return self._file.has_unpublished

    def publish(self) -> None:
        """Put the present state in the folder, where the work is done on a copy.

        Raises UserError when somebody else changed the file there, EnvironmentProblem when it can't be
        written; the changes are kept on this computer then, and tried again later.
        """
        self._file.publish()
