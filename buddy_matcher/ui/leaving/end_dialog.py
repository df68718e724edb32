"""Asks how a pairing ends: when, why, who asked for it, and what is next for each of its people."""

from datetime import date, timedelta
from typing import override

from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from buddy_matcher.domain.endings import EndReason, Next, NextFor
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.working_days import months_later
from buddy_matcher.services.end_pairings import Ending
from buddy_matcher.ui.leaving.concerned import Together
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.day_fields import day_field, day_in
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button, required, without_mnemonic
from buddy_matcher.ui.widgets.theme import GAP

_WIDTH = 560
_USUAL_PAUSE_MONTHS = 1
_NOBODY_IS_TOLD = "No letter says why. Undo brings the pairing back."
_PRIVATE = "They may ask to read it; no health reasons, please"


class NextField(QWidget):
    """What is next for one person, and until when a pause lasts."""

    def __init__(self, name: str, today: date) -> None:
        super().__init__()
        self.choice = ChoiceBox([(each, each.label) for each in Next])
        self.choice.setAccessibleName(f"What is next for {name}")
        self._is_by_hand = False
        back_on = months_later(today, _USUAL_PAUSE_MONTHS)
        self._until = day_field(back_on, earliest=today + timedelta(days=1))
        self._until.setAccessibleName(f"{name} is back on")
        self._until.setEnabled(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.choice, 1)
        layout.addWidget(self._until)
        self.choice.currentIndexChanged.connect(self._on_choice_changed)
        self.choice.activated.connect(self._on_choice_activated)

    def suggest(self, following: Next) -> None:
        """Choose what usually follows, unless somebody chose by hand."""
        if not self._is_by_hand:
            self.choice.choose(following)

    def next_for(self, member: ParticipationId) -> NextFor:
        """Return what was chosen, as what is next for a member."""
        is_pause = self.choice.chosen is Next.PAUSE
        return NextFor(member, self.choice.chosen, day_in(self._until) if is_pause else None)

    def _on_choice_changed(self) -> None:
        self._until.setEnabled(self.choice.chosen is Next.PAUSE)

    def _on_choice_activated(self) -> None:
        self._is_by_hand = True


class EndDialog(FramedDialog):
    """The questions about the end of one pairing."""

    def __init__(self, parent: QWidget | None, pair: Together, today: date) -> None:
        super().__init__(parent, f"End the pairing of {pair.names}", _NOBODY_IS_TOLD)
        self.setMinimumWidth(_WIDTH)
        members = [(member.participation_id, member.name) for member in pair.members]
        self._on = day_field(today, latest=today)
        reasons = [(reason, reason.label) for reason in EndReason]
        self._reason = ChoiceBox[EndReason | None]([(None, "Choose a reason"), *reasons])
        self._asked_by = ChoiceBox[ParticipationId | None]([(None, "Both, or you"), *members])
        self._leaver = ChoiceBox[ParticipationId | None]([(None, "All of them: the pairing ends"), *members])
        self._next = {member: NextField(name, today) for member, name in members}
        self._apart = QCheckBox("Ne&ver pair them again")
        self._is_apart_by_hand = False
        self._apart.clicked.connect(self._on_apart_clicked)
        self._note = QLineEdit()
        self._note.setPlaceholderText(_PRIVATE)
        self._complaint = Complaint()
        self._lay_out(members, is_trio=pair.pairing.is_trio)
        self._leaver.currentIndexChanged.connect(self._on_leaver_changed)
        self._reason.currentIndexChanged.connect(self._on_reason_changed)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("&End pairing"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._reason.setFocus()

    @property
    def ending(self) -> Ending:
        """How the pairing ends."""
        return Ending(
            on=day_in(self._on),
            reason=self._reason.chosen or EndReason.OTHER,
            asked_by=self._asked_by.chosen,
            note=self._note.text().strip(),
            keeps_apart=self._apart.isChecked(),
            next_for=tuple(
                field.next_for(member) for member, field in self._next.items() if self._is_leaving(member)
            ),
            leaver=self._leaver.chosen,
        )

    def ask(self, refusal: UserError | None) -> Ending | None:
        """Return how it ends, None when that was cancelled; `refusal` is why it was not kept before."""
        self.say_refused(refusal)
        return self.ending if self.exec() else None

    def _is_leaving(self, member: ParticipationId) -> bool:
        return self._leaver.chosen in {None, member}

    def _lay_out(self, members: list[tuple[ParticipationId, str]], *, is_trio: bool) -> None:
        form = QFormLayout()
        if is_trio:
            form.addRow(field_label("Who &leaves", self._leaver), self._leaver)
        form.addRow(field_label(required("&Reason"), self._reason), self._reason)
        form.addRow("", self._complaint)
        form.addRow(field_label("&Asked for by", self._asked_by), self._asked_by)
        form.addRow(field_label("&Day", self._on), self._on)
        for number, (member, name) in enumerate(members, start=1):
            field = self._next[member]
            form.addRow(field_label(f"&{number} {without_mnemonic(name)} would like", field.choice), field)
        form.addRow("", self._apart)
        form.addRow(field_label("&Note", self._note), self._note)
        self.body.addLayout(form)

    def _on_leaver_changed(self) -> None:
        for member, field in self._next.items():
            field.setEnabled(self._is_leaving(member))

    def _on_reason_changed(self) -> None:
        reason = self._reason.chosen
        self._complaint.hide()
        if not self._is_apart_by_hand:
            self._apart.setChecked(reason is not None and reason.keeps_apart)
        # Whoever goes through the reasons with the arrow keys passes by others than the one they choose.
        for field in self._next.values():
            field.suggest(Next.NEXT_ROUND if reason is EndReason.FINISHED else Next.ANOTHER)

    def _on_apart_clicked(self) -> None:
        self._is_apart_by_hand = True

    @override
    def accept(self) -> None:
        """End the pairing, once there is a reason."""
        if self._reason.chosen is None:
            self._complaint.complain("Choose why the pairing ends.")
            self._reason.setFocus()
        else:
            super().accept()
