"""Asks what a funder gives for VCSE time between two days."""

from dataclasses import replace

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.money import Budget
from buddy_matcher.ui.widgets.calm_fields import CalmMoneyBox
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.day_fields import day_field, day_in
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button, required

_HINT = (
    "The same funder and first day change a budget; £0.00 takes it away. Without a name it is for all money."
)
_WIDTH = 520


class BudgetDialog(FramedDialog):
    """Edits a copy of a budget; nothing is stored here."""

    def __init__(self, parent: QWidget | None, budget: Budget, refusal: UserError | None = None) -> None:
        super().__init__(parent, "Set a budget", _HINT)
        self.setMinimumWidth(_WIDTH)
        self._budget = budget
        self.funder = QLineEdit(budget.funder)
        self.amount = CalmMoneyBox(budget.pence)
        self.starts, self.ends = day_field(budget.starts), day_field(budget.ends)
        form = QFormLayout()
        for text, field in (
            (required("&Funder"), self.funder),
            ("&Amount", self.amount),
            ("F&rom", self.starts),
            ("&To", self.ends),
        ):
            form.addRow(field_label(text, field), field)
        self.body.addLayout(form)
        self.body.addWidget(Complaint(refusal))
        self._odd = Complaint()
        self.body.addWidget(self._odd)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.accepting = primary_button("&Set budget")
        self.buttons.addButton(self.accepting, QDialogButtonBox.ButtonRole.AcceptRole)
        self.starts.dateChanged.connect(self._look_again)
        self.ends.dateChanged.connect(self._look_again)
        self._look_again()

    def _look_again(self) -> None:
        is_odd = day_in(self.ends) < day_in(self.starts)
        self._odd.complain("The last day is before the first." if is_odd else "")
        self.accepting.setEnabled(not is_odd)

    @property
    def edited(self) -> Budget:
        """The budget as the form has it."""
        return replace(
            self._budget,
            funder=self.funder.text(),
            pence=self.amount.pence,
            starts=day_in(self.starts),
            ends=day_in(self.ends),
        )

    @classmethod
    def ask(cls, parent: QWidget | None, budget: Budget, refusal: UserError | None = None) -> Budget | None:
        """Return the budget, or None when it was cancelled; `refusal` is why it could not be kept before."""
        dialog = cls(parent, budget, refusal)
        return dialog.edited if dialog.exec() else None
