"""The form of one local organisation: what it is, where, and what the scheme knows it as."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import UNSAVED, OrganisationId
from buddy_matcher.domain.local_organisations import LocalOrganisation
from buddy_matcher.domain.organisations import Organisation, OrganisationKind
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button, required

_HINT = "Who took part is found by the name. Say what the scheme calls it where that is another one."
_WIDTH = 520


class LocalDialog(FramedDialog):
    """Edits a copy of an organisation of the list; nothing is stored here."""

    def __init__(
        self,
        parent: QWidget | None,
        local: LocalOrganisation,
        organisations: Sequence[Organisation],
        refusal: UserError | None = None,
    ) -> None:
        is_new = local.id == UNSAVED
        super().__init__(parent, "Add a local organisation" if is_new else "Edit a local organisation", _HINT)
        self.setMinimumWidth(_WIDTH)
        self._local = local
        self.name = QLineEdit(local.name)
        self.kind = ChoiceBox[OrganisationKind | None](
            [(None, "Not known"), *((kind, kind.label) for kind in OrganisationKind)]
        )
        self.kind.choose(local.kind)
        self.outcode = QLineEdit(local.outcode)
        self.known_as = ChoiceBox[OrganisationId | None](
            [(None, "The one of that name"), *((each.id, each.name) for each in organisations)]
        )
        self.known_as.choose(local.organisation_id)
        form = QFormLayout()
        for text, field in (
            (required("&Name"), self.name),
            ("&Kind", self.kind),
            ("&Postcode", self.outcode),
            ("&In this scheme it is", self.known_as),
        ):
            form.addRow(field_label(text, field), field)
        self.body.addLayout(form)
        self.body.addWidget(Complaint(refusal))
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        accept = primary_button("&Add organisation" if is_new else "&Save organisation")
        self.buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)

    @property
    def edited(self) -> LocalOrganisation:
        """The organisation as the form has it."""
        return replace(
            self._local,
            name=self.name.text(),
            kind=self.kind.chosen,
            outcode=self.outcode.text(),
            organisation_id=self.known_as.chosen,
        )

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        local: LocalOrganisation,
        organisations: Sequence[Organisation],
        refusal: UserError | None = None,
    ) -> LocalOrganisation | None:
        """Return it as it is to be kept, or None; `refusal` is why it could not be kept before."""
        dialog = cls(parent, local, organisations, refusal)
        return dialog.edited if dialog.exec() else None
