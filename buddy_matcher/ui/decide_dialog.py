"""Puts open questions before the coordinator, one card each: wishes about others, answers on no list."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import override

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.text import listed
from buddy_matcher.services.decide_answers import DecideAnswers, OpenValue, OpenWish
from buddy_matcher.ui.labels import (
    Card,
    EmptyState,
    heading_label,
    plain_label,
    quiet_label,
    title_label,
    with_look,
    without_mnemonic,
)
from buddy_matcher.ui.operations import Operations
from buddy_matcher.ui.theme import GAP

type Choice = tuple[str, Callable[[], Changes]]
"""The words of a button, and the decision behind it."""

_SIZE = QSize(720, 600)
_MOST_PEOPLE_NAMED = 3


class DecideDialog(QDialog):
    """All open questions; each decision is stored at once and can be undone."""

    def __init__(self, parent: QWidget | None, answers: DecideAnswers, operations: Operations) -> None:
        super().__init__(parent)
        self._answers = answers
        self._operations = operations
        self.setWindowTitle("Answers to decide on")
        self.resize(_SIZE)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        layout.addWidget(title_label("Answers to decide on"))
        hint = "Each decision is saved at once; Undo takes it back. You can leave the rest for later."
        layout.addWidget(quiet_label(hint))
        layout.addWidget(self._area, 1)
        layout.addWidget(buttons)
        self._show_questions()

    @classmethod
    def ask(cls, parent: QWidget | None, answers: DecideAnswers, operations: Operations) -> None:
        """Show the open questions until the coordinator closes them."""
        cls(parent, answers, operations).exec()

    @override
    def sizeHint(self) -> QSize:
        return _SIZE

    def _show_questions(self) -> None:
        cards = [self._wish_card(wish) for wish in self._answers.open_wishes()]
        cards += [self._value_card(value) for value in self._answers.open_values()]
        content = with_look(QWidget(), "page")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, GAP, GAP, GAP)
        layout.setSpacing(2 * GAP)
        for card in cards:
            layout.addWidget(card)
        if not cards:
            layout.addWidget(EmptyState("Everything is decided", "No answer is waiting for you."))
        layout.addStretch()
        self._area.setWidget(content)

    def _wish_card(self, wish: OpenWish) -> Card:
        choices: list[Choice] = [
            (f"Never pair with {name}", partial(self._answers.make_rule, wish.id, other))
            for other, name in wish.likely
        ]
        no_more = "Nobody else is meant" if wish.kept_apart else "No rule needed"
        choices.append((no_more, partial(self._answers.dismiss_wish, wish.id)))
        title = f"{wish.person} asked not to be paired with"
        return self._card(title, wish.text, _apart_in_words(wish), choices)

    def _value_card(self, value: OpenValue) -> Card:
        choices: list[Choice] = []
        if value.suggested_id is not None:
            accept = partial(self._answers.accept_as, value, value.suggested_id)
            choices.append((f"It means “{value.suggestion}”", accept))
        choices.append(("Add it to the list", partial(self._answers.add_to_list, value)))
        choices.append(("Ignore it", partial(self._answers.ignore, value)))
        people = listed(value.people[:_MOST_PEOPLE_NAMED])
        more = len(value.people) - _MOST_PEOPLE_NAMED
        who = f"{people} and {more} more" if more > 0 else people
        return self._card(
            f"On no list: {listed([field.label for field in value.fields])}",
            value.text,
            f"Answered by {who}.",
            choices,
        )

    def _card(self, title: str, text: str, note: str, choices: Sequence[Choice]) -> Card:
        card = Card()
        card.body.addWidget(heading_label(title))
        card.body.addWidget(plain_label(f"“{text}”", wraps=True))
        if note:
            card.body.addWidget(quiet_label(note))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for words, decision in choices:
            button = QPushButton(without_mnemonic(words))
            button.clicked.connect(partial(self._on_choice_clicked, decision))
            row.addWidget(button)
        row.addStretch()
        card.body.addLayout(row)
        return card

    def _on_choice_clicked(self, decision: Callable[[], Changes]) -> None:
        if self._operations.perform(decision):
            self._show_questions()


def _apart_in_words(wish: OpenWish) -> str:
    """Return whom someone is never paired with, and whom not until the wish is decided."""
    by_rule, until_decided = listed(wish.kept_apart), listed([name for _, name in wish.likely])
    sentences = [
        f"A rule says never to pair them with {by_rule}." if by_rule else "",
        f"Until you decide, {wish.person} is not paired with {until_decided}." if until_decided else "",
    ]
    return " ".join(filter(None, sentences))
