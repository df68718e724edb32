"""Asks for a scheme's name and its coordinator, and for an open scheme also its round's name and dates."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.domain.rounds import Coordinator, Round, Scheme
from buddy_matcher.domain.text import tidy
from buddy_matcher.domain.working_days import Nation
from buddy_matcher.ui.widgets.calm_fields import CalmDateEdit
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import (
    field_label,
    heading_label,
    number_box,
    primary_button,
    quiet_label,
    required,
)
from buddy_matcher.ui.widgets.side_by_side import columns
from buddy_matcher.ui.widgets.text_field import text_field
from buddy_matcher.ui.widgets.theme import GAP

_CHARACTERS = 140
"""From which width, in average characters, days and money stand beside the coordinator."""

_ADDRESS_LINES = 4
_MOST_DAYS = 365


@dataclass(frozen=True, slots=True)
class SchemeDetails:
    """A scheme's details as entered, with its round's unless the scheme is new."""

    scheme: Scheme
    round: Round | None


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet that a new scheme is made for, with what it is in words."""

    path: Path
    looks_like: str

    @property
    def scheme_name(self) -> str:
        """The name that a scheme may have after its sheet."""
        return tidy(self.path.stem.replace("_", " ").replace("-", " ")).capitalize()


class SchemeDialog(FramedDialog):
    """A form for the details that letters name; it checks nothing but that there is a name."""

    def __init__(
        self, parent: QWidget | None, details: SchemeDetails | None, sheet: NewSheet | None = None
    ) -> None:
        title = "Scheme details" if details else "New scheme"
        if sheet:
            title += f" for {sheet.path.name}"
        super().__init__(parent, title, f"{sheet.looks_like}." if sheet else "")
        scheme = details.scheme if details else Scheme(name=sheet.scheme_name if sheet else "")
        self._name = QLineEdit(scheme.name)
        self._coordinator = _CoordinatorFields(scheme.coordinator)
        self._safeguarding = QLineEdit(scheme.safeguarding)
        self._safeguarding.setPlaceholderText("Whom to ring: name and number")
        self._pays = QCheckBox("&We pay for VCSE time, and keep track of it")
        self._pays.setChecked(scheme.pays_for_time)
        self._welsh = QCheckBox("Letters in Welsh and English to who was not as&ked for a language")
        self._welsh.setChecked(scheme.offers_welsh)
        self._before = scheme
        self._nation = ChoiceBox([(nation, nation.label) for nation in Nation])
        self._nation.choose(scheme.nation)
        self._round = _RoundFields(details.round) if details and details.round else None
        self._accepting = primary_button("&Save details" if details else "&Choose where to save…")
        self._accepting.setDefault(True)
        self._lay_out()
        self._name.textChanged.connect(self._on_name_changed)
        self._on_name_changed(scheme.name)

    @property
    def details(self) -> SchemeDetails:
        """What stands in the form."""
        scheme = replace(
            self._before,
            name=tidy(self._name.text()),
            coordinator=self._coordinator.entered(),
            safeguarding=tidy(self._safeguarding.text()),
            pays_for_time=self._pays.isChecked(),
            nation=self._nation.chosen,
            offers_welsh=self._welsh.isChecked(),
        )
        return SchemeDetails(scheme, self._round.entered() if self._round else None)

    @classmethod
    def ask(
        cls, parent: QWidget, details: SchemeDetails | None, sheet: NewSheet | None = None
    ) -> SchemeDetails | None:
        """Return the details as changed, those of a new scheme if `details` is None; None if cancelled."""
        dialog = cls(parent, details, sheet)
        return dialog.details if dialog.exec() else None

    def _lay_out(self) -> None:
        self.body.addLayout(columns(self._who_part(), self._how_part(), characters=_CHARACTERS))
        self._add_buttons()
        self._align_fields()

    def _who_part(self) -> QVBoxLayout:
        part, named, worried = QVBoxLayout(), _form(), _form()
        named.addRow(field_label(required("Scheme &name"), self._name), self._name)
        part.addLayout(named)
        part.addSpacing(GAP)
        part.addWidget(heading_label("Coordinator"))
        part.addWidget(
            quiet_label("Letters name you as the person to turn to. All of it can be added later.")
        )
        part.addLayout(self._coordinator.form)
        worried.addRow(field_label("Safe&guarding lead", self._safeguarding), self._safeguarding)
        part.addLayout(worried)
        return part

    def _how_part(self) -> QVBoxLayout:
        part, customs = QVBoxLayout(), _form()
        if self._round:
            part.addWidget(heading_label("This round"))
            part.addLayout(self._round.form)
            part.addSpacing(GAP)
        part.addWidget(heading_label("Days, money and languages"))
        customs.addRow(field_label("Bank &holidays", self._nation), self._nation)
        for check in (self._pays, self._welsh):
            customs.addRow(check)
        part.addLayout(customs)
        return part

    def _align_fields(self) -> None:
        """Let the fields of all parts begin at the same place."""
        labels: list[QWidget] = [each for each in self.findChildren(QLabel) if each.buddy() is not None]
        if self._round:
            labels.append(self._round.has_start)
        widest = max(label.sizeHint().width() for label in labels)
        for label in labels:
            label.setMinimumWidth(widest)

    def _add_buttons(self) -> None:
        cancel = QPushButton("Cancel")
        self.buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setAutoDefault(False)  # Return accepts, or does nothing while there is no name
        self.buttons.addButton(self._accepting, QDialogButtonBox.ButtonRole.AcceptRole)

    def _on_name_changed(self, name: str) -> None:
        self._accepting.setEnabled(bool(tidy(name)))
        self._accepting.setDefault(True)
        self._accepting.setToolTip("" if tidy(name) else "A scheme needs a name.")


