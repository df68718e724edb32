"""Asks for a rate: what is paid for an hour, a session, a day, a round or a mile, and from when."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.money import Rate, RateUnit
from buddy_matcher.ui.widgets.calm_fields import CalmMoneyBox
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.day_fields import OptionalDay
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button, required

_HINT = "There is no national rate for VCSE time: type what was agreed. £0.00 values time without paying."
_WIDTH = 520


class RateDialog(FramedDialog):
    """Edits a copy of a rate; nothing is stored here."""

    def __init__(
        self, parent: QWidget | None, rate: Rate, today: date, refusal: UserError | None = None
    ) -> None:
        super().__init__(parent, "Set a rate", _HINT)
        self.setMinimumWidth(_WIDTH)
        self._rate = rate
        self.name = QLineEdit(rate.name)
        self.amount = CalmMoneyBox(rate.pence)
        self.unit = ChoiceBox([(unit, unit.label) for unit in RateUnit])
        self.unit.choose(rate.unit)
        self.starts = OptionalDay("Only &from", today)
        self.starts.show_day(rate.starts)
        self.source = QLineEdit(rate.source)
        form = QFormLayout()
        for text, field in (
            (required("&Name"), self.name),
            ("&Amount", self.amount),
            ("For &each", self.unit),
            ("", self.starts),
            ("Where it is fro&m", self.source),
        ):
            form.addRow(field_label(text, field) if text else "", field)
        self.body.addLayout(form)
        self.body.addWidget(Complaint(refusal))
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("&Set rate"), QDialogButtonBox.ButtonRole.AcceptRole)

    @property
    def edited(self) -> Rate:
        """The rate as the form has it."""
        return replace(
            self._rate,
            name=self.name.text(),
            pence=self.amount.pence,
            unit=self.unit.chosen,
            starts=self.starts.day,
            source=self.source.text(),
        )

    @classmethod
    def ask(
        cls, parent: QWidget | None, rate: Rate, today: date, refusal: UserError | None = None
    ) -> Rate | None:
        """Return the rate, or None when it was cancelled; `refusal` is why it could not be kept before."""
        dialog = cls(parent, rate, today, refusal)
        return dialog.edited if dialog.exec() else None
