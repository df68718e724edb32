"""The form of one organisation: its name, sector, kind and the organisation that it is part of."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from buddy_matcher.domain.ids import OrganisationId
from buddy_matcher.domain.organisations import Organisation, OrganisationKind, Sector
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button
from buddy_matcher.ui.widgets.theme import GAP

_WIDTH = 520


class OrganisationDialog(FramedDialog):
    """Edits a copy of an organisation; nothing is stored here."""

    def __init__(
        self, parent: QWidget | None, organisation: Organisation, others: Sequence[Organisation]
    ) -> None:
        super().__init__(
            parent, "Edit organisation", "People of one organisation, or of one parent, are never paired."
        )
        self._organisation = organisation
        self.setMinimumWidth(_WIDTH)
        self.name = QLineEdit(organisation.name)
        self.sector = ChoiceBox([(sector, sector.label) for sector in Sector])
        self.kind = ChoiceBox[OrganisationKind | None](
            [(None, "Not known"), *((kind, kind.label) for kind in OrganisationKind)]
        )
        parents = [(other.id, other.name) for other in others if other.id != organisation.id]
        self.part_of = ChoiceBox[OrganisationId | None]([(None, "None"), *parents])
        self.sector.choose(organisation.sector)
        self.kind.choose(organisation.kind)
        self.part_of.choose(organisation.parent_id)
        form = QFormLayout()
        form.setSpacing(GAP)
        for text, field in (
            ("&Name", self.name),
            ("&Sector", self.sector),
            ("&Kind", self.kind),
            ("&Part of", self.part_of),
        ):
            form.addRow(field_label(text, field), field)
        self.body.addLayout(form)
        self.body.addStretch()
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("Save organisation"), QDialogButtonBox.ButtonRole.AcceptRole)

    @property
    def edited(self) -> Organisation:
        """The organisation as the form has it."""
        return replace(
            self._organisation,
            name=self.name.text(),
            sector=self.sector.chosen,
            kind=self.kind.chosen,
            parent_id=self.part_of.chosen,
        )

    @classmethod
    def ask(
        cls, parent: QWidget | None, organisation: Organisation, others: Sequence[Organisation]
    ) -> Organisation | None:
        """Return the organisation as edited, or None when it was cancelled."""
        dialog = cls(parent, organisation, others)
        return dialog.edited if dialog.exec() else None
