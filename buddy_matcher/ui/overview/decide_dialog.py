"""Puts open questions before the coordinator, one card each: wishes about others, answers on no list."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import override

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.text import listed
from buddy_matcher.services.decide_answers import DecideAnswers, OpenValue, OpenWish
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.widgets.choose_entry_dialog import ChooseEntryDialog
from buddy_matcher.ui.widgets.choose_person_dialog import ChoosePersonDialog, PersonChoice
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import Card, EmptyState, without_mnemonic
from buddy_matcher.ui.widgets.reading_label import ReadingLabel, quiet_text, reading_heading
from buddy_matcher.ui.widgets.reading_pane import ReadingPane
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

type Choice = tuple[str, Callable[[], Changes]]
"""The words of a button, and the decision behind it; no changes when the coordinator thinks again."""

_SIZE = QSize(720, 600)
_MOST_PEOPLE_NAMED = 3
_WIDEST_BUTTON = 400


class DecideDialog(FramedDialog):
    """All open questions; each decision is stored at once and can be undone."""

    def __init__(self, parent: QWidget | None, answers: DecideAnswers, operations: Operations) -> None:
        super().__init__(
            parent,
            "Answers to decide on",
            "Each decision is saved at once; Undo takes it back. You can leave the rest for later.",
        )
        self._answers = answers
        self._operations = operations
        self.resize(_SIZE)
        self._questions = ReadingPane("Questions", look="page")
        # One more Space after a decision must not decide the next question.
        self._questions.rest_on_itself()
        self.body.addWidget(self._questions, 1)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self._show_questions()

    @classmethod
    def ask(cls, parent: QWidget | None, answers: DecideAnswers, operations: Operations) -> None:
        """Show the open questions until the coordinator closes them."""
        cls(parent, answers, operations).exec()

    @override
    def sizeHint(self) -> QSize:
        return _SIZE

    def _show_questions(self) -> None:
        cards: list[QWidget] = [self._wish_card(wish) for wish in self._answers.open_wishes()]
        cards += [self._value_card(value) for value in self._answers.open_values()]
        nothing = EmptyState("Everything is decided", "No answer is waiting for you.")
        self._questions.show_parts(cards or [nothing], spacing=2 * GAP)

    def _wish_card(self, wish: OpenWish) -> Card:
        choices: list[Choice] = [
            (f"Never pair with {name}", partial(self._answers.make_rule, wish.wish_id, other))
            for other, name in wish.likely
        ]
        choices.append(("Never pair with someone else…", partial(self._make_rule_with_another, wish)))
        no_more = "Nobody else is meant" if wish.kept_apart else "No rule needed"
        choices.append((no_more, partial(self._answers.dismiss_wish, wish.wish_id)))
        title = f"{wish.person} asked not to be paired with"
        return self._card(title, wish.text, _apart_in_words(wish), choices)

    def _value_card(self, value: OpenValue) -> Card:
        choices: list[Choice] = []
        if value.suggested_id is not None:
            accept = partial(self._answers.accept_as, value, value.suggested_id)
            choices.append((f"It means “{value.suggestion}”", accept))
        choices.append(("It means another one…", partial(self._accept_as_another, value)))
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
        for label in (reading_heading(title), ReadingLabel(f"“{text}”"), quiet_text(note)):
            label.setVisible(bool(label.text()))
            card.body.addWidget(label)
        row = WrappingRow()
        for words, decision in choices:
            button = QPushButton()
            button.setText(without_mnemonic(_shortened(button, words)))
            button.setAccessibleName(f"{words}: {title}, “{text}”")
            button.clicked.connect(partial(self._on_choice_clicked, decision))
            row.addWidget(button)
        card.body.addLayout(row)
        return card

    def _make_rule_with_another(self, wish: OpenWish) -> Changes:
        choices = [
            PersonChoice(
                id=member.participant.id,
                name=member.name,
                organisation=member.organisation_name,
                sector=member.sector,
            )
            for member in self._answers.people_for(wish)
        ]
        chosen = ChoosePersonDialog.ask(
            self,
            f"Never pair {wish.person} with",
            f"They wrote “{wish.text}”.",
            choices,
            accept="Never pair these two",
        )
        return Changes() if chosen is None else self._answers.make_rule(wish.wish_id, chosen)

    def _accept_as_another(self, value: OpenValue) -> Changes:
        entries = self._answers.entries_for(value)
        chosen = ChooseEntryDialog.ask(self, f"What “{value.text}” means", "", entries)
        return Changes() if chosen is None else self._answers.accept_as(value, chosen)

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


def _shortened(button: QPushButton, words: str) -> str:
    """Return words that fit on a button; a name in them may be of any length."""
    return button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST_BUTTON)
