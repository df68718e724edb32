"""Asks for the next round: its name, when its letters go out, how long it lasts, and whom to invite."""

from dataclasses import dataclass
from datetime import date
from typing import override

from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.round_dates import MONTHS
from buddy_matcher.domain.rounds import Round
from buddy_matcher.domain.text import tidy
from buddy_matcher.domain.working_days import months_later
from buddy_matcher.services.start_round import INVITED_BY_DEFAULT
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.day_fields import OptionalDay
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, heading_label, primary_button, required

_WIDTH = 520
_NEXT_LETTERS_MONTHS = 2
_HINT = (
    "What the plan looks for and the rules between people stay as they are. Whoever is invited comes with "
    "their last answers, and is in no plan until they answer again. Pairs of this round go on in Follow-up."
)
_INVITED = {
    Status.FINISHED: "Who had a &buddy",
    Status.WAITING: "Who &waited for one: they come first",
    Status.PAUSED: "Who &paused",
    Status.INCOMPLETE: "Who never said what they can &share",
}


@dataclass(frozen=True, slots=True)
class NextRound:
    """A round to start."""

    name: str
    letters_on: date | None
    months: int
    invited: frozenset[Status]


class StartRoundDialog(FramedDialog):
    """The questions about the next round; `before` is the one that it follows."""

    def __init__(self, parent: QWidget | None, before: Round, today: date) -> None:
        super().__init__(parent, "Start a round", _HINT)
        self.setMinimumWidth(_WIDTH)
        self._name = QLineEdit(f"Round {before.number + 1}")
        self._complaint = Complaint()
        self._letters_on = OptionalDay("&Letters go out on", months_later(today, _NEXT_LETTERS_MONTHS))
        lasting = sorted({*MONTHS, before.dates.months})
        self._months = ChoiceBox([(months, f"{months} months") for months in lasting])
        self._months.choose(before.dates.months)
        self._invited = {status: QCheckBox(words) for status, words in _INVITED.items()}
        for status, box in self._invited.items():
            box.setChecked(status in INVITED_BY_DEFAULT)
        form = QFormLayout()
        form.addRow(field_label(required("&Name"), self._name), self._name)
        form.addRow("", self._complaint)
        form.addRow(field_label("Pairs r&un for", self._months), self._months)
        form.addRow(self._letters_on)
        self.body.addLayout(form)
        self.body.addWidget(heading_label("Whom to invite"))
        for box in self._invited.values():
            self.body.addWidget(box)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("Sta&rt round"), QDialogButtonBox.ButtonRole.AcceptRole)

    @property
    def chosen(self) -> NextRound:
        """The round as it was asked for."""
        invited = frozenset(status for status, box in self._invited.items() if box.isChecked())
        return NextRound(tidy(self._name.text()), self._letters_on.day, self._months.chosen, invited)

    @classmethod
    def ask(cls, parent: QWidget | None, before: Round, today: date) -> NextRound | None:
        """Return the round to start, or None when it was cancelled."""
        dialog = cls(parent, before, today)
        return dialog.chosen if dialog.exec() else None

    @override
    def accept(self) -> None:
        """Start the round, once it has a name."""
        if self.chosen.name:
            super().accept()
        else:
            self._complaint.complain("A round needs a name.")
            self._name.setFocus()
