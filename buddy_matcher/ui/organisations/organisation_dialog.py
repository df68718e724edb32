"""The form of one organisation: what it is, its numbers, the rooms that it offers, what it has become."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import UNSAVED, OrganisationId
from buddy_matcher.domain.organisations import Organisation, OrganisationKind, Sector
from buddy_matcher.ui.organisations.numbers_part import NumbersPart
from buddy_matcher.ui.organisations.rooms_part import RoomsPart
from buddy_matcher.ui.organisations.successors_part import SuccessorsPart
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button, required
from buddy_matcher.ui.widgets.theme import GAP

_WIDTH = 620


class OrganisationDialog(FramedDialog):
    """Edits a copy of an organisation; nothing is stored here."""

    def __init__(
        self,
        parent: QWidget | None,
        organisation: Organisation,
        others: Sequence[Organisation],
        today: date,
        refusal: UserError | None = None,
    ) -> None:
        is_new = organisation.id == UNSAVED
        title = "New organisation" if is_new else "Edit organisation"
        super().__init__(parent, title, "People of one organisation, or of one parent, are never paired.")
        self._organisation = organisation
        self.setMinimumWidth(_WIDTH)
        self.name = QLineEdit(organisation.name)
        self.sector = ChoiceBox([(sector, sector.label) for sector in Sector])
        self.kind = ChoiceBox[OrganisationKind | None](
            [(None, "Not known"), *((kind, kind.label) for kind in OrganisationKind)]
        )
        named = [(other.id, other.name) for other in others if other.id != organisation.id]
        self.part_of = ChoiceBox[OrganisationId | None]([(None, "None"), *named])
        self.sector.choose(organisation.sector)
        self.kind.choose(organisation.kind)
        self.part_of.choose(organisation.parent_id)
        self.numbers = NumbersPart(organisation.identifiers)
        self.rooms = RoomsPart(organisation.rooms)
        self.successors = SuccessorsPart(organisation.became, named, today)
        self._refusal = Complaint(refusal)
        self._lay_out("&Add organisation" if is_new else "Save organisation")
        self.name.textChanged.connect(self._refusal.hide)

    def _lay_out(self, accept: str) -> None:
        tabs = QTabWidget()
        tabs.addTab(self._about(), "A&bout it")
        tabs.addTab(self.numbers, "N&umbers")
        tabs.addTab(self.rooms, "R&ooms")
        tabs.addTab(self.successors, "Has be&come")
        self.body.addWidget(tabs, 1)
        self.body.addWidget(self._refusal)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button(accept), QDialogButtonBox.ButtonRole.AcceptRole)

    def _about(self) -> QWidget:
        part = QWidget()
        form = QFormLayout()
        form.setSpacing(GAP)
        for text, field in (
            (required("&Name"), self.name),
            ("&Sector", self.sector),
            ("&Kind", self.kind),
            ("&Part of", self.part_of),
        ):
            form.addRow(field_label(text, field), field)
        layout = QVBoxLayout(part)
        layout.addLayout(form)
        layout.addStretch()
        return part

    @property
    def edited(self) -> Organisation:
        """The organisation as the form has it."""
        return replace(
            self._organisation,
            name=self.name.text(),
            sector=self.sector.chosen,
            kind=self.kind.chosen,
            parent_id=self.part_of.chosen,
            identifiers=self.numbers.identifiers,
            rooms=self.rooms.rooms,
            became=self.successors.successors,
        )

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        organisation: Organisation,
        others: Sequence[Organisation],
        today: date,
        refusal: UserError | None = None,
    ) -> Organisation | None:
        """Return the organisation as edited, or None when it was cancelled.

        `refusal` is why it could not be kept when it was asked for before.
        """
        dialog = cls(parent, organisation, others, today, refusal)
        return dialog.edited if dialog.exec() else None
