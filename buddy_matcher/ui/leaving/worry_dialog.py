"""A worry about somebody's safety: says whom to ring, and asks only to whom it was passed, and when."""

from dataclasses import dataclass
from datetime import date
from typing import override

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.text import tidy
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.day_fields import day_field, day_in
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button, quiet_label, required
from buddy_matcher.ui.widgets.reading_label import strong_text

_WIDTH = 520
_DANGER = "If somebody is in danger now, ring 999 first."
_NOBODY_NAMED = "No safeguarding lead is named yet: Scheme details (File menu) has a line for them."
_KEPT = (
    "Only to whom you passed it, and when, is kept: please write down nothing of the worry here. They are on "
    "hold until you release them, and letters and check-ins wait."
)


@dataclass(frozen=True, slots=True)
class Passed:
    """To whom a worry was passed, and when."""

    to: str
    on: date


class WorryDialog(FramedDialog):
    """The questions about a worry; `lead` is whom the scheme says to ring, "" for nobody."""

    def __init__(self, parent: QWidget | None, who: str, lead: str, today: date) -> None:
        super().__init__(parent, f"A worry about the safety of {who}", _DANGER)
        self.setMinimumWidth(_WIDTH)
        self._to = QLineEdit(lead)
        self._to.setPlaceholderText("A name")
        self._on = day_field(today, latest=today)
        self._complaint = Complaint()
        self.body.addWidget(strong_text(f"Ring {lead}." if lead else _NOBODY_NAMED))
        form = QFormLayout()
        form.addRow(field_label(required("&Passed to"), self._to), self._to)
        form.addRow("", self._complaint)
        form.addRow(field_label("&On", self._on), self._on)
        self.body.addLayout(form)
        self.body.addWidget(quiet_label(_KEPT))
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("&Hold and keep"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._to.textEdited.connect(self._complaint.hide)
        self._to.setFocus()

    @property
    def passed(self) -> Passed:
        """To whom it was passed, and when."""
        return Passed(tidy(self._to.text()), day_in(self._on))

    def ask(self, refusal: UserError | None) -> Passed | None:
        """Return to whom it was passed, None if cancelled; `refusal` is why it was not kept before."""
        self.say_refused(refusal)
        return self.passed if self.exec() else None

    @override
    def accept(self) -> None:
        """Close once somebody is named."""
        if tidy(self._to.text()):
            super().accept()
        else:
            self._complaint.complain("Say to whom you passed it.")
            self._to.setFocus()
