"""The scheme's own prompts for conversation cards: three sets, from light to deep, a prompt a line."""

from dataclasses import fields

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from buddy_matcher.domain.conversation import MINUTES_A_SET, Prompts
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button
from buddy_matcher.ui.widgets.text_field import text_field

_WIDTH = 620
_LINES = 5
_HINT = (
    f"One prompt on each line, about four in a set: a pair takes {MINUTES_A_SET} minutes for a set. What the "
    "two wrote of themselves takes the place of the first prompts in “If only they knew”. Empty a set to "
    "have our prompts again."
)
_LABELS = {
    "opening": "To &start",
    "if_only": "&If only they knew",
    "deeper": "A little &deeper",
}


class PromptsDialog(FramedDialog):
    """A field of several lines for each set."""

    def __init__(self, parent: QWidget | None, prompts: Prompts) -> None:
        super().__init__(parent, "Conversation prompts", _HINT)
        self.setMinimumWidth(_WIDTH)
        names = [field.name for field in fields(prompts)]
        self._fields = {each: text_field("\n".join(getattr(prompts, each)), lines=_LINES) for each in names}
        for name, field in self._fields.items():
            self.body.addWidget(field_label(_LABELS[name], field))
            self.body.addWidget(field)
        self.body.addStretch()
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("Sa&ve prompts"), QDialogButtonBox.ButtonRole.AcceptRole)

    @property
    def prompts(self) -> Prompts:
        """What stands in the fields, line by line."""
        lines = {name: field.toPlainText().splitlines() for name, field in self._fields.items()}
        return Prompts(**{name: tuple(each) for name, each in lines.items()})

    @classmethod
    def ask(cls, parent: QWidget | None, prompts: Prompts) -> Prompts | None:
        """Return the prompts as they were changed, or None when it was cancelled."""
        dialog = cls(parent, prompts)
        return dialog.prompts if dialog.exec() else None
