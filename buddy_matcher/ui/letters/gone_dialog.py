"""Asks how letters went to their readers, and when: posted, given, sent, or arranged in another format."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QWidget

from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.people import Delivery
from buddy_matcher.domain.text import counted, with_capital
from buddy_matcher.services.rounds.shown_letters import ShownLetter
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.day_fields import day_field, day_in
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, plain_label, primary_button, quiet_label

_HINT = "A saved file or a draft may still be on this computer. Record it once the letters have left."
_WAYS = (Issue.PRINTED, Issue.POSTED, Issue.GIVEN, Issue.EMAILED, Issue.ARRANGED)
_WIDTH = 480
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Gone:
    """How letters went, and on which day."""

    how: Issue
    on: date


class GoneDialog(FramedDialog):
    """The two questions, answered as the readers asked for their letters."""

    def __init__(self, parent: QWidget | None, letters: Sequence[ShownLetter], today: date) -> None:
        super().__init__(parent, "Record letters as gone", _HINT)
        self.setMinimumWidth(_WIDTH)
        self.how = ChoiceBox([(way, with_capital(way.in_words)) for way in _WAYS])
        self.how.choose(usual_way(letters))
        self.on = day_field(today, latest=today)
        self._to_arrange = sum(letter.needs_arranging for letter in letters)
        self._note = quiet_label()
        form = QFormLayout()
        form.addRow(field_label("&How", self.how), self.how)
        form.addRow(field_label("&On", self.on), self.on)
        self.body.addWidget(plain_label(_whose(letters), wraps=True))
        self.body.addLayout(form)
        self.body.addWidget(self._note)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("&Record as gone"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.how.currentIndexChanged.connect(self._look_again)
        self._look_again()

    @classmethod
    def ask(cls, parent: QWidget | None, letters: Sequence[ShownLetter], today: date) -> Gone | None:
        """Return how and when letters went, or None when it was cancelled."""
        dialog = cls(parent, letters, today)
        return Gone(dialog.how.chosen, day_in(dialog.on)) if dialog.exec() else None

    def _look_again(self) -> None:
        stays = self._to_arrange if self.how.chosen is not Issue.ARRANGED else 0
        who = "1 of them needs" if stays == 1 else f"{stays} of them need"
        stay = "stays" if stays == 1 else "stay"
        self._note.setText(f"{who} another format, and {stay} to be arranged." if stays else "")


def usual_way(letters: Sequence[ShownLetter]) -> Issue:
    """Return the way that fits what the readers of letters asked for."""
    if letters and all(letter.needs_arranging for letter in letters):
        return Issue.ARRANGED
    ways = {letter.delivery for letter in letters if not letter.needs_arranging}
    usual = {Delivery.EMAIL: Issue.EMAILED, Delivery.POST: Issue.POSTED, Delivery.BY_HAND: Issue.GIVEN}
    return usual.get(ways.pop(), Issue.PRINTED) if len(ways) == 1 else Issue.PRINTED


def _whose(letters: Sequence[ShownLetter]) -> str:
    names = [letter.member.name for letter in letters]
    others = len(names) - _MOST_NAMED
    told = ", ".join(names[:_MOST_NAMED]) + (f" and {counted(others, 'other')}" if others > 0 else "")
    return f"{counted(len(names), 'letter')}: {told}." if names else "No letters."
