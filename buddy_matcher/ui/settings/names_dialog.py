"""Asks for what is to stand on a list: several new names at once, or all about one entry."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.ui.widgets.calm_fields import SuggestingBox
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button, required
from buddy_matcher.ui.widgets.theme import GAP

_WIDTH = 520


@dataclass(frozen=True, slots=True)
class Written:
    """What was typed: a name, "" where several are new, the group, and the lines below."""

    name: str
    group: str
    lines: tuple[str, ...]


class NamesDialog(FramedDialog):
    """Edits one entry by its name, group and what else it is called; without a name it takes new names."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        written: Written,
        groups: Sequence[str],
        refusal: UserError | None = None,
    ) -> None:
        self._is_new = not written.name
        hint = (
            "One a line; a list from elsewhere can be pasted."
            if self._is_new
            else "Everybody’s answers stay with it. What it was called before is still understood."
        )
        super().__init__(parent, title, hint)
        self.setMinimumWidth(_WIDTH)
        self.name = QLineEdit(written.name)
        self.group = SuggestingBox(("", *groups))
        self.group.setCurrentText(written.group)
        self.lines = QPlainTextEdit("\n".join(written.lines))
        self.lines.setTabChangesFocus(True)
        form = QFormLayout()
        form.setSpacing(GAP)
        if self._is_new:
            form.addRow(field_label(required("&Names"), self.lines), self.lines)
            form.addRow(field_label("&Group", self.group), self.group)
        else:
            form.addRow(field_label(required("&Name"), self.name), self.name)
            form.addRow(field_label("&Group", self.group), self.group)
            form.addRow(field_label("&Also called", self.lines), self.lines)
        self.body.addLayout(form)
        self._refusal = Complaint(refusal)
        self.name.textChanged.connect(self._refusal.hide)
        self.lines.textChanged.connect(self._refusal.hide)
        self.body.addWidget(self._refusal)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        accept = primary_button("A&dd to the list" if self._is_new else "&Save entry")
        self.buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)

    @property
    def written(self) -> Written:
        """What stands in the fields."""
        lines = tuple(line for line in self.lines.toPlainText().splitlines() if line.strip())
        return Written(self.name.text(), self.group.currentText(), lines)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        title: str,
        written: Written,
        groups: Sequence[str],
        refusal: UserError | None = None,
    ) -> Written | None:
        """Return what was typed, or None when it was cancelled; `refusal` is why it was not kept before."""
        dialog = cls(parent, title, written, groups, refusal)
        return dialog.written if dialog.exec() else None
