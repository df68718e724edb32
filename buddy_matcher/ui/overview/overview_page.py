"""The Overview page: how many people on each side, what to look at before pairing, and the next step."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar, override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from buddy_matcher.domain.changes import Kind
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.domain.to_send import ToSend
from buddy_matcher.services.follow_up import FollowUp
from buddy_matcher.services.overview import (
    NextStep,
    Overview,
    ReadinessLine,
    RoundOverview,
    Subject,
)
from buddy_matcher.services.record_entries import RecordEntries
from buddy_matcher.ui.acting.command import Command, Commands, Menu
from buddy_matcher.ui.acting.operations import Needs, Operations
from buddy_matcher.ui.acting.page import Page
from buddy_matcher.ui.noting.noting import Noting
from buddy_matcher.ui.overview.round_cards import RoundCards
from buddy_matcher.ui.overview.round_steps import answers_to_decide, round_steps
from buddy_matcher.ui.overview.today_part import TodayPart
from buddy_matcher.ui.widgets.labels import (
    Card,
    heading_label,
    large_button,
    plain_label,
    quiet_label,
    title_label,
    with_look,
    without_mnemonic,
)
from buddy_matcher.ui.widgets.scrolling_pane import lay_out_now
from buddy_matcher.ui.widgets.side_by_side import SideBySide
from buddy_matcher.ui.widgets.steps_strip import StepsStrip
from buddy_matcher.ui.widgets.theme import GAP

_NEXT = {
    NextStep.INVITE: (
        "Send the invitations",
        "Print or e-mail them. Whoever answers is ready again, with what they answered last time or anew.",
    ),
    NextStep.ADD_PEOPLE: ("Bring people in", "Import a form export, or add people one by one."),
    NextStep.SUGGEST: ("Look at pairings", "Everybody is there: suggest pairings and look at the plan."),
    NextStep.AGREE: (
        "Look at the plan",
        "The plan is a draft: look at it, change what you like, then agree it.",
    ),
    NextStep.FIND_BUDDY: (
        "Find a buddy",
        "{} needs a buddy: suggest pairings. Agreed pairs stay as they are.",
    ),
    NextStep.PRINT_LETTERS: (
        "Make the letters",
        "The plan is agreed: print the letters or save them as PDF.",
    ),
    NextStep.FOLLOW_UP: (
        "Follow the pairs up",
        "Every pair has its letters: record who has met, and ring those of whom nothing is heard.",
    ),
    NextStep.START_ROUND: (
        "Start a round",
        "The round is over. Start the next one: who waited comes first, and nobody gets the same buddy.",
    ),
    NextStep.NEWEST_ROUND: (
        "Back to the newest round",
        "This round lies behind: its people and its plan stay as they were.",
    ),
}
_DECIDE_FIRST = "Everybody is there. Decide on what nobody else can say, then suggest pairings."
_MOST_NAMED = 3
_WIDEST = 1500
_TWO_COLUMNS = 1040
"""From which width of what it holds it has two columns: where the window is 1,300 pixels wide."""


class OverviewPage(Page):
    """A round at a glance.

    `step_wanted` asks the window for the place of a `NextStep`, `decisions_wanted` for the open questions,
    `interests_wanted` for those declared, `duplicates_wanted` for entries that may be one person,
    `due_wanted` for the list that a `Due` counts, `follow_up_wanted` for every pair that runs,
    `other_round_wanted` for the round of a number that asks for something too, `money_wanted` for payments,
    `leaving_wanted` who of some people leaves, of nobody in particular who of the round.
    """

    shows: ClassVar = frozenset(Kind)

    step_wanted = Signal(object)
    decisions_wanted = Signal()
    interests_wanted = Signal()
    duplicates_wanted = Signal()
    due_wanted = Signal(object)
    follow_up_wanted = Signal()
    other_round_wanted = Signal(int)
    money_wanted = Signal()
    leaving_wanted = Signal(object)

    def __init__(
        self,
        overview: Overview,
        follow_up: FollowUp,
        entries: RecordEntries,
        operations: Operations,
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self._overview = overview
        self._follow_up, self._day = follow_up, today
        self._noting = Noting(self, entries, operations)
        self._commands = Commands(self, operations, Menu.FOLLOW_UP, needs=Needs.LIFE)
        leave = self._commands.declare(
            "Someone is leavin&g…", self._on_leave, "Ctrl+Shift+X", why_not=self._unless_pairs_run
        )
        remind = self._commands.declare(
            "Add a re&minder…", self._on_remind, "Ctrl+Shift+R", why_not=self._unless_somebody
        )
        self._today = TodayPart(follow_up, today, leave, remind)
        self._today.due_wanted.connect(self.due_wanted)
        self._today.follow_up_wanted.connect(self.follow_up_wanted)
        self._today.other_round_wanted.connect(self.other_round_wanted)
        self._today.letters_wanted.connect(lambda: self.step_wanted.emit(NextStep.PRINT_LETTERS))
        self._today.money_wanted.connect(self.money_wanted)
        self._next = NextStep.ADD_PEOPLE
        self._is_to_decide = False
        self._steps = StepsStrip()
        self._to_do, self._cards = QWidget(), RoundCards()
        self._readiness = QVBoxLayout()
        self._readiness_heading = heading_label("To look at")
        self._in_order = quiet_label("Nothing else to look at: everything is in order.")
        self._step_text = plain_label(wraps=True)
        self._step = large_button("")
        self._step.clicked.connect(self._on_step_clicked)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._content(), 1)
        outer.addStretch()

    @override
    def commands(self) -> tuple[Command, ...]:
        return self._commands.all()

    @property
    @override
    def first_focus(self) -> QWidget:
        return self._step

    @override
    def refresh(self) -> None:
        at_a_glance = self._overview.round()
        self._today.refresh()
        self._commands.look_again()
        self._cards.show_round(at_a_glance)
        self._show_readiness(at_a_glance)
        self._show_step(at_a_glance)
        lay_out_now()

    def _show_step(self, at_a_glance: RoundOverview) -> None:
        self._next = at_a_glance.next_step
        button, text = _NEXT[self._next]
        steps = round_steps(at_a_glance)
        self._is_to_decide = steps.is_to_decide
        if steps.is_to_decide:
            button, text = f"Decide on {counted(answers_to_decide(at_a_glance), 'answer')}", _DECIDE_FIRST
        self._step.setText(button)
        self._step_text.setText(text.format(_people_in_words(at_a_glance.needing)))
        self._steps.show_steps(steps.names, steps.place, steps.left)
        self._steps.setVisible(self._next is not NextStep.NEWEST_ROUND)

    def _show_readiness(self, at_a_glance: RoundOverview) -> None:
        lines: list[QWidget] = [self._line(line) for line in at_a_glance.readiness]
        looks_back = at_a_glance.next_step is NextStep.NEWEST_ROUND
        can_be_in_order = any(side.people for side in at_a_glance.sides) and not looks_back
        _fill(self._readiness, lines)
        self._readiness_heading.setVisible(bool(lines))
        self._in_order.setVisible(can_be_in_order and not lines)
        self._to_do.setHidden(self._today.isHidden() and not lines)

    def _content(self) -> QWidget:
        content = QWidget()
        content.setMaximumWidth(_WIDEST)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(2 * GAP)
        layout.addWidget(title_label("Overview"))
        layout.addWidget(self._step_card())
        layout.addLayout(SideBySide(self._to_do, self._cards, from_width=_TWO_COLUMNS))
        layout.addStretch()
        self._lay_out_to_do()
        return content

    def _lay_out_to_do(self) -> None:
        layout = QVBoxLayout(self._to_do)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GAP)
        layout.addWidget(self._today)
        layout.addWidget(self._readiness_heading)
        self._readiness.setSpacing(GAP)
        layout.addLayout(self._readiness)

    def _step_card(self) -> Card:
        card = Card()
        card.body.addWidget(self._steps)
        words = QVBoxLayout()
        words.setSpacing(GAP // 2)
        words.addWidget(heading_label("Next step"))
        words.addWidget(self._step_text)
        words.addWidget(self._in_order)
        row = QHBoxLayout()
        row.setSpacing(2 * GAP)
        row.addLayout(words, 1)
        row.addWidget(self._step)
        card.body.addLayout(row)
        return card

    def _line(self, line: ReadinessLine) -> QPushButton:
        button = with_look(QPushButton(without_mnemonic(line.text)), "line")
        if line.subject is Subject.PEOPLE:
            button.clicked.connect(lambda: self.people_wanted.emit(line.participation_ids))
        elif line.subject is Subject.PLAN:
            button.clicked.connect(lambda: self.step_wanted.emit(NextStep.AGREE))
        elif line.subject is Subject.DUPLICATES:
            button.clicked.connect(self.duplicates_wanted)
        elif line.subject is Subject.INTERESTS:
            button.clicked.connect(self.interests_wanted)
        else:
            button.clicked.connect(self.decisions_wanted)
        return button

    def _unless_pairs_run(self) -> str:
        return "" if self._today.has_pairs else "No pair runs yet: nobody can leave one."

    def _unless_somebody(self) -> str:
        return "" if self._follow_up.people(self._day()) else "Nobody is in this round yet."

    def show_to_send(self, to_send: ToSend) -> None:
        """Show what waits to be sent."""
        self._today.show_to_send(to_send)

    def _on_remind(self) -> None:
        today = self._day()
        self._noting.remind(self._today.people_in_focus or self._follow_up.people(today), today)

    def _on_leave(self) -> None:
        self.leaving_wanted.emit(self._today.people_in_focus)

    def _on_step_clicked(self) -> None:
        if self._is_to_decide:
            self.decisions_wanted.emit()
        else:
            self.step_wanted.emit(self._next)


def _people_in_words(names: Sequence[str]) -> str:
    if len(names) > _MOST_NAMED:
        return f"Each of {len(names)} people"
    return listed(list(names)) if len(names) == 1 else f"Each of {listed(list(names))}"


def _fill(layout: QVBoxLayout, widgets: Sequence[QWidget]) -> None:
    """Put widgets in the place of those that a layout holds."""
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        layout.addWidget(widget)
        widget.show()  # Qt alone would do it later, and give it room later still
