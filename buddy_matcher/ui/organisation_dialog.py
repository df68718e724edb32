"""The form of one organisation: its name, sector, kind and the organisation that it is part of."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.domain.organisations import Organisation, OrganisationKind, Sector
from buddy_matcher.ui.labels import field_label, primary_button, quiet_label, title_label
from buddy_matcher.ui.theme import GAP

_WIDTH = 520


class OrganisationDialog(QDialog):
    """Edits a copy of an organisation; nothing is stored here."""

    def __init__(
        self, parent: QWidget | None, organisation: Organisation, others: Sequence[Organisation]
    ) -> None:
        super().__init__(parent)
        self._organisation = organisation
        self.setWindowTitle("Edit organisation")
        self.setMinimumWidth(_WIDTH)
        self.name = QLineEdit(organisation.name)
        self.sector = _choices([(sector.label, sector) for sector in Sector], organisation.sector)
        kinds: list[tuple[str, object]] = [
            ("Not known", None),
            *((kind.label, kind) for kind in OrganisationKind),
        ]
        self.kind = _choices(kinds, organisation.kind)
        parents: list[tuple[str, object]] = [("None", None)]
        parents += [(other.name, other.id) for other in others if other.id != organisation.id]
        self.part_of = _choices(parents, organisation.parent_id)
        form = QFormLayout()
        form.setSpacing(GAP)
        for text, field in (
            ("&Name", self.name),
            ("&Sector", self.sector),
            ("&Kind", self.kind),
            ("&Part of", self.part_of),
        ):
            form.addRow(field_label(text, field), field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(primary_button("Save organisation"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        layout.addWidget(title_label("Edit organisation"))
        layout.addWidget(quiet_label("People of one organisation, or of one parent, are never paired."))
        layout.addLayout(form)
        layout.addWidget(buttons)

    @property
    def edited(self) -> Organisation:
        """The organisation as the form has it."""
        kind = self.kind.currentData()  # Qt gives an enum of strings back as a string
        return replace(
            self._organisation,
            name=self.name.text(),
            sector=Sector(self.sector.currentData()),
            kind=OrganisationKind(kind) if kind else None,
            parent_id=self.part_of.currentData(),
        )

    @classmethod
    def ask(
        cls, parent: QWidget | None, organisation: Organisation, others: Sequence[Organisation]
    ) -> Organisation | None:
        """Return the organisation as edited, or None when it was cancelled."""
        dialog = cls(parent, organisation, others)
        return dialog.edited if dialog.exec() else None


def _choices(choices: Sequence[tuple[str, object]], chosen: object) -> QComboBox:
    box = QComboBox()
    for text, value in choices:
        box.addItem(text, value)
    box.setCurrentIndex([value for _, value in choices].index(chosen))
    return box
