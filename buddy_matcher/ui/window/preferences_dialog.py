"""The few preferences: colours, and how high rows are. They are this user's, and in no scheme."""

from dataclasses import dataclass

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QWidget

from buddy_matcher.ui.widgets.calm_fields import CalmComboBox
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button
from buddy_matcher.ui.widgets.theme import ColourScheme

_ROWS = ("Comfortable: two lines", "Compact: one line, twice as many")


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a coordinator prefers."""

    colours: ColourScheme
    are_rows_compact: bool


class PreferencesDialog(FramedDialog):
    """A short form."""

    def __init__(self, parent: QWidget | None, now: Preferences) -> None:
        super().__init__(parent, "Preferences", "For you on this computer, whichever scheme is open.")
        self.colours = CalmComboBox()
        self.colours.addItems([scheme.label for scheme in ColourScheme])
        self.colours.setCurrentIndex(list(ColourScheme).index(now.colours))
        self.rows = CalmComboBox()
        self.rows.addItems(_ROWS)
        self.rows.setCurrentIndex(int(now.are_rows_compact))
        form = QFormLayout()
        form.addRow(field_label("&Colours", self.colours), self.colours)
        form.addRow(field_label("&Rows of tables", self.rows), self.rows)
        self.body.addLayout(form)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("&Save preferences"), QDialogButtonBox.ButtonRole.AcceptRole)

    @property
    def chosen(self) -> Preferences:
        """What is chosen now."""
        return Preferences(list(ColourScheme)[self.colours.currentIndex()], bool(self.rows.currentIndex()))

    @classmethod
    def ask(cls, parent: QWidget | None, now: Preferences) -> Preferences | None:
        """Return what is preferred, None when it was cancelled."""
        dialog = cls(parent, now)
        return dialog.chosen if dialog.exec() else None