class _CoordinatorFields:
    """The lines about the coordinator."""

    def __init__(self, coordinator: Coordinator) -> None:
        self._name = QLineEdit(coordinator.name)
        self._organisation = QLineEdit(coordinator.organisation)
        self._phone = QLineEdit(coordinator.phone)
        self._email = QLineEdit(coordinator.email)
        self._address = text_field("\n".join(coordinator.address), lines=_ADDRESS_LINES)
        self.form = _form()
        for label, field in (
            ("Your n&ame", self._name),
            ("&Organisation", self._organisation),
            ("&Phone", self._phone),
            ("&E-mail", self._email),
            ("Postal a&ddress", self._address),
        ):
            self.form.addRow(field_label(label, field), field)

    def entered(self) -> Coordinator:
        """Return the coordinator as entered."""
        lines = (tidy(line) for line in self._address.toPlainText().splitlines())
        return Coordinator(
            name=tidy(self._name.text()),
            organisation=tidy(self._organisation.text()),
            phone=tidy(self._phone.text()),
            email=tidy(self._email.text()),
            address=tuple(line for line in lines if line),
        )


class _RoundFields:
    """The lines about the round."""

    def __init__(self, round_: Round) -> None:
        self._before = round_
        self._name = QLineEdit(round_.name)
        self.has_start = QCheckBox("Le&tters go out on")
        self._letters_on = CalmDateEdit()
        self._letters_on.setDate(QDate.currentDate())
        self._letters_on.setAccessibleName("Letters go out on")
        start = round_.dates.on(Milestone.LETTERS_ON)
        if start:
            self._letters_on.setDate(QDate(start.year, start.month, start.day))
        self.has_start.setChecked(start is not None)
        self._letters_on.setEnabled(start is not None)
        self.has_start.toggled.connect(self._letters_on.setEnabled)
        self._days = number_box(1, _MOST_DAYS, unit="days")
        self._days.setValue(round_.dates.first_contact_days)
        self.form = _form()
        self.form.addRow(field_label("&Round", self._name), self._name)
        self.form.addRow(self.has_start, _not_stretched(self._letters_on))
        self.form.addRow(field_label("&First contact within", self._days), _not_stretched(self._days))

    def entered(self) -> Round:
        """Return the round as entered."""
        day = self._letters_on.date()
        letters_on = date(day.year(), day.month(), day.day()) if self.has_start.isChecked() else None
        dates = self._before.dates.choose(Milestone.LETTERS_ON, letters_on)
        return replace(
            self._before,
            name=tidy(self._name.text()) or self._before.name,
            dates=replace(dates, first_contact_days=self._days.value()),
        )


def _not_stretched(field: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(field)
    line.addStretch()
    return line


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(2 * GAP)
    form.setVerticalSpacing(GAP)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form
