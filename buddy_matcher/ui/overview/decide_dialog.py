"""Puts open questions before the coordinator, one at a time: wishes about others, answers on no list.

What can be chosen always stands in the same place, the likeliest first. Questions that are alike can be
decided all at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import override

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.text import listed
from buddy_matcher.services.decide_answers import DecideAnswers, OpenValue, OpenWish
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.widgets.action_button import emphasise
from buddy_matcher.ui.widgets.announcements import announce
from buddy_matcher.ui.widgets.choose_entry_dialog import ChooseEntryDialog
from buddy_matcher.ui.widgets.choose_person_dialog import ChoosePersonDialog, PersonChoice
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import EmptyState, without_mnemonic
from buddy_matcher.ui.widgets.reading_label import ReadingLabel, quiet_text, reading_heading
from buddy_matcher.ui.widgets.reading_pane import ReadingPane
from buddy_matcher.ui.widgets.theme import GAP

type Decision = Callable[[], Changes]
"""What a button does; no changes when the coordinator thinks again."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The words of a button, the decision behind it, and the same for all questions that are alike."""

    words: str
    decide: Decision
    decide_all: Decision | None = None
    is_likely: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, what was written, what is known of it, and what can be chosen; `alike` counts itself."""

    title: str
    text: str
    note: str
    choices: tuple[Choice, ...]
    alike: int


_CHARACTERS, _HEIGHT = 92, 600
"""How wide it opens, in average characters, and how high in pixels: so a question is whole in large text."""

_LINES = 5
_MOST_PEOPLE_NAMED = 3
_WIDEST_BUTTON = 560
_USUAL_CHOICES = 4
"""So many choices have their place, whether a question has as many or not."""


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
        self._place = 0
        self._questions: list[Question] = []
        self._choices: list[QPushButton] = []
        self.resize(self.sizeHint())
        # One more Space or Enter after a decision must not decide the next question.
        self._pane = ReadingPane("Question", look="page")
        self._alike = QCheckBox()
        self._below = QVBoxLayout()
        self.back = QPushButton("&Back")
        self.later = QPushButton("&Later")
        self._lay_out()
        self._read()
        self._of = len(self._questions)
        self._show_question()

    @classmethod
    def ask(cls, parent: QWidget | None, answers: DecideAnswers, operations: Operations) -> None:
        """Show the open questions until the coordinator closes them."""
        cls(parent, answers, operations).exec()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_CHARACTERS * self.fontMetrics().averageCharWidth(), _HEIGHT)

    def _lay_out(self) -> None:
        below = QWidget()
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(GAP)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._below)
        column.addStretch()
        row = QPushButton("x").sizeHint().height() + GAP
        below.setMinimumHeight(_USUAL_CHOICES * row)
        self._alike.setContentsMargins(0, 0, 0, 0)
        room = self._alike.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self._alike.setSizePolicy(room)
        self._pane.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
        self.body.addWidget(self._pane, 1)
        self.body.addWidget(below)
        self.body.addWidget(self._alike)
        for button in (self.back, self.later):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.back.clicked.connect(partial(self._go, -1))
        self.later.clicked.connect(partial(self._go, 1))
        self._alike.toggled.connect(self._look_again)

    def _read(self) -> None:
        wishes, values = self._answers.open_wishes(), self._answers.open_values()
        self._questions = [self._of_wish(wish, wishes) for wish in wishes]
        self._questions += [self._of_value(value, values) for value in values]

    def _show_question(self) -> None:
        """Show the question whose turn it is, or that none is left."""
        self._place = min(self._place, max(0, len(self._questions) - 1))
        question = self._question
        parts: list[QWidget] = [EmptyState("Everything is decided", "No answer is waiting for you.")]
        if question:
            decided = self._of - len(self._questions)
            number = f"{decided + self._place + 1} of {self._of}"
            parts = [quiet_text(number), reading_heading(question.title), ReadingLabel(f"“{question.text}”")]
            parts += [quiet_text(question.note)] if question.note else []
            announce(self._pane, f"{number}. {question.title}: {question.text}. {question.note}")
        self._pane.show_parts(parts)
        self._alike.setChecked(False)
        self._alike.setText(f"The same for &all {question.alike} that are alike" if question else "")
        self._alike.setVisible(bool(question and question.alike > 1))
        self._show_choices(question.choices if question else ())
        self.back.setEnabled(self._place > 0)
        self.later.setEnabled(self._place + 1 < len(self._questions))
        self._pane.setFocus()

    def _show_choices(self, choices: Sequence[Choice]) -> None:
        while len(self._choices) < len(choices):
            button = QPushButton()
            button.clicked.connect(partial(self._on_choice_clicked, len(self._choices)))
            self._below.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
            self._choices.append(button)
        for place, button in enumerate(self._choices):
            button.setVisible(place < len(choices))
            if place < len(choices):
                emphasise(button, is_primary=choices[place].is_likely)
                self._name(button, choices[place].words)
        self._look_again()

    def _name(self, button: QPushButton, words: str) -> None:
        question = self._question
        button.setText(without_mnemonic(_shortened(button, words)))
        if question:
            button.setAccessibleName(f"{words}: {question.title}, “{question.text}”")

    @property
    def _question(self) -> Question | None:
        return self._questions[self._place] if self._questions else None

    def _of_wish(self, wish: OpenWish, wishes: Sequence[OpenWish]) -> Question:
        alike = [each for each in wishes if len(each.likely) == 1] if len(wish.likely) == 1 else [wish]
        choices = [
            Choice(
                f"Never pair with {name}",
                partial(self._answers.make_rule, wish.wish_id, other),
                partial(self._answers.make_rules, alike),
                is_likely=not place,
            )
            for place, (other, name) in enumerate(wish.likely)
        ]
        choices.append(Choice("Never pair with someone else…", partial(self._make_rule_with_another, wish)))
        no_more = "Nobody else is meant" if wish.kept_apart else "No rule needed"
        choices.append(Choice(no_more, partial(self._answers.dismiss_wish, wish.wish_id)))
        title = f"{wish.person} asked not to be paired with"
        return Question(title, wish.text, _apart_in_words(wish), tuple(choices), len(alike))

    def _of_value(self, value: OpenValue, values: Sequence[OpenValue]) -> Question:
        is_like = value.suggested_id is not None
        alike = [each for each in values if (each.suggested_id is not None) is is_like]
        service, choices = self._answers, list[Choice]()
        add = partial(service.add_to_list, value)
        if value.suggested_id is not None:
            accept = partial(service.accept_as, value, value.suggested_id)
            words = f"It means “{value.suggestion}”"
            choices.append(Choice(words, accept, partial(service.accept_all, alike), is_likely=True))
        choices += [
            Choice("It means another one…", partial(self._accept_as_another, value)),
            Choice("Add it to the list", add, partial(service.add_all, alike)),
            Choice("Ignore it", partial(service.ignore, value), partial(service.ignore_all, alike)),
        ]
        people = listed(value.people[:_MOST_PEOPLE_NAMED])
        more = len(value.people) - _MOST_PEOPLE_NAMED
        who = f"{people} and {more} more" if more > 0 else people
        title = f"On no list: {listed([field.label for field in value.fields])}"
        return Question(title, value.text, f"Answered by {who}.", tuple(choices), len(alike))

    def _make_rule_with_another(self, wish: OpenWish) -> Changes:
        choices = [PersonChoice.of(each.participant.id, each) for each in self._answers.people_for(wish)]
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

    def _go(self, by: int) -> None:
        self._place += by
        self._show_question()

    @Slot()
    def _look_again(self) -> None:
        """Let nothing be chosen for all that has to be asked of each."""
        question = self._question
        for choice, button in zip(question.choices if question else (), self._choices, strict=False):
            button.setEnabled(choice.decide_all is not None or not self._alike.isChecked())

    def _on_choice_clicked(self, place: int) -> None:
        question = self._question
        if question is None:
            return
        choice = question.choices[place]
        decide = choice.decide_all if choice.decide_all and self._alike.isChecked() else choice.decide
        if self._operations.perform(decide):
            self._read()
            self._show_question()


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
