"""Two entries of a person side by side: which says right what they say differently."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QWidget

from buddy_matcher.domain.duplicates import Difference
from buddy_matcher.services.merge_people import Comparison
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button, quiet_label
from buddy_matcher.ui.widgets.theme import GAP

_WIDTH = 560
_NOTHING = "(nothing)"


class MergeDialog(FramedDialog):
    """Chooses for each field in which two entries differ; nothing is stored here."""

    def __init__(self, parent: QWidget | None, compared: Comparison) -> None:
        super().__init__(
            parent,
            f"Merge two entries of {compared.first.full_name}",
            "Rounds, rules, wishes and notes of both go together. Undo takes it back.",
        )
        self.setMinimumWidth(_WIDTH)
        self.choices = {each.field: _choice(each) for each in compared.differences}
        form = QFormLayout()
        form.setSpacing(GAP)
        for each in compared.differences:
            form.addRow(field_label(each.label, self.choices[each.field]), self.choices[each.field])
        if compared.differences:
            self.body.addLayout(form)
        else:
            self.body.addWidget(quiet_label("Both entries say the same."))
        self.body.addWidget(Complaint(compared.obstacle))
        self.body.addStretch()
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        accept = primary_button("Merge them")
        accept.setEnabled(not compared.obstacle)
        self.buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)

    @property
    def taken(self) -> Sequence[str]:
        """The fields that are to be as the second entry has them."""
        return [field for field, choice in self.choices.items() if choice.chosen]

    @classmethod
    def ask(cls, parent: QWidget | None, compared: Comparison) -> Sequence[str] | None:
        """Return the fields that the second entry has right, or None when it was cancelled."""
        dialog = cls(parent, compared)
        return dialog.taken if dialog.exec() else None


def _choice(difference: Difference) -> ChoiceBox[bool]:
    box = ChoiceBox([(False, difference.first or _NOTHING), (True, difference.second or _NOTHING)])
    box.choose(difference.takes_second)
    return box
