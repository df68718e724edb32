"""The form of one interest: its two sides, what it is about and does, its term, and what was judged of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import Enum

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.domain.conflicts import Conflict, ConflictEffect, ConflictKind, Judgement, Party, Side
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import UNSAVED
from buddy_matcher.services.edit_interests import PossibleParty
from buddy_matcher.ui.widgets.announcements import announce
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.choose_entry_dialog import ChooseEntryDialog
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.day_fields import OptionalDay, day_field, day_in
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_SIZE = QSize(860, 680)
_LINES = 4


class _Verdict(Enum):
    """What was judged; the value is how the form says it."""

    OPEN = "Not judged yet: they stay apart until it is"
    CONFLICT = "It is a conflict"
    NO_CONFLICT = "It is no conflict"


class PartiesField(QWidget):
    """Those on one side, to add to and take from."""

    def __init__(
        self, title: str, side: Side, parties: Sequence[Party], possible: Sequence[PossibleParty]
    ) -> None:
        super().__init__()
        self._side = side
        self._possible = {replace(each.party, side=side): each.name for each in possible}
        self._parties = list(parties)
        # A few names that the dialog itself holds: a model of its own would say no more.
        self.list = QListWidget()
        self.list.setFixedHeight(_LINES * self.list.fontMetrics().lineSpacing() + 5 * GAP)
        label = field_label(title, self.list)
        self.add, self.remove = QPushButton("Add…"), QPushButton("Take off")
        for button in (self.add, self.remove):
            button.setAccessibleName(f"{button.text().removesuffix('…')}: {title.replace('&', '')}")
        buttons = QHBoxLayout()
        for button in (self.add, self.remove):
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP // 2)
        layout.addWidget(label)
        layout.addWidget(self.list)
        layout.addLayout(buttons)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.list.currentRowChanged.connect(self._look_again)
        self._show()

    @property
    def parties(self) -> tuple[Party, ...]:
        """Those on the side now."""
        return tuple(self._parties)

    def put(self, party: Party) -> None:
        """Put somebody on the side."""
        self._parties.append(replace(party, side=self._side))
        self._show()

    def _show(self) -> None:
        self.list.clear()
        self.list.addItems([self._name_of(each) for each in self._parties])
        self.list.setCurrentRow(len(self._parties) - 1)
        self._look_again()

    def _look_again(self) -> None:
        self.remove.setEnabled(self.list.currentRow() >= 0)

    def _on_add(self) -> None:
        left = [party for party in self._possible if party not in self._parties]
        entries = [(number, self._possible[party]) for number, party in enumerate(left)]
        hint = "An organisation, or one person."
        chosen = ChooseEntryDialog.ask(self, "Who stands on this side?", hint, entries)
        if chosen is not None:
            self.put(left[chosen])
            announce(self.list, f"{self._name_of(left[chosen])} added")

    def _on_remove(self) -> None:
        if self.list.currentRow() >= 0:
            gone = self._parties.pop(self.list.currentRow())
            self._show()
            announce(self.list, f"{self._name_of(gone)} taken off")

    def _name_of(self, party: Party) -> str:
        return self._possible.get(party, "someone in the bin")


def _beside(*fields: QWidget) -> QWidget:
    """Return fields in a row, each as wide as it wants to be."""
    row = QWidget()
    row.setLayout(WrappingRow(*fields))
    for field in fields:
        field.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return row


class InterestDialog(FramedDialog):
    """Edits a copy of an interest; nothing is stored here."""

    def __init__(
        self,
        parent: QWidget | None,
        conflict: Conflict,
        possible: Sequence[PossibleParty],
        today: date,
        refusal: UserError | None = None,
    ) -> None:
        is_new = conflict.id == UNSAVED
        super().__init__(
            parent,
            "Declare an interest" if is_new else "Edit interest",
            "An organisation’s interest counts for its parts too, and for what it is part of.",
        )
        self.resize(_SIZE)
        self._conflict = conflict
        self.sides = tuple(
            PartiesField(title, side, conflict.side(side), possible)
            for side, title in zip(Side, ("&One side", "The o&ther side"), strict=True)
        )
        self.kind = ChoiceBox([(kind, kind.label) for kind in ConflictKind])
        self.effect = ChoiceBox([(effect, effect.label) for effect in ConflictEffect])
        self.reason, self.source = QLineEdit(conflict.reason), QLineEdit(conflict.source)
        self.declared_on = OptionalDay("Declared o&n", today)
        self.starts_on, self.ends_on = OptionalDay("&From", today), OptionalDay("&Until", today)
        self.verdict = ChoiceBox([(verdict, verdict.value) for verdict in _Verdict])
        judged = conflict.judged
        self.judged_by = QLineEdit(judged.by if judged else "")
        self.judged_on = day_field(judged.on if judged else today)
        self._fill(today if is_new else conflict.declared_on)
        self._lay_out(refusal, "&Declare interest" if is_new else "Save interest")
        self.verdict.currentIndexChanged.connect(self._look_again)
        self._look_again()

    def _fill(self, declared_on: date | None) -> None:
        conflict, judged = self._conflict, self._conflict.judged
        self.kind.choose(conflict.kind)
        self.effect.choose(conflict.effect)
        self.declared_on.show_day(declared_on)
        self.starts_on.show_day(conflict.starts_on)
        self.ends_on.show_day(conflict.ends_on)
        if judged:
            self.verdict.choose(_Verdict.CONFLICT if judged.is_conflict else _Verdict.NO_CONFLICT)

    def _lay_out(self, refusal: UserError | None, accept: str) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(2 * GAP)
        for side in self.sides:
            sides.addWidget(side)
        self.body.addLayout(sides)
        form = QFormLayout()
        form.setSpacing(GAP)
        for text, field in (
            ("&About", self.reason),
            ("&Kind", self.kind),
            ("What it do&es", self.effect),
            ("", _beside(self.declared_on, self.starts_on, self.ends_on)),
            ("Told by &whom", self.source),
            ("&Judged", self.verdict),
            ("Judged &by", self.judged_by),
            ("Judged on", self.judged_on),
        ):
            form.addRow(field_label(text, field) if text else "", field)
        self.body.addLayout(form)
        self.body.addWidget(Complaint(refusal))
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button(accept), QDialogButtonBox.ButtonRole.AcceptRole)

    def _look_again(self) -> None:
        for field in (self.judged_by, self.judged_on):
            field.setEnabled(self.verdict.chosen is not _Verdict.OPEN)

    @property
    def edited(self) -> Conflict:
        """The interest as the form has it."""
        verdict = self.verdict.chosen
        judged = Judgement(verdict is _Verdict.CONFLICT, self.judged_by.text(), day_in(self.judged_on))
        return replace(
            self._conflict,
            kind=self.kind.chosen,
            effect=self.effect.chosen,
            parties=tuple(party for side in self.sides for party in side.parties),
            reason=self.reason.text(),
            declared_on=self.declared_on.day,
            judged=None if verdict is _Verdict.OPEN else judged,
            starts_on=self.starts_on.day,
            ends_on=self.ends_on.day,
            source=self.source.text(),
        )

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        conflict: Conflict,
        possible: Sequence[PossibleParty],
        today: date,
        refusal: UserError | None = None,
    ) -> Conflict | None:
        """Return the interest as edited, or None when it was cancelled; `refusal` is why it wasn't kept."""
        dialog = cls(parent, conflict, possible, today, refusal)
        return dialog.edited if dialog.exec() else None
