"""Chooses which letters the page shows: by name, by the way they go, by kind and by where they stand.

Each choice says how many letters it would show beside the other choices; the search counts nothing.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.people import Delivery
from buddy_matcher.services.rounds.letter_views import LetterView
from buddy_matcher.ui.letters.letters_model import LetterFilter
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.labels import field_label, filter_chip, search_line
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_KINDS: tuple[tuple[LetterKind | None, str], ...] = (
    (LetterKind.INTRODUCTION, "Introductions and changes"),
    (LetterKind.WAITING_LIST, "Waiting list letters"),
    (None, "Every kind"),
)


def is_shown_under(kind: LetterKind | None, letter: LetterView) -> bool:
    """Return whether a letter is shown under a kind, None for every kind: changes go with introductions."""
    is_change = letter.text.kind is LetterKind.CHANGE
    return kind in {None, LetterKind.INTRODUCTION if is_change else letter.text.kind}


_WAYS: tuple[tuple[Delivery | None, str], ...] = (
    (None, "Every way"),
    *((way, way.label) for way in (Delivery.BY_HAND, Delivery.POST, Delivery.EMAIL)),
)
_FEWEST_CHARACTERS = 14
"""The boxes may be this narrow; opened, they show whole words."""


class LetterFilters(QWidget):
    """The search line, the two lists and the chips; `changed` when other letters are to be shown."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = search_line("Search letters by person or organisation")
        self._ways = ChoiceBox(_WAYS)
        self._kinds = ChoiceBox(_KINDS)
        self._group = QButtonGroup(self)
        self._chips = {wanted: self._chip(wanted) for wanted in LetterFilter}
        self._chips[LetterFilter.TO_PRINT].setChecked(True)
        self._lay_out()
        self._group.buttonToggled.connect(self._on_group_toggled)
        for box in (self._ways, self._kinds):
            widest = max(len(box.itemText(place)) for place in range(box.count()))
            box.setMinimumContentsLength(max(_FEWEST_CHARACTERS, widest))
            box.currentIndexChanged.connect(self.changed)

    @property
    def kind(self) -> LetterKind | None:
        """The kind of letter that is shown, None for every kind."""
        return self._kinds.chosen

    def narrow(self, letters: Sequence[LetterView]) -> list[LetterView]:
        """Return the letters to show, and say at each choice how many it would show."""
        of_kind = [letter for letter in letters if is_shown_under(self._kinds.chosen, letter)]
        going = [letter for letter in of_kind if self._ways.chosen in {None, letter.delivery}]
        _count(self._kinds, _KINDS, [letter.text.kind for letter in letters])
        _count(self._ways, _WAYS, [letter.delivery for letter in of_kind])
        for wanted, chip in self._chips.items():
            number = sum(wanted.takes(letter) for letter in going)
            chip.setText(f"{wanted.value} {number}")
            chip.setAccessibleName(f"{wanted.value}, {number}")
        wanted = next(wanted for wanted, chip in self._chips.items() if chip.isChecked())
        return [letter for letter in going if wanted.takes(letter)]

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self.search, 1)
        for text, box in (("Ho&w", self._ways), ("&Kind", self._kinds)):
            line.addWidget(field_label(text, box))
            line.addWidget(box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(line)
        layout.addLayout(WrappingRow(*self._chips.values()))

    def _chip(self, wanted: LetterFilter) -> QPushButton:
        chip = filter_chip(wanted.value)
        self._group.addButton(chip)
        return chip

    def _on_group_toggled(self, _chip: QPushButton, is_on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if is_on:
            self.changed.emit()


def _count[T](box: ChoiceBox[T | None], choices: Sequence[tuple[T | None, str]], values: Sequence[T]) -> None:
    for row, (value, words) in enumerate(choices):
        number = len(values) if value is None else values.count(value)
        box.setItemText(row, f"{words} {number}")
