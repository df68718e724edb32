"""Asks what an organisation is paid for its people's time, and up to how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QHBoxLayout, QLayout, QLineEdit, QWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.money import HUNDRED, MINUTES_PER_HOUR, Agreement, Rate, RateUnit
from buddy_matcher.domain.organisations import Organisation
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.day_fields import OptionalDay
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, number_box, primary_button

_HINT = "The organisation is paid unless somebody else is named."
_WIDTH = 520
_MOST_HOURS = 500
_STEP_MINUTES = 15


@dataclass(frozen=True, slots=True)
class AgreedWith:
    """An agreement, and the name of the organisation that it is with."""

    organisation: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Offered:
    """With whom something can be agreed at which rates, and what is agreed already, by organisation."""

    organisations: Sequence[Organisation]
    rates: Sequence[Rate]
    agreed: Mapping[str, Agreement] = field(default_factory=dict)


class AgreementDialog(FramedDialog):
    """Edits a copy of an agreement with one of some VCSE organisations; nothing is stored here.

    Choosing another organisation begins with what is agreed with that one.
    """

    def __init__(
        self,
        parent: QWidget | None,
        asked: AgreedWith,
        offered: Offered,
        today: date,
        refusal: UserError | None = None,
    ) -> None:
        super().__init__(parent, "Agree what is paid", _HINT)
        self.setMinimumWidth(_WIDTH)
        self._agreed = offered.agreed
        by_time = [rate.name for rate in offered.rates if rate.unit is not RateUnit.MILE]
        by_mile = [rate.name for rate in offered.rates if rate.unit is RateUnit.MILE]
        self.organisation = ChoiceBox([(each.name, each.name) for each in offered.organisations])
        self.organisation.choose(asked.organisation)
        self.rate = _named(by_time)
        self.mileage = _named(by_mile, none="Not paid")
        self.in_kind = _named(by_time, none="Not valued")
        self.hours = number_box(-1, _MOST_HOURS, unit="hours", without="No ceiling")
        self.minutes = number_box(0, MINUTES_PER_HOUR - 1, unit="minutes")
        self.minutes.setSingleStep(_STEP_MINUTES)
        self.minutes.setAccessibleName("Minutes of the ceiling")
        self.starts = OptionalDay("Only &from", today)
        self.payee, self.reference, self.funder = QLineEdit(), QLineEdit(), QLineEdit()
        self.other_funder = QLineEdit()
        self.other_percent = number_box(0, HUNDRED, unit="% of it", without="No share")
        self.other_percent.setAccessibleName("Share of the second funder")
        self._lay_out(refusal)
        self._show(asked.agreement)
        self.organisation.currentIndexChanged.connect(self._on_organisation_changed)
        self.hours.valueChanged.connect(self._on_hours_changed)

    def _show(self, agreement: Agreement) -> None:
        self._agreement = agreement
        self.rate.choose(agreement.rate)
        self.mileage.choose(agreement.mileage)
        self.in_kind.choose(agreement.in_kind)
        hours, minutes = divmod(agreement.ceiling or 0, MINUTES_PER_HOUR)
        self.hours.setValue(-1 if agreement.ceiling is None else hours)
        self.minutes.setValue(minutes)
        self._on_hours_changed(self.hours.value())
        self.starts.show_day(agreement.starts)
        self.payee.setText(agreement.payee)
        self.reference.setText(agreement.reference)
        self.funder.setText(agreement.funder)
        self.other_funder.setText(agreement.other_funder)
        self.other_percent.setValue(agreement.other_percent)

    def _on_organisation_changed(self) -> None:
        agreed = self._agreed.get(self.organisation.chosen)
        if agreed:
            self._show(agreed)

    def _on_hours_changed(self, hours: int) -> None:
        self.minutes.setEnabled(hours >= 0)

    def _lay_out(self, refusal: UserError | None) -> None:
        form = QFormLayout()
        rows: dict[QWidget, QWidget | QLayout] = {
            self.hours: _side_by_side(self.hours, self.minutes),
            self.other_funder: _side_by_side(self.other_funder, self.other_percent),
        }
        for text, shown in (
            ("&Organisation", self.organisation),
            ("For &time", self.rate),
            ("For &miles", self.mileage),
            ("&Unpaid time is worth", self.in_kind),
            ("At most for a &person in a round", self.hours),
            ("", self.starts),
            ("Paid to, if some&body else", self.payee),
            ("&Reference", self.reference),
            ("Mone&y from, if you have several funders", self.funder),
            ("&Shared with a second funder", self.other_funder),
        ):
            form.addRow(field_label(text, shown) if text else "", rows.get(shown, shown))
        self.body.addLayout(form)
        self.body.addWidget(Complaint(refusal))
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("&Agree payment"), QDialogButtonBox.ButtonRole.AcceptRole)

    @property
    def edited(self) -> AgreedWith:
        """What the form has."""
        hours, minutes = self.hours.value(), self.minutes.value()
        agreement = replace(
            self._agreement,
            rate=self.rate.chosen,
            mileage=self.mileage.chosen,
            in_kind=self.in_kind.chosen,
            ceiling=None if hours < 0 else hours * MINUTES_PER_HOUR + minutes,
            starts=self.starts.day,
            payee=self.payee.text(),
            reference=self.reference.text(),
            funder=self.funder.text(),
            other_funder=self.other_funder.text(),
            other_percent=self.other_percent.value(),
        )
        return AgreedWith(self.organisation.chosen, agreement)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        asked: AgreedWith,
        offered: Offered,
        today: date,
        refusal: UserError | None = None,
    ) -> AgreedWith | None:
        """Return what was agreed, or None when it was cancelled; `refusal` is why it could not be kept."""
        dialog = cls(parent, asked, offered, today, refusal)
        return dialog.edited if dialog.exec() else None


def _side_by_side(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for each in fields:
        row.addWidget(each, 1)
    return row


def _named(names: Sequence[str], *, none: str = "") -> ChoiceBox[str]:
    """Return a choice among rates by name, each once; `none` stands for no rate."""
    return ChoiceBox([*([("", none)] if none else []), *((name, name) for name in dict.fromkeys(names))])
