"""A note about one person, or that they were rung, and when to come back to it."""

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QPushButton, QWidget

from buddy_matcher.domain.entries import OF_A_PERSON, REMIND_AFTER, Entry
from buddy_matcher.domain.errors import UserError
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.day_fields import OptionalDay, day_field, day_in
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button
from buddy_matcher.ui.widgets.text_field import text_field

_WIDTH = 520
_SAID_LINES = 3
_PRIVATE = "Only you see it: it is in no letter and no report. They may ask to read it."


@dataclass(frozen=True, slots=True)
class Answer:
    """What was decided about an entry: how it is to stand, or that it is to go."""

    entry: Entry
    is_struck_out: bool = False


class NoteDialog(FramedDialog):
    """Asks for what a note about somebody says; one that stands in the file can also be struck out."""

    def __init__(self, parent: QWidget | None, who: str, entry: Entry, today: date) -> None:
        super().__init__(parent, f"{who}: a note or a reminder", _PRIVATE)
        self.setMinimumWidth(_WIDTH)
        self._entry = entry
        self._is_struck_out = False
        kinds = OF_A_PERSON if entry.kind in OF_A_PERSON else (entry.kind,)
        self._kind = ChoiceBox([(kind, kind.label) for kind in kinds])
        self._kind.choose(entry.kind)
        self._on = day_field(entry.on, latest=today)
        self._said = text_field(entry.said, lines=_SAID_LINES)
        self._follow_up = OptionalDay("&Remind me on", today + REMIND_AFTER)
        self._follow_up.show_day(entry.follow_up_on)
        form = QFormLayout()
        for text, field in (("&What", self._kind), ("&Day", self._on), ("&Said", self._said)):
            form.addRow(field_label(text, field), field)
        form.addRow("", self._follow_up)
        self.body.addLayout(form)
        self._add_buttons()
        self._said.setFocus()

    @property
    def answer(self) -> Answer:
        """What the form says."""
        filled = replace(
            self._entry,
            kind=self._kind.chosen,
            on=day_in(self._on),
            said=self._said.toPlainText().strip(),
            follow_up_on=self._follow_up.day,
        )
        return Answer(filled, self._is_struck_out)

    @classmethod
    def ask(
        cls, parent: QWidget | None, who: str, entry: Entry, today: date, refusal: UserError | None = None
    ) -> Answer | None:
        """Return what was decided about a note, or None when it was cancelled.

        `refusal` is why what was written before could not be kept.
        """
        dialog = cls(parent, who, entry, today)
        dialog.say_refused(refusal)
        return dialog.answer if dialog.exec() else None

    def _add_buttons(self) -> None:
        if self._entry.id:
            strike_out = QPushButton("Strike &out")
            strike_out.setToolTip("Takes a wrong note away; Undo brings it back.")
            strike_out.clicked.connect(self._on_strike_out_clicked)
            self.buttons.addButton(strike_out, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("Sa&ve note"), QDialogButtonBox.ButtonRole.AcceptRole)

    def _on_strike_out_clicked(self) -> None:
        self._is_struck_out = True
        self.accept()
