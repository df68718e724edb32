"""Where bundled files lie and where the application keeps its own; it reads and writes none of them."""

import os
from pathlib import Path
from typing import Final

from platformdirs import PlatformDirs

_PACKAGE = Path(__file__).resolve().parent
HOME_VARIABLE: Final = "BUDDY_MATCHER_HOME"
"""Names a folder that holds settings, backups and logs instead of the usual ones, as on a memory stick."""

_OWN = PlatformDirs("Buddy Matcher", appauthor=False)


def resources_folder() -> Path:
    """Return the folder of bundled resources.

    It lies inside the package in a wheel, and beside it in a source tree and in a frozen application.
    Raises FileNotFoundError when the installation lacks it.
    """
    for folder in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("the installation lacks its folder of resources")


def sample_form_export() -> Path:
    """Return the form export of the example scheme."""
    return resources_folder() / "sample" / "microsoft-forms.xlsx"


def starter_lists() -> Path:
    """Return the file of the strengths and themes that a new scheme starts with."""
    return resources_folder() / "strengths" / "starter.toml"


def outcode_table() -> Path:
    """Return the table of outward postcodes and their points on the Ordnance Survey grid."""
    return resources_folder() / "places" / "outcodes.csv"


def letters_folder() -> Path:
    """Return the folder of the letter template."""
    return resources_folder() / "letters"


def papers_folder() -> Path:
    """Return the folder of the templates of other papers."""
    return resources_folder() / "papers"


def help_folder() -> Path:
    """Return the folder of the help's pages."""
    return resources_folder() / "help"


def settings_folder() -> Path:
    """Return where settings of this user go; it may not exist yet."""
    return _own_folder("settings", _OWN.user_config_path)


def backup_folder() -> Path:
    """Return where backups go; it may not exist yet."""
    return _own_folder("backups", _OWN.user_data_path / "backups")


def working_folder() -> Path:
    """Return where working copies of files in synced folders go; it may not exist yet."""
    return _own_folder("working", _OWN.user_data_path / "working")


def log_folder() -> Path:
    """Return where log files go; it may not exist yet."""
    return _own_folder("logs", _OWN.user_log_path)


def _own_folder(name: str, usual: Path) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / name if home else usual
