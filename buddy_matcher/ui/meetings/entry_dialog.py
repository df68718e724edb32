"""The form of one entry: what happened in a pair, when, who told it, and how each member finds it."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from buddy_matcher.domain.entries import (
    MOST_MILES,
    MOST_MINUTES,
    RECORDED,
    REMIND_AFTER,
    Entry,
    EntryKind,
    EntryShare,
    Fit,
)
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.ring_round import MEETING_MINUTES
from buddy_matcher.services.follow_up import RunningPair
from buddy_matcher.ui.noting.note_dialog import Answer
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.day_fields import OptionalDay, day_field, day_in
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, number_box, primary_button, without_mnemonic
from buddy_matcher.ui.widgets.text_field import text_field

_STEP_MINUTES = 15
_WIDTH = 520
_SAID_LINES = 3
_NOT_SETTLED = -1
_PRIVATE = "Only you see what was said: it is in no letter and no report. They may ask to read it."


class EntryDialog(FramedDialog):
    """Asks for what an entry says; one that stands in the file can also be struck out."""

    def __init__(self, parent: QWidget | None, pair: RunningPair, entry: Entry, today: date) -> None:
        title = f"{pair.names}: what happened" if entry.id else f"{pair.names}: record something"
        super().__init__(parent, title, _PRIVATE)
        self.setMinimumWidth(_WIDTH)
        self._entry = entry
        self._is_struck_out = False
        self._members = [(member.participation_id, member.name) for member in pair.members]
        kinds = RECORDED if entry.kind in RECORDED else (entry.kind,)
        self._kind = ChoiceBox([(kind, kind.label) for kind in kinds])
        self._on = day_field(entry.on, latest=today)
        self._minutes = number_box(0, MOST_MINUTES, unit="minutes", without="Not known")
        self._minutes.setSingleStep(_STEP_MINUTES)
        self._told_by = ChoiceBox[ParticipationId | None]([(None, "You"), *self._members])
        ways = [(way, way.label) for way in MeetingWay]
        self._way = ChoiceBox[MeetingWay | None]([(None, "Not said"), *ways])
        self._place = QLineEdit()
        self._fits = {member: _fit_box() for member, _name in self._members}
        self._paid = _paid_boxes(pair)
        self._said = text_field(lines=_SAID_LINES)
        self._follow_up = OptionalDay("&Remind me on", today + REMIND_AFTER)
        self._lay_out()
        self._add_buttons()
        self._show_entry(entry)
        self._kind.currentIndexChanged.connect(self._on_kind_changed)

    @property
    def answer(self) -> Answer:
        """What the form says."""
        is_meeting = self._kind.chosen is EntryKind.MEETING
        filled = replace(
            self._entry,
            kind=self._kind.chosen,
            on=day_in(self._on),
            minutes=(self._minutes.value() or None) if is_meeting else None,
            told_by=self._told_by.chosen,
            way=self._way.chosen,
            place=self._place.text().strip(),
            said=self._said.toPlainText().strip(),
            follow_up_on=self._follow_up.day,
            shares=self._shares(),
        )
        return Answer(filled, self._is_struck_out)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        pair: RunningPair,
        entry: Entry,
        today: date,
        refusal: UserError | None = None,
    ) -> Answer | None:
        """Return what was decided about an entry, or None when it was cancelled.

        `refusal` is why what was filled in before could not be kept.
        """
        dialog = cls(parent, pair, entry, today)
        dialog.say_refused(refusal)
        return dialog.answer if dialog.exec() else None

    def _lay_out(self) -> None:
        form = QFormLayout()
        for text, field in (
            ("&What", self._kind),
            ("&Day", self._on),
            ("&Minutes", self._minutes),
            ("&Told by", self._told_by),
            ("&How", self._way),
            ("&Place", self._place),
        ):
            form.addRow(field_label(text, field), field)
        for number, (member, name) in enumerate(self._members, start=1):
            label = field_label(f"&{number} {without_mnemonic(name)} finds it", self._fits[member])
            self._fits[member].setAccessibleName(f"How {name} finds it")
            form.addRow(label, self._fits[member])
            if member in self._paid:
                self._add_paid(form, member, name)
        form.addRow(field_label("&Said", self._said), self._said)
        form.addRow("", self._follow_up)
        self.body.addLayout(form)

    def _add_paid(self, form: QFormLayout, member: ParticipationId, name: str) -> None:
        """Add what of somebody's time and way is paid for; only the first has letters."""
        is_first = member == next(iter(self._paid))
        asked = ("&Funded time", "Funded time of"), ("Mi&les travelled", "Miles travelled by")
        for (text, what), box in zip(asked, self._paid[member], strict=True):
            box.setAccessibleName(f"{what} {name}")
            form.addRow(field_label(text if is_first else text.replace("&", ""), box), box)

    def _add_buttons(self) -> None:
        if self._entry.id:
            strike_out = QPushButton("Strike &out")
            strike_out.setToolTip("Takes a wrong entry away; Undo brings it back.")
            strike_out.clicked.connect(self._on_strike_out_clicked)
            self.buttons.addButton(strike_out, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("Save entr&y"), QDialogButtonBox.ButtonRole.AcceptRole)

    def _show_entry(self, entry: Entry) -> None:
        self._kind.choose(entry.kind)
        self._minutes.setValue(entry.minutes or 0)
        self._told_by.choose(entry.told_by)
        self._way.choose(entry.way)
        self._place.setText(entry.place)
        for member, box in self._fits.items():
            box.choose(entry.fit_of(member))
        for share in entry.shares:
            if share.participation_id in self._paid:
                minutes, miles = self._paid[share.participation_id]
                minutes.setValue(_NOT_SETTLED if share.funded_minutes is None else share.funded_minutes)
                miles.setValue(share.miles or 0)
        self._said.setPlainText(entry.said)
        self._follow_up.show_day(entry.follow_up_on)
        self._minutes.setEnabled(entry.kind is EntryKind.MEETING)

    def _shares(self) -> tuple[EntryShare, ...]:
        """Return each member's part; what was settled for those who can't be paid here stays."""
        before = {share.participation_id: share for share in self._entry.shares}
        fits = {member: box.chosen for member, box in self._fits.items()}
        gone = [share for member, share in before.items() if member not in fits]
        now = [self._with_paid(replace(before.get(m, EntryShare(m)), fit=fit)) for m, fit in fits.items()]
        return tuple(share for share in (*gone, *now) if share != EntryShare(share.participation_id))

    def _with_paid(self, share: EntryShare) -> EntryShare:
        if share.participation_id not in self._paid:
            return share
        minutes, miles = (box.value() for box in self._paid[share.participation_id])
        settled = None if minutes == _NOT_SETTLED else minutes
        return replace(share, funded_minutes=settled, miles=miles or None)

    def _on_kind_changed(self) -> None:
        is_meeting = self._kind.chosen is EntryKind.MEETING
        self._minutes.setEnabled(is_meeting)
        if is_meeting and not self._minutes.value():
            self._minutes.setValue(MEETING_MINUTES)

    def _on_strike_out_clicked(self) -> None:
        self._is_struck_out = True
        self.accept()


def _paid_boxes(pair: RunningPair) -> dict[ParticipationId, tuple[QSpinBox, QSpinBox]]:
    """Return boxes for the funded minutes and the miles of each whose time the scheme pays for."""
    boxes = {
        member.participation_id: (
            number_box(_NOT_SETTLED, MOST_MINUTES, unit="minutes", without="Not settled"),
            number_box(0, MOST_MILES, unit="miles", without="None"),
        )
        for member in pair.members
        if pair.pays_for_time and member.sector is Sector.VCSE
    }
    for minutes, _miles in boxes.values():
        minutes.setValue(_NOT_SETTLED)
    return boxes


def _fit_box() -> ChoiceBox[Fit | None]:
    return ChoiceBox([(None, "Did not say"), *((fit, fit.label) for fit in Fit)])
