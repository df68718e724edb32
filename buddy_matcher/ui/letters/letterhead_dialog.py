"""The head of letters: the logo that they print, and the organisation's own paper for letters in Word."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPushButton, QWidget

from buddy_matcher.domain.attachments import Purpose
from buddy_matcher.domain.changes import Changes
from buddy_matcher.services.edit_letterhead import EditLetterhead
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.widgets.file_dialogs import OpenLetterheadDialog, OpenLogoDialog
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, heading_label, plain_label, quiet_label
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_WIDTH = 520
_HINT = "A logo stands at the head of printed letters, in place of the scheme’s name."
_ABOUT_WORDS = "Some readers hear letters instead of seeing them: say what the logo shows."
_ABOUT_WORD = "A .docx with your own headers and styles: letters saved for Word are written on it."


class LetterheadDialog(FramedDialog):
    """What is used now, with buttons to choose another file or none; each acts at once."""

    def __init__(self, parent: QWidget | None, head: EditLetterhead, operations: Operations) -> None:
        super().__init__(parent, "Letterhead", _HINT)
        self.setMinimumWidth(_WIDTH)
        self._head = head
        self._operations = operations
        self.words = QLineEdit()
        self.words.setPlaceholderText("For example: West Moor Voluntary Action")
        self.told = {purpose: plain_label(wraps=True) for purpose in Purpose}
        self.choosing = {
            Purpose.LOGO: QPushButton("Choose a &logo…"),
            Purpose.LETTERHEAD: QPushButton("Choose &paper for Word…"),
        }
        self.taking = {
            Purpose.LOGO: QPushButton("&No logo"),
            Purpose.LETTERHEAD: QPushButton("Plain pape&r"),
        }
        self._lay_out()
        self.choosing[Purpose.LOGO].clicked.connect(self._on_logo)
        self.choosing[Purpose.LETTERHEAD].clicked.connect(self._on_letterhead)
        for purpose, button in self.taking.items():
            button.clicked.connect(partial(self._on_taken, purpose))
        self._look_again()

    @classmethod
    def ask(cls, parent: QWidget | None, head: EditLetterhead, operations: Operations) -> None:
        """Show the letterhead until it is closed."""
        cls(parent, head, operations).exec()

    def _lay_out(self) -> None:
        self.body.addWidget(heading_label("Logo"))
        self.body.addWidget(self.told[Purpose.LOGO])
        self.body.addWidget(field_label("&What it shows, in words", self.words))
        self.body.addWidget(self.words)
        self.body.addWidget(quiet_label(_ABOUT_WORDS))
        self.body.addLayout(WrappingRow(self.choosing[Purpose.LOGO], self.taking[Purpose.LOGO]))
        self.body.addWidget(heading_label("Letters in Word"))
        self.body.addWidget(self.told[Purpose.LETTERHEAD])
        self.body.addWidget(quiet_label(_ABOUT_WORD))
        self.body.addLayout(WrappingRow(self.choosing[Purpose.LETTERHEAD], self.taking[Purpose.LETTERHEAD]))
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)

    def _look_again(self) -> None:
        for purpose in Purpose:
            attached = self._head.attached(purpose)
            shows = f": “{attached.alternative}”" if attached and attached.alternative else ""
            self.told[purpose].setText(f"{attached.name}{shows}" if attached else _NONE[purpose])
            self.taking[purpose].setEnabled(attached is not None)
            if attached and purpose is Purpose.LOGO and not self.words.text():
                self.words.setText(attached.alternative)

    def _on_logo(self) -> None:
        path = OpenLogoDialog.ask(self)
        if path is not None:
            self._perform(lambda: self._head.use_logo(path, self.words.text()))

    def _on_letterhead(self) -> None:
        path = OpenLetterheadDialog.ask(self)
        if path is not None:
            self._perform(lambda: self._head.use_letterhead(path))

    def _on_taken(self, purpose: Purpose, *_checked: object) -> None:
        self._perform(lambda: self._head.take_away(purpose))

    def _perform(self, operation: Callable[[], Changes]) -> None:
        self._operations.perform(operation)
        self._look_again()


_NONE = {
    Purpose.LOGO: "No logo: letters print the scheme’s name.",
    Purpose.LETTERHEAD: "Plain paper, with the logo if Word can show it.",
}
