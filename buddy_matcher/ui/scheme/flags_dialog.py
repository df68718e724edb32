"""When a pair that runs is flagged: after how many days, and for what at all."""

from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QFormLayout, QWidget

from buddy_matcher.domain.pair_life import FlagSettings
from buddy_matcher.domain.rounds import Round
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, number_box, primary_button

_WIDTH = 520
_HINT = (
    "A flag says whom to ring; it ends nothing. Days count from the last letter, or from when something was "
    "last heard. At 0, a pair is never flagged for it."
)
_MOST_DAYS, _MOST_TRIES = 365, 20


class FlagsDialog(FramedDialog):
    """A line for each flag of a round."""

    def __init__(self, parent: QWidget | None, round_: Round) -> None:
        super().__init__(parent, f"When to flag a pair in {round_.name}", _HINT)
        self.setMinimumWidth(_WIDTH)
        flags = round_.flags
        self._first_meeting = number_box(0, _MOST_DAYS, unit="days", without="Never")
        self._quiet = number_box(0, _MOST_DAYS, unit="days", without="Never")
        self._not_sure = number_box(0, _MOST_DAYS, unit="days", without="Never")
        self._tries = number_box(0, _MOST_TRIES, unit="times", without="Never")
        self._not_good = QCheckBox("Somebody says that it is not a &good fit")
        self._disagree = QCheckBox("The two say diff&erent things about the fit")
        form = QFormLayout()
        for label, box, now in (
            ("&Not met, more than", self._first_meeting, flags.first_meeting_days),
            ("Nothing &heard for", self._quiet, flags.quiet_days),
            ("Somebody not s&ure for", self._not_sure, flags.not_sure_days),
            ("Could not be &reached", self._tries, flags.failed_tries),
        ):
            box.setValue(now or 0)
            form.addRow(field_label(label, box), box)
        self._not_good.setChecked(flags.not_good)
        self._disagree.setChecked(flags.disagree)
        self.body.addLayout(form)
        self.body.addWidget(self._not_good)
        self.body.addWidget(self._disagree)
        self.body.addStretch()
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("&Save flags"), QDialogButtonBox.ButtonRole.AcceptRole)

    @property
    def flags(self) -> FlagSettings:
        """What stands in the form."""
        return FlagSettings(
            first_meeting_days=self._first_meeting.value() or None,
            quiet_days=self._quiet.value() or None,
            not_sure_days=self._not_sure.value() or None,
            failed_tries=self._tries.value() or None,
            not_good=self._not_good.isChecked(),
            disagree=self._disagree.isChecked(),
        )

    @classmethod
    def ask(cls, parent: QWidget | None, round_: Round) -> FlagSettings | None:
        """Return when pairs of a round are flagged, or None when it was cancelled."""
        dialog = cls(parent, round_)
        return dialog.flags if dialog.exec() else None
