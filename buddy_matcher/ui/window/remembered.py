"""What the window remembers between runs, in an ini file of this user; nothing of it is in a scheme."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from buddy_matcher.paths import settings_folder
from buddy_matcher.ui.widgets.theme import ColourScheme

MOST_RECENT = 8

_RECENT, _COLOURS, _GEOMETRY = "recent_files", "colours", "geometry"


class Remembered:
    """The files opened last, the colours chosen, and where the window stood."""

    def __init__(self) -> None:
        settings_folder().mkdir(parents=True, exist_ok=True)
        self._settings = QSettings(str(settings_folder() / "window.ini"), QSettings.Format.IniFormat)

    def recent_files(self) -> list[Path]:
        """Return the scheme files opened last that are still there, the latest first."""
        return [path for path in self._recent() if path.is_file()]

    def add_recent(self, path: Path) -> None:
        """Put a scheme file first among the recent ones."""
        opened = path.resolve()
        files = [opened, *(other for other in self._recent() if other != opened)]
        self._settings.setValue(_RECENT, [str(file) for file in files[:MOST_RECENT]])

    @property
    def colour_scheme(self) -> ColourScheme:
        """The colours that the coordinator chose."""
        try:
            return ColourScheme(str(self._settings.value(_COLOURS, ColourScheme.AS_THE_SYSTEM.value)))
        except ValueError:  # the file was edited by hand
            return ColourScheme.AS_THE_SYSTEM

    @colour_scheme.setter
    def colour_scheme(self, chosen: ColourScheme) -> None:
        self._settings.setValue(_COLOURS, chosen.value)

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood, as QWidget.saveGeometry gives it; empty at first."""
        stored = self._settings.value(_GEOMETRY)
        return stored if isinstance(stored, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue(_GEOMETRY, geometry)

    def _recent(self) -> list[Path]:
        stored = self._settings.value(_RECENT, [])
        # An ini file holds a list of one as a plain text.
        texts = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        return [Path(text) for text in texts]
