"""The dates of a round: those that were chosen, and those that follow, shown as one changes them."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.round_dates import MONTHS, MOST_MEETINGS, Milestone, RoundDates
from buddy_matcher.domain.rounds import Round
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.day_fields import OptionalDay
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, number_box, primary_button

_WIDTH = 520
_HINT = (
    "Tick a date to choose it; the others follow from when letters go out. What is due on a weekend or a "
    "bank holiday moves to the next working day."
)
_LETTER_OF = {
    Milestone.OPENS: "Sign-up &opens",
    Milestone.CLOSES: "Sign-up &closes",
    Milestone.PANEL: "&Panel meets",
    Milestone.LETTERS_ON: "&Letters go out",
    Milestone.FIRST_CONTACT: "&First contact by",
    Milestone.FIRST_MEETING: "First &meeting by",
    Milestone.FIT_CHECK: "&Good fit? by",
    Milestone.MIDDLE: "&Half time",
    Milestone.ENDS: "&Round ends",
    Milestone.FOLLOW_UP: "H&alf a year later",
}
"""The dates with the letter that leads to each."""


class RoundDatesDialog(FramedDialog):
    """A line for each date of a round."""

    def __init__(self, parent: QWidget | None, round_: Round, today: date) -> None:
        super().__init__(parent, f"Dates of {round_.name}", _HINT)
        self.setMinimumWidth(_WIDTH)
        self.dates = round_.dates
        self._today = today
        lasting = sorted({*MONTHS, round_.dates.months})
        self._months = ChoiceBox([(months, f"{months} months") for months in lasting])
        self._months.choose(round_.dates.months)
        self._meetings = number_box(1, MOST_MEETINGS, unit="times")
        self._meetings.setValue(round_.dates.meetings)
        self.lines = {milestone: OptionalDay(_LETTER_OF[milestone], today) for milestone in Milestone}
        form = QFormLayout()
        for line in self.lines.values():
            form.addRow(line.tick, line.field)
        form.addRow(field_label("Pairs r&un for", self._months), self._months)
        form.addRow(field_label("They mee&t about", self._meetings), self._meetings)
        self.body.addLayout(form)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("&Save dates"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._show_dates()
        for milestone, line in self.lines.items():
            line.tick.toggled.connect(partial(self._on_line_changed, milestone))
            line.field.dateChanged.connect(partial(self._on_line_changed, milestone))
        self._months.currentIndexChanged.connect(self._on_months_changed)
        self._meetings.valueChanged.connect(self._on_meetings_changed)

    @classmethod
    def ask(
        cls, parent: QWidget | None, round_: Round, today: date, refusal: UserError | None = None
    ) -> RoundDates | None:
        """Return the dates of a round as they were changed, or None when it was cancelled.

        `refusal` is why they could not be kept before.
        """
        dialog = cls(parent, round_, today)
        dialog.say_refused(refusal)
        return dialog.dates if dialog.exec() else None

    def _show_dates(self) -> None:
        chosen = {each.milestone for each in self.dates.chosen}
        for milestone, line in self.lines.items():
            on = self.dates.on(milestone)
            was_blocked = line.tick.blockSignals(True), line.field.blockSignals(True)  # noqa: FBT003 - Qt's
            line.show_day(on or self._today)
            line.tick.setChecked(milestone in chosen)
            line.field.setEnabled(milestone in chosen)
            line.field.setVisible(on is not None)
            line.tick.blockSignals(was_blocked[0])
            line.field.blockSignals(was_blocked[1])

    def _on_line_changed(self, milestone: Milestone, *_what: object) -> None:
        self.dates = self.dates.choose(milestone, self.lines[milestone].day)
        self._show_dates()

    def _on_months_changed(self) -> None:
        self.dates = self.dates.lasting(self._months.chosen)
        self._show_dates()

    def _on_meetings_changed(self, meetings: int) -> None:
        self.dates = self.dates.meeting(meetings)
