"""What the window remembers between runs, in an ini file of this user; nothing of it is in a scheme."""

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from buddy_matcher.domain.errors import EnvironmentProblem
from buddy_matcher.paths import settings_folder
from buddy_matcher.ui.widgets.theme import ColourScheme

MOST_RECENT = 8

_RECENT, _COLOURS, _GEOMETRY, _COMPACT = "recent_files", "colours", "geometry", "compact_rows"
_STATES = "states"
_YES = "yes"


class Remembered:
    """The files opened last, the colours chosen, and where the window stood.

    `settings` is where it is kept. `problem` says why nothing can be remembered on this computer, or is None.
    """

    def __init__(self) -> None:
        self.problem: EnvironmentProblem | None = None
        # In a home that can't be written nothing is remembered, and all else works.
        try:
            settings_folder().mkdir(parents=True, exist_ok=True)
            if not os.access(settings_folder(), os.W_OK):
                self.problem = _not_kept("it is write-protected")
        except OSError as error:
            self.problem = _not_kept(error.strerror or str(error))
        self.settings = QSettings(str(settings_folder() / "window.ini"), QSettings.Format.IniFormat)

    def recent_files(self) -> list[Path]:
        """Return the scheme files opened last that are still there, the latest first."""
        return [path for path in self._recent() if path.is_file()]

    def add_recent(self, path: Path) -> None:
        """Put a scheme file first among the recent ones."""
        opened = path.resolve()
        files = [opened, *(other for other in self._recent() if other != opened)]
        self.settings.setValue(_RECENT, [str(file) for file in files[:MOST_RECENT]])

    def state_of(self, path: Path) -> str:
        """Return in words how a scheme stood when it was closed here, "" where that is not known."""
        return str(self.settings.value(_state_key(path), ""))

    def keep_state(self, path: Path, words: str) -> None:
        """Keep in words how a scheme stands."""
        self.settings.setValue(_state_key(path), words)

    @property
    def colour_scheme(self) -> ColourScheme:
        """The colours that the coordinator chose."""
        try:
            return ColourScheme(str(self.settings.value(_COLOURS, ColourScheme.AS_THE_SYSTEM.value)))
        except ValueError:  # the file was edited by hand
            return ColourScheme.AS_THE_SYSTEM

    @colour_scheme.setter
    def colour_scheme(self, chosen: ColourScheme) -> None:
        self.settings.setValue(_COLOURS, chosen.value)

    @property
    def are_rows_compact(self) -> bool:
        """Whether the coordinator wants one line for each row of a table."""
        return str(self.settings.value(_COMPACT, "")) == _YES

    @are_rows_compact.setter
    def are_rows_compact(self, are_compact: bool) -> None:
        self.settings.setValue(_COMPACT, _YES if are_compact else "")

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood, as QWidget.saveGeometry gives it; empty at first."""
        stored = self.settings.value(_GEOMETRY)
        return stored if isinstance(stored, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self.settings.setValue(_GEOMETRY, geometry)

    def _recent(self) -> list[Path]:
        stored = self.settings.value(_RECENT, [])
        # An ini file holds a list of one as a plain text.
        texts = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        return [Path(text) for text in texts]


def _state_key(path: Path) -> str:
    # A path itself may hold what an ini file can't.
    return f"{_STATES}/{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"


def _not_kept(reason: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"Buddy Matcher can keep nothing in {settings_folder()}: {reason}. You can open and change schemes,"
        " but no backups are made, and recent files are forgotten.",
        "Ask whoever looks after this computer to let you write in that folder.",
    )
