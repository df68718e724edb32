"""Which forms check-in letters name: one at a link, or one that comes with them on paper."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from buddy_matcher.domain.answers import Occasion
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.rounds import NAMED_IN_LETTERS, NamedForm, Round
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.complaint import Complaint
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button

_WIDTH = 560
_HINT = (
    "A check-in letter then says where its form is, with the reader’s code for it. Make a form, in the File "
    "menu, gives you the questions and the codes."
)
_LETTER_OF = {
    Occasion.CHECK_IN: ("&First check-in", "Lin&k of first check-in"),
    Occasion.MIDDLE: ("&Half time", "&Link of half time"),
}
"""The lines of each form with the letters that lead to them."""


class _Way(StrEnum):
    """How a form reaches who is to answer it."""

    NONE = "No form: they ring or e-mail"
    LINK = "A form at a link"
    PAPER = "On paper, with the letter"


class NamedFormsDialog(FramedDialog):
    """Two lines for each form: how it goes, and where it is."""

    def __init__(
        self,
        parent: QWidget | None,
        round_: Round,
        forms: Sequence[NamedForm] | None = None,
        refusal: UserError | None = None,
    ) -> None:
        super().__init__(parent, f"Forms that letters of {round_.name} name", _HINT)
        self.setMinimumWidth(_WIDTH)
        self.body.addWidget(Complaint(refusal))
        named = {form.occasion: form for form in (round_.forms if forms is None else forms)}
        self.ways = {each: ChoiceBox([(way, way.value) for way in _Way]) for each in NAMED_IN_LETTERS}
        self.links = {each: QLineEdit() for each in NAMED_IN_LETTERS}
        form = QFormLayout()
        for occasion in NAMED_IN_LETTERS:
            way, link = self.ways[occasion], self.links[occasion]
            way_label, link_label = _LETTER_OF[occasion]
            form.addRow(field_label(way_label, way), way)
            form.addRow(field_label(link_label, link), link)
            link.setPlaceholderText("https://")
            way.currentIndexChanged.connect(partial(self._on_way_chosen, occasion))
            self._show_form(occasion, named.get(occasion))
        self.body.addLayout(form)
        self.body.addStretch()
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(primary_button("&Save forms"), QDialogButtonBox.ButtonRole.AcceptRole)

    @property
    def forms(self) -> tuple[NamedForm, ...]:
        """What stands in the dialog; a link that was left empty names no form."""
        named = (
            NamedForm(each, self.links[each].text().strip() if way.chosen is _Way.LINK else "")
            for each, way in self.ways.items()
            if way.chosen is _Way.PAPER or (way.chosen is _Way.LINK and self.links[each].text().strip())
        )
        return tuple(named)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        round_: Round,
        forms: Sequence[NamedForm] | None = None,
        refusal: UserError | None = None,
    ) -> tuple[NamedForm, ...] | None:
        """Return the forms that letters name, or None when it was cancelled."""
        dialog = cls(parent, round_, forms, refusal)
        return dialog.forms if dialog.exec() else None

    def _show_form(self, occasion: Occasion, form: NamedForm | None) -> None:
        way = _Way.NONE if form is None else _Way.LINK if form.link else _Way.PAPER
        self.ways[occasion].choose(way)
        self.links[occasion].setText(form.link if form else "")
        self._on_way_chosen(occasion)

    def _on_way_chosen(self, occasion: Occasion, *_index: object) -> None:
        self.links[occasion].setEnabled(self.ways[occasion].chosen is _Way.LINK)
