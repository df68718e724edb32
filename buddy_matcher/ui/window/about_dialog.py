"""Says what Buddy Matcher is, whose data and software it is made with, and under which licences."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from buddy_matcher import __version__
from buddy_matcher.paths import backup_folder, log_folder, settings_folder
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import heading_label, plain_label
from buddy_matcher.ui.widgets.theme import GAP

_WIDTH = 560

_WHAT = (
    "Pairs people of health organisations with people of voluntary, community, faith and social enterprise "
    "organisations, and says why. Nothing leaves this computer."
)

_PARTS = {
    "Distances": (
        "Contains OS data © Crown copyright and database right 2025; contains Royal Mail data © Royal Mail "
        "copyright and database right 2025; contains National Statistics data © Crown copyright and database "
        "right 2025. Used under the Open Government Licence v3.0. Distances are straight lines between the "
        "middles of postcode districts, such as HX1."
    ),
    "Software": (
        "Buddy Matcher is under the MIT licence. It is made with Python (PSF licence), Qt for Python (LGPL "
        "version 3), SQLAlchemy, openpyxl, python-docx, PuLP, HiGHS, RapidFuzz, holidays and platformdirs "
        "(MIT), NumPy, SciPy and XlsxWriter (BSD), Typst and ftfy (Apache 2.0), email-validator (Unlicense), "
        "and the typefaces Noto Sans, Noto Emoji and IBM Plex Sans Arabic (SIL Open Font Licence 1.1)."
    ),
}


class AboutDialog(FramedDialog):
    """The version, where the files are, the attributions of the data, and the licences."""

    def __init__(self, parent: QWidget, scheme: Path | None = None) -> None:
        super().__init__(parent, "Buddy Matcher", f"Version {__version__}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("About Buddy Matcher")
        self.setFixedWidth(_WIDTH)
        self.body.addWidget(plain_label(_WHAT, wraps=True))
        for heading, text in {"Where everything is": _where(scheme), **_PARTS}.items():
            self.body.addSpacing(GAP)
            self.body.addWidget(heading_label(heading))
            self.body.addWidget(plain_label(text, wraps=True))
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)


def _where(scheme: Path | None) -> str:
    """Return where the scheme that is open and all that belongs to it lie on this computer."""
    lines = [f"This scheme: {scheme}"] if scheme else []
    lines += [f"Backups: {backup_folder()}", f"Settings: {settings_folder()}", f"Log: {log_folder()}"]
    return "\n".join(lines)
