"""Asks what an organisation is paid for its people's time, and up to how much."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.money import MINUTES_PER_HOUR, Agreement, Rate, RateUnit
from buddy_matcher.domain.organisations import Organisation
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.day_fields import OptionalDay
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, number_box, plain_label, primary_button, with_look

_HINT = "The organisation is paid unless somebody else is named."
_WIDTH = 520
_MOST_HOURS = 500


@dataclass(frozen=True, slots=True)
class AgreedWith:
    """An agreement, and the name of the organisation that it is with."""

    organisation: str
    agreement: Agreement


class AgreementDialog(FramedDialog):
    """Edits a copy of an agreement with one of some VCSE organisations; nothing is stored here."""

    def __init__(
        self,
        parent: QWidget | None,
        asked: AgreedWith,
        offered: tuple[Sequence[Organisation], Sequence[Rate]],
        today: date,
        refusal: UserError | None = None,
    ) -> None:
        super().__init__(
            parent, "Agree what is paid", "The organisation is paid unless somebody else is named."
        )
        self.setMinimumWidth(_WIDTH)
        organisations, rates = offered
        agreement = asked.agreement
        self._agreement = agreement
        by_time = [rate.name for rate in rates if rate.unit is not RateUnit.MILE]
        by_mile = [rate.name for rate in rates if rate.unit is RateUnit.MILE]
        self.organisation = ChoiceBox([(each.name, each.name) for each in organisations])
        self.organisation.choose(asked.organisation)
        self.rate = _named(by_time, agreement.rate)
        self.mileage = _named(by_mile, agreement.mileage, none="Not paid")
        self.in_kind = _named(by_time, agreement.in_kind, none="Not valued")
        self.ceiling = number_box(-1, _MOST_HOURS, unit="hours", without="No ceiling")
        self.ceiling.setValue(-1 if agreement.ceiling is None else agreement.ceiling // MINUTES_PER_HOUR)
        self.starts = OptionalDay("&From a day on", today)
        self.starts.show_day(agreement.starts)
        self.payee, self.reference = QLineEdit(agreement.payee), QLineEdit(agreement.reference)
        self._lay_out(refusal)

    def _lay_out(self, refusal: UserError | None) -> None:
        form = QFormLayout()
        for text, field in (
            ("&Organisation", self.organisation),
            ("For &time", self.rate),
            ("For &miles", self.mileage),
            ("&Unpaid time is worth", self.in_kind),
            ("At most for a &person in a round", self.ceiling),
            ("", self.starts),
            ("Paid to, if some&body else", self.payee),
            ("&Reference", self.reference),
        ):
            form.addRow(field_label(text, field) if text else "", field)
        self.body.addLayout(form)
        refused = with_look(plain_label(f"⚠ {refusal}" if refusal else "", wraps=True), "poor")
        refused.setVisible(refusal is not None)
        self.body.addWidget(refused)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("&Agree"), QDialogButtonBox.ButtonRole.AcceptRole)

    @property
    def edited(self) -> AgreedWith:
        """What the form has."""
        hours = self.ceiling.value()
        agreement = replace(
            self._agreement,
            rate=self.rate.chosen,
            mileage=self.mileage.chosen,
            in_kind=self.in_kind.chosen,
            ceiling=None if hours < 0 else hours * MINUTES_PER_HOUR,
            starts=self.starts.day,
            payee=self.payee.text(),
            reference=self.reference.text(),
        )
        return AgreedWith(self.organisation.chosen, agreement)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        asked: AgreedWith,
        offered: tuple[Sequence[Organisation], Sequence[Rate]],
        today: date,
        refusal: UserError | None = None,
    ) -> AgreedWith | None:
        """Return what was agreed, or None when it was cancelled; `refusal` is why it could not be kept."""
        dialog = cls(parent, asked, offered, today, refusal)
        return dialog.edited if dialog.exec() else None


def _named(names: Sequence[str], chosen: str, *, none: str = "") -> ChoiceBox[str]:
    """Return a choice among rates by name, each once; `none` stands for no rate."""
    box = ChoiceBox([*([("", none)] if none else []), *((name, name) for name in dict.fromkeys(names))])
    box.choose(chosen)
    return box
