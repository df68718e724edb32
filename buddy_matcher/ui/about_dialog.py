"""Says what Buddy Matcher is, whose data and software it is made with, and under which licences."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from buddy_matcher import __version__
from buddy_matcher.ui.labels import heading_label, plain_label, primary_button, quiet_label, title_label
from buddy_matcher.ui.theme import GAP

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
        "middles of postcode areas."
    ),
    "Software": (
        "Buddy Matcher is under the MIT licence. It is made with Python (PSF licence), Qt for Python (LGPL "
        "version 3), SQLAlchemy, openpyxl, PuLP, HiGHS, RapidFuzz and platformdirs (MIT), NumPy, SciPy and "
        "XlsxWriter (BSD), Typst (Apache 2.0), email-validator (Unlicense), and the typefaces Noto Sans, "
        "Noto Emoji and IBM Plex Sans Arabic (SIL Open Font Licence 1.1)."
    ),
}


class AboutDialog(QDialog):
    """The version, the attributions of the data, and the licences."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("About Buddy Matcher")
        self.setFixedWidth(_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        layout.addWidget(title_label("Buddy Matcher"))
        layout.addWidget(quiet_label(f"Version {__version__}"))
        layout.addWidget(plain_label(_WHAT, wraps=True))
        for heading, text in _PARTS.items():
            layout.addSpacing(GAP)
            layout.addWidget(heading_label(heading))
            layout.addWidget(plain_label(text, wraps=True))
        layout.addSpacing(GAP)
        buttons = QDialogButtonBox()
        buttons.addButton(primary_button("&Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
