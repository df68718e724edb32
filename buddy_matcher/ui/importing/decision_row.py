"""One thing to decide on, in a card: what the sheet says, the likely choice as a button, and all others."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.labels import Card, without_mnemonic
from buddy_matcher.ui.widgets.reading_label import quiet_text, strong_text
from buddy_matcher.ui.widgets.theme import GAP

_CHOICE_CHARACTERS = 26


class DecisionBox[T](ChoiceBox[T]):
    """A list to choose from that Enter opens: in a dialog it would press the button of the next step."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.showPopup()
        else:
            super().keyPressEvent(event)


class DecisionRow[T](Card):
    """Asks what one text of a sheet is; the first of the `choices` is that nobody decided yet.

    `likely` is the choice that a button offers beside the list.
    """

    decided = Signal()

    def __init__(
        self,
        text: str,
        notes: Sequence[str],
        choices: Sequence[tuple[T, str]],
        *,
        likely: tuple[T, str] | None = None,
    ) -> None:
        super().__init__()
        self.text = text
        self._undecided = choices[0][0]
        self.box = DecisionBox[T](choices)
        self.box.setMinimumContentsLength(_CHOICE_CHARACTERS)
        self.box.setAccessibleName(f"What “{text}” is")
        self.box.currentIndexChanged.connect(self.decided)
        told = QVBoxLayout()
        told.setSpacing(GAP // 2)
        told.addWidget(strong_text(text))
        for note in filter(None, notes):
            told.addWidget(quiet_text(note))
        line = QHBoxLayout()
        line.setSpacing(2 * GAP)
        line.addLayout(told, 1)
        if likely:
            line.addWidget(self._button(likely), alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.box, alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)

    @property
    def chosen(self) -> T:
        """What is chosen."""
        return self.box.chosen

    @property
    def is_open(self) -> bool:
        """Whether nothing is decided yet."""
        return self.box.chosen == self._undecided

    def choose(self, choice: T) -> None:
        """Choose for the coordinator what was chosen before."""
        self.box.choose(choice)

    def _button(self, likely: tuple[T, str]) -> QPushButton:
        choice, words = likely
        button = QPushButton(without_mnemonic(f"It is: {words}"))
        button.setAccessibleName(f"“{self.text}” is: {words}")
        button.clicked.connect(lambda: self.box.choose(choice))
        return button
